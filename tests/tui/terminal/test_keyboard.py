"""What a terminal sends, whole and cut anywhere: keys arrive, and nothing else presses one."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual._xterm_parser import XTermParser

from coach.tui.terminal.keyboard import MOST_PASTED, Escape, Heard, Keyboard, Pasted, Typed


def heard(*data: bytes, quiet: bool = True) -> list[Heard]:
    """All that a line says in these packets, and then with a long silence."""
    keyboard = Keyboard()
    out = [part for packet in data for part in keyboard.feed(packet)]
    return out + (keyboard.quiet(long=True) if quiet else [])


def typed(*data: bytes) -> str:
    return "".join(part.text for part in heard(*data) if isinstance(part, Typed))


def keys(*data: bytes) -> list[str]:
    """The keys that Textual makes of it."""
    parser, out = XTermParser(), []
    for part in heard(*data):
        match part:
            case Escape():
                out.append("escape")
            case Typed(text):
                out += [event.key for event in parser.feed(text) if isinstance(event, events.Key)]
            case Pasted():
                pass
    return out


@pytest.mark.parametrize(
    ("data", "pressed"),
    [
        (b"q", ["q"]),
        (b"\r", ["enter"]),
        (b"\x7f", ["backspace"]),
        (b"\x1b[A", ["up"]),
        (b"\x1bOA", ["up"]),
        (b"\x1b[6~", ["pagedown"]),
        (b"\x1b[1;2D", ["shift+left"]),
        (b"\x1b[113u", ["q"]),
        (b"\x1b[113;;113u", ["q"]),
        (b"\x1b[27u", ["escape"]),
        (b"\x1b[[A", ["f1"]),
        (b"\x1b", ["escape"]),
        (b"\x1b\x1b", ["escape", "escape"]),
        (b"\x1b\x1b[A", ["escape", "up"]),
        ("é".encode(), ["é"]),
        (b"nn", ["n", "n"]),
    ],
)
def test_keys_arrive(data: bytes, pressed: list[str]) -> None:
    assert keys(data) == pressed
    assert keys(*(bytes([byte]) for byte in data)) == pressed, "one byte a packet"


@pytest.mark.parametrize(
    "data",
    [
        b"\xff\xfe\xc3",
        b"\xe9\xe8\xfc",
        b"\x00\x00",
        b"\x1b]11;rgb:0000/0000/0000\x1b\\",
        b"\x1b]11;rgb:0000/0000/0000\x07",
        b"\x1b]11;rgb:ffff/ff",
        b"\x1bP>|XTerm(370)\x1b\\",
        b"\x1bP1+r544e=787465726d\x1b\\",
        b"\x1b_Gi=31;OK\x1b\\",
        b"\x1b[12;40R",
        b"\x1b[?62;22c",
        b"\x1b[>41;370;0c",
        b"\x1b[?2026;0$y\x1b[",
        b"\x1b[97;1:3u",
        b"\x1b[99999999999u",
        b"\x1b[1114112u",
        b"\x1b[55296u",
        b"\x1b[48;99999;99999;1;1t",
        b"\x1b[48;0;0;0;0t",
        b"\x1b[M !!",
        b"\x1b[32;10;20M",
        b"\x1b[<0;10;20M\x1b[<0;10;20m",
        b"\x1b[I\x1b[O",
        b"\x1b[" + b"9" * 4000 + b"m",
        b"\x1b[200~qqqq\r\ryy\x1b[201~",
        b"\x1b[200~qqqq\r\ryy",
        b"\x1b[201~",
        b"\x1bq",
        b"\x1bO",
        b"\x1b]" + b"q" * 5000,
    ],
)
def test_what_was_not_typed_presses_nothing(data: bytes) -> None:
    assert keys(data) == []
    assert keys(*(bytes([byte]) for byte in data)) == []


def test_a_size_counts_once_the_terminal_has_agreed_to_report_it() -> None:
    report = b"\x1b[48;24;80;480;800t"
    assert heard(report) == []
    keyboard = Keyboard()
    keyboard.reports_size = True
    assert keyboard.feed(report) == [Typed(report.decode())]
    assert keyboard.feed(b"\x1b[48;99999;99999;1;1t\x1b[48;0;0;0;0t") == []


def test_bytes_that_are_not_utf8_are_left_out_of_what_was_typed() -> None:
    assert typed(b"a\xffb\xc3(c") == "ab(c"
    assert typed(b"\xc3", b"\xa9") == "é"


def test_a_paste_is_one_thing_whatever_is_in_it() -> None:
    text = b"Leg day\x1b[Aq\x00\x07\r\nmore"
    whole = b"\x1b[200~" + text + b"\x1b[201~s"
    expected = [Pasted("Leg day[Aq\nmore"), Typed("s")]
    assert heard(whole) == expected
    for cut in range(1, len(whole)):
        parts = heard(whole[:cut], whole[cut:])
        assert parts == expected, cut


def test_a_huge_paste_keeps_its_beginning() -> None:
    parts = heard(b"\x1b[200~" + b"a" * 1_000_000 + b"\x1b[201~", b"s")
    assert parts == [Pasted("a" * MOST_PASTED), Typed("s")]


def test_a_paste_without_an_end_lets_keys_through_after_a_silence() -> None:
    keyboard = Keyboard()
    assert keyboard.feed(b"\x1b[200~lost") == []
    assert keyboard.quiet(long=False) == []
    assert keyboard.quiet(long=True) == [Pasted("lost")]
    assert keyboard.feed(b"s") == [Typed("s")]


def test_an_answer_without_an_end_lets_keys_through_after_a_silence() -> None:
    keyboard = Keyboard()
    assert keyboard.feed(b"\x1b]11;rgb") == []
    assert keyboard.quiet(long=False) == []
    assert keyboard.feed(b":ff") == []
    assert keyboard.quiet(long=True) == []
    assert keyboard.feed(b"s") == [Typed("s")]


def test_enter_ends_an_answer_that_has_no_end() -> None:
    assert heard(b"\x1b]11;rgb\r") == [Typed("\r")]


def test_escape_is_the_key_after_a_short_silence() -> None:
    keyboard = Keyboard()
    assert keyboard.feed(b"\x1b") == [] and keyboard.waits
    assert keyboard.quiet(long=False) == [Escape()] and not keyboard.waits


noise = st.lists(
    st.one_of(
        st.binary(max_size=8),
        st.sampled_from([b"\x1b", b"\x1b[", b"\x1b]", b"\x1bP", b"\x1b\\", b"\x07", b"q", b"\x1b[M"]),
        st.sampled_from([b"\x1b[200~", b"\x1b[201~", b"\x1b[<0;1;1M", b"\x1b[113;1:3u", b"\x1b[" + b"1" * 70]),
    ),
    max_size=12,
)


@given(noise)
def test_whatever_comes_the_next_keys_after_a_silence_arrive(packets: list[bytes]) -> None:
    keyboard = Keyboard()
    for packet in packets:
        keyboard.feed(packet)
    keyboard.quiet(long=True)
    if not keyboard.feed(b"\r"):  # the last byte of a character that was cut
        keyboard.feed(b"\r")
    assert keyboard.feed(b"s\x1b[A") == [Typed("s\x1b[A")]


@given(noise, st.lists(st.integers(0, 100), max_size=6))
def test_where_packets_are_cut_changes_nothing(packets: list[bytes], cuts: list[int]) -> None:
    data = b"".join(packets)
    edges = sorted({0, len(data), *(min(cut, len(data)) for cut in cuts)})
    cut = [data[a:b] for a, b in pairwise(edges)]

    def joined(parts: list[Heard]) -> list[Heard]:
        out: list[Heard] = []
        for part in parts:
            if out and isinstance(part, Typed) and isinstance(out[-1], Typed):
                out[-1] = Typed(out[-1].text + part.text)
            else:
                out.append(part)
        return out

    assert joined(heard(*cut)) == joined(heard(data))


@given(noise)
def test_textual_can_parse_all_that_is_let_through(packets: list[bytes]) -> None:
    parser = XTermParser()
    for part in heard(*packets):
        if isinstance(part, Typed):
            list(parser.feed(part.text))
