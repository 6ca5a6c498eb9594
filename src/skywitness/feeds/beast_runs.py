"""Runs of whole Beast records, found over a whole buffer at once.

A single ``1A`` begins a record and a doubled one is data, so in a sound stream the parity of a run of ``1A`` tells
where records begin. A record is whole when the bytes up to the next beginning, escapes undone, are as many as its
type asks for: it is then just what ``beast_records`` would cut there. Whatever is not whole in this sense (types
that are rare or have no fixed length, stamps with a ``1A`` among their bytes, noise, the end of the buffer) is
left to it.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from skywitness.feeds.beast_records import Record, RecordCutter

_ESCAPE = 0x1A
_STAMP, _STAMP_BYTES = 0xE8, 8
_LENGTHS = np.zeros(256, np.int64)
_LENGTHS[[ord("1"), ord("2"), ord("3"), 0xE3, _STAMP]] = 9, 14, 21, 8, _STAMP_BYTES
LONGEST_BODY = 21
_CODES = {"mode_ac": ord("1"), "short": ord("2"), "long": ord("3"), "receiver": 0xE3, "time": _STAMP}


class RecordTable(NamedTuple):
    """Records in the order of the stream.

    Attributes:
        kind: the type byte, 0 for a record that is in ``others``; shape (n,).
        bodies: what follows the type, escapes undone, zeros behind shorter ones; shape (n, 21).
        offset: where each begins in the stream; shape (n,).
        others: records of other types, by their place in the order.
    """

    kind: NDArray[np.uint8]
    bodies: NDArray[np.uint8]
    offset: NDArray[np.int64]
    others: dict[int, Record]


class _Found(NamedTuple):
    """Where records seem to begin in a buffer.

    Attributes:
        starts: in the buffer, shape (n,).
        undoubled: the buffer with each doubled escape once.
        bodies_at: the bytes behind the type, in ``undoubled``; shape (n,).
        kind: the type byte, shape (n,).
        odd_ones: indices of those that are not whole, ascending; the last always is.
    """

    starts: NDArray[np.int64]
    undoubled: NDArray[np.uint8]
    bodies_at: NDArray[np.int64]
    kind: NDArray[np.uint8]
    odd_ones: NDArray[np.int64]


class RunCutter(RecordCutter):
    """Cuts a stream as RecordCutter does, whole runs at a time."""

    def __init__(self) -> None:
        super().__init__()
        self._found: _Found | None = None
        self._runs: list[tuple[int, int, int]] = []
        self._first = self._odd = 0

    def table(self, chunk: bytes, *, final: bool = False) -> RecordTable:
        """Records completed by these bytes, or, at the end of the stream, the rest."""
        self._buffer += chunk
        self._found, self._runs = _find(bytes(self._buffer)), []
        self._first = self._odd = 0
        begin = self._offset
        records = self.finish() if final else self._cut(final=False)
        return _table(records, self._runs, self._found, begin)

    def _leap(self, at: int, records: list[Record]) -> int:
        found = self._found
        if found is None:
            return at
        # Both go on and never back: where noise makes many calls, looking each up anew would take longer.
        while self._first < len(found.starts) and found.starts[self._first] < at:
            self._first += 1
        first = self._first
        if first == len(found.starts) or found.starts[first] != at:
            return at
        while found.odd_ones[self._odd] < first:
            self._odd += 1
        end = int(found.odd_ones[self._odd])
        if end > first:
            self._end_garbage(self._offset + at, records)
            self._runs.append((len(records), first, end))
            self._first = end
        return int(found.starts[end])


def _find(data: bytes) -> _Found | None:
    """Where records seem to begin; None where nothing does."""
    buffer = np.frombuffer(data, np.uint8)
    escapes = np.flatnonzero(buffer == _ESCAPE)
    second = _seconds(escapes)
    alone = ~second
    alone[:-1] &= np.diff(escapes) > 1
    single = np.flatnonzero(alone)
    starts = escapes[single]
    if not len(starts):
        return None
    left_out = escapes[second]
    undoubled = np.frombuffer(_without(data, left_out.tolist()), np.uint8)
    bodies_at = starts - np.cumsum(second, dtype=np.int32)[single] + 2
    kind = np.append(buffer, np.uint8(0))[starts + 1]
    return _Found(starts, undoubled, bodies_at, kind, _odd_ones(starts, undoubled, bodies_at, kind))


def _without(data: bytes, places: list[int]) -> bytes:
    """Bytes without those at some places, ascending."""
    begins = [0, *(place + 1 for place in places)]
    return b"".join([data[begin:end] for begin, end in zip(begins, [*places, len(data)], strict=True)])


def _seconds(escapes: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Whether each escape is the second of a pair, counted from the beginning of its run."""
    second = np.zeros(len(escapes), np.bool_)
    follows = np.flatnonzero(np.diff(escapes) == 1) + 1
    if len(follows):
        begins = np.diff(follows, prepend=-1) > 1
        first = np.maximum.accumulate(np.where(begins, follows, 0))
        second[follows] = (follows - first) % 2 == 0
    return second


