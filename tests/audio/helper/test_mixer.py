"""The stream, rendered offline: blocks are a function of the schedule and the instants at which they are asked for."""

from __future__ import annotations

import array
import random
import time
from pathlib import Path

import pytest
from rig import SOUNDS, bundled

from coach.audio.helper.decode import SAMPLE_RATE
from coach.audio.helper.mixer import FADE_FRAMES, RAMP_FRAMES, Mixer, ignore_begin
from coach.audio.helper.sample_bank import KNEE, MAX_SAMPLE, SampleBank, scale_samples, soft_limit
from coach.audio.helper.schedule import Schedule
from coach.audio.helper.stream_clock import StreamClock

BLOCK = 960
BLOCK_NS = 20_000_000
START = 5_000_000_000_000
MS = 1_000_000


class Stage:
    """A mixer on a device that asks for its blocks exactly on time, `early` blocks ahead of what is heard."""

    def __init__(self, early_ns: int = 0) -> None:
        self.schedule = Schedule()
        self.bank = SampleBank()
        assert self.bank.load(SOUNDS) == []
        self.words = Schedule()
        self.spoken: dict[str, array.array[int]] = {}
        self.mixer = Mixer(
            self.schedule, self.bank, StreamClock(SAMPLE_RATE, early_ns), ignore_begin, self.words, self.spoken.get
        )
        self.now_ns = START
        self.heard = array.array("h")

    def blocks(self, count: int) -> array.array[int]:
        """Render some blocks; returns everything since the start."""
        for _ in range(count):
            self.heard.frombytes(self.mixer.render(BLOCK, self.now_ns))
            self.now_ns += BLOCK_NS
        return self.heard


def expected(length: int, *placed: tuple[int, str]) -> array.array[int]:
    """Silence with sounds at frames; where they overlap, added up."""
    out = [0] * length
    sounds = bundled()
    for frame, name in placed:
        for i, value in enumerate(sounds[name][: length - frame], frame):
            out[i] += value
    return array.array("h", [soft_limit(value) for value in out])


def test_a_sound_lies_at_its_frame_to_the_sample() -> None:
    stage = Stage()
    stage.schedule.place(1, [(START + 100 * MS, "tick"), (START + 333 * MS, "go")])
    assert stage.blocks(60) == expected(60 * BLOCK, (4800, "tick"), (15984, "go"))


