"""Beast as columns: what the parser of single frames gives, for any bytes cut anywhere."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from made_columns import parsed
from made_frames import beast, beast_time, split
from made_samples import beast_sample
from skywitness.feeds.beast import FORMAT, MLAT_COUNTER
from skywitness.feeds.beast_columns import BeastColumns
from skywitness.feeds.parser import ParseOptions
from skywitness.model import Message, Reject

AT = datetime(2018, 4, 3, 19, 2, 28, tzinfo=UTC)
STAMP_MS = 1_500_000_000_000
FRAMES = st.sampled_from([b"\x0a\x02", b"\x1a" * 7, b"\x8d\x1a" * 7, bytes(range(7)), bytes(range(14))])
MINUTES = 12_000_000 * 60
STEPS = st.sampled_from([0, 100, 12_000, -5_000, 12_000_000, 11 * MINUTES, -11 * MINUTES, 1_500 * MINUTES])
MAGIC = st.sampled_from([0, MLAT_COUNTER, MLAT_COUNTER + 1, 0xFFFFFFFFFFFF])
OTHERS = st.sampled_from(
    [
        b"\x1a\xe3ABCDEFG\x1a\x1a",
        b"\x1a\xe312345678",
        b"\x1a\xe40123-456789abcdef0123456789abcdef",
        b"\x1a\xe40123456789abcdef0123456789abcdef",
        b"\x1a4" + bytes(21),
        b"\x1a\x1a\x1a",
        b"\x1a",
        b"noise",
        b"\x1a3" + bytes(9),
        b"\x1aWO",
        b"\x1aPabc",
        beast(b"\0\0", 0, 0),
        *(beast_time(STAMP_MS + extra) for extra in (0, 1, 0x1A, 0x1A1A, 0x1A1A1A, 0x1A00_0000)),
        beast_time(0),
    ]
)
PIECES = st.lists(
    st.tuples(st.just("steps"), FRAMES, STEPS) | st.tuples(st.just("magic"), FRAMES, MAGIC) | OTHERS, max_size=30
)


def recording(pieces: Sequence[tuple[str, bytes, int] | bytes]) -> bytes:
    """Frames by steps of the counter, frames with counters that are none, and other bytes."""
    data, ticks = [], 1 << 40
    for piece in pieces:
        if isinstance(piece, bytes):
            data.append(piece)
            continue
        kind, frame, number = piece
        ticks += number if kind == "steps" else 0
        data.append(beast(frame, ticks if kind == "steps" else number))
    return b"".join(data)


def same(data: bytes, at: datetime | None, cuts: Sequence[int] = ()) -> int:
    """Messages of both parsers, after holding one to the other."""
    single, columns = FORMAT.parser(ParseOptions(at=at)), BeastColumns(ParseOptions(at=at))
    items = [*single.push(data), *single.finish()]
    wanted = [item._replace(signal_dbfs=None) for item in items if isinstance(item, Message)]
    rejected = [item for item in items if isinstance(item, Reject)]
    messages, rejects = parsed(columns, split(data, cuts))
    assert messages == wanted
    assert by_reason(rejects) == by_reason(rejected)
    assert (columns.rows, columns.notes) == (single.rows, single.notes)
    return len(messages)


def by_reason(rejects: Sequence[Reject]) -> list[Reject]:
    """In the order of their reasons, those of one reason in their own."""
    return sorted(rejects, key=lambda reject: reject.reason)


@settings(deadline=None)
@given(PIECES, st.sampled_from([AT, None]), st.lists(st.integers(0, 900), max_size=5))
def test_any_bytes_in_any_pieces(
    pieces: list[tuple[str, bytes, int] | bytes], at: datetime | None, cuts: list[int]
) -> None:
    same(recording(pieces), at, cuts)


@settings(deadline=None)
@given(st.binary(max_size=200), st.lists(st.integers(0, 200), max_size=4))
def test_noise(data: bytes, cuts: list[int]) -> None:
    same(data, AT, cuts)


@settings(deadline=None)
@given(st.lists(st.sampled_from([b"\x1a", b"3", b"\xe8", b"\0", b"\x1a\x1a", bytes(21)]), max_size=60))
def test_noise_that_looks_like_records(pieces: list[bytes]) -> None:
    same(b"".join(pieces), AT)


@settings(deadline=None)
@given(st.lists(st.integers(0, 2_000), max_size=8))
def test_sample_in_any_pieces(cuts: list[int]) -> None:
    assert same(beast_sample(), None, cuts) == 75


def test_stamps_before_each_frame() -> None:
    data = b"".join(
        beast_time(STAMP_MS + 7 * index) + beast(bytes(range(14)), 84_000 * index) for index in range(500)
    )
    assert same(data, None, [1_000, 7_777]) == 500


def test_receivers_in_turn() -> None:
    names = b"\x1a\xe3receiver", b"\x1a\xe3another.", b"\x1a\xe3a third."
    data = b"".join(
        names[index % 3] + beast(bytes(range(7)), 1_000 * (index % 3) + 12_345 * index) for index in range(300)
    )
    stamped = data + beast_time(STAMP_MS) + data
    assert same(data, AT, [2_000]) == 300
    assert same(stamped, AT, [2_000, 9_000]) == 600


def test_counter_that_starts_anew() -> None:
    begun = b"".join(beast(bytes(range(7)), 1_000_000 + 12_000_000 * index) for index in range(50))
    assert same(begun + begun * 2, AT, [300, 1_500]) == 148  # the first frame after each start is doubted


@pytest.mark.parametrize("cuts", [(), (1, 2, 3), (1_000, 1_001, 50_000, 200_000)])
def test_ulss7(shared: Path, cuts: Sequence[int]) -> None:
    data = (shared / "data/raw/ulss7_beast.bin").read_bytes()
    assert same(data, AT, cuts) == 13_954
