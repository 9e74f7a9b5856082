"""One file with a routine and every exercise that it uses, to share.

The author's text stays as it is, with its comments; the texts of the exercises are spliced in under `exercises`. If
that is impossible (everything is inside one pair of braces), the values are written anew and the comments are lost.
"""

from collections.abc import Mapping

from coach.authoring.yaml_text import block
from coach.routine.checks import Places, check_routine
from coach.routine.exercises import Exercises
from coach.routine.library import Library, Loaded
from coach.routine.model import Routine
from coach.routine.reading.decode import decode
from coach.routine.reading.yaml_nodes import Mapping as MappingNode
from coach.routine.reading.yaml_nodes import Node, Scalar, compose, read_text


def bundle(loaded: Loaded, shelf: Exercises) -> str:
    """The text of a file that needs no library.

    Args:
        loaded: the routine.
        shelf: where its exercises come from.

    Raises:
        LoadError: the file of an exercise can no longer be read.
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
    """The text with the exercises at its end, or before the first of its own exercises."""
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
    """The text of an exercise as the value of its id."""
    pad = " " * indent
    lines = [line for line in body.splitlines() if line.strip() not in ("---", "...")]
    kept = [line for line in lines if not line.startswith("# yaml-language-server:")]
    return f"{pad}{id}:\n" + "".join(f"{pad}  {line}".rstrip() + "\n" for line in kept)


def _reads_as(text: str, wanted: Routine) -> bool:
    """Whether the text alone reads as this routine."""
    document = compose(text, "bundle")
    places: Places = {}
    routine = None if document.report.failed else decode(Routine, document, places)
    if routine is None or document.report.failed:
        return False
    check_routine(routine, places, document.report)
    resolved = Library((), ()).resolve(routine, places, document.report)
    return not document.report.failed and resolved == wanted


def _anew(root: MappingNode, own: Node | None, added: Mapping[str, str]) -> str:
    """The same values as new text."""
    exercises = MappingNode(root.start, root.end)
    if isinstance(own, MappingNode):
        exercises.entries |= own.entries
    for id, body in added.items():
        if (node := compose(body, "").root) is not None:
            exercises.entries[id] = _key(id, root), node
    whole = MappingNode(root.start, root.end)
    whole.entries |= root.entries
    whole.entries["exercises"] = _key("exercises", root), exercises
    return block(whole)


def _key(text: str, beside: Node) -> Scalar:
    return Scalar(text, True, beside.start, beside.end)