def test_block_borders_do_not_matter() -> None:
    for offset in (0, 1, BLOCK - 1, BLOCK, BLOCK + 1):
        stage = Stage()
        # The middle of a frame's time, so that it rounds to this frame and no other.
        stage.schedule.place(1, [(START + (offset * 1_000_000_000 + 500) // SAMPLE_RATE, "rep")])
        assert stage.blocks(20) == expected(20 * BLOCK, (offset, "rep")), offset


def test_overlapping_sounds_add_up() -> None:
    stage = Stage()
    stage.schedule.place(1, [(START, "finished"), (START + 50 * MS, "tick"), (START + 60 * MS, "go")])
    assert stage.blocks(80) == expected(80 * BLOCK, (0, "finished"), (2400, "tick"), (2880, "go"))


def test_silence_is_silent() -> None:
    assert Stage().blocks(10) == array.array("h", bytes(2 * 10 * BLOCK))


def test_a_sound_asked_for_now_begins_with_the_next_block() -> None:
    stage = Stage()
    stage.blocks(10)
    stage.schedule.now(stage.now_ns - 13 * MS, "rep")
    assert stage.blocks(20) == expected(30 * BLOCK, (10 * BLOCK, "rep"))


def test_a_sound_that_is_150_ms_late_begins_at_once_and_a_later_one_is_dropped() -> None:
    stage = Stage()
    stage.blocks(20)
    stage.schedule.place(1, [(stage.now_ns - 151 * MS, "go"), (stage.now_ns - 149 * MS, "tick")])
    assert stage.blocks(20) == expected(40 * BLOCK, (20 * BLOCK, "tick"))


def test_sent_early_by_the_known_latency() -> None:
    stage = Stage(early_ns=40 * MS)
    stage.schedule.place(1, [(START + 100 * MS, "tick")])
    stage.blocks(5)
    # 140 ms late for its shifted frame, but 100 ms by the clock: no reason to drop it.
    stage.schedule.now(START, "rep")
    assert stage.blocks(15) == expected(20 * BLOCK, (2880, "tick"), (5 * BLOCK, "rep"))


def test_what_is_to_be_heard_later_is_not_late() -> None:
    """A negative offset of half a second: each sound begins so long after its instant, and is on time."""
    stage = Stage(early_ns=-500 * MS)
    stage.schedule.place(1, [(START + 100 * MS, "tick")])
    stage.words.place(1, [(START + 300 * MS, "halfway")])
    stage.spoken["halfway"] = bundled()["halfway"]
    said = expected(60 * BLOCK, (28_800, "tick"), (38_400, "halfway"))
    assert stage.blocks(60) == said
    stage.schedule.now(stage.now_ns, "rep")
    assert stage.blocks(40)[60 * BLOCK :] == expected(40 * BLOCK, (24_000, "rep"))


def test_unknown_names_are_silent() -> None:
    stage = Stage()
    stage.schedule.place(1, [(START, "no-such-sound")])
    assert not any(stage.blocks(5))


def test_hush_fades_within_four_milliseconds_and_without_a_step() -> None:
    stage = Stage()
    stage.schedule.place(1, [(START, "go")])
    before = len(stage.blocks(5))
    stage.mixer.hush()
    after = stage.blocks(10)[before:]
    full = bundled()["go"][before : before + FADE_FRAMES]
    assert any(after[: FADE_FRAMES // 2])
    assert not any(after[FADE_FRAMES:])
    assert list(after[:FADE_FRAMES]) == [v * (FADE_FRAMES - i) // FADE_FRAMES for i, v in enumerate(full, 1)]


def test_what_is_placed_after_a_hush_is_whole() -> None:
    stage = Stage()
    stage.mixer.hush()
    stage.schedule.place(1, [(START, "tick")])
    assert stage.blocks(10) == expected(10 * BLOCK, (0, "tick"))


def test_volume_counts_for_what_begins_after_it() -> None:
    stage = Stage()
    stage.schedule.place(1, [(START, "tick"), (START + 200 * MS, "tick")])
    stage.blocks(1)
    stage.bank.set_level(0.5)
    heard = stage.blocks(29)
    tick = bundled()["tick"]
    assert heard[: len(tick)] == tick
    assert list(heard[9600 : 9600 + len(tick)]) == [int(value * 0.5) for value in tick]


def test_volume_zero_is_silence_and_150_per_cent_never_clips() -> None:
    bank = SampleBank()
    bank.load(SOUNDS)
    bank.set_level(0.0)
    assert not any(bank.samples("go") or [1])
    bank.set_level(9.0)
    assert bank.level == 1.5
    for name in bundled():
        assert max(abs(value) for value in bank.samples(name) or []) < MAX_SAMPLE


def test_a_volume_that_is_set_before_the_sounds_are_read_counts_too() -> None:
    bank = SampleBank()
    bank.set_level(0.5)
    bank.load(SOUNDS)
    assert list(bank.samples("tick") or ()) == [int(value * 0.5) for value in bundled()["tick"]]


def test_the_limiter_leaves_the_quiet_alone_and_keeps_the_order_of_the_loud() -> None:
    assert [soft_limit(value) for value in (0, -KNEE, KNEE, 1000)] == [0, -KNEE, KNEE, 1000]
    bent = [soft_limit(value) for value in range(KNEE, 200_000, 100)]
    assert bent == sorted(bent)
    assert bent[-1] < 32767
    assert soft_limit(-50_000.0) == -soft_limit(50_000.0)


@pytest.mark.parametrize("level", [0.3, 1.5])
def test_every_sample_there_is_has_its_value_at_another_volume(level: float) -> None:
    whole = array.array("h", range(-32768, 32768))
    bend = soft_limit if level > 1 else int
    assert list(scale_samples({"go": whole}, level)["go"]) == [bend(value * level) for value in whole]


def test_scaling_long_sounds_takes_a_fraction_of_the_time_of_scaling_each_sample() -> None:
    """A user's own sounds may be ten seconds long: scaled sample by sample, the first sounds of a workout came too
    late."""
    long = array.array("h", range(-32768, 32768)) * 20
    began_s = time.thread_time()
    reckoned = array.array("h", [soft_limit(value * 1.5) for value in long])
    reckoned_s = time.thread_time()
    turned = scale_samples({"go": long}, 1.5)["go"]
    assert time.thread_time() - reckoned_s < (reckoned_s - began_s) / 2
    assert turned == reckoned


def test_files_that_are_no_sounds_are_reported_and_left_out(tmp_path: Path) -> None:
    good = (SOUNDS / "tick.wav").read_bytes()
    (tmp_path / "tick.wav").write_bytes(good)
    (tmp_path / "text.wav").write_text("no sound")
    (tmp_path / "empty.wav").write_bytes(b"")
    (tmp_path / "stereo.wav").write_bytes(good[:22] + b"\x02" + good[23:])
    (tmp_path / "folder.wav").mkdir()
    bank = SampleBank()
    problems = bank.load(tmp_path)
    assert [problem.split()[0] for problem in problems] == ["empty.wav", "folder.wav", "stereo.wav", "text.wav"]
    assert bank.samples("tick") is not None
    assert bank.samples("stereo") is None


def test_an_empty_folder_is_reported(tmp_path: Path) -> None:
    assert SampleBank().load(tmp_path) == [f"no sounds in {tmp_path}"]


HUM = array.array("h", [1000] * 9600)
"""A fifth of a second of what could be words."""


def test_words_lie_at_their_frame_to_the_sample() -> None:
    stage = Stage()
    stage.spoken["one"] = HUM
    stage.words.place(1, [(START + 33 * MS, "one")])
    heard = stage.blocks(30)
    assert heard[1584 : 1584 + 9600] == HUM
    assert not any(heard[:1584]) and not any(heard[1584 + 9600 :])


@pytest.mark.parametrize("begins", [0, 1, 300, 480, 700, 959, 960, 1000, 3000])
def test_a_sound_wins_over_words_whatever_the_block_border(begins: int) -> None:
    """During the sound only the sound is heard; the words fade out before it and in after it."""
    stage = Stage()
    stage.spoken["one"] = HUM
    stage.words.place(1, [(START, "one")])
    stage.schedule.place(1, [(START + (begins * 1_000_000_000 + 500) // SAMPLE_RATE, "tick")])
    heard, tick = stage.blocks(30), bundled()["tick"]
    end = begins + len(tick)
    assert heard[begins:end] == tick
    before, after = heard[max(0, begins - RAMP_FRAMES) : begins], heard[end : min(end + RAMP_FRAMES, 9600)]
    assert list(before) == sorted(before, reverse=True) and list(after) == sorted(after)
    assert all(edge < 10 for edge in (*before[-1:], *after[:1])), "they go down to nothing and come back from it"
    assert all(value == 1000 for value in heard[: max(0, begins - RAMP_FRAMES)])
    assert all(value == 1000 for value in heard[end + RAMP_FRAMES : 9600]) and not any(heard[max(end, 9600) :])


def test_words_wait_for_words_and_are_left_out_when_they_would_come_too_late() -> None:
    stage = Stage()
    stage.spoken |= {"long": array.array("h", [500] * SAMPLE_RATE), "short": array.array("h", [700] * 480), "late": HUM}
    stage.words.place(1, [(START, "long"), (START + 100 * MS, "short"), (START + 10 * MS, "late")])
    heard = stage.blocks(100)
    assert list(heard[:SAMPLE_RATE]) == [500] * SAMPLE_RATE
    # "late" would begin 990 ms after its instant: just in time. "short" has to wait for it, and then is too late.
    assert heard[SAMPLE_RATE : SAMPLE_RATE + 9600] == HUM
    stage = Stage()
    stage.spoken |= {"long": array.array("h", [500] * (SAMPLE_RATE + 9600)), "short": HUM}
    stage.words.place(1, [(START, "long"), (START + 100 * MS, "short")])
    assert not any(stage.blocks(100)[SAMPLE_RATE + 9600 :])


def test_words_that_are_not_ready_begin_when_they_are() -> None:
    stage = Stage()
    stage.words.place(1, [(START, "one")])
    stage.blocks(10)
    stage.spoken["one"] = HUM
    heard = stage.blocks(20)
    assert not any(heard[: 10 * BLOCK]) and heard[10 * BLOCK : 10 * BLOCK + 9600] == HUM


def test_a_clear_drops_words_that_have_not_begun_and_a_hush_fades_those_that_sound() -> None:
    stage = Stage()
    stage.spoken |= {"one": HUM, "two": HUM}
    stage.words.place(1, [(START, "one"), (START + 100 * MS, "two")])
    stage.blocks(1)
    stage.words.clear(2)
    assert stage.blocks(20)[:9600] == HUM and not any(stage.heard[9600:])
    stage.words.place(2, [(stage.now_ns, "two")])
    before = len(stage.blocks(1))
    stage.words.clear(3, hush=True)
    stage.mixer.hush()
    after = stage.blocks(10)[before:]
    assert any(after[:FADE_FRAMES]) and not any(after[FADE_FRAMES:])


class Device:
    """A sound card with an inaccurate clock, behind a buffer; its calls come late by chance.

    It asks for a block when there is room for it, so block k is asked for when frame k·BLOCK − buffer is heard.
    """

    def __init__(self, parts_per_million: int) -> None:
        self.rate = SAMPLE_RATE * (1 + parts_per_million / 1e6)
        self.buffer = 3 * BLOCK
        self.heard_from_ns = START
        """The instant at which frame 0 is heard."""
        self.block = 0
        self.chance = random.Random(parts_per_million)

    def asks(self) -> int:
        """The instant of the next call."""
        frames = max(0, self.block * BLOCK - self.buffer)
        self.block += 1
        late_ns = self.chance.choice((0, 0, 0, 1 * MS, 3 * MS, 12 * MS))
        return self.heard_from_ns + round(frames * 1e9 / self.rate) + late_ns

    def instant(self, frame: float) -> float:
        """When a frame is heard."""
        return self.heard_from_ns + frame * 1e9 / self.rate


@pytest.mark.parametrize("parts_per_million", [-200, -60, 0, 60, 200])
def test_half_an_hour_on_an_inaccurate_card_shows_no_drift(parts_per_million: int) -> None:
    device, clock = Device(parts_per_million), StreamClock(SAMPLE_RATE)
    latency_ns = []
    for block in range(30 * 60 * 50):
        now_ns = device.asks()
        clock.observe(now_ns)
        if block > 100:
            latency_ns.append(device.instant(clock.frame_at(now_ns)) - now_ns)
        clock.advance(BLOCK)
    assert max(latency_ns) - min(latency_ns) < 1.5 * MS
    assert abs(sum(latency_ns) / len(latency_ns) - 60 * MS) < 2 * MS


def test_after_a_gap_in_the_stream_sounds_are_on_the_original_grid_again() -> None:
    device, clock = Device(0), StreamClock(SAMPLE_RATE)
    errors_ns = []
    for block in range(500):
        if block == 250:
            device.heard_from_ns += 300 * MS  # the server stopped, then went on where it was
        now_ns = device.asks()
        clock.observe(now_ns)
        errors_ns.append(device.instant(clock.frame_at(now_ns)) - now_ns - 60 * MS)
        clock.advance(BLOCK)
    assert max(abs(error) for error in errors_ns[100:250]) < 1.5 * MS
    assert max(abs(error) for error in errors_ns[310:]) < 1.5 * MS


def test_a_small_change_of_the_buffer_moves_sounds_slowly() -> None:
    """Two ticks a second apart must not be heard 4 ms closer together, because a server made its buffer 4 ms longer."""
    device, clock = Device(0), StreamClock(SAMPLE_RATE)
    device.chance = random.Random(0)
    errors_ns = []
    for block in range(600):
        if block == 300:
            device.heard_from_ns -= 4 * MS
        now_ns = device.heard_from_ns + max(0, block * BLOCK - device.buffer) * 1_000_000_000 // SAMPLE_RATE
        clock.observe(now_ns)
        errors_ns.append(device.instant(clock.frame_at(now_ns)) - now_ns - 60 * MS)
        clock.advance(BLOCK)
    moved_ns = [error - errors_ns[299] for error in errors_ns[300:]]
    assert abs(moved_ns[0] + 4 * MS) < 0.1 * MS, "sounds are early by the change at first"
    assert abs(moved_ns[12] + 4 * MS) < 1 * MS, "a quarter of a second later, not by a millisecond less"
    assert abs(moved_ns[100]) < 1 * MS, "two seconds later, by less than a millisecond"


@pytest.mark.parametrize("late_ms", [24, 40])
def test_a_stream_that_begins_to_play_late_is_on_its_grid_within_a_third_of_a_second(late_ms: int) -> None:
    """A server takes the first three blocks at once and begins to play a little later: the first ticks come soon."""
    device, clock = Device(0), StreamClock(SAMPLE_RATE)
    device.heard_from_ns += late_ms * MS
    errors_ns = []
    for block in range(100):
        ahead = block * BLOCK - device.buffer
        now_ns = START if ahead < 0 else round(device.instant(ahead))
        clock.observe(now_ns)
        errors_ns.append(device.instant(clock.frame_at(now_ns)) - now_ns - 60 * MS)
        clock.advance(BLOCK)
    assert max(map(abs, errors_ns[15:])) < 1 * MS
