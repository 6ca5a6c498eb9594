"""Beast records: what our own reader reads back, byte for byte, escapes and counters among it."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from skywitness.emit.beast import beast_record
from skywitness.feeds.beast import DBFS, MLAT_COUNTER, BeastParser
from skywitness.feeds.beast_records import RecordCutter
from skywitness.feeds.parser import ParseOptions
from skywitness.model import Message

MIDNIGHT = datetime(2019, 3, 23, tzinfo=UTC)
frames = st.binary(min_size=7, max_size=7) | st.binary(min_size=14, max_size=14)
signals = st.integers(1, 255)


@given(frames, st.integers(0, 86_399_999_999), signals)
def test_a_frame_is_read_back(frame: bytes, in_day_us: int, signal: int) -> None:
    message = Message(MIDNIGHT + timedelta(microseconds=in_day_us), frame, 1, signal_dbfs=DBFS[signal])
    cutter = RecordCutter()
    [record] = [*cutter.push(beast_record(message)), *cutter.finish()]
    assert record.kind == ("short" if len(frame) == 7 else "long")
    assert record.body[7:] == frame
    since_1970_us = 17_978 * 86_400_000_000 + in_day_us  # 49 years with twelve leap days, and 81 days
    assert int.from_bytes(record.body[:6], "big") == since_1970_us * 12 % 2**48
    assert DBFS[record.body[6]] == DBFS[signal]


@given(st.lists(frames, max_size=20))
def test_a_stream_of_them_is_cut_in_the_right_places(made: list[bytes]) -> None:
    stream = b"".join(beast_record(Message(MIDNIGHT, frame, 1)) for frame in made)
    parser = BeastParser(ParseOptions())
    found = [item for item in [*parser.push(stream), *parser.finish()] if isinstance(item, Message)]
    assert [message.frame for message in found] == made


def test_computed_places_and_missing_times_keep_their_marks() -> None:
    frame = bytes(range(14))
    computed = beast_record(Message(MIDNIGHT, frame, 1, mlat=True))
    assert int.from_bytes(computed[2:8], "big") == MLAT_COUNTER
    assert beast_record(Message(None, frame, 1))[2:8] == b"\xff" * 6


def test_no_reading_has_a_value_that_means_something_else() -> None:
    epoch = datetime(1970, 1, 1, tzinfo=UTC)
    zero_again = epoch + timedelta(microseconds=2**48 // 4)  # three times round: 2**48 has no factor of three
    for at in (epoch, zero_again):
        assert int.from_bytes(beast_record(Message(at, bytes(7), 1))[2:8], "big") == 12


def test_a_frame_of_another_length_gives_nothing() -> None:
    assert beast_record(Message(MIDNIGHT, b"12345", 1)) == b""
