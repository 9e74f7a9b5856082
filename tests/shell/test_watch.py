"""The file of an open routine: a saved version is taken up, a faulty one changes nothing, each is reported once."""

import os
from pathlib import Path

import pytest
from led import Led

from coach.routine.library import Library
from coach.shell.watch import FileChange, RoutineWatch
from coach.workout.engine.inputs import Done, Replan
from coach.workout.view.news import SAME, news

TEXT = "name: {name}\nblocks: [{{exercises: [{{exercise: press, sets: {sets}, reps: 5, rest: {rest}}}]}}]\n"
PRESS = "name: Press\n"


class Folders:
    """Bundled ones and the user's, each with files that change at every writing."""

    def __init__(self, root: Path) -> None:
        self.bundled, self.yours = root / "bundled", root / "yours"
        for folder in (self.bundled, self.yours):
            (folder / "exercises").mkdir(parents=True)
        self.library = Library([self.bundled, self.yours], [self.bundled / "exercises", self.yours / "exercises"])
        self._time = 1_700_000_000
        self.write(self.bundled / "exercises" / "press.yaml", PRESS)

    def write(self, path: Path, text: str) -> Path:
        """As an editor does, later than anything before."""
        path.write_text(text, encoding="utf-8")
        self._time += 1
        os.utime(path, (self._time, self._time))
        os.utime(path.parent, (self._time, self._time))
        return path

    def routine(self, where: Path, sets: int = 3, rest: str = "2m", name: str = "A") -> Path:
        return self.write(where / "a.yaml", TEXT.format(name=name, sets=sets, rest=rest))

    def watch(self, path: Path) -> RoutineWatch:
        return RoutineWatch(self.library, self.library.load(path))


@pytest.fixture
def files(tmp_path: Path) -> Folders:
    return Folders(tmp_path)


def test_nothing_is_new_until_something_is_saved(files: Folders) -> None:
    watch = files.watch(files.routine(files.yours))
    assert watch.poll() is None and watch.poll() is None


def test_a_save_is_seen_at_the_next_look_and_once(files: Folders) -> None:
    watch = files.watch(files.routine(files.yours))
    files.routine(files.yours, sets=5)
    found = watch.poll()
    assert found is not None and found.loaded is not None
    assert found.loaded.routine.blocks[0].exercises[0].sets == 5
    assert watch.loaded is found.loaded
    assert watch.poll() is None


def test_an_exercise_that_it_uses_counts(files: Folders) -> None:
    watch = files.watch(files.routine(files.yours))
    files.write(files.bundled / "exercises" / "press.yaml", "name: Strict press\n")
    found = watch.poll()
    assert found and found.loaded and found.loaded.routine.exercises["press"].name == "Strict press"
    files.write(files.yours / "exercises" / "press.yaml", "name: My press\n")
    found = watch.poll()
    assert found and found.loaded and found.loaded.routine.exercises["press"].name == "My press"


def test_a_broken_save_is_reported_once_at_its_second_look(files: Folders) -> None:
    path = files.routine(files.yours)
    watch = files.watch(path)
    good = watch.loaded
    files.write(path, path.read_text().replace("sets", "sest"))
    assert watch.poll() is None, "it may be in the middle of its writing"
    found = watch.poll()
    assert found is not None and found.loaded is None
    assert found.words.startswith('a.yaml: line 2, unknown field "sest"')
    assert watch.poll() is None and watch.loaded is good
    files.routine(files.yours, sets=4)
    found = watch.poll()
    assert found and found.loaded and not found.same


def test_a_file_that_is_empty_for_a_moment_is_not_reported(files: Folders) -> None:
    path = files.routine(files.yours)
    watch = files.watch(path)
    files.write(path, "")
    assert watch.poll() is None
    files.routine(files.yours, sets=4)
    found = watch.poll()
    assert found and found.loaded and found.loaded.routine.blocks[0].exercises[0].sets == 4


