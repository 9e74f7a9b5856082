"""The person's editor: which it is, how it is told a line, and how it is run.

`$VISUAL`, else `$EDITOR`, arguments included; else the first of the usual ones that is installed. It is run by its
arguments, never by a shell. Inside tmux it can be given a pane of its own beside the program.
"""

import os
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
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
    """There is none that can be run; the message says what to do."""


class Editor(Struct, frozen=True):
    """A program with the arguments that it always gets."""

    words: tuple[str, ...]

    @property
    def name(self) -> str:
        """What is told apart by: the program's name without folder and suffix."""
        return Path(self.words[0]).name.removesuffix(".exe").removesuffix(".cmd").casefold()

    def command(self, path: Path, line: int = 0) -> list[str]:
        """The arguments that open a file, at a line from 1 where the editor can be told one."""
        file = str(path)
        if file.startswith(("-", "+")):  # no option
            file = os.path.join(os.curdir, file)  # noqa: PTH118  # a Path would take the dot away
        if line > 0 and self.name in _PLUS:
            return [*self.words, f"+{line}", file]
        if line > 0 and self.name in _COLON:
            return [*self.words, f"{file}:{line}"]
        if line > 0 and self.name in _GOTO:
            return [*self.words, "--goto", f"{file}:{line}"]
        return [*self.words, file]


def find_editor(environment: Mapping[str, str]) -> Editor:
    """The editor of this person. Raises NoEditor."""
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


def run_editor(command: Sequence[str]) -> int:
    """Runs it in this terminal until it is closed, and gives its exit code. Raises NoEditor.

    Where the standard input is no terminal (notes came through it) the editor gets the terminal itself. A ctrl+c that
    is typed meanwhile is the editor's: a workout must not end by it.
    """
    terminal = None
    if not sys.stdin.isatty() and os.name != "nt":
        try:
            terminal = os.open("/dev/tty", os.O_RDWR)
        except OSError:
            terminal = None
    before = signal.signal(signal.SIGINT, lambda number, frame: None)  # not SIG_IGN, which the editor would inherit
    try:
        return subprocess.run(command, stdin=terminal, check=False).returncode
    except OSError as error:
        raise NoEditor(f"{command[0]} cannot be run: {error.strerror or error}.") from None
    finally:
        signal.signal(signal.SIGINT, before)
        if terminal is not None:
            os.close(terminal)


def can_open_in_tmux(environment: Mapping[str, str]) -> bool:
    """Whether this terminal is a pane of tmux, which can be given a neighbour."""
    return bool(environment.get("TMUX")) and shutil.which("tmux") is not None


def open_in_tmux(command: Sequence[str], environment: Mapping[str, str]) -> None:
    """Opens it in a pane beside this one, and comes back at once. Raises NoEditor."""
    pane = environment.get("TMUX_PANE", "")
    target = ["-t", pane] if pane else []
    asked = ["tmux", "split-window", "-h", *target, "-c", str(Path.cwd()), shlex.join(command)]
    try:
        done = subprocess.run(asked, capture_output=True, text=True, timeout=5, stdin=subprocess.DEVNULL, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NoEditor(f"tmux opened no pane: {error}") from None
    if done.returncode:
        raise NoEditor(f"tmux opened no pane: {done.stderr.strip() or 'it does not say why'}")
