"""The system's speech engines, each of which writes a phrase into a wav file.

What lives here: which programs there are and how each is called. What does not: when something is said, cached files,
samples. Text is passed on standard input, so that no text of a routine can be taken for an option. To add an engine,
add a class and a line in `ENGINES`. Those of macOS and Windows follow their manuals and are not tested.
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

ENGINE_TIMEOUT_S = 10.0
"""An engine that takes longer for a phrase is hung."""
WORDS_PER_MINUTE = 175
"""The default speed of espeak-ng and of `say`."""


class VoiceError(Exception):
    """A phrase cannot be spoken. The text says why, for the user."""


@dataclass(frozen=True, slots=True)
class VoiceSpec:
    """Which voice speaks, and how fast."""

    language: str
    """A language code, such as en, de or pt-BR."""
    name: str = ""
    """One of the engine's voices; empty for its default voice of the language."""
    rate: int = 100
    """Speed, in per cent of the engine's default."""


class Engine(Protocol):
    """A program that speaks."""

    name: str

    def write(self, text: str, voice: VoiceSpec, path: Path) -> None:
        """Write the spoken text to a wav file. Raises VoiceError."""
        ...


def run_engine(command: list[str], text: str, variables: dict[str, str] | None = None) -> str:
    """Run an engine with a text on its standard input; its output. Raises VoiceError when it fails or hangs.

    `variables` are added to its environment.
    """
    env = {**os.environ, **(variables or {})}
    try:
        done = subprocess.run(
            command, input=text.encode(), capture_output=True, timeout=ENGINE_TIMEOUT_S, check=False, env=env
        )
    except subprocess.TimeoutExpired as error:
        raise VoiceError(f"{Path(command[0]).name} does not answer") from error
    except OSError as error:
        raise VoiceError(f"{Path(command[0]).name} does not start: {error.strerror}") from error
    if done.returncode != 0:
        lines = done.stderr.decode(errors="replace").strip().splitlines()
        raise VoiceError(f"{Path(command[0]).name}: {lines[0] if lines else f'ended with {done.returncode}'}")
    return done.stdout.decode(errors="replace")


class Espeak:
    """espeak-ng, or the older espeak."""

    def __init__(self, path: str) -> None:
        self._path = path
        self.name = Path(path).name

    def write(self, text: str, voice: VoiceSpec, path: Path) -> None:
        speed = str(max(80, WORDS_PER_MINUTE * voice.rate // 100))
        name = voice.name or voice.language.lower()
        run_engine([self._path, "-w", str(path), "-s", speed, "-v", name, "--stdin"], text)


class Say:
    """macOS's own `say`."""

    name = "say"

    def __init__(self, path: str) -> None:
        self._path = path
        self._voices: dict[str, str] = {}

    def write(self, text: str, voice: VoiceSpec, path: Path) -> None:
        name = voice.name or self._default_voice(voice.language)
        speed = str(WORDS_PER_MINUTE * voice.rate // 100)
        chosen = ["-v", name] if name else []
        run_engine(
            [self._path, *chosen, "-r", speed, "--file-format=WAVE", "--data-format=LEI16@22050", "-o", str(path)], text
        )

    def _default_voice(self, language: str) -> str:
        """The first listed voice of a language.

        A line of the list is a name, a locale like de_DE, and a sample text.
        """
        if language not in self._voices:
            wanted = language.replace("-", "_")
            self._voices[language] = ""
            for line in run_engine([self._path, "-v", "?"], "").splitlines():
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
    """Windows' own speech API, through PowerShell."""

    name = "SAPI"

    def __init__(self, path: str) -> None:
        self._path = path

    def write(self, text: str, voice: VoiceSpec, path: Path) -> None:
        # Its rate goes from -10, a third of the default speed, to 10, three times the default.
        rate = max(-10, min(10, round((voice.rate - 100) / 10)))
        variables = {
            "COACH_VOICE": voice.name,
            "COACH_LANGUAGE": voice.language,
            "COACH_RATE": str(rate),
            "COACH_FILE": str(path),
        }
        run_engine([self._path, "-NoProfile", "-NonInteractive", "-Command", _SAPI], text, variables)


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
"""By name, in order of preference: the system's own before an installed one."""


def find_engine() -> Engine | None:
    """The first engine that is available; None if there is none."""
    return next((found for find in ENGINES.values() if (found := find()) is not None), None)


def install_hint() -> str:
    """How to get an engine, in one line."""
    if sys.platform.startswith("linux"):
        return "install espeak-ng to hear one (apt, dnf or pacman install espeak-ng)"
    return "no known speech engine is installed; espeak-ng is one"
