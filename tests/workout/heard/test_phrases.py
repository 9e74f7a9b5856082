"""What is said, at which mark, in two languages; and that no word is lost where two sounds meet."""

from pathlib import Path

import pytest
from person import LIBRARY, Person

from coach.languages import LANGUAGES, load_language
from coach.routine.values import SECOND, Load
from coach.workout.engine.inputs import Done, GoTo, Pause, Resume, Skip
from coach.workout.engine.journal import Run
from coach.workout.engine.stages import onward
from coach.workout.heard.phrases import EVENTS, Speech
from coach.workout.heard.signals import phrases_ahead, signals
from coach.workout.plan.known import Known

ENGLISH, GERMAN = load_language("en"), load_language("de")


class Talk(Person):
    """A person with a voice: `said(since, until)` gives (second, sound, words) of all that has words."""

    speech = Speech(ENGLISH)

    def said(self, since: float, until: float) -> list[tuple[float, str, str]]:
        found = signals(self.session, round(since * SECOND), round(until * SECOND), self.speech)
        return [(signal.at / SECOND, signal.name, signal.words) for signal in found if signal.words]

    def words(self, since: float, until: float) -> list[str]:
        return [words for _, _, words in self.said(since, until)]


BARBELL = "blocks: [{exercises: [{exercise: rdl, sets: 3, reps: 8, load: 60 kg, rest: 2m}]}]\n"


