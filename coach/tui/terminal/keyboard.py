"""What a terminal sends, cut into what a person typed, what was pasted, and the rest, which is dropped.

Textual's parser takes an escape sequence that it does not know for typed characters, stops at a byte that is not UTF-8
or at a key code out of range, and waits without end for the end of a paste. In a workout that ends the program, or
presses keys that were never pressed: `\\x1b]11;rgb:0000/0000/0000`, a terminal's late answer, contains `r` and `b`.
`Keyboard` stands before the parser and passes on only what the parser understands.

May live here: bytes in, values out. No thread, no clock and no app: the driver says when the line has been quiet.
Sequences are those of ECMA-48 and xterm's "Control Sequences"; key codes those of the kitty keyboard protocol.
"""

import re
from codecs import getincrementaldecoder
from dataclasses import dataclass
from typing import Final

from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._keyboard_protocol import FUNCTIONAL_KEYS

MOST_PASTED: Final = 65_536
"""Characters of one paste; the rest is dropped."""
LONGEST_SEQUENCE: Final = 64
"""Characters of a control sequence, from its ESC on; longer ones are noise."""
LARGEST_SCREEN: Final = (2_000, 1_000)
"""Columns and rows that a terminal may say it has."""

_ESC, _BEL = "\x1b", "\x07"
_STRING_OPENERS = frozenset("]P_^X")
"""After ESC: OSC, DCS, APC, PM and SOS, which run up to BEL or ST."""
_PASTE_BEGINS, _PASTE_ENDS = "\x1b[200~", "\x1b[201~"
_NOT_TYPED = re.compile("[\x00\x80-\x9f\ufffd\ud800-\udfff]")
"""NUL, C1 controls, and what stands for bytes that are not UTF-8."""
_NOT_PASTED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffd\ud800-\udfff]")
_MOUSE = re.compile(r"\x1b\[<\d{1,3};-?\d{1,5};-?\d{1,5}[Mm]", re.ASCII)
_MODE_REPORT = re.compile(r"\x1b\[\?\d{1,4};\d\$y", re.ASCII)
_SIZE_REPORT = re.compile(r"\x1b\[48;(\d{1,4});(\d{1,4});\d{1,5};\d{1,5}t", re.ASCII)
_KITTY_KEY = re.compile(r"\x1b\[(\d{0,7})(?:;\d{0,3}(?:;(\d{1,7}(?::\d{1,7}){0,3})?)?)?([u~A-FHPQS])", re.ASCII)
_FOCUS = frozenset({"\x1b[I", "\x1b[O"})


@dataclass(frozen=True)
class Typed:
    """Characters and whole key, mouse and report sequences, for the parser."""

    text: str


@dataclass(frozen=True)
class Escape:
    """The key of that name: an ESC that began no sequence."""


@dataclass(frozen=True)
class Pasted:
    text: str


Heard = Typed | Escape | Pasted


