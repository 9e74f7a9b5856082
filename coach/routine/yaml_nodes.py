"""Text to nodes: YAML as a writer of routines means it, with guards, and no guesses.

PyYAML's parser gives events, our own composer makes nodes of them: its own one dies on deep nesting, knows aliases, and
turns `1:30` into ninety and `no` into False. A scalar stays text with its places; what it means is for the field that
takes it. Nothing here knows a routine. Files and texts from anywhere end in nodes and problems, or in `LoadError`.
"""

import codecs
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

try:
    from yaml._yaml import CParser as _FastParser
except ImportError:  # PyYAML was built without libyaml: ten times slower, the same events
    _FastParser = None  # type: ignore[assignment, misc]

MOST_BYTES = 256 * 1024
MOST_NODES = 20_000
DEEPEST = 12

_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
"""Control characters, those that turn the direction of writing, and those that YAML has no place for."""


class Scalar:
    """A value as it was written: its text without quotes, never interpreted."""

    __slots__ = ("end", "plain", "start", "text")

    def __init__(self, text: str, plain: bool, start: Mark, end: Mark) -> None:
        self.text = text
        self.plain = plain
        self.start = start
        self.end = end

    @property
    def empty(self) -> bool:
        """Nothing was written: `rest:` and the end of the line."""
        return self.plain and not self.text


class Sequence:
    __slots__ = ("end", "items", "start")

    def __init__(self, start: Mark, end: Mark) -> None:
        self.items: list[Node] = []
        self.start = start
        self.end = end


class Mapping:
    """Keys in their order."""

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
    """Stands where something was refused already: nobody complains about it twice."""

    __slots__ = ("end", "start")

    def __init__(self, start: Mark, end: Mark) -> None:
        self.start = start
        self.end = end


Node = Scalar | Sequence | Mapping | Broken


class Document(NamedTuple):
    """A text, its nodes (None: there are none, or they cannot be had) and the report on it."""

    report: Report
    root: Node | None


class _PureParser(Reader, Scanner, Parser):
    """The parser in Python, where libyaml is missing."""

    def __init__(self, text: str) -> None:
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)


class _Stop(Exception):
    """What follows in this text is not worth reading."""


def read_text(path: Path, name: str | None = None) -> str:
    """The text of a file, without its byte-order mark.

    Args:
        path: where it is.
        name: how it is called in messages; the path if not given.

    Raises:
        LoadError: not found, unreadable (a folder, no permission), too large, binary, not UTF-8.
    """
    name = name or str(path)
    try:
        state = path.stat()
        if stat.S_ISDIR(state.st_mode):
            raise failure("unreadable", name, "this is a folder. Name one of the YAML files in it.")
        if not stat.S_ISREG(state.st_mode):
            raise failure("unreadable", name, "this is not a file.")
        if state.st_size > MOST_BYTES:
            raise _too_large(name, state.st_size)
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise failure("not found", name, "there is no such file.") from None
    except OSError as error:
        raise failure("unreadable", name, f"cannot be read: {error.strerror or error}.") from None
    except ValueError:  # a NUL in the path
        raise failure("not found", name, "there is no such file.") from None
    if len(data) > MOST_BYTES:
        raise _too_large(name, len(data))
    return _decoded(data, name)


def _too_large(name: str, size: int) -> LoadError:
    megabytes = f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{size / 1024:.0f} KiB"
    return failure("invalid", name, f"{megabytes} is too large: a file may have {MOST_BYTES // 1024} KiB.")


def _decoded(data: bytes, name: str) -> str:
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


def compose(text: str, name: str) -> Document:
    """The nodes of a text. Never raises: what is wrong is in the report, and then the root may be None."""
    report = Report(name, text)
    if len(text) > MOST_BYTES:
        report.add_at(0, 0, f"the text is too large: a file may have {MOST_BYTES // 1024} KiB.")
        return Document(report, None)
    if found := list(_FORBIDDEN.finditer(text)):
        _refuse_characters(report, found)
        return Document(report, None)
    try:
        return Document(report, _Composer(text, report).root())
    except _Stop:
        pass
    except yaml.MarkedYAMLError as error:
        _explain(report, error)
    except (yaml.YAMLError, ValueError, OverflowError) as error:  # libyaml on numbers and escapes out of any range
        report.add_at(0, 0, f"this is not YAML: {error}.")
    return Document(report, None)


def _refuse_characters(report: Report, found: list[re.Match[str]]) -> None:
    begins = [0, *(end.end() for end in LINE_BREAK.finditer(report.text))]
    for match in found[:1000]:
        line = bisect_right(begins, match.start()) - 1
        report.add_at(line, match.start() - begins[line], _character(match[0]))


def _character(character: str) -> str:
    return f"the character U+{ord(character):04X} is not allowed: it would do something to a terminal. Take it out."


