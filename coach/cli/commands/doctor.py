"""`coach doctor`: what plays the sounds and why, what else could, the latency, and a test.

What lives here: asking the helper and printing its answers. What it can answer is defined in `audio.helper.reports`.
"""

import queue
import shutil
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from coach.audio.choices import BUILT_IN, CHOICES
from coach.cli import common

if TYPE_CHECKING:
    from coach.audio.protocol import Status
    from coach.settings import Settings

PASSES_S = 5.0
"""How long a failure may last before it is the answer. A server that has just started is audible by then."""
SETTLES_S = 3.0
"""How long to wait for the device's latency to be measured."""
ASK_S = 0.25
TEST = ((0.0, "tick"), (0.5, "tick"), (1.0, "tick"), (1.5, "go"))
"""The countdown into work: seconds from the beginning, and the sound."""
LOG_LINES = 5

Facts = dict[str, Any]


@click.command()
@click.option("--audio", type=click.Choice(list(CHOICES)), help="What plays the sounds, instead of the setting.")
@click.option("--silent", is_flag=True, help="Do not play the test.")
@common.json_option
def command(audio: str | None, silent: bool, as_json: bool) -> int:
    """Examine the sound, and play a test: three, two, one, go.

    Shows what plays and why, what else could, the device and its latency, the voice, your own sounds, the log.
    """
    settings = common.the_settings()
    choice = audio or settings.audio.backend
    facts: Facts = {"choice": choice, "chosen_by": "--audio" if audio else "config.yaml or its default"}
    facts |= _without_helper(choice) if choice in BUILT_IN else _examined(choice, settings, test=not silent)
    if not silent and (choice == "bell" or (choice == "auto" and not facts["plays"])):
        facts["test"] = _rung()
    if as_json:
        common.print_json(**facts)
    else:
        for line in common.table_lines(_rows(facts)):
            click.echo(line)
    return 0 if facts["plays"] or choice == "auto" or choice in BUILT_IN else 74


def _without_helper(choice: str) -> Facts:
    from coach.audio.helper.backends import lacking

    row = BUILT_IN[choice]
    return {"plays": row.audible, "why": row.does, "test": [], "others": lacking()}


def _rung() -> list[str]:
    """Ring the terminal's bell once; the names of the sounds that it stood for, none without a terminal."""
    from coach.cli.playback import ring

    return ["go"] if ring() else []


def _examined(choice: str, settings: "Settings", *, test: bool) -> Facts:
    """Start the helper as a workout would, question it, play the test, and end it."""
    from coach import paths
    from coach.audio.helper.backends import lacking
    from coach.audio.helper_player import HelperPlayer
    from coach.cli.playback import Timers, lead_s, player_config

    reports: queue.SimpleQueue[Facts] = queue.SimpleQueue()
    log = paths.helper_log_file()
    logged = log.stat().st_size if log.is_file() else 0
    offset_ns = settings.audio.offset.ms * 1_000_000
    config = player_config(lambda status: reports.put(_as_report(status)), Timers(), offset_ns)
    player = HelperPlayer(choice, config, report_sounds=True)
    player.on_report = reports.put
    facts: Facts = {"notes": [], "log": str(log), "test": [], "others": lacking()}
    with closing(player):
        player.volume(settings.audio.volume / 100)
        player.start()
        answer = _first(reports, facts, PASSES_S if _may_pass(choice) else 0.0)
        facts |= _answered(answer)
        facts |= _described(player.describe, reports, settle=facts["plays"])
        facts["plays"] = facts["backend"] is not None
        if not facts["plays"]:  # perhaps the device is lost again
            facts["why"] = facts["why"] or facts.get("trouble") or "the device is lost"
        if test and facts["plays"]:
            facts["test"] = _tested(player, reports, lead_s(offset_ns))
    facts["log_lines"] = _tail(log, logged)
    return facts


def _as_report(status: "Status") -> Facts:
    """The Player's own status as one more report: it knows when the helper itself fails."""
    return {"say": "status", "kind": status.kind, "message": status.message}


def _may_pass(choice: str) -> bool:
    """Whether what does not play now may play soon: not where it is not installed."""
    from coach.audio.helper.backends import candidates, lacks

    return not all(map(lacks, candidates(choice)))


def _answered(answer: Facts) -> Facts:
    """What the answer of the helper says: what plays and through which device, or why nothing does."""
    message = str(answer.get("message") or "the helper does not answer")
    plays = answer.get("say") == "ready"
    return {
        "plays": plays,
        "backend": answer["backend"] if plays else None,
        "device": message.partition(" (")[0] if plays else None,
        "why": "" if plays else message,
        "tried": str(answer["detail"]).split("; ") if answer.get("detail") else [],
    }


def _first(reports: "queue.SimpleQueue[Facts]", facts: Facts, passes_s: float) -> Facts:
    """The report that it plays. If none comes, the last trouble, of a helper that dies too; notes go into `facts`.

    Args:
        reports: of the helper and the Player.
        facts: takes the notes.
        passes_s: how long a trouble may last, from the beginning.
    """
    from coach.cli.playback import READY_TIMEOUT_S

    began_s = time.monotonic()
    until_s = began_s + READY_TIMEOUT_S
    answer: Facts = {}
    try:
        while (report := reports.get(timeout=max(0.0, until_s - time.monotonic())))["say"] != "ready":
            if report["say"] == "note" and report["message"] not in facts["notes"]:
                facts["notes"].append(report["message"])
            elif report["say"] == "trouble":
                answer, until_s = report, min(until_s, began_s + passes_s)
            elif report.get("kind") == "trouble":
                answer = answer or report
    except queue.Empty:
        return answer
    return report