class Keyboard:
    """Takes bytes as they come, cut anywhere. Never raises, and never holds more than a paste."""

    def __init__(self) -> None:
        self.reports_size = False
        """Whether the terminal has agreed to report its size; before that, such a report is noise."""
        self._decode = getincrementaldecoder("utf-8")(errors="replace").decode
        self._held = ""
        """The beginning of a sequence."""
        self._string = False
        """Within an OSC or one of its kind."""
        self._overlong = False
        """Within a control sequence that is too long to be one."""
        self._paste: list[str] | None = None
        self._pasted = 0

    @property
    def waits(self) -> bool:
        """Whether it holds something that the next bytes, or a quiet line, decide."""
        return bool(self._held) or self._string or self._overlong or self._paste is not None

    def feed(self, data: bytes) -> list[Heard]:
        out: list[Heard] = []
        typed: list[str] = []
        text = self._held + self._decode(data)
        self._held, at = "", 0
        while at < len(text):
            if self._paste is not None:
                at = self._in_paste(text, at, out)
            elif self._string:
                at = self._in_string(text, at)
            elif self._overlong:
                at = self._in_overlong(text, at)
            elif text[at] != _ESC:
                end = text.find(_ESC, at)
                end = len(text) if end < 0 else end
                typed.append(_NOT_TYPED.sub("", text[at:end]))
                at = end
            else:
                at = self._sequence(text, at, typed, out)
        _typed(typed, out)
        return out

    def quiet(self, *, long: bool) -> list[Heard]:
        """The line has been quiet: an ESC was the key, half a sequence was noise.

        Args:
            long: so long that an unfinished string or paste will not be finished either.
        """
        out: list[Heard] = []
        if self._held == _ESC and self._paste is None:
            out.append(Escape())
        if self._paste is None or long:
            self._held, self._overlong = "", False
        if long:
            self._string = False
            self._end_paste(out)
        return out

    def _in_string(self, text: str, at: int) -> int:
        """Up to the end of an OSC or the like; any other control character ends it too, and counts."""
        for place in range(at, len(text)):
            char = text[place]
            if char == _ESC and place + 1 == len(text):
                self._held = _ESC
                return len(text)
            if char == _BEL or char in "\x18\x1a\x9c":
                self._string = False
                return place + 1
            if char < " ":
                self._string = False
                return place + 2 if text[place : place + 2] == "\x1b\\" else place
        return len(text)

    def _in_overlong(self, text: str, at: int) -> int:
        while at < len(text) and " " <= text[at] <= "?":
            at += 1
        if at == len(text):
            return at
        self._overlong = False
        return at + 1 if "@" <= text[at] <= "~" else at

    def _in_paste(self, text: str, at: int, out: list[Heard]) -> int:
        end = text.find(_PASTE_ENDS, at)
        if end < 0:  # its end may be cut in two
            kept = max((n for n in range(1, len(_PASTE_ENDS)) if text.endswith(_PASTE_ENDS[:n])), default=0)
            kept = min(kept, len(text) - at)
            self._keep(text[at : len(text) - kept])
            self._held = text[len(text) - kept :]
            return len(text)
        self._keep(text[at:end])
        self._end_paste(out)
        return end + len(_PASTE_ENDS)

    def _keep(self, text: str) -> None:
        assert self._paste is not None
        text = _NOT_PASTED.sub("", text[: MOST_PASTED - self._pasted])
        self._paste.append(text)
        self._pasted += len(text)

    def _end_paste(self, out: list[Heard]) -> None:
        if self._paste is not None:
            out.append(Pasted("".join(self._paste)))
        self._paste, self._pasted = None, 0

    def _sequence(self, text: str, at: int, typed: list[str], out: list[Heard]) -> int:
        """From an ESC on: the place behind what it begins."""
        if at + 1 == len(text):
            self._held = _ESC
            return len(text)
        second = text[at + 1]
        if second == _ESC:
            _typed(typed, out)
            out.append(Escape())
            return at + 1
        if second in _STRING_OPENERS:
            self._string = True
            return at + 2
        if second == "O":
            return self._three(text, at, typed)
        if second == "[":
            return self._control(text, at, typed, out)
        if (second < " " and second not in "\t\r\n") or _NOT_TYPED.match(second):
            return at + 1  # a control character ends the sequence, and counts
        typed.append(text[at : at + 2])
        return at + 2

    def _three(self, text: str, at: int, typed: list[str]) -> int:
        """SS3: a key of three characters."""
        if at + 2 == len(text):
            self._held = text[at:]
            return len(text)
        whole = text[at : at + 3]
        if whole in ANSI_SEQUENCES_KEYS:
            typed.append(whole)
        return at + 3 if " " <= whole[2] <= "~" else at + 2

    def _control(self, text: str, at: int, typed: list[str], out: list[Heard]) -> int:
        """CSI: parameters, intermediates and a final character."""
        for end in range(at + 2, min(len(text), at + LONGEST_SEQUENCE)):
            char = text[end]
            if " " <= char <= "?":
                continue
            if char == "[" and end == at + 2:  # function keys of the Linux console: one character more
                continue
            if not "@" <= char <= "~":
                return end  # broken off: what broke it counts
            whole = text[at : end + 1]
            if whole == "\x1b[M":  # a mouse report of the old kind: three bytes more
                return self._old_mouse(text, at)
            if whole == _PASTE_BEGINS:
                _typed(typed, out)
                self._paste = []
            elif understood(whole) or (self.reports_size and is_size(whole)):
                typed.append(whole)
            return end + 1
        if len(text) - at >= LONGEST_SEQUENCE:
            self._overlong = True
            return at + LONGEST_SEQUENCE
        self._held = text[at:]
        return len(text)

    def _old_mouse(self, text: str, at: int) -> int:
        if len(text) < at + 6:
            self._held = text[at:]
            return len(text)
        return at + 6


def understood(sequence: str) -> bool:
    """Whether a control sequence is a key, a mouse report, a change of focus, or an answer that Textual asked for."""
    if sequence in ANSI_SEQUENCES_KEYS or sequence in _FOCUS:
        return True
    if _MOUSE.fullmatch(sequence) or _MODE_REPORT.fullmatch(sequence):
        return True
    if key := _KITTY_KEY.fullmatch(sequence):
        number = key[1] or "1"
        codes = [int(code) for code in (number, *(key[2] or "").split(":")) if code]
        if key[3] != "u" and f"{number}{key[3]}" not in FUNCTIONAL_KEYS:
            return False
        return all(0 < code <= 0x10FFFF and not 0xD800 <= code < 0xE000 for code in codes)
    return False


def is_size(sequence: str) -> bool:
    """Whether a control sequence reports a size that a screen can have."""
    size = _SIZE_REPORT.fullmatch(sequence)
    if size is None:
        return False
    rows, columns = int(size[1]), int(size[2])
    return 0 < columns <= LARGEST_SCREEN[0] and 0 < rows <= LARGEST_SCREEN[1]


def _typed(parts: list[str], out: list[Heard]) -> None:
    if text := "".join(parts):
        out.append(Typed(text))
    parts.clear()
