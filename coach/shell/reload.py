"""Takes a saved routine up into the workout that runs, and says what it changes.

The core keeps what is done and what runs (`Replan`); the screen decides when to poll.
"""

from collections.abc import Callable

from coach.shell.conductor import Conductor
from coach.shell.context import WorkoutContext
from coach.workout.engine.inputs import Replan
from coach.workout.view.news import SAME, news


class Reload:
    """The file of one workout's routine.

    Args:
        conductor: leads the workout.
        context: has the file's watch, and the voices.
        tell: says a line to the person.
    """

    def __init__(self, conductor: Conductor, context: WorkoutContext, tell: Callable[[str], None]) -> None:
        self._conductor, self._context, self._tell = conductor, context, tell

    def poll(self, *, sure: bool = False) -> bool:
        """Whether a new version was taken up. An invalid one changes nothing; its first problem is shown.

        Args:
            sure: the file is written completely; an invalid version is reported at once.
        """
        found = self._context.watch.poll(sure=sure)
        before = self._conductor.session
        if found is None or before.finished is not None:
            return False
        if found.loaded is None:
            self._tell(f"{found.words} The workout goes on as it was.")
            return False
        if found.same:
            self._tell(f"{found.loaded.path.name}: {SAME}")
            return False
        routine = found.loaded.routine
        self._conductor.press(Replan(routine))
        self._tell(f"{found.loaded.path.name}: {news(before, self._conductor.session)}")
        if self._conductor.speech_config and routine.language != before.routine.language:
            self._conductor.speak(self._context.speech_for(routine.language))
        return True
