"""The miniaudio back end, on the library's null device."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from coach.audio.helper.output import SoundSource

miniaudio = pytest.importorskip("miniaudio")

from coach.audio.helper.backends import miniaudio_stream  # noqa: E402
from coach.audio.helper.backends.miniaudio_stream import STALLED_NS, MiniaudioStream  # noqa: E402

MS = 1_000_000


@pytest.fixture
def stream() -> Iterator[MiniaudioStream]:
    opened = MiniaudioStream(SoundSource(offset_ns=120 * MS), [miniaudio.Backend.NULL])
    yield opened
    opened.retire()
    opened.close()


def measured(stream: MiniaudioStream, monkeypatch: pytest.MonkeyPatch, latency_ns: int | None) -> tuple[bool, int]:
    """Whether the latency is measured, and its value, after the server reported this one."""
    monkeypatch.setattr(miniaudio_stream, "server_latency_ns", lambda _: latency_ns)
    monkeypatch.setattr(miniaudio_stream, "server_device", lambda _: "Speakers")
    stream.measure()
    return stream.measured, stream.latency_ns // MS


def test_what_a_server_says_replaces_the_default_and_noise_changes_nothing(
    stream: MiniaudioStream, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (stream.detail, stream.measured, stream.latency_ns) == ("Null", False, 0)
    assert measured(stream, monkeypatch, 50 * MS) == (False, 0), "there is no server to ask"
    stream.detail = "PulseAudio"
    assert measured(stream, monkeypatch, None) == (False, 0)
    assert measured(stream, monkeypatch, 4 * MS) == (True, 4)
    assert measured(stream, monkeypatch, 13 * MS) == (True, 4)
    assert measured(stream, monkeypatch, 200 * MS) == (True, 200) and stream.sink == "Speakers"


def test_sounds_are_sent_early_by_the_latency_and_the_offset(
    stream: MiniaudioStream, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert stream._clock.early_ns == 120 * MS
    stream.detail = "PulseAudio"
    measured(stream, monkeypatch, 200 * MS)
    assert stream._clock.early_ns == 320 * MS


def test_a_stream_without_callbacks_is_not_alive(stream: MiniaudioStream) -> None:
    assert stream.alive(stream._called_ns + STALLED_NS - 1)
    assert not stream.alive(stream._called_ns + STALLED_NS + 3600_000 * MS)
