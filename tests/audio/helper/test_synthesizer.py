"""Phrases as samples: made ahead, cached, found again, and what happens without an engine."""

from __future__ import annotations

import array
import os
import shutil
import stat
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tones import write_tone

from coach.audio.helper.decode import SAMPLE_RATE
from coach.audio.helper.voice import engines, synthesizer
from coach.audio.helper.voice.engines import Engine, Espeak, Say, VoiceError, VoiceSpec
from coach.audio.helper.voice.synthesizer import PHRASE_PEAK, Synthesizer, normalize

LIMIT_S = 60.0
ENGLISH = VoiceSpec("en")


class Tone:
    """An engine that hums for a twentieth of a second per letter, and reports when it is done."""

    name = "tone"

    def __init__(self) -> None:
        self.said: list[str] = []
        self.fails = ""

    def write(self, text: str, manner: VoiceSpec, path: Path) -> None:
        self.said.append(text)
        if self.fails:
            raise VoiceError(self.fails)
        write_tone(path, 400, 0.05 * len(text), 22_050, 1)


class Reported:
    """The notes for the user."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.came = threading.Event()

    def __call__(self, words: str) -> None:
        self.lines.append(words)
        self.came.set()


def made(reader: Synthesizer, text: str) -> array.array[int]:
    """The samples of a text, once they are there."""
    pause, found = threading.Event(), reader.samples(text)
    for _ in range(round(LIMIT_S / 0.01)):
        if found is not None:
            return found
        pause.wait(0.01)
        found = reader.samples(text)
    raise AssertionError(f"not within {LIMIT_S} s: {text}")


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., tuple[Synthesizer, Tone, Reported]]]:
    def begin(
        folder: Path | None = tmp_path / "kept", engine: Engine | None = None
    ) -> tuple[Synthesizer, Tone, Reported]:
        tone, reported = Tone(), Reported()
        running = Synthesizer(reported, lambda: engine or tone)
        running.cache_in(folder)
        return running, tone, reported

    yield begin


Start = Callable[..., tuple[Synthesizer, Tone, Reported]]


def test_silent_until_it_has_a_voice(start: Start) -> None:
    reader, tone, _ = start()
    reader.prepare(["two"])
    assert reader.samples("two") == array.array("h") and not tone.said
    reader.set_voice(ENGLISH)
    assert len(made(reader, "two")) == pytest.approx(0.15 * SAMPLE_RATE, abs=200)
    reader.set_voice(None)
    assert reader.samples("two") == array.array("h")


def test_what_is_prepared_is_ready_and_made_once(start: Start) -> None:
    reader, tone, _ = start()
    reader.set_voice(ENGLISH)
    reader.prepare(["one", "two", "one"])
    assert made(reader, "two") and made(reader, "one")
    assert sorted(tone.said) == ["one", "two"]


def test_the_next_workout_finds_the_file_and_another_voice_does_not(start: Start, tmp_path: Path) -> None:
    first, _, _ = start()
    first.set_voice(ENGLISH)
    spoken = made(first, "halfway")
    second, other, _ = start()
    second.set_voice(ENGLISH)
    assert made(second, "halfway") == spoken and not other.said
    second.set_voice(VoiceSpec("en", rate=120))
    made(second, "halfway")
    assert other.said == ["halfway"]
    assert len(list((tmp_path / "kept").glob("*.wav"))) == 2
    assert all(path.suffix == ".wav" for path in (tmp_path / "kept").iterdir()), "no drafts are left"


def test_a_damaged_file_is_made_again(start: Start, tmp_path: Path) -> None:
    first, _, _ = start()
    first.set_voice(ENGLISH)
    made(first, "halfway")
    (file,) = (tmp_path / "kept").iterdir()
    file.write_bytes(b"RIFF")
    second, tone, reported = start()
    second.set_voice(ENGLISH)
    assert made(second, "halfway") and tone.said == ["halfway"] and not reported.lines
    assert file.stat().st_size > 1000


def test_without_a_writable_folder_it_still_speaks(start: Start, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for folder in (None, tmp_path / "file" / "below"):
        reader, _, reported = start(folder)
        reader.set_voice(ENGLISH)
        assert made(reader, "go on") and not reported.lines


def test_a_missing_engine_is_reported_once_with_how_to_get_one(tmp_path: Path) -> None:
    reported = Reported()
    reader = Synthesizer(reported, lambda: None)
    reader.set_voice(ENGLISH)
    assert not made(reader, "one") and not made(reader, "two")
    assert len(reported.lines) == 1 and "espeak-ng" in reported.lines[0]


def test_an_engine_that_fails_is_reported_once_and_costs_only_its_words(start: Start) -> None:
    reader, tone, reported = start()
    tone.fails = "tone: no such voice"
    reader.set_voice(VoiceSpec("xx"))
    assert not made(reader, "one") and not made(reader, "two")
    assert reported.lines == ["no voice: tone: no such voice"]
    tone.fails = ""
    assert made(reader, "three")


def test_all_phrases_have_one_peak_and_no_silence_around_them() -> None:
    quiet = array.array("h", [0] * 500 + [0, 900, -1000, 800] * 50 + [0] * 700)
    loud = normalize(quiet, 1.0)
    assert len(loud) <= 200 and max(map(abs, loud)) == PHRASE_PEAK
    assert max(map(abs, normalize(quiet, 0.5))) == PHRASE_PEAK // 2
    assert max(map(abs, normalize(quiet, 1.5))) < 32_767
    assert normalize(array.array("h", [3] * 100), 1.0) == array.array("h")


def test_only_the_newest_files_are_kept(start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(synthesizer, "MAX_FILES", 3)
    folder = tmp_path / "kept"
    folder.mkdir()
    for age in range(6):
        (folder / f"{age}.wav").write_bytes(b"")
        os.utime(folder / f"{age}.wav", (1e9 - age, 1e9 - age))
    running, _, _ = start()
    running.set_voice(ENGLISH)
    made(running, "one")
    assert {"0.wav", "1.wav", "2.wav"} <= {path.name for path in folder.iterdir()}
    assert len(list(folder.iterdir())) == 4


def test_a_phrase_that_is_used_again_counts_as_new(start: Start, tmp_path: Path) -> None:
    first, _, _ = start()
    first.set_voice(ENGLISH)
    made(first, "halfway")
    (file,) = (tmp_path / "kept").iterdir()
    os.utime(file, (1e9, 1e9))
    second, tone, _ = start()
    second.set_voice(ENGLISH)
    made(second, "halfway")
    assert file.stat().st_mtime > 1e9 and not tone.said


def test_the_phrases_used_last_stay_in_memory(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(synthesizer, "MAX_READY", 2)
    running, tone, _ = start(None)
    running.set_voice(ENGLISH)
    for text in ("one", "two", "one", "three"):
        made(running, text)
    assert running.samples("one") and running.samples("three")
    made(running, "two")
    assert tone.said == ["one", "two", "three", "two"]


def test_another_level_is_heard_at_once(start: Start) -> None:
    running, _, _ = start()
    running.set_voice(ENGLISH, 1.0)
    assert max(map(abs, made(running, "one"))) == PHRASE_PEAK
    running.set_voice(ENGLISH, 0.5)
    assert max(map(abs, made(running, "one"))) == PHRASE_PEAK // 2


def stand_in(folder: Path, script: str) -> str:
    """A script in place of the program that an engine calls."""
    path = folder / "engine"
    path.write_text(f"#!{sys.executable}\nimport sys\n{script}")
    path.chmod(path.stat().st_mode | stat.S_IEXEC)
    return str(path)


@pytest.mark.skipif(sys.platform == "win32", reason="a script is no program there")
def test_the_text_is_never_an_option(tmp_path: Path) -> None:
    """Arguments and input as they arrive at the program."""
    log = tmp_path / "log"
    script = f"open({str(log)!r}, 'a').write(repr((sys.argv[1:], sys.stdin.read())) + '\\n')\n"
    script += "print('Anna de_DE # Hallo') or print('Alex (old) en_US # Hi')\n"
    Espeak(stand_in(tmp_path, script)).write("--version", VoiceSpec("pt-BR", rate=120), tmp_path / "f.wav")
    Say(stand_in(tmp_path, script)).write("-v evil", VoiceSpec("en", rate=50), tmp_path / "f.wav")
    calls = log.read_text().splitlines()
    assert calls[0].endswith("'--version')") and "'-s', '210', '-v', 'pt-br', '--stdin'" in calls[0]
    assert "'-v', 'Alex (old)', '-r', '87'" in calls[2] and calls[2].endswith("'-v evil')")


@pytest.mark.skipif(sys.platform == "win32", reason="a script is no program there")
def test_an_engine_s_own_words_come_with_its_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = stand_in(tmp_path, "sys.exit('The voice does not exist.')\n")
    with pytest.raises(VoiceError, match=r"engine: The voice does not exist\."):
        Espeak(path).write("one", ENGLISH, tmp_path / "f.wav")
    with pytest.raises(VoiceError, match="does not start"):
        Espeak(str(tmp_path / "missing")).write("one", ENGLISH, tmp_path / "f.wav")
    monkeypatch.setattr(engines, "ENGINE_TIMEOUT_S", 0.2)
    with pytest.raises(VoiceError, match="does not answer"):
        Espeak(stand_in(tmp_path, "import threading; threading.Event().wait()")).write("x", ENGLISH, tmp_path / "f.wav")


@pytest.mark.slow
def test_the_system_s_engine_really_speaks(start: Start) -> None:
    if shutil.which("espeak-ng") is None:
        assert "CI" not in os.environ, "CI installs espeak-ng"
        pytest.skip("espeak-ng is not installed")
    running = Synthesizer(print)
    running.set_voice(ENGLISH)
    english = made(running, "Next: Romanian deadlift, set two of three, sixty kilos")
    assert 2 * SAMPLE_RATE < len(english) < 6 * SAMPLE_RATE
    running.set_voice(VoiceSpec("de"))
    assert len(made(running, "letzter Satz")) > SAMPLE_RATE / 3
