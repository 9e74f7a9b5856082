"""What a timed interval costs: processor, bytes to the terminal, memory, next to floors. Run by hand; Linux only.

The interface is measured without sound, then once more with the audio helper on `miniaudio`, UI and helper apart; a
PulseAudio of this script's own takes the sound where one is installed, else the helper looks for a device that may
not be there.
"""

import argparse
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import floors
import rig
from bench_start import workout_shown
from measuring import environment, floor, verdict
from processes import children, processor_s, resident_mib
from pty_app import Lines, PtyApp, coach, has, running

from coach.tui.drawing import glyphs

WORK_S = 50
FROM_S = 45
ROUTINE = f"""format: 1
name: One interval
blocks:
  - name: One
    exercises:
      - {{exercise: plank, work: {WORK_S}s}}
"""
SHARE_LIMIT, BYTES_LIMIT, MEMORY_LIMIT = 1.5, 1.5, 1.5


@dataclass(frozen=True)
class Cost:
    """Of a program during some seconds of its countdown."""

    share: float
    """Percent of one core."""
    helper_share: float | None
    bytes_s: float
    resident: float
    """MiB, at the end."""
    helper_resident: float


def shows(text: str, scale: int) -> Callable[[Lines], bool]:
    """Whether block digits stand somewhere on a screen."""
    rows = glyphs.draw(text, scale)
    return lambda lines: any(
        all(row in line for row, line in zip(rows, lines[top:], strict=False))
        for top in range(len(lines) - len(rows) + 1)
    )


def scale_of(lines: Lines, text: str) -> int:
    """The scale at which block digits stand on a screen; 0 when they do not."""
    return next((scale for scale in range(9, 1, -1) if shows(text, scale)(lines)), 0)


def helper_of(app: PtyApp) -> int | None:
    """The audio helper's number, of a program that has one."""
    return next((pid for pid, line in children(app.pid).items() if "coach.audio.helper" in line), None)


def counted(app: PtyApp, seconds: int, scale: int) -> Cost:
    """The cost from the arrival of one number until that of another."""
    began = app.wait_for(shows(str(FROM_S), scale), f"the clock at {FROM_S}", 30)
    helper = helper_of(app)
    used, sent, heard = processor_s(app.pid), len(app.output), processor_s(helper) if helper else 0.0
    ended = app.wait_for(shows(str(FROM_S - seconds), scale), f"the clock at {FROM_S - seconds}", seconds + 15)
    took_s = (ended - began) / 1e9
    return Cost(
        share=100 * (processor_s(app.pid) - used) / took_s,
        helper_share=100 * (processor_s(helper) - heard) / took_s if helper else None,
        bytes_s=(len(app.output) - sent) / took_s,
        resident=resident_mib(app.pid),
        helper_resident=resident_mib(helper) if helper else 0.0,
    )


def workout(home: Path, seconds: int, audio: str, extra: dict[str, str] | None = None) -> tuple[Cost, int]:
    """Our own cost, and the scale of the digits it drew."""
    file = home / "interval.yaml"
    file.write_text(ROUTINE)
    with running(coach("start", str(file), "--go", "--audio", audio), environment(home, extra)) as app:
        app.wait_for(workout_shown, "the workout")
        app.press("\r")
        app.wait_for(has("WORK"), "the interval")
        first = str(WORK_S - 2)
        app.wait_for(lambda lines: scale_of(lines, first) > 0, f"the clock at {first}")
        scale = scale_of(app.lines, first)
        return counted(app, seconds, scale), scale


def heard(home: Path, seconds: int) -> tuple[Cost, str]:
    """Our own cost with the helper at work, and what took the sound."""
    if rig.missing():
        return workout(home, seconds, "miniaudio")[0], "no server of our own, the helper looks for a device"
    with rig.server(home) as server:
        pulse = {name: value for name, value in server.environment.items() if name.startswith("PULSE_")}
        return workout(home, seconds, "miniaudio", pulse)[0], "into a null sink"


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seconds", type=int, default=20, help="how much of the interval, at most 35")
    seconds = options.parse_args().seconds
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        with running(floor("bare()"), environment(home)) as app:
            app.wait_for(has(floors.FIRST), "the bare app")
            app.rest(1)
            bare = resident_mib(app.pid)
        ours, scale = workout(home, seconds, "off")
        with running(floor(f"digits({scale}, {WORK_S})"), environment(home)) as app:
            least = counted(app, seconds, scale)
        sounding, where = heard(home, seconds)
    print(f"{seconds} s of a timed interval at 80×24, digits of {glyphs.height(scale)} rows")
    print(f"  processor, UI alone        {ours.share:5.2f} %  {verdict(ours.share, SHARE_LIMIT)}")
    print(f"  processor, the floor       {least.share:5.2f} %")
    print(f"  with sound ({where}):")
    print(f"    processor, UI            {sounding.share:5.2f} %  {verdict(sounding.share, SHARE_LIMIT)}")
    if sounding.helper_share is None:
        print("    processor, helper        no helper ran")
    else:
        share = sounding.helper_share
        print(f"    processor, helper        {share:5.2f} %  {verdict(share, SHARE_LIMIT)}")
        print(f"    resident, helper         {sounding.helper_resident:5.1f} MiB")
    ratio = ours.bytes_s / least.bytes_s
    print(f"  bytes a second             {ours.bytes_s:5.0f}    floor {least.bytes_s:.0f}: {ratio:.2f} ×; "
          f"{verdict(ratio, BYTES_LIMIT)}")  # fmt: skip
    ratio = ours.resident / bare
    print(f"  resident, UI               {ours.resident:5.1f} MiB  bare app {bare:.1f}: {ratio:.2f} ×; "
          f"{verdict(ratio, MEMORY_LIMIT)}")  # fmt: skip
