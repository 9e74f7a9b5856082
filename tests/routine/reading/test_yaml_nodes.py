"""Files and texts to nodes: the guards, the places, and the messages in plain words."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from coach.routine.problems import LoadError
from coach.routine.reading import yaml_nodes
from coach.routine.reading.yaml_nodes import (
    DEEPEST,
    MOST_BYTES,
    MOST_NODES,
    Mapping,
    Node,
    Scalar,
    Sequence,
    compose,
    peek,
    read_text,
)

BUNDLED = Path(__file__).parents[2] / "routines"


def messages(text: str) -> list[str]:
    return [f"{it.line}:{it.column} {it.message}" for it in compose(text, "t.yaml").report.problems]


def plain(node: Node | None) -> object:
    """Nodes as lists, dicts and texts."""
    if isinstance(node, Mapping):
        return {key: plain(value) for key, (_, value) in node.entries.items()}
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return node.text if isinstance(node, Scalar) else None


def refused(path: Path) -> tuple[int, str]:
    with pytest.raises(LoadError) as caught:
        read_text(path)
    return caught.value.exit_code, str(caught.value)


def test_scalars_stay_what_was_written() -> None:
    text = "rest: 1:30\nshort: 0:45\ntempo: 0110\nreps: 012\nflag: no\nday: 2026-10-10\nnothing: ~\nbare:\nq: '1:30'\n"
    document = compose(text, "t.yaml")
    assert document.report.problems == ()
    assert plain(document.root) == {
        "rest": "1:30", "short": "0:45", "tempo": "0110", "reps": "012", "flag": "no", "day": "2026-10-10",
        "nothing": "~", "bare": "", "q": "1:30",
    }  # fmt: skip


def test_places_count_code_points_from_zero() -> None:
    root = compose("名前: 漢字 x\nb: [1, 漢, 3]\n", "t.yaml").root
    assert isinstance(root, Mapping)
    listed = root.get("b")
    assert isinstance(listed, Sequence)
    assert [(item.start.line, item.start.column) for item in listed.items] == [(1, 4), (1, 7), (1, 10)]
    value = root.get("名前")
    assert value is not None and (value.start.column, value.end.column) == (4, 8)


@pytest.mark.parametrize("path", sorted(BUNDLED.rglob("*.yaml")), ids=lambda path: path.stem)
def test_the_parser_in_python_gives_the_same_nodes(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = path.read_text(encoding="utf-8")
    fast = compose(text, "t.yaml")
    monkeypatch.setattr(yaml_nodes, "_FastParser", None)
    pure = compose(text, "t.yaml")
    assert plain(pure.root) == plain(fast.root) != {}
    assert peek(text, "name") == plain(fast.root)["name"]  # type: ignore[index]


@pytest.mark.parametrize(
    ("text", "core"),
    [
        ("a:\n\tb: 1", "2:1 a tab cannot indent"),
        ("name: Legs: heavy", "1:11 there is a second colon"),
        ("a: [1, 2", "1:4 the \"[\" that is opened here is not closed"),
        ("a: 'x", "1:4 the quote that is opened here"),
        ("a: `x`", '1:4 a value cannot begin with "`"'),
        ("a: 1\n...\nb: 2", "2:1 this line ends the file"),
        ("}", '1:1 "}" closes nothing here'),
    ],
)  # fmt: skip
def test_the_parser_in_python_is_explained_as_well(text: str, core: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert core in messages(text)[0]
    monkeypatch.setattr(yaml_nodes, "_FastParser", None)
    (problem,) = messages(text)
    assert core.partition(" ")[2][:20] in problem


@pytest.mark.parametrize(
    "text",
    ["[" * 100_000, '{"a":' * 50_000, "- " * 100_000, "? " * 100_000, "{[" * 60_000],
    ids=["lists", "mappings", "block lists", "keys", "both"],
)
def test_deep_nesting_is_reported_at_once(text: str) -> None:
    started = time.perf_counter()
    problems = messages(text)
    assert time.perf_counter() - started < 0.5
    assert "nested too deeply" in problems[-1]


def test_the_deepest_nesting_and_no_deeper() -> None:
    assert messages("[" * DEEPEST + "]" * DEEPEST) == []
    assert messages("[" * (DEEPEST + 1) + "]" * (DEEPEST + 1)) == [
        f"1:{DEEPEST + 1} this is nested too deeply: more than {DEEPEST} levels."
    ]


def test_the_number_of_values_is_limited() -> None:
    assert messages("- 1\n" * (MOST_NODES - 1)) == []
    assert messages("- 1\n" * MOST_NODES) == [f"{MOST_NODES}:3 this is too much for one file: more than 20,000 values."]


def test_an_alias_bomb_stays_small() -> None:
    text = "a: &a [x, x]\n" + "".join(f"{n}: &{n} [*{m}, *{m}]\n" for m, n in zip("abcdefgh", "bcdefghi", strict=True))
    problems = messages(text)
    assert sum("is an alias" in problem for problem in problems) == 16
    assert sum("is an anchor" in problem for problem in problems) == 9


def test_both_places_of_a_double_key_are_reported() -> None:
    assert messages("a: 1\nb: {c: 1, d: 2, c: 3}\n") == [
        '2:17 "c" stands here twice: it was already given at line 2, column 5.'
    ]


def test_a_list_as_a_name_does_not_move_its_neighbours() -> None:
    document = compose("? [a, {b: c}]\n: d\ne: f\n", "t.yaml")
    assert plain(document.root) == {"e": "f"}
    assert [it.message for it in document.report.problems] == ["a name is a word, not a list or a mapping."]


def test_peek_reads_no_further_than_it_must() -> None:
    assert peek("a: {name: no}\nb: [name, x]\nname: yes\nrest: [[[ broken", "name") == "yes"
    assert peek("name: [a]\n", "name") is None
    assert peek("- name: a\n", "name") is None
    assert peek("[" * 100_000, "name") is None
    assert peek("\ta", "name") is None


def write(data: bytes) -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        (folder / "f.yaml").write_bytes(data)
        return folder / "f.yaml"

    return make


@pytest.mark.parametrize(
    ("make", "exit_code", "core"),
    [
        (lambda folder: folder, 74, "this is a folder"),
        (lambda folder: write(b"a: b")(folder) / "below", 74, "cannot be read"),
        (lambda folder: folder / "none.yaml", 66, "there is no such file"),
        (lambda folder: folder / "a\0b.yaml", 66, "there is no such file"),
        (lambda folder: folder / ("x" * 5000), 74, "cannot be read"),
        (lambda folder: Path("/dev/null"), 74, "this is not a file"),
        (write(b"\x7fELF\x00\x01"), 1, "this is a binary file"),
        (write(b"\xff\xfen\0a\0"), 1, "the text is UTF-16"),
        (write("name: R\nnote: café\n".encode("latin-1")), 1, "f.yaml:2:10: the byte 0xE9 is not UTF-8"),
        (write(b"# " + b"x" * MOST_BYTES), 1, "256 KiB is too large"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(
    make: Callable[[Path], Path], exit_code: int, core: str, tmp_path: Path
) -> None:
    if make(tmp_path) == Path("/dev/null") and not Path("/dev/null").exists():
        pytest.skip("no such device here")
    code, text = refused(make(tmp_path))
    assert (code, core in text) == (exit_code, True), text


def test_fifty_megabytes_are_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "big.yaml"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    started = time.perf_counter()
    assert "50.0 MB is too large: a file may have 256 KiB" in refused(path)[1]
    assert time.perf_counter() - started < 0.05


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    path = write("\ufeffname: R\n".encode())(tmp_path)
    assert read_text(path) == "name: R\n"


def test_what_was_read_before_a_slip_can_be_had_and_what_was_not_is_not_complained_of() -> None:
    text = "a: 1\nb:\n  c: [2]\n  d: x\n   e: y\nf: 3\n"
    document = compose(text, "t.yaml", partial=True)
    assert plain(document.root) == {"a": "1", "b": {"c": ["2"], "d": "x e"}}
    root = document.root
    assert isinstance(root, Mapping)
    inner = root.get("b")
    assert isinstance(inner, Mapping)
    for node in (root.get("a"), root, inner, inner.get("c"), inner.get("d")):
        assert node is not None
        document.report.add(node, "no.")
    assert [(it.line, it.column) for it in document.report.problems] == [(1, 4), (3, 6), (5, 5)]
    assert compose(text, "t.yaml").root is None
