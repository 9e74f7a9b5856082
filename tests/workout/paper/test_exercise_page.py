"""The page about one exercise, line by line."""

from coach.routine.model import Cue, Exercise, Fault, Muscles
from coach.routine.values import Tempo
from coach.workout.paper.exercise_page import exercise_lines
from coach.workout.paper.page import plain_lines

SWING = Exercise(
    id="swing",
    name="Swing",
    aliases=("KB swing",),
    why="Power from the hips.",
    equipment=("kettlebell",),
    sides="each",
    muscles=Muscles(primary=("glutes", "hamstrings"), secondary=("forearms-grip",)),
    tempo=Tempo(every_ns=1_500_000_000),
    cues=(
        Cue(phase="setup", text="Bell a foot ahead"),
        Cue(phase="setup", text="Hips back, shins upright"),
        Cue(phase="lift", text="Snap the hips"),
    ),
    faults=(Fault(fault="Squatting it", fix="Push the hips back, not down"),),
    easier=("deadlift",),
    harder=("one-arm swing",),
)


def test_a_page_has_the_facts_then_cues_faults_and_versions() -> None:
    names = {"deadlift": "Deadlift"}
    page = plain_lines(exercise_lines(SWING, 40, lambda id: names.get(id, id)))
    assert page == [
        "Swing",
        "also KB swing",
        "",
        "Power from the hips.",
        "",
        "works      glutes, hamstrings",
        "helps      grip",
        "equipment  kettlebell",
        "tempo      a rep every 1.5 s",
        "sides      one, then the other",
        "",
        "Before you start",
        "  1 Bell a foot ahead",
        "  2 Hips back, shins upright",
        "",
        "Going up",
        "  3 Snap the hips",
        "",
        "What goes wrong, and what puts it right",
        "  Squatting it",
        "    → Push the hips back, not down",
        "",
        "Easier",
        "  Deadlift",
        "",
        "Harder",
        "  one-arm swing",
    ]


def test_what_does_not_fit_is_indented_below_its_words() -> None:
    page = plain_lines(exercise_lines(SWING, 18))
    second = page.index("  2 Hips back,")
    assert page[second : second + 2] == ["  2 Hips back,", "    shins upright"]
    fix = page.index("    → Push the")
    assert page[fix : fix + 3] == ["    → Push the", "      hips back,", "      not down"]


def test_an_exercise_without_facts_is_its_name() -> None:
    assert plain_lines(exercise_lines(Exercise(id="x", name="Shrug"), 40)) == ["Shrug"]
