"""The latency and the device of our stream, as a sound server reports them."""

import os
import sys
from pathlib import Path

import pytest

from coach.audio.helper.latency import device_name, find_stream, server_device, server_latency_ns, stream_latency_ns

LISTING = """Sink Input #3
\tDriver: protocol-native.c
\tBuffer Latency: 90000 usec
\tSink Latency: 1000 usec
\tProperties:
\t\tapplication.process.id = "77"
\t\tapplication.name = "music"

Sink Input #12
\tDriver: PipeWire
\tSink: 1
\tBuffer Latency: 11666 usec
\tSink Latency: 180366 usec
\tProperties:
\t\tmedia.name = "application.process.id"
\t\tapplication.process.id = "777"
"""


def test_buffer_and_sink_of_our_own_stream_are_added() -> None:
    assert stream_latency_ns(LISTING, 777) == 192_032_000
    assert stream_latency_ns(LISTING, 77) == 91_000_000


def test_a_stream_that_is_missing_or_has_no_figures_has_no_latency() -> None:
    assert stream_latency_ns(LISTING, 7) is None
    assert stream_latency_ns("", 777) is None
    assert stream_latency_ns(LISTING.replace("Sink Latency: 180366 usec", "Sink Latency: n/a"), 777) is None


SINKS = """Sink #0
\tName: hdmi
\tDescription: HDMI of the screen
\tMute: no

Sink #1
\tName: bluez
\tDescription: Headphones: blue
\tMute: yes
\tProperties:
\t\tdevice.description = "Sink #2"
"""


def test_the_device_behind_the_server_has_a_name_for_people() -> None:
    assert "Sink: 1" in find_stream(LISTING, 777) and find_stream(LISTING, 7) == ""
    assert device_name(SINKS, 0) == "HDMI of the screen"
    assert device_name(SINKS, 1) == "Headphones: blue, which is muted"
    assert device_name(SINKS, 2) == device_name("", 0) == ""


PACTL = """\
#!/bin/sh
cd "$(dirname "$0")"
turn=$(cat turn 2>/dev/null || echo 1)
echo $((turn + 1)) >turn
[ "$LC_ALL" = C ] || exit 1
[ "$2" = sinks ] && { printf 'Sink #5\\n\\tDescription: Speakers\\n'; exit; }
set -- $BUFFERS
shift $((turn - 1))
printf 'Sink Input #1\\n\\tSink: 5\\n\\tBuffer Latency: %s usec\\n\\tSink Latency: 1000 usec\\n' "$1"
printf '\\tapplication.process.id = "77"\\n'
"""
"""A sound server that reports another buffer each time it is asked."""


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = tmp_path / "pactl"
    script.write_text(PACTL)
    script.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")


@pytest.mark.skipif(sys.platform == "win32", reason="a script is no program there")
@pytest.mark.usefixtures("server")
def test_the_fullest_buffer_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Asked just before a block, the server has almost nothing: sounds sent early by that would be heard too late."""
    monkeypatch.setenv("BUFFERS", "20000 4000 35000 12000 9000")
    assert server_latency_ns(77) == 36_000_000


@pytest.mark.skipif(sys.platform == "win32", reason="a script is no program there")
@pytest.mark.usefixtures("server")
def test_a_server_that_answers_only_in_part_gives_no_latency(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BUFFERS", "20000 4000 n/a 12000 9000")
    assert server_latency_ns(77) is None
    assert server_latency_ns(78) is None


@pytest.mark.skipif(sys.platform == "win32", reason="a script is no program there")
@pytest.mark.usefixtures("server")
def test_the_device_of_our_stream_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BUFFERS", "1 1 1")
    assert server_device(77) == "Speakers" and server_device(78) == ""


def test_without_pactl_nothing_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/no/such/place")
    assert server_latency_ns(77) is None and server_device(77) == ""