def peek(text: str, key: str) -> str | None:
    """The first scalar under a key of the top mapping, read no further than there; None where there is none."""
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

    def root(self) -> Node | None:
        """The only document's root, None if the text has none. Raises `_Stop` and what the parser raises."""
        root: Node | None = None
        node: Node
        stack: list[Sequence | Mapping] = []
        keys: list[Scalar | Broken | None] = []  # of each container on the stack, the key that waits for its value
        nodes = documents = 0
        next_event = self.next_event  # one loop without calls for a plain node: half of a file's time goes by here
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
                stack.pop().end = event.end_mark
                keys.pop()
                continue
            elif kind is AliasEvent:
                node = self._alias(event)
            else:
                documents += kind is DocumentStartEvent
                if documents > 1:
                    place = Broken(event.start_mark, event.end_mark)
                    self._stop(place, "a second document begins here. One file holds one.")
                continue
            nodes += 1
            if nodes > MOST_NODES:
                self._stop(node, f"this is too much for one file: more than {MOST_NODES:,} values.")
            if event.anchor is not None or (kind is not AliasEvent and event.tag is not None):
                self._decorated(event, kind)
            if not stack:
                root = node
            elif type(top := stack[-1]) is Sequence:
                top.items.append(node)
            elif (key := keys[-1]) is None:
                keys[-1] = self._key(top, node)  # type: ignore[arg-type]  # it is a Mapping
            else:
                keys[-1] = None
                if type(key) is Scalar:
                    top.entries[key.text] = (key, node)  # type: ignore[union-attr]
            if kind is MappingStartEvent or kind is SequenceStartEvent:
                stack.append(node)  # type: ignore[arg-type]  # one of the two
                keys.append(None)
                if len(stack) > DEEPEST:
                    self._stop(node, f"this is nested too deeply: more than {DEEPEST} levels.")
        return None if type(root) is Scalar and root.empty else root

    def _stop(self, place: Place, message: str) -> NoReturn:
        self.report.add(place, message)
        raise _Stop

    def _escapes(self, scalar: Scalar) -> None:
        """Escapes in double quotes bring in what the text itself must not have."""
        if found := _FORBIDDEN.search(scalar.text):
            self.report.add(scalar, _character(found[0]))

    def _alias(self, event: Any) -> Broken:
        node = Broken(event.start_mark, event.end_mark)
        self.report.add(
            node, f'"*{event.anchor}" is an alias. Write out what it stands for: there are no aliases here.'
        )
        return node

    def _decorated(self, event: Any, kind: type) -> None:
        """Anchors and tags, which a value can do without."""
        place = Broken(event.start_mark, event.end_mark)
        if kind is AliasEvent:
            return
        if event.anchor is not None:
            self.report.add(place, f'"&{event.anchor}" is an anchor. Take it out: there are no anchors here.')
        if event.tag is not None:
            self.report.add(place, f"{quoted(event.tag)} is a tag. Take it out: there are no tags here.")

    def _key(self, mapping: Mapping, node: Node) -> Scalar | Broken:
        """The key; `Broken` where its value is of no use."""
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


_ADVICE = (
    ("could not find expected ':'", "this line is no \"name: value\". Is a colon missing, or the space after it?"),
    ("did not find expected '-'", "this line does not fit the list above. Begin it with \"- \", or check how far it is "
     "indented."),
    ("expected <block end>", "this line does not fit what is above. Check how far it is indented."),
    ("did not find expected key", "this does not fit what is above. Check how far it is indented, and put quotes "
     "around a text that begins with a quote, a bracket or a brace."),
    ("block sequence entries are not allowed", "a list cannot begin here. Begin it on the next line, or write [a, b]."),
    ("mapping keys are not allowed", "a value cannot begin with \"? \". Put quotes around it."),
    ("did not find expected ',' or ']'", "a comma or the closing \"]\" is missing."),
    ("expected ',' or ']'", "a comma or the closing \"]\" is missing."),
    ("did not find expected ',' or '}'", "a comma or the closing \"}\" is missing."),
    ("expected ',' or '}'", "a comma or the closing \"}\" is missing."),
    ("unknown escape character", "after a backslash, double quotes allow a few letters only. Use single quotes."),
    ("maximum nesting depth", f"this is nested too deeply: more than {DEEPEST} levels."),
    ("<document start>", "what follows does not belong to what is above. Check how far it is indented."),
)  # fmt: skip
"""libyaml's words (and, where they differ, those of the parser in Python), and ours."""


def _explain(report: Report, error: yaml.MarkedYAMLError) -> None:
    """The parser's complaint in plain words, at the place that has to be changed."""
    mark = error.problem_mark or error.context_mark
    opened = error.context_mark
    said = str(error.problem or error.context)
    if mark is None:
        report.add_at(0, 0, f"this is not YAML: {said}.")
        return
    line = report.lines[mark.line] if mark.line < len(report.lines) else ""
    indentation = line[: len(line) - len(line.lstrip())]
    character = line[mark.column : mark.column + 1]
    if "\t" in indentation or character == "\t":
        report.add_at(mark.line, line.index("\t"), "a tab cannot indent here. Use spaces.")
    elif "end of stream" in said and opened is not None and "quoted" in str(error.context):
        report.add_at(opened.line, opened.column, "the quote that is opened here is never closed.")
    elif "cannot start any token" in said:
        report.add_at(mark.line, mark.column, f'a value cannot begin with "{character}". Put quotes around it.')
    elif "mapping values are not allowed" in said:
        report.add_at(mark.line, mark.column, _colon(line[: mark.column]))
    else:
        message = next((advice for sign, advice in _ADVICE if sign in said), f"this is not YAML: {said}.")
        if character == ":" and "closing" in message:
            message = "there is a second colon here. Put quotes around a text that has one."
        elif "closing" in message and opened is not None:
            message = f"{message[:-1]}; it was opened at line {opened.line + 1}, column {opened.column + 1}."
        report.add_at(mark.line, mark.column, message)


def _colon(before: str) -> str:
    """What to say of a colon that cannot stand after `before` on its line."""
    if match := re.match(r"[\s-]*(\S[^:]*): ", before):
        return f"there is a second colon in this line. Put quotes around what follows {quoted(match[1] + ':')}."
    return (
        "a colon cannot stand here. Check how far this line and the one above are indented, "
        "and that a space follows the colon above."
    )