def test_when_the_editor_is_closed_a_broken_one_is_reported_at_once(files: Folders) -> None:
    path = files.routine(files.yours)
    watch = files.watch(path)
    files.write(path, "name: A\n")
    assert (found := watch.poll(sure=True)) is not None and found.loaded is None


def test_an_unchanged_version_is_reported_only_after_a_broken_one(files: Folders) -> None:
    path = files.routine(files.yours)
    watch = files.watch(path)
    text = path.read_text()
    files.write(path, "# a comment\n" + text)
    assert watch.poll() is None
    files.write(path, "name: A\n")
    assert watch.poll(sure=True)
    files.write(path, text)
    assert (found := watch.poll()) is not None and found.same


def test_a_broken_exercise_is_named_and_its_repair_is_seen(files: Folders) -> None:
    watch = files.watch(files.routine(files.yours))
    path = files.write(files.yours / "exercises" / "press.yaml", "nam: Press\n")
    found = watch.poll(sure=True)
    assert found and found.loaded is None and found.words.startswith("press.yaml: line 1")
    files.write(path, "name: Mended press\n")
    found = watch.poll()
    assert found and found.loaded and found.loaded.routine.exercises["press"].name == "Mended press"


def test_an_exercise_that_comes_later_puts_a_routine_right(files: Folders) -> None:
    path = files.routine(files.yours)
    watch = files.watch(path)
    files.write(path, path.read_text().replace("press", "squat"))
    found = watch.poll(sure=True)
    assert found and found.loaded is None and "squat" in found.words
    files.write(files.yours / "exercises" / "squat.yaml", "name: Squat\n")
    found = watch.poll()
    assert found and found.loaded and "squat" in found.loaded.routine.exercises


def test_a_file_that_vanishes_is_reported_and_its_return_is_seen(files: Folders) -> None:
    path = files.routine(files.yours)
    watch = files.watch(path)
    path.unlink()
    assert watch.poll() is None
    assert (found := watch.poll()) is not None and found.loaded is None
    files.routine(files.yours, sets=9)
    assert (found := watch.poll()) is not None and found.loaded is not None


def test_a_file_that_is_away_for_a_moment_now_and_then_is_not_reported(files: Folders) -> None:
    path = files.routine(files.yours)
    watch = files.watch(path)
    for _ in range(3):
        moved = path.rename(path.with_suffix(".bak"))
        assert watch.poll() is None
        moved.rename(path)
        assert watch.poll() is None


def test_the_copy_of_a_bundled_routine_takes_its_place(files: Folders) -> None:
    watch = files.watch(files.routine(files.bundled))
    copy = files.routine(files.yours)
    found = watch.poll()
    assert found and found.loaded and found.same and found.loaded.path == copy
    files.routine(files.yours, sets=6)
    found = watch.poll()
    assert found and found.loaded and found.loaded.routine.blocks[0].exercises[0].sets == 6


def test_the_words_of_the_first_problem_keep_to_a_line(files: Folders) -> None:
    path = files.routine(files.yours)
    watch = files.watch(path)
    files.write(path, "name: A\nblocks: [{exercises: [{exercise: press, reps: 5, x: 1, y: 2}]}]\n")
    found = watch.poll(sure=True)
    assert found and found.words.endswith(". And 1 more.") and "\n" not in found.words
    assert FileChange().words == ""


