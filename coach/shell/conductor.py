"""Leads a workout: holds its run, gives the Player the sounds of the near future, and notices when the person is away.

No widget and no Textual: a screen calls `poll` and `press`, and draws what `run` then is. What may live here: what
depends on real time: the hand-over to the Player, keys that bounce, being away. What a key means is decided in the
core. Two axes, named in every variable: `now` is the session's instant, `real` that of the steady clock, which the
Player uses.
"""

from collections.abc import Collection
from typing import Final

from msgspec.structs import replace

from coach.audio.protocol import Player
from coach.routine.values import SECOND
from coach.shell.clock import SILENT_ABOVE, Clock
from coach.shell.speech_config import SpeechConfig
from coach.workout.engine.inputs import Back, Count, Done, Extend, Input, More, Note, Pause, Replan, Resume, Skip
from coach.workout.engine.journal import Run
from coach.workout.engine.session import Refused, away_at
from coach.workout.engine.state import Now, Session, in_resume_countdown
from coach.workout.engine.timeline import next_change, schedule
from coach.workout.heard.signals import Signal, phrases_ahead, signals

HORIZON: Final = 2 * SECOND
"""How much of the future the Player has, real ns; below `AWAY`: a stopped program falls silent before that."""
PREPARE_AHEAD: Final = 30 * SECOND
"""How much of the future the Player knows the phrases of, real ns: a voice needs time to make them."""
AWAY: Final = 3 * SECOND
"""A gap between two polls, or a sleep of the machine, after which the person counts as away, real ns."""
LONGEST_WAIT: Final = SECOND
"""The longest time between two polls, real ns."""
SHORTEST_WAIT: Final = SECOND // 60
"""The shortest time between two polls, real ns: at high speed, seconds would flip faster than any screen shows."""
LATE: Final = 1_000_000
"""How long after a change the next poll comes, real ns: just before it there would be nothing to see."""
FRESH_STAGE: Final = 700_000_000
"""How long a key that moves is ignored after a change of stage, session ns: it was meant for the stage before."""
BOUNCE: Final = 400_000_000
"""The same key that moves, pressed again within this time, is one press; real ns."""
KEEPS_SOUNDING: Final = (Note, Count, Extend, More, Replan)
"""Inputs that change the future but not the running stage: a sound that is playing stays true and plays on."""
STILL_SOUNDS: Final = 150_000_000
"""A sound that is late by no more than this still sounds, at once; session ns."""