class TestNext:
    def test_the_first_set_is_said_at_the_first_instant_and_nothing_after_the_set_up(self, tmp_path: Path) -> None:
        talk = Talk(tmp_path, BARBELL)
        assert talk.said(0, 1) == [(0, "", "First: Romanian deadlift, set one of three, sixty kilos")]
        talk.at(20, Done())
        assert talk.words(20, 31) == []

    def test_a_rest_begins_with_what_comes(self, tmp_path: Path) -> None:
        talk = Talk(tmp_path, BARBELL).at(20, Done()).at(50, Done())
        assert talk.said(50, 60) == [(50, "rest", "Next: Romanian deadlift, set two of three, sixty kilos")]
        talk.at(175).at(200, Done())
        assert talk.said(200, 210) == [(200, "rest", "Next: Romanian deadlift, last set, sixty kilos")]
        assert talk.words(310, 330) == ["ten seconds", "last set"]

    def test_in_german(self, tmp_path: Path) -> None:
        talk = Talk(tmp_path, BARBELL)
        talk.speech = Speech(GERMAN)
        assert talk.words(0, 1) == ["Zuerst: Romanian deadlift, Satz eins von drei, sechzig Kilo"]
        talk.at(20, Done()).at(50, Done())
        assert talk.words(50, 60) == ["Als Nächstes: Romanian deadlift, Satz zwei von drei, sechzig Kilo"]
        talk.at(175).at(200, Done())
        assert talk.words(200, 330) == [
            "Als Nächstes: Romanian deadlift, letzter Satz, sechzig Kilo",
            "zehn Sekunden",
            "letzter Satz",
        ]
        talk.at(330, Done())
        assert talk.words(330, 331) == ["Fertig. sechs Minuten, drei Sätze."]

    def test_where_a_workout_is_begun_elsewhere_that_is_first(self, tmp_path: Path) -> None:
        talk = Talk(tmp_path, BARBELL)
        talk.at(0, GoTo(talk.sets[1].key))
        assert talk.words(0, 1) == ["First: Romanian deadlift, set two of three, sixty kilos"]
        talk.at(40, GoTo(talk.sets[2].key))
        assert talk.words(40, 41) == [], "a person who goes somewhere knows where"

    def test_stations_of_a_circuit_without_rest_are_named_before_each(self, tmp_path: Path) -> None:
        talk = Talk(
            tmp_path,
            "blocks: [{type: circuit, rounds: 2, get-ready: 5s, exercises:"
            " [{name: Squat, work: 20s}, {name: Push-up, work: 20s}]}]\n",
        )
        assert talk.said(0, 60) == [
            (0, "", "First: Squat, round one of two, twenty seconds"),
            (25, "set-done", "Next: Push-up, round one of two, twenty seconds"),
            (50, "round", "Next: Squat, round two of two, twenty seconds"),
        ]

    def test_work_that_follows_on_work_is_named_as_it_begins(self, tmp_path: Path) -> None:
        talk = Talk(
            tmp_path,
            "blocks: [{type: circuit, rounds: 1, rest: none, exercises: [{name: Easy, work: 20s},"
            " {name: Hard, work: 20s, note: all out}, {name: Hard, work: 20s, note: again}]}]\n",
        )
        assert talk.said(10, 60) == [(30, "go", "Hard"), (50, "go", "again")]

    def test_each_side_is_said(self, tmp_path: Path) -> None:
        talk = Talk(
            tmp_path, "blocks: [{exercises: [{name: Side plank, sides: each, work: 20s, sets: 2, rest: 30s}]}]\n"
        )
        assert talk.said(0, 70) == [
            (0, "", "First: Side plank, right side, set one of two, twenty seconds"),
            (30, "switch", "left side"),
            (58, "rest", "Next: Side plank, right side, last set, twenty seconds"),
        ]
        assert talk.words(70, 118) == ["ten seconds", "last set", "left side"], "once for both sides"

    def test_as_much_is_said_as_fits_before_the_work(self, tmp_path: Path) -> None:
        talk = Talk(
            tmp_path,
            "blocks: [{get-ready: 4s, exercises: [{name: Squat, work: 20s, sets: 9, rest: 3s, load: 20 kg}]}]\n",
        )
        assert talk.words(0, 1) == ["First: Squat"], "the load is left out whole, not cut"
        assert talk.words(24, 25) == ["Next: Squat"]
        short = Talk(tmp_path, "blocks: [{exercises: [{name: Squat, work: 20s, sets: 9, rest: 1s}]}]\n")
        assert short.words(30, 31) == []

    def test_an_amrap_is_named_by_its_block_or_by_what_it_is(self, tmp_path: Path) -> None:
        block = "{type: amrap, for: 8m, %s exercises: [{name: Burpee, reps: 5}]}"
        talk = Talk(tmp_path, f"blocks: [{block % 'name: Finisher,'}]\n")
        assert talk.words(0, 1) == ["First: Finisher, eight minutes"]
        talk = Talk(tmp_path, f"blocks: [{block % ''}]\n")
        assert talk.words(0, 1) == ["First: as many rounds as possible, eight minutes"]

    def test_intervals_are_counted_over_the_whole_block(self, tmp_path: Path) -> None:
        talk = Talk(
            tmp_path,
            "blocks: [{type: emom, every: 1m, rounds: 2, exercises: [{name: A, reps: 5}, {name: B, reps: 1}]}]\n",
        ).at(30, Done())
        assert talk.words(30, 31) == ["Next: B, interval two of four, one rep"]


@pytest.mark.parametrize(
    ("item", "english", "german"),
    [
        ("reps: 5, load: 1 kg", "one kilo", "ein Kilo"),
        ("reps: 5, load: 62.5 kg", "62.5 kilos", "62,5 Kilo"),
        ("reps: 5, load: 175 lb", "175 pounds", "175 Pfund"),
        ("reps: 5, load: 2 x 20 kg", "two times twenty kilos", "zwei mal zwanzig Kilo"),
        ("reps: 5, load: bodyweight", "bodyweight", "Körpergewicht"),
        ("reps: 5, load: bodyweight + 10 kg", "bodyweight plus ten kilos", "Körpergewicht plus zehn Kilo"),
        ("reps: 5, load: bodyweight - 20 kg", "bodyweight minus twenty kilos", "Körpergewicht minus zwanzig Kilo"),
        ("reps: 5, load: 70%", "seventy per cent of your max", "siebzig Prozent deines Maximums"),
        ("reps: 5, load: band red", "red band", "Band red"),
        ("reps: 5, load: bar", "empty bar", "leere Stange"),
        ("reps: 1", "one rep", "eine Wiederholung"),
        ("reps: 12", "twelve reps", "zwölf Wiederholungen"),
        ("reps: 8-12", "eight to twelve reps", "acht bis zwölf Wiederholungen"),
        ("reps: 10+", "ten reps or more", "zehn Wiederholungen oder mehr"),
        ("reps: max", "as many reps as you can", "so viele Wiederholungen wie möglich"),
        ("reps: 8, sides: alternate", "eight reps each side", "acht Wiederholungen pro Seite"),
        ("work: 2m30s", "two minutes thirty", "zwei Minuten dreißig"),
        ("work: 30s+", "thirty seconds or longer", "dreißig Sekunden oder länger"),
        ("work: 40s, load: 24 kg", "forty seconds, 24 kilos", "vierzig Sekunden, 24 Kilo"),
    ],
)
def test_doses(tmp_path: Path, item: str, english: str, german: str) -> None:
    for language, first, dose in ((ENGLISH, "First", english), (GERMAN, "Zuerst", german)):
        talk = Talk(tmp_path, f"blocks: [{{exercises: [{{name: Thing, {item}}}]}}]\n")
        talk.speech = Speech(language)
        assert talk.words(0, 1) == [f"{first}: Thing, {dose}"]


