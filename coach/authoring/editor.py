"""The user's editor: which one it is, how to open it at a line, and how to run it.

`$VISUAL`, else `$EDITOR`, both with arguments; else the first common editor that is installed. It never runs through a
shell. Inside tmux it can open in a pane of its own, beside the program.
"""

import os
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from msgspec import Struct

_USUAL: Final = ("sensible-editor", "nano", "nvim", "vim", "vi", "micro", "emacs", "notepad")

_PLUS: Final = frozenset({
    "vi", "vim", "nvim", "gvim", "view", "nvi", "elvis", "vise", "nano", "pico", "emacs", "emacsclient", "jmacs", "mg",
    "micro", "joe", "jed", "ne", "kak", "mcedit", "gedit", "ee", "ed", "tilde", "sensible-editor", "editor",
})  # fmt: skip
"""Take `+LINE` before the file."""
_COLON: Final = frozenset({"hx", "helix", "subl", "zed", "zeditor", "lite-xl"})
"""Take `FILE:LINE`."""
_GOTO: Final = frozenset({"code", "code-insiders", "codium", "vscodium", "cursor", "windsurf"})
"""Take `--goto FILE:LINE`."""


class NoEditor(Exception):
    """No editor can be run. The message says what to do."""


class Editor(Struct, frozen=True):
    """A program, with the arguments it always gets."""

    words: tuple[str, ...]

    @property
    def name(self) -> str:
        """The program's name without folder and suffix, which decides how it is opened at a line."""
        return Path(self.words[0]).name.removesuffix(".exe").removesuffix(".cmd").casefold()

    def command(self, path: Path, line: int = 0) -> list[str]:
        """The command that opens a file, at a line (from 1) if the editor can do that. Line 0 means no line."""
        file = str(path)
        if file.startswith(("-", "+")):  # not an option
            file = os.path.join(os.curdir, file)  # noqa: PTH118  # a Path would take the dot away
        if line > 0 and self.name in _PLUS:
            return [*self.words, f"+{line}", file]
        if line > 0 and self.name in _COLON:
            return [*self.words, f"{file}:{line}"]
        if line > 0 and self.name in _GOTO:
            return [*self.words, "--goto", f"{file}:{line}"]
        return [*self.words, file]


def find_editor(environment: Mapping[str, str]) -> Editor:
    """The user's editor. Raises NoEditor."""
    for variable in ("VISUAL", "EDITOR"):
        if given := environment.get(variable, "").strip():
            try:
                words = shlex.split(given, posix=os.name != "nt")
            except ValueError:
                raise NoEditor(f"${variable} cannot be read: {given}. Is a quote missing?") from None
            words = [word.strip('"') for word in words] if os.name == "nt" else words
            if not words or shutil.which(words[0], path=environment.get("PATH")) is None:
                raise NoEditor(f"${variable} is {given}, and there is no such program.")
            return Editor(tuple(words))
    for name in _USUAL:
        if shutil.which(name, path=environment.get("PATH")):
            return Editor((name,))
    raise NoEditor("there is no editor. Set $EDITOR to the one you use, for example: export EDITOR=nano")


@contextmanager
def interrupts_ignored() -> Iterator[None]:
    """A ctrl+c goes to the editor alone while it has the terminal: it must not end a workout."""
    before = signal.signal(signal.SIGINT, lambda number, frame: None)  # SIG_IGN would be inherited by the editor
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def run_editor(command: Sequence[str]) -> int:
    """Run an editor in this terminal until it is closed. Returns its exit code; raises NoEditor.

    If standard input is not a terminal (notes were piped in), the editor gets the terminal anyway.
    """
    terminal = None
    if not sys.stdin.isatty() and os.name != "nt":
        try:
            terminal = os.open("/dev/tty", os.O_RDWR)
        except OSError:
            terminal = None
    try:
        with interrupts_ignored():
            return subprocess.run(command, stdin=terminal, check=False).returncode
    except OSError as error:
        raise NoEditor(f"{command[0]} cannot be run: {error.strerror or error}.") from None
    finally:
        if terminal is not None:
            os.close(terminal)


def can_open_in_tmux(environment: Mapping[str, str]) -> bool:
    """Whether this terminal is a tmux pane, so that another can open beside it."""
    return bool(environment.get("TMUX")) and shutil.which("tmux") is not None


def open_in_tmux(command: Sequence[str], environment: Mapping[str, str]) -> None:
    """Run a command in a tmux pane beside this one, without waiting for it. Raises NoEditor."""
    pane = environment.get("TMUX_PANE", "")
    target = ["-t", pane] if pane else []
    asked = ["tmux", "split-window", "-h", *target, "-c", str(Path.cwd()), shlex.join(command)]
    try:
        done = subprocess.run(asked, capture_output=True, text=True, timeout=5, stdin=subprocess.DEVNULL, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NoEditor(f"tmux opened no pane: {error}") from None
    if done.returncode:
        raise NoEditor(f"tmux opened no pane: {done.stderr.strip() or 'it does not say why'}")
