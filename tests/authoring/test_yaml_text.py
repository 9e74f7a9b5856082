"""Every value written as YAML reads back equal."""

from hypothesis import given
from hypothesis import strategies as st

from coach.authoring.yaml_text import Value, block, flow, scalar
from coach.routine.reading.yaml_nodes import Mapping, Node, Scalar, Sequence, compose

words = st.one_of(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Zl", "Zp"]), max_size=30),
    st.sampled_from(
        ["no", "Null", "~", "1:30", "0x1F", ".5", "2024-01-01", "- a", "a: b", "a #b", "'", '"', "<<", "&a"]
    ),
    st.sampled_from(
        ["5", "90s", "3-1-X-0", "2 x 20 kg", "10+", "12%", "bar x 10", "Farmer's walk", "A–B (hard)", "漢字"]
    ),
)
values: st.SearchStrategy[Value] = st.recursive(
    words,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(words.filter(str.strip), inner, max_size=4),
    max_leaves=12,
)


def as_value(node: Node | None) -> Value:
    if isinstance(node, Mapping):
        return {key: as_value(child) for key, (_, child) in node.entries.items()}
    if isinstance(node, Sequence):
        return [as_value(item) for item in node.items]
    assert isinstance(node, Scalar)
    return node.text


def tidy(value: Value) -> Value:
    """The value with its texts on one line."""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, dict):
        return {" ".join(key.split()): tidy(it) for key, it in value.items()}
    return [tidy(it) for it in value]


def plainness(node: Node | None) -> list[bool]:
    if isinstance(node, Mapping):
        return [it for key, child in node.entries.values() for it in (key.plain, *plainness(child))]
    if isinstance(node, Sequence):
        return [it for child in node.items for it in plainness(child)]
    return [isinstance(node, Scalar) and node.plain]


@given(values)
def test_a_value_on_one_line_reads_back(value: Value) -> None:
    text = f"x: {flow(value)}\n"
    document = compose(text, "")
    assert not document.report.problems, text
    assert as_value(document.root) == {"x": tidy(value)}
    assert text.count("\n") == 1


@given(values)
def test_what_was_read_can_be_written_in_lines(value: Value) -> None:
    first = compose(f"x: {flow(value)}\n", "").root
    assert first is not None
    second = compose(block(first), "")
    assert not second.report.problems, block(first)
    assert (as_value(second.root), plainness(second.root)) == (as_value(first), plainness(first))


def test_lines_of_a_text_survive() -> None:
    root = compose("x: |\n  one\n  two\ny:\n  - {a: 'b: c', d: }\n  - []\nz: {}\n", "").root
    assert root is not None
    assert block(root) == 'x: "one\\ntwo\\n"\ny:\n  - a: "b: c"\n    d:\n  - []\nz: {}\n'


def test_words_are_plain_where_no_reader_takes_them_for_something_else() -> None:
    assert [scalar(text) for text in ("Leg day", "A–B (hard)", "Farmer's walk", "Heben über Kopf")] == [
        "Leg day", "A–B (hard)", "Farmer's walk", "Heben über Kopf"
    ]  # fmt: skip
    assert [scalar(text) for text in ("No", "5", "1:30", "a, b", "", 'so "so"')] == [
        '"No"', '"5"', '"1:30"', '"a, b"', '""', '"so \\"so\\""'
    ]  # fmt: skip


def test_measures_are_plain() -> None:
    assert flow({"sets": "3", "load": "2 x 20 kg", "rest": "1m30s"}) == "{sets: 3, load: 2 x 20 kg, rest: 1m30s}"
