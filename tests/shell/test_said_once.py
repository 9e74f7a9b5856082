"""A notice about the machine is said once until the machine is started again, whatever the state's file does."""

from pathlib import Path

from coach.shell.said_once import BOOTS_KEPT, NOTICES_KEPT, SaidOnce, boot
from coach.state import StateStore


def told(folder: Path, boot: str) -> SaidOnce:
    """As the program has it when it is started anew."""
    return SaidOnce(StateStore(folder / "state.json"), lambda: boot)


def test_once_per_start_of_the_machine(tmp_path: Path) -> None:
    assert told(tmp_path, "monday").first("no sound")
    assert not told(tmp_path, "monday").first("no sound")
    assert told(tmp_path, "monday").first("no voice")
    assert told(tmp_path, "tuesday").first("no sound")
    assert not told(tmp_path, "monday").first("no sound"), "another machine with the same home"


def test_what_is_remembered_beside_it_stays(tmp_path: Path) -> None:
    StateStore(tmp_path / "state.json").update(volume=70)
    told(tmp_path, "monday").first("no sound")
    assert StateStore(tmp_path / "state.json").state.volume == 70


def test_a_state_that_cannot_be_written_is_said_once_too(tmp_path: Path) -> None:
    store = StateStore(tmp_path / "a file" / "state.json")
    (tmp_path / "a file").write_text("")
    once = SaidOnce(store, lambda: "monday")
    said = 0
    for _ in range(10):
        words, store.told[:] = ["no sound", *store.told], []
        said += sum(map(once.first, words))
    assert said == 2, "the notice, and that it cannot be remembered"


def test_what_is_remembered_has_an_end(tmp_path: Path) -> None:
    for day in range(BOOTS_KEPT + 2):
        once = told(tmp_path, f"day {day}")
        for number in range(NOTICES_KEPT + 2 if day == 0 else 1):
            once.first(f"notice {number}")
        said = StateStore(tmp_path / "state.json").state.said
        assert len(said[f"day {day}"]) == (NOTICES_KEPT if day == 0 else 1)
    assert list(said) == [f"day {day}" for day in range(2, BOOTS_KEPT + 2)]


def test_this_machine_was_started_once() -> None:
    assert boot() == boot() != ""
