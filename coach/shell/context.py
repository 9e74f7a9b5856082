"""What a workout's screen needs of the person and the program; made once for each workout."""

from collections.abc import Callable
from dataclasses import dataclass

from coach.routine.library import Library
from coach.shell.corrections import Kits
from coach.shell.said_once import SaidOnce
from coach.shell.speech_config import SpeechConfig
from coach.shell.watch import RoutineWatch
from coach.state import StateStore


@dataclass(frozen=True)
class WorkoutContext:
    stem: str
    """Of the routine's file; whether the sound is on is remembered under it."""
    store: StateStore
    """What is remembered; what it has to tell is shown in the row of messages."""
    kit: Kits
    """What there is to lift with."""
    keeps_awake: bool
    draw_failed: Callable[[Exception], str]
    """Records a fault in drawing; the words for the row of messages."""
    to_terminal: Callable[[str], None]
    """Writes a sequence to the terminal, for its title."""
    turn_volume: Callable[[int], int]
    """Changes the volume by a number of per cent, and gives the new volume."""
    speech_for: Callable[[str], SpeechConfig]
    """How a workout in this language is spoken, if it is."""
    watch: RoutineWatch
    """Of the routine's file."""
    library: Library
    once: SaidOnce
    """Which notices about the machine are to be shown."""

    def take_messages(self) -> list[str]:
        """The messages of the store, which is empty of them then."""
        messages = list(self.store.unread)
        self.store.unread.clear()
        return messages
