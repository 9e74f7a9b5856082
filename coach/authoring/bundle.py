"""One file that holds a routine and every exercise that it uses, to be shared.

The writer's text stays as it is, comments and all; the exercises' texts are put into it, under `exercises`. Where that
cannot be done (everything inside one pair of braces) the file is written anew, and its comments are lost.
"""

from collections.abc import Iterator, Mapping

import yaml

from coach.routine.checks import Places, check_routine
from coach.routine.decode import decode
from coach.routine.exercises import Exercises
from coach.routine.library import Library, Loaded
from coach.routine.model import Routine
from coach.routine.yaml_nodes import Mapping as MappingNode
from coach.routine.yaml_nodes import Node, Scalar, Sequence, compose, read_text


def bundle(loaded: Loaded, shelf: Exercises) -> str:
    """The text of a file that needs no library.

    Args:
        loaded: the routine.
        shelf: where its exercises come from.

    Raises:
        LoadError: a file that was there when the routine was read cannot be read any more.
    """
    text = loaded.text.removeprefix("\ufeff").replace("\r\n", "\n")
    root = compose(text, "").root
    assert isinstance(root, MappingNode)
    own = root.get("exercises")
    inside = own.entries.keys() if isinstance(own, MappingNode) else ()
    files = shelf.paths()
    added = {id: read_text(files[id]) for id in loaded.routine.exercises if id not in inside}
    spliced = _spliced(text, root, own, added)
    return spliced if _reads_as(spliced, loaded.routine) else _anew(root, own, added)


def _spliced(text: str, root: MappingNode, own: Node | None, added: Mapping[str, str]) -> str:
    """The text with the exercises at its end, or before the first of its own."""
    if not added:
        return text
    lines = text.splitlines(keepends=True)
    if not isinstance(own, MappingNode) or not own.entries:
        end = "" if not text or text.endswith("\n") else "\n"
        return f"{text}{end}\nexercises:\n" + "".join(_entry(id, body, 2) for id, body in added.items())
    first = next(iter(own.entries.values()))[0].start
    entries = "".join(_entry(id, body, first.column) for id, body in added.items())
    return "".join([*lines[: first.line], entries, *lines[first.line :]])


def _entry(id: str, body: str, indent: int) -> str:
    """An exercise's text as a value of its id."""
    pad = " " * indent
    lines = [line for line in body.splitlines() if line.strip() not in ("---", "...")]
    kept = [line for line in lines if not line.startswith("# yaml-language-server:")]
    return f"{pad}{id}:\n" + "".join(f"{pad}  {line}".rstrip() + "\n" for line in kept)


def _reads_as(text: str, wanted: Routine) -> bool:
    """Whether the text alone is this routine."""
    document = compose(text, "bundle")
    places: Places = {}
    routine = None if document.report.failed else decode(Routine, document, places)
    if routine is None or document.report.failed:
        return False
    check_routine(routine, places, document.report)
    resolved = Library((), ()).resolve(routine, places, document.report)
    return not document.report.failed and resolved == wanted


def _anew(root: MappingNode, own: Node | None, added: Mapping[str, str]) -> str:
    """The same values, written by us."""
    exercises = {} if not isinstance(own, MappingNode) else {key: node for key, (_, node) in own.entries.items()}
    for id, body in added.items():
        if (node := compose(body, "").root) is not None:
            exercises[id] = node
    top = {key: node for key, (_, node) in root.entries.items() if key != "exercises"}

    def events() -> Iterator[yaml.Event]:
        yield yaml.StreamStartEvent()
        yield yaml.DocumentStartEvent(explicit=False)
        yield yaml.MappingStartEvent(None, None, True, flow_style=False)
        for key, node in top.items():
            yield _scalar(key)
            yield from _events(node)
        yield _scalar("exercises")
        yield yaml.MappingStartEvent(None, None, True, flow_style=False)
        for key, node in exercises.items():
            yield _scalar(key)
            yield from _events(node)
        yield yaml.MappingEndEvent()
        yield yaml.MappingEndEvent()
        yield yaml.DocumentEndEvent(explicit=False)
        yield yaml.StreamEndEvent()

    written: str = yaml.emit(events(), allow_unicode=True, width=120)
    return written


def _scalar(text: str, plain: bool = True) -> yaml.Event:
    return yaml.ScalarEvent(None, None, (True, True), text, style=None if plain else "'")


def _events(node: Node) -> Iterator[yaml.Event]:
    if isinstance(node, Scalar):
        yield _scalar(node.text, node.plain)
    elif isinstance(node, Sequence):
        yield yaml.SequenceStartEvent(None, None, True, flow_style=False)
        for item in node.items:
            yield from _events(item)
        yield yaml.SequenceEndEvent()
    elif isinstance(node, MappingNode):
        yield yaml.MappingStartEvent(None, None, True, flow_style=False)
        for key, (_, child) in node.entries.items():
            yield _scalar(key)
            yield from _events(child)
        yield yaml.MappingEndEvent()
