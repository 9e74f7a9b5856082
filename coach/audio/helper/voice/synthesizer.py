"""Synthesizes phrases ahead of time, so that their samples are ready when they are to be heard.

What lives here: the queue of phrases, the cache in memory and on disk, level and trimming. What does not: when a phrase
begins (the mixer), how a program speaks (`engines`). `samples` never blocks: it is called while a block is rendered. A
phrase is made in this thread and cached on disk, as the engine's own file, so that the next workout finds it.
"""

from __future__ import annotations

import array
import contextlib
import hashlib
import os
import tempfile
import threading
import traceback
from collections import OrderedDict, deque
from collections.abc import Callable, Iterable
from pathlib import Path

from coach.audio.helper.decode import DecodeError, decode_file
from coach.audio.helper.sample_bank import soft_limit
from coach.audio.helper.voice.engines import Engine, VoiceError, VoiceSpec, find_engine, install_hint

MAX_PHRASE_S = 30.0
PHRASE_PEAK = 22_000
"""The largest sample at level 1, with any engine: like the beeps, below the limiter's knee."""
SILENCE_LEVEL = 150
"""Smaller samples count as silence, which is trimmed at both ends so that words begin on time."""
MAX_READY = 100
"""Phrases cached in memory, about 200 kB each."""
MAX_FILES = 3000
"""Phrases cached on disk, about 80 kB each."""


class Synthesizer(threading.Thread):
    """Runs until the process ends. Silent until `set_voice` gives it a voice."""

    def __init__(
        self,
        note: Callable[[str], None],
        find: Callable[[], Engine | None] = find_engine,
        on_decode: Callable[[], None] = lambda: None,
    ) -> None:
        """`note` is called with each distinct message for the user; `on_decode` once, before the first file is
        decoded."""
        super().__init__(name="synthesizer", daemon=True)
        self._note = note
        self._on_decode = on_decode
        self._find = find
        self._changed = threading.Condition()
        self._voice: VoiceSpec | None = None
        self._level = 1.0
        self._ready: OrderedDict[str, array.array[int] | None] = OrderedDict()
        self._wanted: deque[str] = deque()
        self._engine: Engine | None = None
        self._looked = False
        self._noted: set[str] = set()
        self._folder: Path | None = None

    def cache_in(self, folder: Path | None) -> None:
        """Cache phrases on disk in a folder; None for no such cache."""
        self._folder = folder

    @property
    def engine_name(self) -> str | None:
        """The name of the speech engine; None without one."""
        found = self._engine or self._find()
        return found.name if found else None

    @property
    def voice(self) -> VoiceSpec | None:
        """The current voice; None while speech is off."""
        return self._voice

    def set_voice(self, voice: VoiceSpec | None, level: float = 1.0) -> None:
        """Use a voice from now on; None turns speech off."""
        with self._changed:
            if (voice, level) != (self._voice, self._level):
                self._voice, self._level = voice, level
                self._ready.clear()
                self._wanted.clear()
            self._changed.notify_all()
        if voice is not None and not self.is_alive():
            self.start()

    def prepare(self, texts: Iterable[str]) -> None:
        """Queue phrases for synthesis."""
        with self._changed:
            if self._voice is None:
                return
            self._wanted.extend(text for text in texts if text not in self._ready and text not in self._wanted)
            self._changed.notify_all()

    def samples(self, text: str) -> array.array[int] | None:
        """The samples of a phrase; None until they are ready, empty if it cannot be spoken. Never blocks."""
        with self._changed:
            if self._voice is None:
                return array.array("h")
            if text in self._ready:
                self._ready.move_to_end(text)
                found = self._ready[text]
                return array.array("h") if found is None else found
            if not self._wanted or self._wanted[0] != text:
                self._wanted.appendleft(text)
                self._changed.notify_all()
        return None

    def run(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._wanted and self._voice is not None)
                text, voice, level = self._wanted.popleft(), self._voice, self._level
                if text in self._ready or voice is None:
                    continue
            made = self._make(text, voice, level)
            with self._changed:
                if (voice, level) == (self._voice, self._level):
                    self._ready[text] = made
                    while len(self._ready) > MAX_READY:
                        self._ready.popitem(last=False)

    def _make(self, text: str, voice: VoiceSpec, level: float) -> array.array[int] | None:
        if not self._looked:
            self._looked, self._engine = True, self._find()
            self._tidy()
            self._on_decode()
        try:
            if self._engine is None:
                raise VoiceError(install_hint())
            return normalize(self._synthesize(self._engine, text, voice), level)
        except (VoiceError, DecodeError) as error:
            self._note_once(f"no voice: {error}")
        except Exception:
            traceback.print_exc()
            self._note_once("no voice: see the log")
        return None

    def _note_once(self, words: str) -> None:
        if words not in self._noted:
            self._noted.add(words)
            self._note(words)

    def _synthesize(self, engine: Engine, text: str, voice: VoiceSpec) -> array.array[int]:
        """The engine's samples of a phrase: from the cached file, else made by the engine and cached."""
        cached = self._cached_file("\n".join((engine.name, voice.language, voice.name, str(voice.rate), text)))
        if cached is not None and cached.is_file():
            try:
                samples = decode_file(cached, MAX_PHRASE_S)
                os.utime(cached)
                return samples
            except (DecodeError, OSError):  # damaged: make it again
                pass
        with tempfile.TemporaryDirectory(dir=cached.parent if cached else None, ignore_cleanup_errors=True) as folder:
            draft = Path(folder) / "phrase.wav"
            engine.write(text, voice, draft)
            samples = decode_file(draft, MAX_PHRASE_S)
            if cached is not None:
                with contextlib.suppress(OSError):
                    draft.replace(cached)
        return samples

    def _cached_file(self, key: str) -> Path | None:
        """The file that caches a phrase; None if nothing can be cached."""
        if self._folder is None:
            return None
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            return None
        if not os.access(self._folder, os.W_OK):
            return None
        return self._folder / f"{hashlib.sha256(key.encode()).hexdigest()[:32]}.wav"

    def _tidy(self) -> None:
        """Delete all but the newest cached files."""
        if self._folder is None:
            return
        with contextlib.suppress(OSError):
            files = sorted(self._folder.glob("*.wav"), key=lambda path: path.stat().st_mtime)
            for path in files[:-MAX_FILES]:
                path.unlink(missing_ok=True)


def normalize(samples: array.array[int], level: float) -> array.array[int]:
    """A phrase without the silence around it, scaled to the common peak of all phrases times a level."""
    peak = max(max(samples), -min(samples))
    if peak < SILENCE_LEVEL:
        return array.array("h")
    first = next(i for i, value in enumerate(samples) if abs(value) >= SILENCE_LEVEL)
    last = next(i for i in range(len(samples) - 1, -1, -1) if abs(samples[i]) >= SILENCE_LEVEL)
    gain = PHRASE_PEAK * level / peak
    return array.array("h", [soft_limit(value * gain) for value in samples[first : last + 1]])
