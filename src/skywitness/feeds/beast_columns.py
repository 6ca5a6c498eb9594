"""Beast binary as columns: what BeastParser gives frame by frame, for a recording that is read as a whole."""

import numpy as np
from numpy.typing import NDArray

from skywitness.feeds.beast import (
    HEARTBEAT,
    MAGIC_COUNTERS,
    MLAT_COUNTER,
    clock_jump,
    receiver_of,
    reject_of,
    restart,
)
from skywitness.feeds.beast_runs import RecordTable, RunCutter
from skywitness.feeds.column_parser import Columns
from skywitness.feeds.counter_clock import CounterClock
from skywitness.feeds.counter_columns import Readings, Times, read_all
from skywitness.feeds.parser import ParseOptions
from skywitness.measure.clock import EARLIEST_PLAUSIBLE, LATEST_PLAUSIBLE, ms_from_utc
from skywitness.model import Reject
from skywitness.model.message_columns import FRAME_BYTES, MessageColumns

_MODE_AC, _LONG, _RECEIVER, _STAMP = ord("1"), ord("3"), 0xE3, 0xE8
_FRAME_BYTES = np.zeros(256, np.uint8)
_FRAME_BYTES[[_MODE_AC, ord("2"), _LONG]] = 2, 7, 14
_FRAME = 7
_COUNTER = (1 << 48) - 1
_MAGIC = np.array(sorted(MAGIC_COUNTERS))
_PLAUSIBLE_MS = ms_from_utc(EARLIEST_PLAUSIBLE), ms_from_utc(LATEST_PLAUSIBLE)
Ints = NDArray[np.int64]


class BeastColumns:
    """Beast binary in, columns of messages out.

    Attributes:
        rows: frames seen: Mode A/C, short and long Mode S.
        notes: what had to be assumed.
    """

    def __init__(self, options: ParseOptions) -> None:
        self.rows = 0
        self.notes: list[str] = []
        self._cutter = RunCutter()
        self._clock = CounterClock(None if options.at is None else ms_from_utc(options.at))
        self._names: list[str | None] = [None]
        self._receiver = 0

    def push(self, chunk: bytes) -> Columns:
        """Messages completed by these bytes."""
        return self._columns(self._cutter.table(chunk))

    def finish(self) -> Columns:
        """What the end leaves: garbage, or a truncated frame."""
        return self._columns(self._cutter.table(b"", final=True))

    def _columns(self, table: RecordTable) -> Columns:
        frames = _frames(table)
        receiver = self._receivers(table, frames)
        stamps = np.flatnonzero(table.kind == _STAMP)
        stamps_ms = _numbers(table.bodies[stamps, :8])
        known = (_PLAUSIBLE_MS[0] <= stamps_ms) & (stamps_ms < _PLAUSIBLE_MS[1])
        stamps_at = np.searchsorted(frames, stamps[known])
        ticks = _first_bytes(table.bodies)[frames] >> 16 & _COUNTER
        readings = Readings(ticks, _are_readings(ticks), receiver, self._names, stamps_at, stamps_ms[known])
        times = read_all(self._clock, readings)
        self.notes += [restart(f"byte {table.offset[frames[index]]}") for index in times.restarted]
        return self._taken(table, frames, readings, times)

    def _taken(self, table: RecordTable, frames: Ints, readings: Readings, times: Times) -> Columns:
        first_row = self.rows + 1
        self.rows += len(frames)
        taken = np.ones(len(frames), np.bool_)
        taken[list(times.doubted_s)] = False
        lengths = _FRAME_BYTES[table.kind[frames]]
        messages = MessageColumns(
            time_ms=times.time_ms[taken],
            frames=_frames_in(table.bodies)[frames[taken]].view(np.uint8).reshape(-1, FRAME_BYTES),
            lengths=lengths[taken],
            source_row=(np.arange(len(frames)) + first_row)[taken],
            receiver=(readings.receiver[taken] - 1).astype(np.int32),
            receivers=[name for name in self._names if name is not None],
            mlat=readings.ticks[taken] == MLAT_COUNTER,
        )
        jumps = [
            clock_jump(f"byte {table.offset[frames[index]]}", doubted_s)
            for index, doubted_s in times.doubted_s.items()
        ]
        return Columns(messages, [*jumps, *_rejects(table)])

    def _receivers(self, table: RecordTable, frames: Ints) -> Ints:
        """Index into the names of each frame's receiver: that of the last record that named one."""
        named = np.flatnonzero(table.kind == _RECEIVER).tolist()
        names = {index: table.bodies[index, :8].tobytes().hex() for index in named}
        names |= {index: name for index, record in table.others.items() if (name := receiver_of(record))}
        at, codes = [0], [self._receiver]
        for index in sorted(names):
            if names[index] not in self._names:
                self._names.append(names[index])
            at.append(index)
            codes.append(self._names.index(names[index]))
        self._receiver = codes[-1]
        return np.array(codes)[np.searchsorted(at, frames, side="right") - 1]


def _frames(table: RecordTable) -> Ints:
    """Records that hold a frame, without the empty replies that keep a connection open."""
    is_frame = _FRAME_BYTES[table.kind] > 0
    short = np.flatnonzero((table.kind == _MODE_AC) & (_first_bytes(table.bodies) == 0))
    is_frame[short] = table.bodies[short, : len(HEARTBEAT)].any(axis=1)
    return np.flatnonzero(is_frame)


def _frames_in(bodies: NDArray[np.uint8]) -> NDArray[np.void]:
    """The frames in the bodies of records, each as one item, which numpy picks faster than rows of bytes."""
    if not len(bodies):
        return np.empty(0, f"V{FRAME_BYTES}")
    return np.ndarray((len(bodies),), f"V{FRAME_BYTES}", bodies, offset=_FRAME, strides=bodies.strides[:1])


def _are_readings(ticks: Ints) -> NDArray[np.bool_]:
    """Whether the counters are readings; asked only where they are as low or high as those that are none."""
    real = (ticks > 0) & (ticks < MLAT_COUNTER)
    odd = np.flatnonzero(~real)
    real[odd] = ~np.isin(ticks[odd], _MAGIC)
    return real


def _rejects(table: RecordTable) -> list[Reject]:
    found = (reject_of(record) for record in table.others.values())
    return [reject for reject in found if reject]


def _first_bytes(bodies: NDArray[np.uint8]) -> Ints:
    """The first eight bytes of each body as a number, highest first; shape (n, 21) to (n,)."""
    if not len(bodies):
        return np.empty(0, np.int64)
    return np.ndarray((len(bodies),), ">i8", bodies, strides=bodies.strides[:1]).astype(np.int64)


def _numbers(digits: NDArray[np.uint8]) -> Ints:
    """Numbers of eight bytes, lowest first; shape (n, 8) to (n,)."""
    return np.ascontiguousarray(digits).view("<i8")[:, 0].astype(np.int64)
