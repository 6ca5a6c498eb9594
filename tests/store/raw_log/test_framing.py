"""Framing: records in zstd frames; what is whole can be read whatever surrounds it."""

import io

import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from skywitness.model import Chunk
from skywitness.store.raw_log.framing import Damage, Whole, frame, frames, pack

CHUNKS = st.lists(
    st.builds(
        Chunk,
        st.sampled_from(["data", "opened", "shed", "clock"]),
        st.integers(0, 1 << 42),
        st.binary(max_size=300),
    ),
    min_size=1,
    max_size=5,
)
SEGMENTS = st.lists(CHUNKS, min_size=1, max_size=6)


def whole(data: bytes) -> list[list[Chunk]]:
    return [found.records for found in frames(data) if isinstance(found, Whole)]


def damages(data: bytes) -> list[Damage]:
    return [found for found in frames(data) if isinstance(found, Damage)]


@settings(deadline=None)
@given(SEGMENTS)
def test_what_was_written_is_read(batches: list[list[Chunk]]) -> None:
    data = b"".join(frame(pack(batch)) for batch in batches)
    assert whole(data) == batches
    assert damages(data) == []


@settings(deadline=None)
@given(SEGMENTS, st.data())
def test_a_cut_costs_the_frame_it_hits_and_those_after_it(batches: list[list[Chunk]], data: st.DataObject) -> None:
    parts = [frame(pack(batch)) for batch in batches]
    cut = data.draw(st.integers(0, sum(map(len, parts))))
    ends = [sum(map(len, parts[: index + 1])) for index in range(len(parts))]
    kept = sum(end <= cut for end in ends)
    torn = b"".join(parts)[:cut]
    assert whole(torn)[:kept] == batches[:kept]
    assert len(whole(torn)) == kept
    assert all(damage.at_end for damage in damages(torn)[-1:])
    assert sum(damage.length for damage in damages(torn)) == cut - (ends[kept - 1] if kept else 0)


@settings(deadline=None)
@given(SEGMENTS.filter(lambda batches: len(batches) > 2), st.integers(0, 1 << 20), st.integers(1, 255))
def test_a_damaged_byte_costs_its_frame_alone(batches: list[list[Chunk]], place: int, change: int) -> None:
    parts = [bytearray(frame(pack(batch))) for batch in batches]
    middle = parts[len(parts) // 2]
    middle[place % len(middle)] ^= change
    found = whole(b"".join(parts))
    others = [*batches[: len(parts) // 2], *batches[len(parts) // 2 + 1 :]]
    # A changed bit that zstd does not use leaves the frame as it was.
    assert found in (others, batches)


@settings(deadline=None)
@given(st.binary(max_size=2_000))
def test_noise_is_damage_and_raises_nothing(noise: bytes) -> None:
    found = list(frames(noise))
    assert sum(one.length for one in found if isinstance(one, Damage)) <= len(noise)


def test_another_program_reads_the_content() -> None:
    batches = [[Chunk("data", 1_700_000_000_123, b"abc")], [Chunk("opened", 1_700_000_000_456, b"beast://x:1")]]
    data = b"".join(frame(pack(batch)) for batch in batches)
    with zstandard.ZstdDecompressor().stream_reader(io.BytesIO(data), read_across_frames=True) as reader:
        content = reader.read()
    first = b"\x01" + (1_700_000_000_123).to_bytes(8, "little") + b"\x03\0\0\0abc"
    second = b"\x02" + (1_700_000_000_456).to_bytes(8, "little") + b"\x0b\0\0\0beast://x:1"
    assert content == first + second
