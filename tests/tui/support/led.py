"""A workout led without waiting: time that is moved by hand, a Player that keeps what it is given, YAML routines."""

from collections.abc import Collection, Iterable
from pathlib import Path

from coach import paths
from coach.audio.protocol import Sound, Voice
from coach.routine.library import Library
from coach.routine.values import SECOND
from coach.settings import Settings
from coach.shell.clock import Clock
from coach.shell.conductor import Conductor
from coach.shell.speech_config import speech_config
from coach.workout.engine.journal import Run
from coach.workout.heard.signals import signals
from coach.workout.plan.known import Known

LIBRARY = Library(paths.routine_folders(), paths.exercise_folders())


class Time:
    """Two clocks that stand still until they are moved."""

    def __init__(self) -> None:
        self.real, self.wall = 1_000 * SECOND, 1_700_000_000 * SECOND

    def move(self, seconds: float) -> None:
        self.real += round(seconds * SECOND)
        self.wall += round(seconds * SECOND)

    def suspend(self, seconds: float) -> None:
        """The machine sleeps: only the wall clock goes on."""
        self.wall += round(seconds * SECOND)

    def clock(self, speed: float = 1.0) -> Clock:
        return Clock(speed, lambda: self.real, lambda: self.wall)


class Recorder:
    """A Player as a list: what it would play, in real instants, given the time of each call."""

    def __init__(self, time: Time) -> None:
        self._time = time
        self._ahead: dict[tuple[int, str], int] = {}
        self._generation = 0
        self._words: dict[tuple[int, str], str] = {}
        self.leads: dict[tuple[int, str], int] = {}
        """How long before its instant each sound was handed over, ns."""
        self.answers: list[str] = []
        self.prepared: list[str] = []
        self.voices: list[Voice | None] = []
        self.hushes = 0
        self.calls = 0
        self.placed: list[tuple[int, str]] = []
        """Each sound of the current generation, once for each time that it was handed over."""

    def start(self) -> None: ...

    def place(self, generation: int, signals: Iterable[Sound]) -> None:
        self.calls += 1
        assert generation == self._generation, "a helper leaves out what is not of the last clear's generation"
        for signal in signals:
            self.placed.append((signal.at, signal.name))
            self._ahead[signal.at, signal.name] = signal.at
            self._words[signal.at, signal.name] = signal.words
            self.leads.setdefault((signal.at, signal.name), signal.at - self._time.real)

    def now(self, name: str) -> None:
        self.answers.append(name)

    def clear(self, generation: int, *, hush: bool = False) -> None:
        assert generation > self._generation
        self._generation = generation
        self.hushes += hush
        self.placed.clear()
        self._ahead = {key: at for key, at in self._ahead.items() if at < self._time.real}

    def volume(self, level: float) -> None: ...

    def prepare(self, words: Iterable[str]) -> None:
        self.prepared += words

    def voice(self, voice: Voice | None) -> None:
        self.voices.append(voice)

    def close(self) -> None: ...

    def heard(self, since: int = 0) -> list[tuple[float, str]]:
        """(real second since the start of `Time`, name) of everything that began by now."""
        began = sorted(key for key in self._ahead if since <= key[0] <= self._time.real)
        return [((at - 1_000 * SECOND) / SECOND, name) for at, name in began]

    def said(self) -> list[tuple[float, str, str]]:
        """(real second, sound, words) of everything that began by now and has words."""
        began = sorted(key for key in self._ahead if key[0] <= self._time.real and self._words[key])
        return [((at - 1_000 * SECOND) / SECOND, name, self._words[at, name]) for at, name in began]


class Led:
    """A workout of the YAML of some blocks, its clocks at 0."""

    def __init__(
        self,
        folder: Path,
        blocks: str,
        *,
        speed: float = 1.0,
        muted: bool = False,
        off: Collection[str] = (),
        speaks: bool = False,
    ) -> None:
        path = folder / "led.yaml"
        path.write_text(f"name: Led\n{blocks}")
        self.loaded = LIBRARY.load(str(path))
        self.time = Time()
        self.player = Recorder(self.time)
        clock = self.time.clock(speed)
        run = Run.begin(self.loaded.routine, Known(), clock.now())
        self.speech_config = speech_config(Settings(), self.loaded.routine.language)
        spoken = self.speech_config if speaks else None
        self.conductor = Conductor(run, clock, self.player, muted=muted, off=off, speech_config=spoken)

    @property
    def stage(self) -> str:
        """`REST`, `paused REST`, `away WORK`, `over`."""
        session = self.conductor.session
        if session.here is None:
            return "over"
        still = "" if session.paused_at is None else "away " if session.paused_by == "away" else "paused "
        return still + session.here.stage

    def lead(self, seconds: float, step: float = 0.5) -> "Led":
        """Let time go by, looking every `step` seconds."""
        self.conductor.poll()
        for _ in range(round(seconds / step)):
            self.time.move(step)
            self.conductor.poll()
        return self

    def expected(self, since: float, until: float) -> list[tuple[float, str]]:
        """What the core says is to be heard between two seconds, if no key is pressed."""
        start = 1_000 * SECOND
        coming = signals(self.conductor.session, start + round(since * SECOND), start + round(until * SECOND))
        return [((signal.at - start) / SECOND, signal.name) for signal in coming]
