"""Replicate frames: a Beast recording of any length out of recorded frames.

Two recordings make the sky: one flight of 57,793 frames (the sample that the package ``traffic`` carries), copied
as many times as it takes under other addresses and at other hours of its eighty minutes, each copy's parity made
anew; and one minute of a real receiver, with its Mode A/C replies and its noise, over and over, with the addresses
of its whole frames changed each time. All is put in order of time, as a receiver would have heard it.
"""

import json
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from skywitness.decode.bulk.parity import residues
from skywitness.feeds.beast_columns import BeastColumns
from skywitness.feeds.parser import ParseOptions
from skywitness.measure.clock import parse_utc

_SAMPLE = "data/samples/rs1090/full_flight_short.jsonl"
_TICKS_A_SECOND = 12_000_000
_SHORT = frozenset({0, 4, 5, 11})
_SQUITTERS = (11, 17, 18)
MINUTE_AT = parse_utc("2018-04-03T19:02:28Z")
Frames = NDArray[np.uint8]


class Heard(NamedTuple):
    """Frames with their times: seconds from the beginning, frames of 14 bytes with zeros behind, and lengths."""

    time_s: NDArray[np.float64]
    frames: Frames
    lengths: NDArray[np.uint8]

    def some(self, chosen: NDArray[np.bool_]) -> "Heard":
        """Some of them."""
        return Heard(self.time_s[chosen], self.frames[chosen], self.lengths[chosen])

    def later(self, delay_s: float, mask: int) -> "Heard":
        """The same at another time, each address that the parity vouches for changed by a mask."""
        return Heard(self.time_s + delay_s, _readdressed(self.frames, self.lengths, mask), self.lengths)


def flight() -> Heard:
    """The one flight.

    Raises:
        SystemExit: the package ``traffic`` is not there.
    """
    spec = find_spec("traffic")
    if spec is None or spec.origin is None:
        raise SystemExit("the samples of traffic are needed: pip install --no-deps traffic==2.13")
    lines = (Path(spec.origin).parent / _SAMPLE).read_text().splitlines()
    rows = [(row["timestamp"], bytes.fromhex(row["frame"])) for row in map(json.loads, lines)]
    cut = [frame[:7] if frame[0] >> 3 in _SHORT else frame for _, frame in rows]
    times = np.array([time for time, _ in rows])
    return Heard(times - times[0], _padded(cut), np.array([len(frame) for frame in cut], np.uint8))


def minute(path: Path) -> Heard:
    """The minute of a receiver."""
    parser = BeastColumns(ParseOptions(at=MINUTE_AT))
    messages = parser.push(path.read_bytes()).messages
    order = np.argsort(messages.time_ms, kind="stable")
    time_s = (messages.time_ms[order] - messages.time_ms.min()) / 1000
    return Heard(time_s, messages.frames[order], messages.lengths[order])


def sky(messages: int, flown: Heard, background: Heard) -> Heard:
    """At least so many messages: copies of the flight, and the minute for as long as they take."""
    length_s = float(flown.time_s[-1])
    minutes = int(length_s // background.time_s[-1])
    copies = max(1, -(-(messages - minutes * len(background.time_s)) // len(flown.time_s)))
    parts = [background.later(index * float(background.time_s[-1]), index * 0x1001) for index in range(minutes)]
    for copy in range(copies):
        delay_s = copy * length_s / copies
        # What is later than the end is put to the beginning, where it is another aircraft's.
        late = flown.time_s + delay_s > length_s
        parts += [
            flown.some(~late).later(delay_s, copy * 0x0337),
            flown.some(late).later(delay_s - length_s, copy * 0x0337 ^ 0x400000),
        ]
    time_s = np.concatenate([part.time_s for part in parts])
    order = np.argsort(time_s, kind="stable")
    frames, lengths = (np.concatenate([part[column] for part in parts])[order] for column in (1, 2))
    return Heard(time_s[order], frames, lengths)


def beast(heard: Heard, first_tick: int = 1_000_000) -> bytes:
    """A Beast recording of frames."""
    ticks = (heard.time_s * _TICKS_A_SECOND).astype(np.int64) + first_tick
    kind = np.array([{2: 0x31, 7: 0x32, 14: 0x33}.get(length, 0) for length in range(15)], np.uint8)
    records = np.zeros((len(ticks), 23), np.uint8)
    records[:, 0], records[:, 1] = 0x1A, kind[heard.lengths]
    records[:, 2:8] = ticks.astype(">i8").view(np.uint8).reshape(-1, 8)[:, 2:]
    records[:, 8], records[:, 9:] = 100, heard.frames
    used = np.arange(23) < 9 + heard.lengths[:, None]
    doubled = used & (records == 0x1A)
    doubled[:, 0] = False
    return np.repeat(records.ravel(), (used.astype(np.int8) + doubled).ravel()).tobytes()


def avr(heard: Heard, first_tick: int = 1_000_000) -> bytes:
    """The same as lines of hex digits with counters."""
    ticks = (heard.time_s * _TICKS_A_SECOND).astype(np.int64) + first_tick
    lines = (
        f"@{tick:012X}{bytes(frame[:length]).hex().upper()};\n"
        for tick, frame, length in zip(ticks.tolist(), heard.frames, heard.lengths.tolist(), strict=True)
    )
    return "".join(lines).encode()


def _padded(frames: list[bytes]) -> Frames:
    return np.frombuffer(b"".join(frame.ljust(14, b"\0") for frame in frames), np.uint8).reshape(-1, 14)


def _readdressed(frames: Frames, lengths: NDArray[np.uint8], mask: int) -> Frames:
    """Announced addresses and those overlaid on parity changed by a mask; frames whose parity fails are left."""
    frames = frames.copy()
    announces = np.isin(frames[:, 0] >> 3, _SQUITTERS)
    for length in (7, 14):
        of_length = lengths == length
        left = np.full(len(frames), -1, np.int64)
        left[of_length] = residues(frames[of_length, :length])
        for rows in (np.flatnonzero(of_length & announces & (left >= 0) & (left <= 0x7F)),):
            _mask(frames, rows, slice(1, 4), mask)
            changed = residues(frames[rows, :length]).astype(np.int64) ^ left[rows]
            _mask(frames, rows, slice(length - 3, length), changed)
        _mask(frames, np.flatnonzero(of_length & ~announces), slice(length - 3, length), mask)
    return frames


def _mask(frames: Frames, rows: NDArray[np.int64], place: slice, mask: "int | NDArray[np.int64]") -> None:
    value = np.broadcast_to(np.asarray(mask, np.int64), len(rows))
    octets = np.stack([value >> shift & 0xFF for shift in (16, 8, 0)], axis=1).astype(np.uint8)
    frames[rows, place] ^= octets


def main(arguments: list[str]) -> int:
    """Write a recording: MESSAGES FILE RECORDING-OF-A-MINUTE."""
    messages, target, source = arguments
    heard = sky(int(messages), flight(), minute(Path(source)))
    write = avr if target.endswith(".avr") else beast
    Path(target).write_bytes(write(heard))
    print(f"{len(heard.time_s):,} messages over {heard.time_s[-1]:,.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