def test_warm_up_sets_and_shares(tmp_path: Path) -> None:
    blocks = "blocks: [{exercises: [{exercise: deadlift, reps: 5, warm-up-sets: [bar x 10, 50% x 8], load: 70%}]}]\n"
    talk = Talk(tmp_path, blocks).at(60, Done()).at(100, Done())
    assert talk.words(100, 101) == ["Next: Deadlift, warm-up two of two, fifty per cent of today's weight"]
    known = Known(maxes={"deadlift": Load("mass", 100_000)})
    talk = Talk(tmp_path, blocks, known)
    assert talk.words(0, 1) == ["First: Deadlift, warm-up one of two, twenty kilos"]


COACHED = (
    "blocks: [{exercises: [{exercise: rdl, sets: 2, reps: 3, pace: coach, tempo: 3-1-1-0, set-up: none, rest: 30s}]}]\n"
)


class TestCountAndCues:
    def test_the_first_rep_has_cues_and_the_others_numbers(self, tmp_path: Path) -> None:
        assert Talk(tmp_path, COACHED).said(10, 25.5) == [
            (10, "go", "Send your hips straight back"),
            (15, "rep", "two"),
            (20, "rep", "three"),
            (25, "rest", "Next: Romanian deadlift, last set, three reps"),
        ]

    def test_where_no_cue_is_said_the_first_rep_has_its_number_with_go(self, tmp_path: Path) -> None:
        talk = Talk(tmp_path, COACHED)
        talk.speech = Speech(ENGLISH, frozenset(EVENTS) - {"cue"})
        assert talk.words(10, 25) == ["one", "two", "three"]
        talk.speech = Speech(ENGLISH, frozenset({"cue"}))
        assert talk.words(0, 25) == ["Send your hips straight back"]

    def test_a_cue_is_said_at_its_phase_if_there_is_time_for_it(self, tmp_path: Path) -> None:
        slow = COACHED.replace("3-1-1-0", "3-4-3-1")
        assert Talk(tmp_path, slow).said(10, 21) == [
            (10, "go", "Send your hips straight back"),
            (13, "bottom", "Turn around at mid-shin; the bar never lands"),
            (17, "lift", "Push your hips forward to rise"),
        ], "that of the top takes longer than a second"

    def test_alternating_sides_are_counted_together(self, tmp_path: Path) -> None:
        talk = Talk(
            tmp_path, "blocks: [{exercises: [{name: Lunge, sides: alternate, reps: 2, pace: coach, tempo: 2s}]}]\n"
        )
        assert talk.said(10, 19) == [
            (10, "go", "one"),
            (14, "rep", "two"),
            (18, "finished", "Done. eighteen seconds, one set."),
        ]

    def test_a_rep_a_second_is_still_counted(self, tmp_path: Path) -> None:
        talk = Talk(tmp_path, "blocks: [{exercises: [{name: Hop, reps: 3, pace: coach, tempo: 1s}]}]\n")
        assert talk.words(10, 13) == ["one", "two", "three"]

    def test_reps_that_are_too_quick_are_not_counted_aloud(self, tmp_path: Path) -> None:
        talk = Talk(tmp_path, "blocks: [{exercises: [{name: Hop, reps: 4, pace: coach, tempo: 0.5s}]}]\n")
        assert talk.words(10, 12) == []

    def test_after_a_pause_go_has_the_number_of_the_broken_rep(self, tmp_path: Path) -> None:
        talk = Talk(tmp_path, COACHED).at(16, Pause()).at(30, Resume())
        assert talk.said(30, 46) == [(40, "go", "two"), (45, "rep", "three")]

    def test_timed_work_begins_with_its_first_cue_once(self, tmp_path: Path) -> None:
        talk = Talk(tmp_path, "blocks: [{exercises: [{name: Plank, work: 40s, note: ribs down}]}]\n")
        assert talk.said(5, 51) == [
            (10, "go", "ribs down"),
            (30, "halfway", "halfway"),
            (40, "ten", "ten seconds"),
            (50, "finished", "Done. fifty seconds, one set."),
        ]
        talk.at(20, Pause()).at(60, Resume())
        assert talk.said(60, 71) == []

    def test_an_amrap_has_no_cue_of_its_first_station(self, tmp_path: Path) -> None:
        block = "{type: amrap, for: 1m, exercises: [{exercise: push-up, reps: 5}, {exercise: squat, reps: 5}]}"
        assert Talk(tmp_path, f"blocks: [{block}]\n").words(5, 30) == []

    def test_sides_of_timed_work_change_with_a_word(self, tmp_path: Path) -> None:
        talk = Talk(tmp_path, "blocks: [{exercises: [{name: Side plank, sides: alternate, work: 30s}]}]\n")
        assert (25, "switch", "left side") in talk.said(5, 51)


