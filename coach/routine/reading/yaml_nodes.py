"""Text to nodes: YAML as authors of routines mean it, with limits, and without guesses.

PyYAML's parser gives events, and the composer here makes nodes of them. PyYAML's own composer fails on deep nesting,
follows aliases, and turns `1:30` into ninety and `no` into False. A scalar stays a text with its places; the field that
takes it decides what it means. Routines are not known here. Whatever the text, the result is nodes and problems, or a
`LoadError`.
"""

import codecs
import os
import re
import stat
from bisect import bisect_right
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner

from coach.routine.problems import LINE_BREAK, LoadError, Mark, Place, Report, failure, quoted
from coach.routine.reading.yaml_errors import STRANGE, explain, strange_space

try:
    from yaml._yaml import CParser as _FastParser
except ImportError:  # PyYAML was built without libyaml: ten times slower, the same events
    _FastParser = None  # type: ignore[assignment, misc]

MOST_BYTES = 256 * 1024
MOST_NODES = 20_000
DEEPEST = 12

_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
"""What YAML reads as no value."""

_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
"""Control characters, those that change the direction of text, and those that YAML does not allow."""


_STRANGE = re.compile(STRANGE)
_STRANGE_IN_KEY = re.compile(f"^(?:- *)*({STRANGE})|:({STRANGE})|({STRANGE})$")
"""At the beginning of a name, after a colon that is no longer one, and at its end."""


class Scalar:
    """A value as written: its text without quotes, not interpreted."""

    __slots__ = ("end", "plain", "start", "text")

    def __init__(self, text: str, plain: bool, start: Mark, end: Mark) -> None:
        self.text = text
        self.plain = plain
        self.start = start
        self.end = end

    @property
    def empty(self) -> bool:
        """Whether there is no value: nothing after the colon, or a null."""
        return self.plain and self.text in _NOTHING


class Sequence:
    __slots__ = ("end", "items", "start")

    def __init__(self, start: Mark, end: Mark) -> None:
        self.items: list[Node] = []
        self.start = start
        self.end = end


class Mapping:
    """A mapping with its keys in order."""

    __slots__ = ("end", "entries", "start")

    def __init__(self, start: Mark, end: Mark) -> None:
        self.entries: dict[str, tuple[Scalar, Node]] = {}
        self.start = start
        self.end = end

    def __contains__(self, key: str) -> bool:
        return key in self.entries

    def get(self, key: str) -> "Node | None":
        entry = self.entries.get(key)
        return entry[1] if entry else None

    def key(self, key: str) -> "Scalar | None":
        entry = self.entries.get(key)
        return entry[0] if entry else None


class Broken:
    """Takes the place of a node that was reported already, so that it is reported once."""

    __slots__ = ("end", "start")

    def __init__(self, start: Mark, end: Mark) -> None:
        self.start = start
        self.end = end


Node = Scalar | Sequence | Mapping | Broken


class Document(NamedTuple):
    """The report on a text, and its nodes; None if there are none, or they cannot be used."""

    report: Report
    root: Node | None


class _PureParser(Reader, Scanner, Parser):
    """The parser in Python, for a PyYAML without libyaml."""

    def __init__(self, text: str) -> None:
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)


class _Stop(Exception):
    """The rest of the text is not read."""


def read_text(path: Path, name: str | None = None) -> str:
    """The text of a file, without its byte-order mark.

    Args:
        path: where it is.
        name: of the file in messages; the path if not given.

    Raises:
        LoadError: not found, unreadable (a folder, no permission), too large, binary, not UTF-8.
    """
    name = name or str(path)
    try:
        data = _bytes(path, name)
    except FileNotFoundError:
        raise failure("not found", name, "there is no such file.") from None
    except OSError as error:
        raise failure("unreadable", name, f"cannot be read: {error.strerror or error}.") from None
    except ValueError:  # a NUL in the path
        raise failure("not found", name, "there is no such file.") from None
    return decoded(data, name)


def _bytes(path: Path, name: str) -> bytes:
    """The bytes of a file. Raises LoadError (not a file, too large), OSError, ValueError (a NUL in the path)."""
    if os.name == "nt" and path.is_dir():  # there a folder cannot be opened
        raise _folder(name)
    handle = os.open(path, _OPEN)  # by hand: a library may have a thousand files
    try:
        state = os.fstat(handle)
        if stat.S_ISDIR(state.st_mode):
            raise _folder(name)
        if not stat.S_ISREG(state.st_mode):
            raise failure("unreadable", name, "this is not a file.")
        if state.st_size > MOST_BYTES:
            raise _too_large(name, state.st_size)
        data = os.read(handle, MOST_BYTES + 1)
        while len(data) <= MOST_BYTES and (more := os.read(handle, MOST_BYTES + 1)):
            data += more
        return data
    finally:
        os.close(handle)


