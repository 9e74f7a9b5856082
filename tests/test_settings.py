"""config.yaml and the state file: what is right applies, what is wrong is reported, and nothing raises."""

import re
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.theme import BUILTIN_THEMES

from coach import paths, settings
from coach.audio.choices import CHOICES
from coach.history.recall import kit, known
from coach.routine.problems import Problem
from coach.routine.values import SECOND, Gap, Load
from coach.settings import Offset, Settings, read_settings
from coach.state import State, StateStore
from coach.themes import OWN_THEMES, TEXTUAL_THEMES, THEME_NAMES
from coach.workout.plan.kit import KITS


def read(tmp_path: Path, text: str) -> tuple[Settings, tuple[Problem, ...]]:
    file = tmp_path / "config.yaml"
    file.write_text(text, encoding="utf-8")
    return read_settings(file)


def test_every_setting_has_a_default_and_a_description() -> None:
    assert Settings() == Settings()
    for kind in (Settings, settings.AudioSettings, settings.VoiceSettings):
        schema = msgspec.json.schema(kind, schema_hook=lambda _: {"type": "string"})["$defs"][kind.__name__]
        for name, field in schema["properties"].items():
            assert field.get("description"), name
            assert "default" in field, name


def test_a_whole_file(tmp_path: Path) -> None:
    found, problems = read(
        tmp_path,
        """\
units: lb
theme: light
get-ready: 5s
keep-awake: off
audio: {backend: bell, volume: 150, off: [rep, tick], offset: 120 ms}
voice: {speak: on, name: Anna, rate: 110, level: 80, off: [count, cue]}
maxes: {deadlift: 140 kg}
bar: 35 lb
plates: [45 lb, 10 lb, 5 lb]
dumbbells: [20 lb, 10 lb]
kettlebells: [16 kg]
""",
    )
    assert problems == ()
    assert (found.units, found.theme, found.get_ready, found.keep_awake) == ("lb", "light", Gap(5 * SECOND), "off")
    assert found.audio == settings.AudioSettings(backend="bell", volume=150, off=("rep", "tick"), offset=Offset(120))
    assert found.voice == settings.VoiceSettings(speak="on", name="Anna", rate=110, level=80, off=("count", "cue"))
    mine = kit(found)
    assert (mine.bar, mine.pairs, mine.dumbbells) == (35_000, (45_000, 10_000, 5_000), (10_000, 20_000))
    assert mine.kettlebells == KITS["lb"].kettlebells, "a bell in kilos is none in pounds"
    assert kit(found, "kg").kettlebells == (16_000,)


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "\n\n", "---\n", "---\n# later\n..."])
def test_an_empty_file_is_no_problem(tmp_path: Path, text: str) -> None:
    assert read(tmp_path, text) == (Settings(), ())


def test_no_file_is_no_problem(tmp_path: Path) -> None:
    assert read_settings(tmp_path / "none.yaml") == (Settings(), ())


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("unitz: kg", 'Did you mean "units"?'),
        ("units: stone", "kg or lb"),
        ("get-ready: 10", "10s or 10m?"),
        ("audio: {volume: 200}", "from 0 to 150"),
        ("audio: {backend: loud}", "miniaudio"),
        ("audio: {off: [rpe]}", 'Did you mean "rep"?'),
        ("audio: {offset: 900 ms}", "from -500 ms to 500 ms"),
        ("audio: {offset: 0.1s}", "Write 120 ms or -80 ms"),
        ("voice: {speak: loud}", "on or off"),
        ("voice: {rate: 300}", "from 50 to 200"),
        ("voice: {level: -1}", "from 0 to 150"),
        ("voice: {off: [counts]}", 'nothing is said at "counts". Did you mean "count"?'),
        ("voice: {speed: 120}", "unknown field"),
        ("voice: on", '"on" is not voice. Write voice as {speak: on, rate: 110}.'),
        ("maxes: {deadlift: 70%}", "takes a weight"),
        ("bar: bodyweight", "takes a weight"),
        ("plates: [20 kg, 2 x 10 kg]", "takes a weight"),
        ("kettlebells: []", "empty list"),
        ("keep-awake: maybe", "on or off"),
        ("theme: ", "nothing after its colon"),
        ("theme: drak", 'Did you mean "dark"?'),
        ("theme: [nord]", "a list"),
    ],
)
def test_a_wrong_setting_is_reported_at_its_place_and_the_rest_holds(tmp_path: Path, line: str, words: str) -> None:
    others = 'units: "lb"\n' if not line.startswith("units") else "theme: light\n"
    found, problems = read(tmp_path, others + line + "\n")
    assert len(problems) == 1
    assert words in problems[0].message
    assert problems[0].line == 2
    assert found == (Settings(units="lb") if "lb" in others else Settings(theme="light"))


@pytest.mark.parametrize(
    ("text", "ms"), [("120 ms", 120), ("120ms", 120), ("120", 120), ('"-80 ms"', -80), ("-500", -500), ("+500 ms", 500)]
)
def test_an_offset_is_in_milliseconds(tmp_path: Path, text: str, ms: int) -> None:
    found, problems = read(tmp_path, f"audio: {{offset: {text}}}\n")
    assert (found.audio.offset.ms, problems) == (ms, ())
    assert Offset.parse(found.audio.offset.text()) == found.audio.offset