BASE = "blocks: [{exercises: [{name: Press, sets: 3, reps: 5, load: 60 kg, rest: 90s}, {name: Carry, work: 40s}]}]\n"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("sets: 3", "sets: 5", "2 sets added"),
        ("sets: 3", "sets: 2", "1 set taken out"),
        ("rest: 90s", "rest: 2m", "rest now 2:00"),
        (
            "sets: 3, reps: 5, load: 60 kg, rest: 90s",
            "sets: 5, reps: 5, load: 60 kg, rest: 2m",
            "2 sets added, rest now 2:00",
        ),
        ("60 kg", "62.5 kg", "load now 62.5 kg"),
        ("reps: 5", "reps: 8-12", "target now 8–12"),
        ("work: 40s", "work: 45s", "target now 45 s"),
        ("load: 60 kg", "load: 60 kg, tempo: 3-1-1-0", "tempo now 3 s down, 1 s hold, 1 s up"),
        ("load: 60 kg", "load: 60 kg, pace: coach", "pace now the coach's"),
        ("load: 60 kg", "load: 60 kg, note: Belt on", "cues and notes"),
        ("name: Carry", "name: March", "1 set added, 1 set taken out"),
        ("rest: 90s", "rest: 90s, progress: {type: linear, add: 2.5 kg}", SAME),
    ],
)
def test_what_changed_is_said_in_a_few_words(tmp_path: Path, old: str, new: str, said: str) -> None:
    led = Led(tmp_path, BASE)
    assert old in BASE
    before = led.conductor.session
    (tmp_path / "new").mkdir()
    led.conductor.press(Replan(Led(tmp_path / "new", BASE.replace(old, new)).loaded.routine))
    assert news(before, led.conductor.session) == said


AMRAP = "blocks: [{type: amrap, for: 8m, exercises: [{name: A, reps: 5}, {name: B, reps: 8}]}]\n"
EMOM = (
    "blocks: [{type: emom, every: 1m, rounds: 2, exercises: [{name: A, reps: 5}]}, {exercises: [{name: C, reps: 3}]}]\n"
)
ONE = "blocks: [{exercises: [{name: A, reps: 5}, {name: Side, work: 40s, sides: each, switch: 5s}]}]\n"
TABATA = "blocks: [{type: tabata, rounds: 4, exercises: [{name: A}]}, {exercises: [{name: C, reps: 3}]}]\n"


@pytest.mark.parametrize(
    ("blocks", "old", "new", "ready", "work"),
    [
        (ONE, "reps: 5", "reps: 8", "target now 8", SAME),
        (ONE, "reps: 5", "reps: 5, load: 60 kg", "load now 60 kg", SAME),
        (ONE, "reps: 5", "reps: 5, note: Slowly", "cues and notes", SAME),
        (ONE, "40s", "40s, get-ready: 20s", "set-up and get-ready", "set-up and get-ready"),
        (ONE, "switch: 5s", "switch: 20s", "switch now 20 s", "switch now 20 s"),
        (ONE, "sides: each", "sides: alternate", "sides now alternate", "sides now alternate"),
        (AMRAP, "8m", "10m", "target now 10 min", SAME),
        (AMRAP, "reps: 8", "reps: 9", "round now 5 A, 9 B", "round now 5 A, 9 B"),
        (EMOM, "every: 1m", "every: 90s", "interval now 1:30", "interval now 1:30"),
        (EMOM, "rounds: 2", "rounds: 4", "2 sets added", "2 sets added"),
        (TABATA, "rounds: 4", "rounds: 6", "2 sets added", "2 sets added"),
        (TABATA, "rounds: 4", "rounds: 4, rest: 15s", "rest now 15 s", "rest now 15 s"),
    ],
)
def test_what_is_said_counts_from_the_set_that_is_here(
    tmp_path: Path, blocks: str, old: str, new: str, ready: str, work: str
) -> None:
    (tmp_path / "new").mkdir()
    assert old in blocks
    routine = Led(tmp_path / "new", blocks.replace(old, new)).loaded.routine
    for stage, said in (("READY", ready), ("WORK", work)):
        led = Led(tmp_path, blocks)
        if stage == "WORK":
            led.lead(1).conductor.press(Done())
        before = led.conductor.session
        assert before.here and before.here.stage == stage
        led.conductor.press(Replan(routine))
        assert news(before, led.conductor.session) == said
