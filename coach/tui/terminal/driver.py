"""Textual's driver for Linux and macOS, with a reader that nothing sent by a terminal can end.

May live here: the thread that reads, and the terminal's state before and after the program. `keyboard` says what the
bytes mean.
"""

import os
import select
import termios
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, Final

from textual import events
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from coach.tui.terminal.keyboard import Escape, Heard, Keyboard, Pasted, Typed

READ_BYTES: Final = 4096
QUIET_S: Final = 0.1
"""Half a sequence ends after a quiet line of this length; an ESC alone is then the key."""
LONG_QUIET_S: Final = 1.0
"""A paste or a string without an end ends after a quiet line of this length."""
PATIENCE_S: Final = 0.2
RESTORED: Final = b"".join(
    (
        b"\x1b[?2026l",  # a frame that was being sent
        b"\x1b[?2004l\x1b[?7h",  # paste mode off, line wrap on
        b"\x1b[?2048l\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l",  # reports of size and mouse off
        b"\x1b[<u\x1b[?1049l\x1b[?25h\x1b[?1004l",  # plain keys, main screen, cursor, no reports of focus
        b"\x1b]0;\x07\x1b[23;0t\x1b[0m",  # title, plain text
    )
)
"""What takes back each mode that the program may have set."""


class CoachDriver(LinuxDriver):
    """Reads on whatever comes: no input is an error."""

    _attributes: list[Any] | None = None
    """The terminal's, before the program first changed them."""

    def start_application_mode(self) -> None:
        with suppress(termios.error):  # no terminal, or gone: Textual goes on without, and so does this
            if self._attributes is None:
                self._attributes = termios.tcgetattr(self.fileno)
            else:  # an editor may have left it raw
                termios.tcsetattr(self.fileno, termios.TCSANOW, self._attributes)
        super().start_application_mode()  # type: ignore[no-untyped-call]

    def _sigtstp_application(self, *_: object) -> None:
        """Stops between two steps of the loop.

        A handler may interrupt a step that hands output to the writer's thread, with the queue locked: what the handler
        itself writes then would wait for ever. While an editor has the terminal nothing is written, and the loop waits.
        """
        if self._auto_restart:
            self._loop.call_soon_threadsafe(super()._sigtstp_application)
        else:
            super()._sigtstp_application()

    def _sigcont_application(self, *_: object) -> None:
        """Goes on between two steps of the loop."""
        self._loop.call_soon_threadsafe(self._go_on)

    def _go_on(self) -> None:
        """Takes the terminal again; first ends what reads and writes there still, after a SIGSTOP from outside."""
        if self._auto_restart and self._key_thread is not None and self._key_thread.is_alive():
            super().suspend_application_mode()
        super()._sigcont_application()

    def suspend_application_mode(self) -> None:
        """Publishes the suspension too: Textual does so for a key, not for a SIGTSTP from outside."""
        self._app.app_suspend_signal.publish(self._app)
        super().suspend_application_mode()

    def restore_now(self) -> None:
        """The terminal as it was before the program, without the loop and without the writer's thread.

        For a program that has to end at once. Waits at most `PATIENCE_S` for a terminal that takes no output.
        """
        with suppress(OSError, termios.error):
            if select.select([], [self.fileno], [], PATIENCE_S)[1]:
                os.write(self.fileno, RESTORED)
            if self._attributes is not None:
                termios.tcsetattr(self.fileno, termios.TCSANOW, self._attributes)

    def run_input_thread(self) -> None:
        keyboard, parser = Keyboard(), _Parser()
        quiet_s = 0.0
        while not self.exit_event.is_set():
            if not select.select([self.fileno], [], [], QUIET_S)[0]:
                quiet_s += QUIET_S
                heard = keyboard.quiet(long=quiet_s >= LONG_QUIET_S) if keyboard.waits else []
            else:
                quiet_s = 0.0
                try:
                    data = os.read(self.fileno, READ_BYTES)
                except OSError:  # the terminal is gone; `hangup` ends the program
                    return
                if not data:
                    return
                keyboard.reports_size = self._in_band_window_resize
                heard = keyboard.feed(data)
            for message in parser.messages(heard):
                self.process_message(message)


class _Parser:
    """Textual's parser; one that fails is replaced, and what it failed at is dropped."""

    def __init__(self) -> None:
        self._parser = XTermParser()

    def messages(self, heard: list[Heard]) -> Iterator[Message]:
        for part in heard:
            match part:
                case Escape():
                    yield events.Key("escape", "\x1b")
                case Pasted(text):
                    yield events.Paste(text)
                case Typed(text):
                    yield from self._parsed(text)

    def _parsed(self, text: str) -> Iterator[Message]:
        try:
            yield from self._parser.feed(text)
        except Exception:
            old, self._parser = self._parser, XTermParser()
            self._parser.mouse_pixels = old.mouse_pixels
            self._parser.terminal_size = old.terminal_size
            self._parser.terminal_pixel_size = old.terminal_pixel_size