def _odd_ones(
    starts: NDArray[np.int64],
    undoubled: NDArray[np.uint8],
    bodies_at: NDArray[np.int64],
    kind: NDArray[np.uint8],
) -> NDArray[np.int64]:
    lengths = _LENGTHS[kind]
    whole = np.zeros(len(starts), np.bool_)
    whole[:-1] = (lengths[:-1] > 0) & (np.diff(bodies_at) == lengths[:-1] + 2)
    stamps = np.flatnonzero(whole & (kind == _STAMP))
    ends = bodies_at[stamps] + _STAMP_BYTES  # a stamp is not escaped: no byte of it may have been undoubled
    plain = starts[stamps + 1] - starts[stamps] == _STAMP_BYTES + 2
    whole[stamps] = plain & (undoubled[ends - 3] <= 3) & (undoubled[ends - 2] == 0) & (undoubled[ends - 1] == 0)
    return np.flatnonzero(~whole)


def _table(
    records: list[Record], runs: list[tuple[int, int, int]], found: _Found | None, begin: int
) -> RecordTable:
    """Runs and single records in their order."""
    places = [*runs, (len(records), 0, 0)]
    kinds, offsets, bodies = [], [], []
    others: dict[int, Record] = {}
    done = count = 0
    for before, first, end in places:
        singles = records[done:before]
        others |= {count + index: record for index, record in enumerate(singles) if record.kind not in _CODES}
        kinds.append(np.array([_CODES.get(record.kind, 0) for record in singles], np.uint8))
        offsets.append(np.array([record.offset for record in singles], np.int64))
        bodies.append(_padded(singles))
        if found is not None and end > first:
            kinds.append(found.kind[first:end])
            offsets.append(found.starts[first:end] + begin)
            bodies.append(_bodies(found, first, end))
        count += len(singles) + end - first
        done = before
    return RecordTable(np.concatenate(kinds), np.concatenate(bodies), np.concatenate(offsets), others)


def _padded(records: list[Record]) -> NDArray[np.uint8]:
    whole = b"".join(
        record.body.ljust(LONGEST_BODY, b"\0") if record.kind in _CODES else bytes(LONGEST_BODY)
        for record in records
    )
    return np.frombuffer(whole, np.uint8).reshape(-1, LONGEST_BODY)


def _bodies(found: _Found, first: int, end: int) -> NDArray[np.uint8]:
    data = np.concatenate([found.undoubled, np.zeros(LONGEST_BODY, np.uint8)])
    # Each body is copied as one item of 21 bytes.
    items = np.ndarray((len(found.undoubled),), f"V{LONGEST_BODY}", data, strides=(1,))
    bodies = items[found.bodies_at[first:end]].view(np.uint8).reshape(-1, LONGEST_BODY)
    for kind in _CODES.values():
        if unused := LONGEST_BODY - int(_LENGTHS[kind]):
            rests = np.ndarray(
                (len(bodies),), f"V{unused}", bodies, offset=LONGEST_BODY - unused, strides=(LONGEST_BODY,)
            )
            rests[np.flatnonzero(found.kind[first:end] == kind)] = bytes(unused)
    return bodies
