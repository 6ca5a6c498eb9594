"""Beast binary, compared with bytes laid out by hand."""

import numpy as np

from skywitness.demo.frames.beast import beast

_FRAME = bytes.fromhex("5d1a407302e41a")


def _row(frame: bytes) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    return np.frombuffer(frame.ljust(14, b"\0"), np.uint8)


def test_a_short_frame_is_stamped_and_escaped() -> None:
    # 1 January 1970, 00:00:01.000: 1,000 ms, 12,000,000 ticks = 0xB71B00; signal 0x1A is doubled as well.
    data = beast(_row(_FRAME)[None], np.array([True]), np.array([1000]), np.array([0x1A], np.uint8))
    stamp = "1ae8e803000000000000"
    assert data.hex() == stamp + "1a32000000b71b001a1a5d1a1a407302e41a1a"


def test_the_stamp_itself_is_not_escaped_and_not_repeated_within_a_millisecond() -> None:
    rows, times = np.stack([_row(_FRAME)] * 2), np.array([0x1A, 0x1A])
    data = beast(rows, np.array([True, False]), times, np.array([1, 1], np.uint8))
    assert data.startswith(bytes.fromhex("1ae81a000000000000001a32"))
    assert data.count(b"\x1a\xe8") == 1
    assert data.endswith(bytes.fromhex("5d1a1a407302e41a1a00000000000000"))
