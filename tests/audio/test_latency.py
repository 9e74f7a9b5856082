"""What a sound server's list of streams says of ours."""

from coach.audio.helper.latency import stream_latency_ns

LISTING = """Sink Input #3
\tDriver: protocol-native.c
\tBuffer Latency: 90000 usec
\tSink Latency: 1000 usec
\tProperties:
\t\tapplication.process.id = "77"
\t\tapplication.name = "music"

Sink Input #12
\tDriver: PipeWire
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