def test_of_what_is_not_to_be_said_the_right_names_hold(tmp_path: Path) -> None:
    found, problems = read(tmp_path, "voice:\n  speak: on\n  off: [cue, rep]\n")
    assert found.voice == settings.VoiceSettings(speak="on", off=("cue",))
    assert [(problem.line, problem.column) for problem in problems] == [(3, 8)]


def test_of_a_wrong_list_the_right_maxes_hold(tmp_path: Path) -> None:
    found, problems = read(tmp_path, "maxes: {deadlift: 140 kg, squat: band red}\n")
    assert found.maxes == {"deadlift": Load("mass", 140_000)}
    assert [problem.message for problem in problems] == ['"squat" takes a weight like 20 kg or 45 lb, not band red.']


@pytest.mark.parametrize("name", ["deadlfit", "Deadlift", "dead-lift"])
def test_a_max_of_an_exercise_that_is_none_is_reported_where_one_is_near(tmp_path: Path, name: str) -> None:
    found, problems = read(tmp_path, f"units: kg\nmaxes:\n  {name}: 140 kg\n")
    assert found.maxes == {name: Load("mass", 140_000)}, "it may be an exercise of a routine's own"
    assert [(problem.line, problem.column, problem.severity) for problem in problems] == [(3, 3, "warning")]
    assert problems[0].message == f'there is no exercise "{name}". Did you mean "deadlift"?'


def test_a_max_of_an_exercise_that_only_a_routine_has_is_no_problem(tmp_path: Path) -> None:
    assert read(tmp_path, "maxes: {zercher: 100 kg, rdl: 100 kg}\n")[1] == ()


def test_the_themes_are_our_own_and_all_of_textual() -> None:
    assert set(TEXTUAL_THEMES) == set(BUILTIN_THEMES)
    assert len({*THEME_NAMES}) == len(OWN_THEMES) + len(BUILTIN_THEMES), "each has a name of its own"


@pytest.mark.parametrize("data", [b"\x00\x01\x02", b"\xff\xfe", b"[" * 100_000, b"- a\n", b"units: [", b"&a [*a]"])
def test_whatever_is_in_it_nothing_raises(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "config.yaml"
    file.write_bytes(data)
    found, problems = read_settings(file)
    assert found == Settings()
    assert problems


def test_a_folder_in_its_place_is_reported(tmp_path: Path) -> None:
    found, problems = read_settings(tmp_path)
    assert found == Settings()
    assert "folder" in problems[0].message


@pytest.mark.parametrize("choice", CHOICES)
def test_every_choice_of_the_command_line_can_be_set(tmp_path: Path, choice: str) -> None:
    found, problems = read(tmp_path, f"audio: {{backend: {choice}}}\n")
    assert (found.audio.backend, problems) == (choice, ())


def test_the_plan_knows_what_was_set_and_remembered() -> None:
    facts = known(
        Settings(units="lb", get_ready=Gap(0), maxes={"deadlift": Load("mass", 140_000)}), State(pace={"rdl": "coach"})
    )
    assert (facts.get_ready_ns, facts.paces) == (0, {"rdl": "coach"})
    assert (facts.bar, facts.kits["lb"].step) == (Load("mass", 45_000, "lb"), 5_000)


def test_what_is_remembered_survives(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "state.json"
    store = StateStore(path)
    assert not path.parent.exists(), "nothing is made before something is written"
    store.mute("tabata", True)
    store.set_pace("rdl", "coach")
    store.update(volume=80, safety_note_seen=True)
    again = StateStore(path)
    assert again.state == State(muted={"tabata": True}, pace={"rdl": "coach"}, volume=80, safety_note_seen=True)
    assert store.unread == again.unread == []
    assert [file.name for file in path.parent.iterdir()] == ["state.json"]


@given(st.binary(max_size=60))
def test_any_bytes_in_the_state_file_are_a_state_or_set_aside(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    path = tmp_path_factory.mktemp("state") / "state.json"
    path.write_bytes(data)
    store = StateStore(path)
    if store.unread:
        assert not path.exists()
        assert path.with_name("state.damaged-1.json").read_bytes() == data
    store.mute("x", True)
    assert StateStore(path).state.muted["x"] is True


def test_a_second_damage_keeps_the_first(tmp_path: Path) -> None:
    path = tmp_path / "state.json"
    for text in ("[1", '{"volume": "loud"}', "[" * 100_000):
        path.write_text(text)
        assert StateStore(path).state == State()
    assert len(list(tmp_path.glob("state.damaged-*.json"))) == 3


def test_a_place_that_cannot_be_written_is_reported_once_and_forgets_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    store = StateStore(tmp_path / "file" / "state.json")
    store.mute("a", True)
    store.mute("b", True)
    assert store.state.muted == {"a": True, "b": True}
    assert len(store.unread) == 2, "one for reading, one for writing"


def test_the_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COACH_HOME", str(tmp_path))
    assert paths.config_file() == tmp_path / "config.yaml"
    for folder in (paths.cache_dir(), paths.state_dir(), paths.log_dir()):
        assert folder.parent == tmp_path
    assert list(tmp_path.iterdir()) == []
    monkeypatch.setenv("COACH_HOME", "~no-such-user/coach")
    assert paths.config_file().parts[-3:] == ("~no-such-user", "coach", "config.yaml")
    monkeypatch.setenv("COACH_HOME", "")
    assert tmp_path not in paths.config_file().parents
    assert re.search("coach", str(paths.config_dir()))


def test_what_is_bundled_is_there() -> None:
    assert any(paths.bundled("routines").glob("*.yaml"))
    assert "go" in settings.sound_names()
