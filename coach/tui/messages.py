"""What screens tell the app: small messages that go up; what comes down is values."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from coach.routine.library import Loaded


@dataclass
class RoutineChosen(Message):
    """A routine of the library is to be looked at: the overview."""

    loaded: "Loaded"


@dataclass
class StartWorkout(Message):
    """Go on to the workout."""

    loaded: "Loaded"


@dataclass
class ThemeChosen(Message):
    """This theme from now on, by its name in `config.yaml`."""

    name: str


@dataclass
class HearGo(Message):
    """Play "go" once."""
