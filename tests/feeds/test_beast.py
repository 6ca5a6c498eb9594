"""Beast binary: escapes, stamps, readsb's extensions, garbage and any cut of the stream."""

import math
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from made_frames import all_call, beast, beast_time, split
from made_samples import START, START_MS, beast_sample
from skywitness.feeds.beast import FORMAT
from skywitness.feeds.parser import Item, ParseOptions
from skywitness.model import Message, Reject

AT = datetime(2018, 4, 3, 19, 2, 28, tzinfo=UTC)
FRAME = all_call(0x4CA8F1)
S = 12_000_000
"""Ticks a second."""
MLAT = 0xFF004D4C4154


def parse(data: bytes, at: datetime | None = AT) -> list[Item]:
    parser = FORMAT.parser(ParseOptions(at=at))
    return [*parser.push(data), *parser.finish()]


def messages(data: bytes, at: datetime | None = AT) -> list[Message]:
    items = parse(data, at)
    assert all(isinstance(item, Message) for item in items), items
    return [item for item in items if isinstance(item, Message)]


def seconds(data: bytes, at: datetime | None = AT) -> list[float]:
    return [(m.observed_at - AT).total_seconds() for m in messages(data, at) if m.observed_at]


def rejects(data: bytes) -> list[tuple[str, str]]:
    return [(item.reason, item.where) for item in parse(data) if isinstance(item, Reject)]


def test_frames_of_each_length_with_escapes() -> None:
    frames = [b"\x1a\x02", b"\x1a" * 7, b"\x8d\x1a" * 7]
    data = b"".join(beast(frame, 0x1A1A1A + place, 0x1A) for place, frame in enumerate(frames))
    taken = messages(data)
    assert [message.frame for message in taken] == frames
    assert [message.source_row for message in taken] == [1, 2, 3]


