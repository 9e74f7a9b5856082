"""Has phrases ready as samples before they are to be heard.

What lives here: the order of work, the files that are kept, level and trimming. What does not: when a phrase begins
(the mixer), how a program speaks (`engines`). `samples` never waits: it is called while a block is rendered. A phrase
is made in this thread, kept as the engine's own file by text and manner, and found again in the next workout.
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

from coach.audio.helper.bank import limited
from coach.audio.helper.decode import DecodeError, samples_of
from coach.audio.helper.voice.engines import Engine, Manner, VoiceError, engine, how_to_get_one

LONGEST_S = 30.0
PEAK = 22_000
"""The largest sample at level 1, whatever the engine: below the limiter's knee, as the beeps are."""
SILENT = 150
"""Samples below this before the first word and after the last are cut off, or words would come late."""
MOST_READY = 100
"""Phrases in memory, about 200 kB each."""
MOST_FILES = 3000
"""Phrases on disk, about 80 kB each."""


class Reader(threading.Thread):
    """Runs as long as the process does. Silent until `speak` gives it a manner."""

    def __init__(
        self,
        note: Callable[[str], None],
        find: Callable[[], Engine | None] = engine,
        reads: Callable[[], None] = lambda: None,
    ) -> None:
        """`note` gets one line for the person, once each; `reads` is called once, before the first file is decoded."""
        super().__init__(name="reader", daemon=True)
        self._note = note
        self._reads = reads
        self._find = find
        self._changed = threading.Condition()
        self._manner: Manner | None = None
        self._level = 1.0
        self._ready: OrderedDict[str, array.array[int] | None] = OrderedDict()
        self._wanted: deque[str] = deque()
        self._engine: Engine | None = None
        self._looked = False
        self._noted: set[str] = set()
        self._folder: Path | None = None

    def keep_in(self, folder: Path | None) -> None:
        """Where files are kept; None: nowhere for longer than this process lives."""
        self._folder = folder

    @property
    def engine_name(self) -> str | None:
        """What speaks, where something does."""
        found = self._engine or self._find()
        return found.name if found else None

    @property
    def manner(self) -> Manner | None:
        """How it speaks; None: not at all."""
        return self._manner

    def speak(self, manner: Manner | None, level: float = 1.0) -> None:
        """Speak like this from now on, or not at all."""
        with self._changed:
            if (manner, level) != (self._manner, self._level):
                self._manner, self._level = manner, level
                self._ready.clear()
                self._wanted.clear()
            self._changed.notify_all()
        if manner is not None and not self.is_alive():
            self.start()

    def prepare(self, texts: Iterable[str]) -> None:
        """Have these ready soon."""
        with self._changed:
            if self._manner is None:
                return
            self._wanted.extend(text for text in texts if text not in self._ready and text not in self._wanted)
            self._changed.notify_all()

    def samples(self, text: str) -> array.array[int] | None:
        """The phrase; None while it is not ready, an empty one where it cannot be spoken."""
        with self._changed:
            if self._manner is None:
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
                self._changed.wait_for(lambda: self._wanted and self._manner is not None)
                text, manner, level = self._wanted.popleft(), self._manner, self._level
                if text in self._ready or manner is None:
                    continue
            made = self._made(text, manner, level)
            with self._changed:
                if (manner, level) == (self._manner, self._level):
                    self._ready[text] = made
                    while len(self._ready) > MOST_READY:
                        self._ready.popitem(last=False)

    def _made(self, text: str, manner: Manner, level: float) -> array.array[int] | None:
        if not self._looked:
            self._looked, self._engine = True, self._find()
            self._tidy()
            self._reads()
        try:
            if self._engine is None:
                raise VoiceError(how_to_get_one())
            return adjusted(self._spoken(self._engine, text, manner), level)
        except (VoiceError, DecodeError) as error:
            self._tell(f"no voice: {error}")
        except Exception:
            traceback.print_exc()
            self._tell("no voice: its log says why")
        return None

    def _tell(self, words: str) -> None:
        if words not in self._noted:
            self._noted.add(words)
            self._note(words)

    def _spoken(self, engine: Engine, text: str, manner: Manner) -> array.array[int]:
        """The engine's samples of a phrase, from the file that was kept, else made and kept."""
        kept = self._kept("\n".join((engine.name, manner.language, manner.name, str(manner.rate), text)))
        if kept is not None and kept.is_file():
            try:
                samples = samples_of(kept, LONGEST_S)
                os.utime(kept)
                return samples
            except (DecodeError, OSError):  # damaged: made again
                pass
        with tempfile.TemporaryDirectory(dir=kept.parent if kept else None, ignore_cleanup_errors=True) as folder:
            draft = Path(folder) / "phrase.wav"
            engine.write(text, manner, draft)
            samples = samples_of(draft, LONGEST_S)
            if kept is not None:
                with contextlib.suppress(OSError):
                    draft.replace(kept)
        return samples

    def _kept(self, key: str) -> Path | None:
        """Where the file of a phrase is kept; None where nothing can be."""
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
        """Keep the newest files only."""
        if self._folder is None:
            return
        with contextlib.suppress(OSError):
            files = sorted(self._folder.glob("*.wav"), key=lambda path: path.stat().st_mtime)
            for path in files[:-MOST_FILES]:
                path.unlink(missing_ok=True)


def adjusted(samples: array.array[int], level: float) -> array.array[int]:
    """Without the silence around it, at the peak that all phrases have, at a level."""
    peak = max(max(samples), -min(samples))
    if peak < SILENT:
        return array.array("h")
    first = next(i for i, value in enumerate(samples) if abs(value) >= SILENT)
    last = next(i for i in range(len(samples) - 1, -1, -1) if abs(samples[i]) >= SILENT)
    gain = PEAK * level / peak
    return array.array("h", [limited(value * gain) for value in samples[first : last + 1]])
