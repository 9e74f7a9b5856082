"""A fault of the program itself: the terminal is whole again, one sentence says how to go on, the log has the rest."""

import sys
from pathlib import Path

from modes import left_over
from terminal import routine, terminal

from coach.shell.fault import JOURNAL, replayed

FAULTY = """
import coach.tui.screens.workout as workout
from coach.cli import main
def fail(self):
    raise KeyError("a fault of a test")
workout.WorkoutScreen.{where} = fail
main()
"""


SOON = "get-ready: 3s\n"


def command(where: str) -> tuple[str, ...]:
    """The program with a fault in this method of the workout's screen."""
    return (sys.executable, "-c", FAULTY.format(where=where))


def test_a_fault_in_a_workout_leaves_one_sentence_and_a_log_to_replay(tmp_path: Path) -> None:
    path = routine(tmp_path)
    arguments = ("start", path, "--go", "--audio", "off")
    with terminal(tmp_path, *arguments, columns=200, config=SOON, command=command("action_mute")) as it:
        it.until("READY")
        it.press("\r")
        it.until("WORK")
        it.press("m")
        assert it.ended() == 70
        assert not left_over(it.output)
        said = it.output.rpartition(b"\x1b[?1049l")[2].decode()
    assert "coach: something went wrong inside the program: KeyError: 'a fault of a test'" in said
    assert f"To begin again there: coach start {path} --from 1.1" in said
    assert "Traceback" not in said and "fail(self)" not in said
    log = next(tmp_path.rglob("coach.log")).read_text()
    assert "Traceback (most recent call last)" in log and "KeyError" in log
    (line,) = (line for line in log.splitlines() if line.startswith(JOURNAL))
    run = replayed(line)
    assert run.session.here is not None and run.session.here.stage == "WORK"
    assert run.session.here.set.exercise.name == "Plank"


def test_a_fault_in_drawing_is_said_once_and_the_workout_goes_on(tmp_path: Path) -> None:
    fault = FAULTY.format(where="_never").replace(
        "workout.WorkoutScreen._never = fail",
        "seen = workout.WorkoutScreen.seen\n"
        "workout.WorkoutScreen.seen = lambda self: fail(self) if self.conductor.session.paused_at else seen(self)",
    )
    arguments = ("start", routine(tmp_path), "--go", "--audio", "off")
    with terminal(tmp_path, *arguments, config=SOON, command=(sys.executable, "-c", fault)) as it:
        it.until("READY")
        it.press(" ")
        it.until("The screen could not be drawn; clock and sounds go on (details in coach.log)", "READY")
        it.rest(1.0)  # the same key sooner is the same press
        it.press(" ")
        it.until("WORK")
        it.press("\x03")
        it.until("any other key")
        it.press("y")
        assert it.ended() == 0
    assert next(tmp_path.rglob("coach.log")).read_text().count("Traceback") == 1