@pytest.mark.parametrize("event", EVENTS)
def test_each_event_can_be_switched_off(tmp_path: Path, event: str) -> None:
    def all_words(events: frozenset[str]) -> set[str]:
        out: set[str] = set()
        for blocks in (
            COACHED,
            "blocks: [{exercises: [{name: Plank, sides: each, work: 40s, note: ribs down, rest: 30s}]}]\n",
        ):
            talk = Talk(tmp_path, blocks)
            talk.speech = Speech(ENGLISH, events)
            out |= set(talk.words(0, 200))
        return out

    alone, rest = all_words(frozenset({event})), all_words(frozenset(EVENTS) - {event})
    assert alone, "it says something"
    assert alone - rest, "and says nothing when it is off"
    assert all_words(frozenset()) == set()


def test_phrases_are_known_before_the_key_that_they_follow(tmp_path: Path) -> None:
    talk = Talk(tmp_path, BARBELL).at(20, Done()).at(40)
    ahead = phrases_ahead(talk.session, 40 * SECOND, 70 * SECOND, Talk.speech)
    assert ahead == ["Next: Romanian deadlift, set two of three, sixty kilos"]
    talk.at(50, Done()).at(172, Done()).at(303)
    ahead = phrases_ahead(talk.session, 303 * SECOND, 333 * SECOND, Talk.speech)
    assert ahead == ["Done. five minutes, three sets."]


def test_phrases_of_a_skipped_stage_are_known_too(tmp_path: Path) -> None:
    talk = Talk(tmp_path, COACHED).at(26)
    assert "last set" in phrases_ahead(talk.session, 26 * SECOND, 36 * SECOND, Talk.speech)
    talk.at(30, Skip())
    assert talk.words(30, 61)[:2] == ["last set", "two"]


@pytest.mark.parametrize("name", LIBRARY.names())
@pytest.mark.parametrize("code", list(LANGUAGES))
def test_every_bundled_routine_can_be_said(name: str, code: str) -> None:
    speech, phrases, now = Speech(load_language(code)), list[str](), 0
    session = Run.begin(LIBRARY.load(name).routine, Known(), 0).session
    while here := session.here:
        phrases += phrases_ahead(session, now, now + 30 * SECOND, speech)
        now = here.began + max(SECOND, here.set.estimate_ns) if here.waits or here.due is None else here.due
        session = onward(session, now, by_key=here.waits)
    assert len(phrases) > 5
    assert not [words for words in phrases if set("{}_") & set(words) or words != words.strip()]