def test_first_frame_stands_at_the_time_given_and_the_counter_does_the_rest() -> None:
    data = b"".join(beast(FRAME, 777 + ticks) for ticks in (0, S // 2, 90 * S, 90 * S - S // 4))
    assert seconds(data) == [0, 0.5, 90, 89.75]


def test_without_any_time_messages_have_none() -> None:
    assert [message.observed_at for message in messages(beast(FRAME, 5), at=None)] == [None]


def test_counter_wraps_at_48_bits() -> None:
    data = beast(FRAME, (1 << 48) - S) + beast(FRAME, S)
    assert seconds(data) == [0, 2]


def test_signal_is_power_relative_to_full_scale() -> None:
    full, half, none = messages(beast(FRAME, 1, 255) + beast(FRAME, 2, 128) + beast(FRAME, 3, 0))
    assert full.signal_dbfs == 0
    assert half.signal_dbfs == pytest.approx(10 * math.log10((128 / 255) ** 2), abs=0.05)
    assert none.signal_dbfs is None


def test_absolute_stamps_win_and_are_not_escaped() -> None:
    stamp_ms = 0x0000_0183_1A1A_E81A  # October 2022, with escapes inside
    data = beast_time(stamp_ms) + beast(FRAME, 99 * S) + beast(FRAME, 99 * S + S // 10)
    first = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=stamp_ms)
    times = [message.observed_at for message in messages(data, at=None)]
    assert times == [first, first + timedelta(milliseconds=100)]
    assert [message.observed_at for message in messages(data)] == times


def test_each_stamp_starts_the_counter_anew() -> None:
    data = (
        beast_time(START_MS) + beast(FRAME, 5) + beast_time(START_MS + 60_000) + beast(FRAME, 7) + beast(FRAME, S)
    )
    times = [message.observed_at for message in messages(data, at=None)]
    assert times[:2] == [START, START + timedelta(seconds=60)]
    assert times[2] == START + timedelta(seconds=61)


def test_implausible_stamp_is_ignored() -> None:
    assert seconds(beast(FRAME, S) + beast_time(1) + beast(FRAME, 2 * S)) == [0, 1]


@pytest.mark.parametrize("magic", [0, MLAT, MLAT + 1, 0xFFFF_FFFF_FFFF])
def test_magic_counters_take_the_last_known_time(magic: int) -> None:
    data = beast(FRAME, S) + beast(FRAME, 3 * S) + beast(FRAME, magic) + beast(FRAME, 4 * S)
    assert seconds(data) == [0, 2, 2, 3]
    assert [message.mlat for message in messages(data)] == [False, False, magic == MLAT, False]


def test_one_wrong_counter_is_dropped_and_the_rest_keep_their_times() -> None:
    data = beast(FRAME, S) + beast(FRAME, 40_000 * S) + beast(FRAME, 2 * S)
    second = len(beast(FRAME, S))
    assert rejects(data) == [("clock_jump", f"byte {second}")]
    assert [m.observed_at for m in parse(data) if isinstance(m, Message)] == [AT, AT + timedelta(seconds=1)]


def test_restarted_counter_goes_on_from_the_last_frame() -> None:
    parser = FORMAT.parser(ParseOptions(at=AT))
    counts = (5_000 * S, 5_030 * S, S, 2 * S, 3 * S)
    items = [item for ticks in counts for item in parser.push(beast(FRAME, ticks))]
    times = [(m.observed_at - AT).total_seconds() for m in items if isinstance(m, Message) and m.observed_at]
    assert times == [0, 30, 30, 31]
    assert [item.reason for item in items if isinstance(item, Reject)] == ["clock_jump"]
    assert len(parser.notes) == 1


def test_long_silence_is_time_that_passed() -> None:
    counts = (0, S, 3 * 3600 * S, (3 * 3600 + 1) * S)
    items = parse(b"".join(beast(FRAME, 1 + ticks) for ticks in counts))
    times = [(m.observed_at - AT).total_seconds() for m in items if isinstance(m, Message) and m.observed_at]
    assert times == [0, 1, 3 * 3600 + 1]


def test_receivers_have_names_and_counters_of_their_own() -> None:
    first, second = b"\x1a\xe3" + bytes(range(8)), b"\x1a\xe4" + b"01234567-89ab-CDEF-0123-456789abcdef"
    data = first + beast(FRAME, S) + second + beast(FRAME, 900 * S) + first + beast(FRAME, 2 * S)
    data += second + beast(FRAME, 903 * S)
    assert [m.receiver for m in messages(data)] == ["0001020304050607", "0123456789abcdef"] * 2
    assert seconds(data) == [0, 0, 1, 3]


def test_pings_requests_and_heartbeats_are_nothing_to_count() -> None:
    data = b"\x1aP\x00\x1a\x1a\x05" + b"\x1aWO" + b"\x1a1" + bytes(9) + beast(FRAME, S)
    assert len(messages(data)) == 1


def test_status_messages_are_counted() -> None:
    data = b"\x1a4" + bytes(21) + b"\x1a5" + bytes(21) + beast(FRAME, S)
    assert rejects(data) == [("receiver_status", "byte 0"), ("receiver_status", "byte 23")]


def test_each_run_of_garbage_is_one_reject_at_its_first_byte() -> None:
    frame = beast(FRAME, S)
    data = b"abc\x1a\x1ade" + frame + b"\x00\x1a9" + frame + b"\x1ax"
    places = [0, 7 + len(frame), 10 + 2 * len(frame)]
    assert rejects(data) == [("not_a_frame", f"byte {place}") for place in places]


def test_frame_cut_by_the_next_one_is_garbage() -> None:
    frame = beast(FRAME, S)
    data = frame + frame[:9] + frame
    assert rejects(data) == [("not_a_frame", f"byte {len(frame)}")]
    assert sum(isinstance(item, Message) for item in parse(data)) == 2


@pytest.mark.parametrize("kept", [1, 2, 3, 9, 15])
def test_cut_off_end_is_truncated(kept: int) -> None:
    frame = beast(FRAME, S)
    assert rejects(frame + frame[:kept]) == [("truncated", f"byte {len(frame)}")]


def test_sample_has_every_frame_at_its_time() -> None:
    items = parse(beast_sample(), at=None)
    taken = [item for item in items if isinstance(item, Message)]
    assert [item.reason for item in items if isinstance(item, Reject)] == ["receiver_status"]
    assert len(taken) == 75
    assert {message.receiver for message in taken} == {"123456781abcdef0"}
    assert taken[0].observed_at == START
    assert taken[-1].observed_at == START + timedelta(seconds=12)


@pytest.mark.parametrize("head", [b"", b"\x1a", b"\x1a2", b"*8D40;\r\n", b"\x1f\x8b" * 40, b"\x1a\x1a" * 9])
def test_other_content_is_not_recognised(head: bytes) -> None:
    assert not FORMAT.sniff(head)


def test_recording_that_begins_within_a_frame_is_recognised() -> None:
    frames = b"".join(beast(FRAME, S + ticks) for ticks in range(5))
    assert FORMAT.sniff(frames[7:])
    assert FORMAT.sniff(frames[:-3])
    assert FORMAT.sniff(beast(FRAME, S))


_PIECES = st.sampled_from(
    [beast(FRAME, S), beast(b"\x1a" * 14, 26), beast_time(START_MS), b"\x1a\xe3" + bytes(8), b"\x1aP123", b"\x1a4"]
)


@given(st.lists(_PIECES | st.binary(max_size=12), max_size=12), st.lists(st.integers(0, 300), max_size=8))
def test_any_cut_gives_the_same_items(pieces: list[bytes], cuts: list[int]) -> None:
    data = b"".join(pieces)
    parser = FORMAT.parser(ParseOptions(at=AT))
    items = [item for piece in split(data, cuts) for item in parser.push(piece)]
    assert [*items, *parser.finish()] == parse(data)


@given(st.binary(max_size=400))
def test_arbitrary_bytes_are_all_accounted_for(data: bytes) -> None:
    FORMAT.sniff(data)
    parser = FORMAT.parser(ParseOptions(at=AT))
    items = [*parser.push(data), *parser.finish()]
    assert all(isinstance(item, Message | Reject) for item in items)
    assert parser.rows >= sum(isinstance(item, Message) for item in items)


def test_real_recording_is_read_whole(shared: Path) -> None:
    """Counts from the recording's provenance: 5,026 Mode A/C, 4,942 short and 3,986 long frames in 60.9 s."""
    taken = messages((shared / "data/raw/ulss7_beast.bin").read_bytes())
    lengths = [len(message.frame) for message in taken]
    assert [lengths.count(length) for length in (2, 7, 14)] == [5026, 4942, 3986]
    times = [message.observed_at for message in taken if message.observed_at]
    assert (max(times) - min(times)).total_seconds() == pytest.approx(60.9, abs=0.05)
