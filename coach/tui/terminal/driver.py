"""Textual's driver for Linux and macOS, with a reader that nothing sent by a terminal can end.

May live here: the thread that reads, the terminal's state before and after the program, and when the program stops and
goes on as a job of a shell. `keyboard` says what the bytes mean.
"""

import os
import select
import signal
import termios
from asyncio import run_coroutine_threadsafe
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, Final, NoReturn

from textual import events
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.geometry import Size
from textual.message import Message

from coach.tui.terminal.foreground import in_foreground, orphaned, stop_blocked, wait_for_foreground
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
    """Reads on whatever comes: no input is an error.

    Textual acts inside its signal handlers, which can interrupt one another, and a lock that they need themselves; here
    the loop acts, between two of its steps.
    """

    leaving = False
    """The program is about to end: its terminal is not taken again."""
    _active = False
    """Whether the terminal is in the program's modes."""
    _attributes: list[Any] | None = None
    """The terminal's, before the program first changed them."""
    _changed: list[Any] | None = None
    """The terminal's, since."""

    def start_application_mode(self) -> None:
        if self._active or self.leaving:
            return
        if os.isatty(self.fileno) and not wait_for_foreground(self.fileno):
            self._terminal_lost()
        with suppress(termios.error):  # no terminal, or gone: Textual goes on without, and so does this
            if self._attributes is None:
                self._attributes = termios.tcgetattr(self.fileno)
            else:  # an editor may have left it raw
                termios.tcsetattr(self.fileno, termios.TCSANOW, self._attributes)
        super().start_application_mode()  # type: ignore[no-untyped-call]
        with suppress(termios.error):
            self._changed = termios.tcgetattr(self.fileno)
        self._active = True
        signal.signal(signal.SIGWINCH, self._sigwinch_application)
        self._ask_size()

    def stop_application_mode(self) -> None:
        if not self._active:
            return
        if not self._attributes_are_ours():
            self.attrs_before = None
        with stop_blocked():
            super().stop_application_mode()
        self._active = False

    def disable_input(self) -> None:
        if self._active:
            super().disable_input()

    def suspend_application_mode(self) -> None:
        """Publishes the suspension too: Textual does so for a key, not for a SIGTSTP from outside."""
        self._app.app_suspend_signal.publish(self._app)
        super().suspend_application_mode()

    def _sigwinch_application(self, *_: object) -> None:
        if not self._in_band_window_resize:
            self._ask_size()

    def _ask_size(self) -> None:
        """The loop asks for the size: of two handlers, one inside the other, the older size would be reported last. A
        task does, as Textual reports its first size by a task, which would come after what the loop itself reports."""
        run_coroutine_threadsafe(self._send_size(), self._loop)

    async def _send_size(self) -> None:
        size = Size(*self._get_terminal_size())
        self._app.post_message(events.Resize(size, size))

    def _sigtstp_application(self, *_: object) -> None:
        if self._auto_restart:
            self._loop.call_soon_threadsafe(self._stop)
        else:  # an editor has the terminal, and the loop waits for it
            os.kill(os.getpid(), signal.SIGSTOP)

    def _stop(self) -> None:
        if self._active:
            super()._sigtstp_application()

    def _sigcont_application(self, *_: object) -> None:
        if self._auto_restart:
            self._loop.call_soon_threadsafe(self._continue)

    def _continue(self) -> None:
        """After a stop. One that could not be caught, as a SIGSTOP, has left the terminal in the program's modes."""
        if self._active:
            self.suspend_application_mode()
        self.resume_application_mode()

    def _attributes_are_ours(self) -> bool:
        """Whether the terminal's attributes are this program's to restore, not those of a shell that has taken over."""
        with suppress(termios.error):
            return in_foreground(self.fileno) or termios.tcgetattr(self.fileno) == self._changed
        return False

    def restore_now(self) -> None:
        """The terminal as it was before the program, without the loop and without the writer's thread.

        For a program that has to end at once. Waits at most `PATIENCE_S` for a terminal that takes no output.
        """
        if not self._active:
            return
        with suppress(OSError, termios.error):
            assert self._file is not None  # Textual writes there
            output = self._file.fileno()
            if select.select([], [output], [], PATIENCE_S)[1]:
                os.write(output, RESTORED)
            if self._attributes is not None and self._attributes_are_ours():
                with stop_blocked():
                    termios.tcsetattr(self.fileno, termios.TCSANOW, self._attributes)

    def run_input_thread(self) -> None:
        keyboard, parser = Keyboard(), _Parser()
        quiet_s = 0.0
        while not self.exit_event.is_set():
            if not select.select([self.fileno], [], [], QUIET_S)[0]:
                quiet_s += QUIET_S
                if not in_foreground(self.fileno):
                    self._lost_foreground()
                heard = keyboard.quiet(long=quiet_s >= LONG_QUIET_S) if keyboard.waits else []
            else:
                quiet_s = 0.0
                try:
                    data = os.read(self.fileno, READ_BYTES)
                except OSError:  # the terminal is gone, and `hangup` ends the program; or it is another's
                    self._lost_foreground()
                    return
                if not data:
                    return
                keyboard.reports_size = self._in_band_window_resize
                heard = keyboard.feed(data)
            for message in parser.messages(heard):
                self.process_message(message)

    def _lost_foreground(self) -> None:
        """Another job has the terminal although this one was not stopped: its shell was killed, or moved it away."""
        if in_foreground(self.fileno):
            return
        if orphaned():
            self._terminal_lost()
        os.kill(os.getpid(), signal.SIGTSTP)

    def _terminal_lost(self) -> NoReturn:
        """End at once, as after a SIGHUP; the terminal's modes are taken back, its attributes are the shell's."""
        self.restore_now()
        os._exit(128 + signal.SIGHUP)


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
