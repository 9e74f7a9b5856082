"""The system's speech engines: each writes a phrase into a wav file.

What lives here: which programs there are and how each is called. What does not: when something is said, files that
are kept, samples. The text goes in on standard input, so that nothing of a routine can be taken for an option.
A new engine is a class and a line in `ENGINES`. macOS's and Windows' are written by their manuals and not tested.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

PATIENCE_S = 10.0
"""An engine that takes longer for a phrase hangs."""
WORDS_A_MINUTE = 175
"""The usual speed of espeak-ng and of `say`."""


class VoiceError(Exception):
    """A phrase cannot be spoken; the text says why, for a person."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How it is to be said."""

    language: str
    """A code: en, de, pt-BR."""
    name: str = ""
    """Of the engine's voice; empty: the language's own."""
    rate: int = 100
    """Per cent of the engine's usual speed."""


class Engine(Protocol):
    """A program that speaks."""

    name: str

    def write(self, text: str, manner: Manner, path: Path) -> None:
        """Speak into a wav file; raises VoiceError."""
        ...


def run(command: list[str], text: str, given: dict[str, str] | None = None) -> str:
    """Run an engine with a text on its standard input, and give what it printed; VoiceError when it fails or hangs.

    `given` goes into its environment.
    """
    env = {**os.environ, **(given or {})}
    try:
        done = subprocess.run(
            command, input=text.encode(), capture_output=True, timeout=PATIENCE_S, check=False, env=env
        )
    except subprocess.TimeoutExpired as error:
        raise VoiceError(f"{Path(command[0]).name} does not answer") from error
    except OSError as error:
        raise VoiceError(f"{Path(command[0]).name} does not start: {error.strerror}") from error
    if done.returncode != 0:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        raise VoiceError(f"{Path(command[0]).name}: {said[0] if said else f'ended with {done.returncode}'}")
    return done.stdout.decode(errors="replace")


class Espeak:
    """espeak-ng, or the older espeak."""

    def __init__(self, path: str) -> None:
        self._path = path
        self.name = Path(path).name

    def write(self, text: str, manner: Manner, path: Path) -> None:
        speed = str(max(80, WORDS_A_MINUTE * manner.rate // 100))
        voice = manner.name or manner.language.lower()
        run([self._path, "-w", str(path), "-s", speed, "-v", voice, "--stdin"], text)


class Say:
    """macOS's own."""

    name = "say"

    def __init__(self, path: str) -> None:
        self._path = path
        self._voices: dict[str, str] = {}

    def write(self, text: str, manner: Manner, path: Path) -> None:
        voice = manner.name or self._voice(manner.language)
        speed = str(WORDS_A_MINUTE * manner.rate // 100)
        chosen = ["-v", voice] if voice else []
        run(
            [self._path, *chosen, "-r", speed, "--file-format=WAVE", "--data-format=LEI16@22050", "-o", str(path)], text
        )

    def _voice(self, language: str) -> str:
        """The first voice of a language; each line of the list is a name, a locale like de_DE, and a sample."""
        if language not in self._voices:
            wanted = language.replace("-", "_")
            self._voices[language] = ""
            for line in run([self._path, "-v", "?"], "").splitlines():
                words = line.partition("#")[0].split()
                if len(words) > 1 and words[-1].startswith(wanted):
                    self._voices[language] = " ".join(words[:-1])
                    break
        return self._voices[language]


_SAPI = """
$ErrorActionPreference = 'Stop'
Add-Type -AssemblyName System.Speech
$voice = New-Object System.Speech.Synthesis.SpeechSynthesizer
$name = $env:COACH_VOICE
if (-not $name) {
  $fits = { $_.VoiceInfo.Culture.Name -like ($env:COACH_LANGUAGE + '*') }
  $name = ($voice.GetInstalledVoices() | Where-Object $fits | Select-Object -First 1).VoiceInfo.Name
}
if ($name) { $voice.SelectVoice($name) }
$voice.Rate = [int]$env:COACH_RATE
$voice.SetOutputToWaveFile($env:COACH_FILE)
$in = New-Object System.IO.StreamReader([Console]::OpenStandardInput(), [System.Text.Encoding]::UTF8)
$voice.Speak($in.ReadToEnd())
$voice.Dispose()
"""


class Sapi:
    """Windows' own, through PowerShell."""

    name = "SAPI"

    def __init__(self, path: str) -> None:
        self._path = path

    def write(self, text: str, manner: Manner, path: Path) -> None:
        # Its rate goes from -10, a third of the usual, to 10, three times that.
        rate = max(-10, min(10, round((manner.rate - 100) / 10)))
        given = {
            "COACH_VOICE": manner.name,
            "COACH_LANGUAGE": manner.language,
            "COACH_RATE": str(rate),
            "COACH_FILE": str(path),
        }
        run([self._path, "-NoProfile", "-NonInteractive", "-Command", _SAPI], text, given)


def _espeak() -> Engine | None:
    path = shutil.which("espeak-ng") or shutil.which("espeak")
    return Espeak(path) if path else None


def _say() -> Engine | None:
    path = shutil.which("say") if sys.platform == "darwin" else None
    return Say(path) if path else None


def _sapi() -> Engine | None:
    path = shutil.which("powershell") if sys.platform == "win32" else None
    return Sapi(path) if path else None


ENGINES: dict[str, Callable[[], Engine | None]] = {"say": _say, "SAPI": _sapi, "espeak-ng": _espeak}
"""By name, in the order of trial: a system's own before what was installed."""


def engine() -> Engine | None:
    """The first that is there."""
    return next((found for find in ENGINES.values() if (found := find()) is not None), None)


def how_to_get_one() -> str:
    """One line for whoever has none."""
    if sys.platform.startswith("linux"):
        return "install espeak-ng to hear one (apt, dnf or pacman install espeak-ng)"
    return "this system has no speech engine that is known here; espeak-ng is one"