class Conductor:
    """Leads one workout.

    Args:
        run: the workout, at its first instant on `clock`.
        clock: the only source of time.
        player: plays the sounds. The conductor neither opens nor closes it.
        muted: whether it starts without sound.
        off: names of sounds that are never to be heard.
        generation: the last one that the Player was given, by an earlier workout.
        speech_config: how the voice speaks; None: it does not.
    """

    def __init__(
        self,
        run: Run,
        clock: Clock,
        player: Player,
        *,
        muted: bool = False,
        off: Collection[str] = (),
        generation: int = 0,
        speech_config: SpeechConfig | None = None,
    ) -> None:
        self.run = run
        self.clock = clock
        self.generation = generation
        self._player, self._off = player, frozenset(off)
        self._muted = muted
        self._speech_config = speech_config
        self._prepared: set[str] = set()
        player.voice(speech_config.voice if speech_config else None)
        self._heard_of = run.generation
        self._handed: Now = run.session.started
        self.now: Now = clock.now()
        """The instant of the last poll: `run` is as it was then."""
        self._seen_real, self._seen_sleepless = clock.real(), clock.sleepless()
        self._pressed: dict[type[Input], int] = {}

    @property
    def session(self) -> Session:
        return self.run.session

    @property
    def muted(self) -> bool:
        return self._muted

    @property
    def speech_config(self) -> SpeechConfig | None:
        """How the voice speaks; None: it does not."""
        return self._speech_config

    @property
    def sounding(self) -> bool:
        """Whether anything is to be heard at all."""
        return not self._muted and self.clock.speed <= SILENT_ABOVE

    def poll(self) -> Now:
        """Bring everything up to this instant, which is returned."""
        now = self._catch_up()
        self._hand_over(now, hush=True)
        return now

    def _catch_up(self) -> Now:
        """Bring the run up to this instant: stages that ran out, and time away."""
        real, sleepless = self.clock.real(), self.clock.sleepless()
        gap = real - self._seen_real
        slept = sleepless - self._seen_sleepless - gap
        if slept > AWAY:
            self.clock.sleep(slept)
        now = self.clock.now()
        if gap > AWAY or slept > AWAY:
            self._leave_at(self.now)
        run = self.run.at(now)
        if (end := away_at(run.session)) is not None and end <= now:
            self._leave_at(end)
            run = self.run.at(now)
        self.run, self.now = run, now
        self._seen_real, self._seen_sleepless = real, sleepless
        return now

    def press(self, input_: Input) -> bool:
        """One key. False: it bounced, and nothing happened. Either way everything is brought up to this instant.

        Raises:
            Refused: with a line for the person; nothing has changed.
        """
        now = self._catch_up()
        wanted = type(input_)
        if wanted is Done and self.session.paused_at is not None:
            input_ = Resume()
        key = Pause if wanted is Resume else wanted  # one key, whichever it is
        bounces = key in (Done, Skip, Back, Pause) and self._bounces(key, isinstance(input_, Resume), now)
        hush = self.run.generation != self._heard_of or not isinstance(input_, KEEPS_SOUNDING)
        try:
            if not bounces:
                self.run = self.run.press(now, input_)
        finally:
            self._hand_over(now, hush=hush)
        if isinstance(input_, Count) and self.sounding and "rep" not in self._off:
            self._player.now("rep")
        return not bounces

    def mute(self, muted: bool) -> None:
        """Turns the sound off or on; a sound that is playing is cut off."""
        self._muted = muted
        self._clear(hush=True)
        self._hand_over(self.clock.now(), hush=True)

    def speak(self, speech_config: SpeechConfig | None) -> None:
        """Speaks with this voice from now on; None: with none, and what is being said is cut off."""
        self._speech_config = speech_config
        self._prepared.clear()
        self._player.voice(speech_config.voice if speech_config else None)
        self._clear(hush=speech_config is None)
        self._hand_over(self.clock.now(), hush=False)

    def hand_over_again(self) -> None:
        """Gives the Player everything from now on again, after it has been restarted and has nothing."""
        self._handed = self.clock.now()
        self._prepared.clear()
        self._hand_over(self._handed, hush=False)

    def wait_ns(self) -> int | None:
        """How long, real ns, until the next poll is due; None: never, the workout is over."""
        if self.session.here is None:
            return None
        change = next_change(self.session, self.now)
        if change is None:
            return LONGEST_WAIT
        return min(max(self.clock.real_at(change) - self.clock.real() + LATE, SHORTEST_WAIT), LONGEST_WAIT)

    def work_begins(self, within_ns: int) -> Now | None:
        """When work begins by itself, within a time, session ns; None if it does not, or is running already."""
        now, session = self.now, self.session
        here = session.here
        if here is None or session.paused_at is not None:
            return None
        if here.resumes_at is not None and in_resume_countdown(here, session.active(now)):
            goes = here.resumes_at + session.paused_ns
            return goes if goes - now <= within_ns else None
        coming = schedule(session, now + within_ns)
        begins = (it.began for it in coming if it.here and it.here.stage == "WORK")
        first = next(begins, None)
        return first if first is not None and now < first <= now + within_ns else None

    def _bounces(self, key: type[Input], resumes: bool, now: Now) -> bool:
        """Whether a key is to be ignored: the repeat of a held one, or a move that was meant for the stage before."""
        real = self.clock.real()
        before = self._pressed.get(key)
        self._pressed[key] = real
        if before is not None and real - before < BOUNCE:
            return True
        here, active, paused_at = self.session.here, self.session.active(now), self.session.paused_at
        if resumes:
            return paused_at is not None and now - paused_at < FRESH_STAGE
        if here is None or key is Pause:
            return False
        went_on = (here.seen, here.resumes_at) if here.stage == "WORK" else ()
        began = max([here.began, *(at for at in went_on if at is not None and at <= active)])
        return active - began < FRESH_STAGE

    def _leave_at(self, now: Now) -> None:
        """Pauses at `now`, when the person was last seen."""
        if self.session.here is not None and self.session.paused_at is None:
            self.run = self.run.press(now, Pause("away"))

    def _clear(self, *, hush: bool) -> None:
        self.generation += 1
        self._heard_of = self.run.generation
        self._player.clear(self.generation, hush=hush)
        self._handed = self.clock.now()

    def _hand_over(self, now: Now, *, hush: bool) -> None:
        """Gives the Player what it does not have yet of the near future; a future that has changed replaces the old
        one."""
        if self.run.generation != self._heard_of:
            self._clear(hush=hush)
            self._handed = now
        if not self.sounding:
            self._handed = now
            return
        since, until = max(self._handed, now - STILL_SOUNDS), self.clock.soon(HORIZON)
        speech = self._speech_config.speech if self._speech_config else None
        coming = [heard for signal in signals(self.session, since, until, speech) if (heard := self._wanted(signal))]
        self._handed = max(since, until)
        if coming:
            self._player.place(self.generation, coming)
        if speech:
            ahead = phrases_ahead(self.session, now, self.clock.soon(PREPARE_AHEAD), speech)
            new = [words for words in ahead if words not in self._prepared]
            self._prepared.update(new)
            self._player.prepare(new)

    def _wanted(self, signal: Signal) -> Signal | None:
        """The signal at its real instant; if its sound is switched off, its words alone; None if nothing is left."""
        if signal.name in self._off:
            signal = replace(signal, name="")
        return replace(signal, at=self.clock.real_at(signal.at)) if signal.name or signal.words else None


__all__ = ["Conductor", "Refused"]