_OPEN = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""Does not wait for a pipe without a writer."""


def _folder(name: str) -> LoadError:
    return failure("unreadable", name, "this is a folder. Name one of the YAML files in it.")


def _too_large(name: str, size: int) -> LoadError:
    megabytes = f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{size / 1024:.0f} KiB"
    return failure("invalid", name, f"{megabytes} is too large: a file may have {MOST_BYTES // 1024} KiB.")


def decoded(data: bytes, name: str) -> str:
    """The text of bytes, as in `read_text`. Raises LoadError: too large, binary, not UTF-8."""
    if len(data) > MOST_BYTES:
        raise _too_large(name, len(data))
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise failure("invalid", name, "the text is UTF-16. Save it as UTF-8.")
    data = data.removeprefix(codecs.BOM_UTF8)
    if b"\0" in data:
        raise failure("invalid", name, "this is a binary file. A YAML file is text.")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        report = Report(name, data.decode("utf-8", errors="replace"))
        before = Report(name, data[: error.start].decode("utf-8") + "|").lines
        message = f"the byte 0x{data[error.start]:02X} is not UTF-8. Save the file as UTF-8."
        report.add_at(len(before) - 1, len(before[-1]) - 1, message)
        raise LoadError("invalid", report.problems) from None


def compose(text: str, name: str, partial: bool = False) -> Document:
    """The nodes of a text. Never raises: problems are in the report, and the root may be None then.

    Args:
        text: of a file.
        name: of the file in messages.
        partial: if the parser stops, the root has what was read until there. The report then takes no problems of
            what is unfinished (`Report.cut`).
    """
    report = Report(name, text)
    if len(text) > MOST_BYTES:
        report.add_at(0, 0, f"the text is too large: a file may have {MOST_BYTES // 1024} KiB.")
        return Document(report, None)
    if found := list(_FORBIDDEN.finditer(text)):
        _refuse_characters(report, found)
        return Document(report, None)
    composer = _Composer(text, report)
    try:
        return Document(report, composer.compose())
    except _Stop:
        pass
    except yaml.MarkedYAMLError as error:
        report.cut(explain(report, error), composer.stack)
    except (yaml.YAMLError, ValueError, OverflowError) as error:  # libyaml, on numbers and escapes out of range
        report.add_at(0, 0, f"this is not YAML: {error}.")
        return Document(report, None)
    return Document(report, composer.root if partial else None)


def _refuse_characters(report: Report, found: list[re.Match[str]]) -> None:
    begins = [0, *(end.end() for end in LINE_BREAK.finditer(report.text))]
    for match in found[:1000]:
        line = bisect_right(begins, match.start()) - 1
        report.add_at(line, match.start() - begins[line], _character(match[0]))


def _character(character: str) -> str:
    return f"the character U+{ord(character):04X} is not allowed: it would do something to a terminal. Take it out."


def peek(text: str, key: str) -> str | None:
    """The first scalar with this key in the top mapping, None if there is none. Reads no further than that."""
    depth, is_key, found = 0, True, False
    try:
        next_event = _parser(text).get_event
        while (event := next_event()) is not None:
            if isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            elif isinstance(event, yaml.NodeEvent):
                if depth == 1:
                    word = event.value if isinstance(event, yaml.ScalarEvent) else None
                    if found and word is not None:
                        return str(word)
                    found = is_key and word == key
                    is_key = not is_key
                depth += isinstance(event, yaml.CollectionStartEvent)
                if depth > DEEPEST:
                    return None
    except (yaml.YAMLError, ValueError, OverflowError):
        pass
    return None


def _parser(text: str) -> Any:
    return _FastParser(text) if _FastParser is not None else _PureParser(text)


class _Composer:
    def __init__(self, text: str, report: Report) -> None:
        self.report = report
        self.next_event: Callable[[], Any] = _parser(text).get_event
        self.root: Node | None = None
        """What has been read so far."""
        self.stack: list[Sequence | Mapping] = []
        """The containers whose end has not been read, outermost first."""
        self._strange = _STRANGE.search(text) is not None
        self._closed: list[Sequence | Mapping] = []  # where there are strange spaces: whose end came just now

    def compose(self) -> Node | None:
        """The root of the only document; None if there is none. Raises `_Stop` and what the parser raises."""
        node: Node
        stack = self.stack
        keys: list[Scalar | Broken | None] = []  # for each container on the stack, the key whose value comes next
        nodes = documents = 0
        next_event = self.next_event  # no calls for a plain node: half of the time of a file is spent here
        while (event := next_event()) is not None:
            kind = type(event)
            if kind is ScalarEvent:
                style = event.style
                node = Scalar(event.value, not style, event.start_mark, event.end_mark)
                if style == '"':
                    self._escapes(node)
            elif kind is MappingStartEvent:
                node = Mapping(event.start_mark, event.end_mark)
            elif kind is SequenceStartEvent:
                node = Sequence(event.start_mark, event.end_mark)
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                closed = stack.pop()
                closed.end = event.end_mark
                keys.pop()
                if self._strange:
                    self._closed.append(closed)
                continue
            elif kind is AliasEvent:
                node = self._alias(event)
            else:
                documents += kind is DocumentStartEvent
                if documents > 1:
                    place = Broken(event.start_mark, event.end_mark)
                    self._stop(place, '"---" begins a second document, and a file holds one. Take the line out.')
                continue
            nodes += 1
            if nodes > MOST_NODES:
                self._stop(node, f"this is too much for one file: more than {MOST_NODES:,} values.")
            if event.anchor is not None or (kind is not AliasEvent and event.tag is not None):
                node = self._decorated(event, node)
            if not stack:
                self.root = node
            elif type(top := stack[-1]) is Sequence:
                top.items.append(node)
            elif (key := keys[-1]) is None:
                if self._strange:
                    self._spaces(top, node)  # type: ignore[arg-type]  # it is a Mapping
                keys[-1] = self._key(top, node)  # type: ignore[arg-type]
            else:
                keys[-1] = None
                if type(key) is Scalar:
                    top.entries[key.text] = (key, node)  # type: ignore[union-attr]
            self._closed.clear()
            if kind is MappingStartEvent or kind is SequenceStartEvent:
                stack.append(node)  # type: ignore[arg-type]  # one of the two
                keys.append(None)
                if len(stack) > DEEPEST:
                    self._stop(node, f"this is nested too deeply: more than {DEEPEST} levels.")
        return None if type(self.root) is Scalar and self.root.empty else self.root

    def _spaces(self, mapping: Mapping, key: Node) -> None:
        """Stops at a name with a strange space that is meant as indentation or as the space after a colon."""
        if type(key) is not Scalar or not key.plain or (found := _STRANGE_IN_KEY.search(key.text)) is None:
            return
        at = found.start(found.lastindex or 0)
        indents = found.lastindex == 1 and not self.report.lines[key.start.line][: key.start.column].strip()
        self.report.add_at(key.start.line, key.start.column + at, strange_space(key.text[at], indents=indents))
        if mapping.entries:  # its value may be what stands here
            name, (before, value) = mapping.entries.popitem()
            lacks = type(value) is Scalar and value.empty
            mapping.entries[name] = before, Broken(value.start, value.end) if lacks else value
        self.report.cut(key.start.line, [*self.stack, *self._closed])
        raise _Stop

    def _stop(self, place: Place, message: str) -> NoReturn:
        self.report.add(place, message)
        self.report.cut(place.start.line, self.stack)
        raise _Stop

    def _escapes(self, scalar: Scalar) -> None:
        """Reports characters that the text may not have and that are written as escapes."""
        if found := _FORBIDDEN.search(scalar.text):
            self.report.add(scalar, _character(found[0]))

    def _alias(self, event: Any) -> Broken:
        node = Broken(event.start_mark, event.end_mark)
        self.report.add(
            node, f'"*{event.anchor}" is an alias. Write out what it stands for: there are no aliases here.'
        )
        return node

    def _decorated(self, event: Any, node: Node) -> Node:
        """The node, with its anchor or tag reported; `Broken` if there is nothing else."""
        if type(event) is AliasEvent:
            return node
        alone = type(node) is Scalar and node.empty
        place = Broken(event.start_mark, event.end_mark)
        if event.anchor is not None:
            self._needless(place, f"&{event.anchor}", "an anchor", alone)
        if event.tag is not None:
            self._needless(place, event.tag.replace("tag:yaml.org,2002:", "!!"), "a tag", alone)
        return place if alone else node

    def _needless(self, place: Broken, mark: str, what: str, alone: bool) -> None:
        advice = f": there are no {what.split()[1]}s here"
        if alone:
            advice = f', or put quotes around a text that begins with "{mark[0]}"'
        self.report.add(place, f"{quoted(mark)} is {what}. Take it out{advice}.")

    def _key(self, mapping: Mapping, node: Node) -> Scalar | Broken:
        """The key; `Broken` if it was reported and its value is not used."""
        if type(node) is not Scalar:
            if type(node) is not Broken:
                self.report.add(node, "a name is a word, not a list or a mapping.")
        elif node.text == "<<" and node.plain:
            self.report.add(node, '"<<" merges mappings. Write the fields out: there are no merge keys here.')
        elif node.text in mapping.entries:
            earlier = mapping.entries[node.text][0]
            where = f"line {earlier.start.line + 1}, column {earlier.start.column + 1}"
            self.report.add(node, f"{quoted(node.text)} stands here twice: it was already given at {where}.")
        else:
            return node
        return Broken(node.start, node.end)