def _described(ask: Any, reports: "queue.SimpleQueue[Facts]", *, settle: bool) -> Facts:
    """The helper's description, once the latency is measured, else the latest after `SETTLES_S`."""
    until_s, found = time.monotonic() + SETTLES_S, {}
    while time.monotonic() < until_s:
        ask()
        try:
            while (report := reports.get(timeout=ASK_S))["say"] != "description":
                pass
        except queue.Empty:
            continue
        found = {name: value for name, value in report.items() if name != "say"}
        if not settle or found.get("measured") or not found.get("block_ms"):
            break
        time.sleep(ASK_S)
    return found


def _tested(player: Any, reports: "queue.SimpleQueue[Facts]", lead_s: float) -> list[str]:
    """Play the test; the names of the sounds that reached the device."""
    from coach.cli.playback import PlacedSound

    begins_ns = time.perf_counter_ns() + int(lead_s * 1e9)
    player.clear(1)
    player.place(1, [PlacedSound(begins_ns + int(at_s * 1e9), name) for at_s, name in TEST])
    ends_s = time.monotonic() + lead_s + TEST[-1][0] + 1.0
    names: list[str] = []
    while (left_s := ends_s - time.monotonic()) > 0:
        try:
            report = reports.get(timeout=left_s)
        except queue.Empty:
            break
        if report["say"] == "began":
            names.append(report["name"])
    return names


def _tail(log: Path, since: int) -> list[str]:
    """The last lines that this run appended."""
    try:
        with log.open("rb") as file:
            file.seek(since if since <= log.stat().st_size else 0)
            return file.read().decode(errors="replace").splitlines()[-LOG_LINES:]
    except OSError:
        return []


def _rows(facts: Facts) -> list[tuple[str, str]]:
    """Label and text, in the order in which to look for a fault."""
    rows = [("sound", _sound(facts)), ("chosen by", f"{facts['chosen_by']}: {facts['choice']}")]
    if facts.get("sink"):
        rows.append(("device", facts["sink"]))
    if facts.get("latency_ms") is not None:
        rows.append(("latency", _latency(facts)))
    if facts.get("cannot"):
        rows.append(("limits", facts["cannot"]))
    rows += [("tried", reason) for reason in facts.get("tried", [])]
    rows += [("could be", other) for other in _others(facts)]
    if "voice" in facts:
        rows.append(("voice", f"{facts['voice']} (v in a workout)" if facts["voice"] else facts["how_to_get_a_voice"]))
    if "own" in facts:
        rows.append(("own sounds", ", ".join(facts["own"]) or _no_own()))
    rows += [("note", note) for note in facts.get("notes", [])]
    if "log" in facts:
        rows.append(("log", facts["log"]))
        rows += [("", line) for line in facts["log_lines"]]
    if facts["test"]:
        bell = "the bell, once" if not facts.get("backend") else ", ".join(facts["test"])
        rows.append(("test", f"{bell}: did you hear {'it' if bell.startswith('the') else 'them'}?"))
    return rows


def _sound(facts: Facts) -> str:
    if facts.get("backend"):
        return f"{facts['backend']}, through {facts['device']}"
    if facts["choice"] == "auto":
        return f"the terminal bell, as nothing else plays ({facts['why']})"
    return str(facts["why"]) if facts["plays"] or facts["choice"] in BUILT_IN else f"none: {facts['why']}"


def _others(facts: Facts) -> list[str]:
    """What else could play. What was tried already has a row that says why it does not."""
    tried = {reason.partition(":")[0] for reason in facts.get("tried", [])}
    others = {name: lacks for name, lacks in facts.get("others", {}).items() if name not in tried}
    always = " or ".join(name for name in BUILT_IN if name != facts["choice"])
    return [
        *(f"{name}: {lacks}" if lacks else f"{name}, with --audio {name}" for name, lacks in others.items()),
        f"{always}, always",
    ]


def _latency(facts: Facts) -> str:
    """The latency. Back ends that play each sound on its own have no stream to measure."""
    offset = f", and {facts['offset_ms']:g} ms for you (audio.offset)" if facts["offset_ms"] else ""
    if not facts["block_ms"]:
        return f"not known here, so nothing is taken out{offset}"
    block = f"; written {facts['block_ms']} ms at a time"
    return f"{facts['latency_ms']:.1f} ms, {_kind(facts)}; taken out{offset}{block}"


def _kind(facts: Facts) -> str:
    if facts["measured"]:
        return "measured"
    if facts["device"] == "PulseAudio" and shutil.which("pactl") is None:
        return "the usual: pactl, which measures it, is not installed (apt install pulseaudio-utils)"
    return "the usual, not measured"


def _no_own() -> str:
    from coach import paths

    return f"none ({paths.own_sounds_dir()})"
