"""What a sound server's list of streams says of ours."""

from coach.audio.helper.latency import device_name, find_stream, stream_latency_ns

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


def test_where_we_are_not_in_it_or_nothing_is_said_nobody_knows() -> None:
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
