"""A notice about the machine is shown once per start of the machine, also if the state file cannot be written."""

from pathlib import Path

from coach.shell.said_once import BOOTS_KEPT, NOTICES_KEPT, SaidOnce, boot
from coach.state import StateStore


def said_once(folder: Path, boot: str) -> SaidOnce:
    """As the program has it when it is started anew."""
    return SaidOnce(StateStore(folder / "state.json"), lambda: boot)


def test_once_per_start_of_the_machine(tmp_path: Path) -> None:
    assert said_once(tmp_path, "monday").first("no sound")
    assert not said_once(tmp_path, "monday").first("no sound")
    assert said_once(tmp_path, "monday").first("no voice")
    assert said_once(tmp_path, "tuesday").first("no sound")
    assert not said_once(tmp_path, "monday").first("no sound"), "another machine with the same home"


def test_what_is_remembered_beside_it_stays(tmp_path: Path) -> None:
    StateStore(tmp_path / "state.json").update(volume=70)
    said_once(tmp_path, "monday").first("no sound")
    assert StateStore(tmp_path / "state.json").state.volume == 70


def test_a_state_that_cannot_be_written_is_said_once_too(tmp_path: Path) -> None:
    store = StateStore(tmp_path / "a file" / "state.json")
    (tmp_path / "a file").write_text("")
    once = SaidOnce(store, lambda: "monday")
    said = 0
    for _ in range(10):
        words, store.unread[:] = ["no sound", *store.unread], []
        said += sum(map(once.first, words))
    assert said == 2, "the notice, and that it cannot be remembered"


def test_what_is_remembered_has_an_end(tmp_path: Path) -> None:
    for day in range(BOOTS_KEPT + 2):
        once = said_once(tmp_path, f"day {day}")
        for number in range(NOTICES_KEPT + 2 if day == 0 else 1):
            once.first(f"notice {number}")
        said = StateStore(tmp_path / "state.json").state.said
        assert len(said[f"day {day}"]) == (NOTICES_KEPT if day == 0 else 1)
    assert list(said) == [f"day {day}" for day in range(2, BOOTS_KEPT + 2)]


def test_this_machine_was_started_once() -> None:
    assert boot() == boot() != ""
