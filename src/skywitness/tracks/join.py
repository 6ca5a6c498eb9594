"""Join: the sources of one airframe on one clock.

Two receivers stamp one aircraft's place with two clocks. While it moves, the same place under two times tells how
far they are apart. The archive keeps what each source said; only the track is set right.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from skywitness.model import Track
from skywitness.tracks.clock_offset import ClockOffset, Path

Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Join:
    """Shifts each source to the clock of a better-supported one that heard the same flying.

    Sources are taken in order of the number of their positions, of equals by SHA-256; the first one's clock is
    kept. Each further one is compared with those before it that were heard at the same time, best supported first,
    and shifted by the first offset that can be told. So the outcome does not depend on the order of import.
    Sources that do not overlap in time, such as files of one day each, are not compared.

    How it is fooled: a clock that drifts or jumps within a source has no one offset, see ClockJump; a source that
    is wrong and has the most positions sets the others to its clock.

    Attributes:
        offset: how an offset is told.
        min_offset_s: 0.25 s: less is not worth a change, an aircraft flies 60 m in it.
        min_overlap_s: 60 s heard by both.
        max_compared: 4 sources that each is compared with at most, so that hundreds stay cheap.
    """

    offset: ClockOffset
    min_offset_s: float = 0.25
    min_overlap_s: float = 60.0
    max_compared: int = 4

    def shifts_s(self, track: Track) -> dict[int, float]:
        """Seconds that each source is to be set back by, by its code; empty when none is."""
        source = track.source
        if len(source) < 2 or source.min() == source.max():
            return {}
        if together(source):
            return {}
        codes, counts = np.unique(source, return_counts=True)
        return {code: shift_s for code, shift_s in self._shifts(track, codes, counts).items() if shift_s}

    def _shifts(self, track: Track, codes: NDArray[np.int32], counts: Rows) -> dict[int, float]:
        """Seconds by which each source's clock is ahead of the first one's, 0 where that cannot be told."""
        ranked = sorted(range(len(codes)), key=lambda i: (-int(counts[i]), track.sources[codes[i]]))
        by_source = np.split(np.argsort(track.source, kind="stable"), np.cumsum(counts)[:-1])
        spans = np.array([[track.time_s[by_source[i][0]], track.time_s[by_source[i][-1]]] for i in ranked])
        shifts: dict[int, float] = {}
        for rank, i in enumerate(ranked):
            shifts[int(codes[i])] = 0.0
            for other in islice(self._overlapping(spans, rank), self.max_compared):
                reference = by_source[ranked[other]]
                known_s = shifts[int(codes[ranked[other]])]
                ahead_s = self.offset.ahead_s(_path(track, reference, known_s), _path(track, by_source[i], 0.0))
                if ahead_s is not None:
                    shifts[int(codes[i])] = ahead_s if abs(ahead_s) >= self.min_offset_s else 0.0
                    break
        return shifts

    def _overlapping(self, spans: NDArray[np.float64], rank: int) -> Iterator[int]:
        first, last = spans[rank]
        overlap = np.minimum(spans[:rank, 1], last) - np.maximum(spans[:rank, 0], first)
        yield from np.flatnonzero(overlap >= self.min_overlap_s).tolist()


def _path(track: Track, rows: Rows, shift_s: float) -> Path:
    return Path(track.time_s[rows] - shift_s, track.lat_deg[rows], track.lon_deg[rows])


def together(source: NDArray[np.int32]) -> bool:
    """Whether the rows of each source follow one another, as those of files of one day each do.

    Args:
        source: codes of the sources, 0 or more, shape (n,).
    """
    changes = int(np.count_nonzero(source[1:] != source[:-1]))
    return not len(source) or changes < int(np.count_nonzero(np.bincount(source)))


_JOIN = Join(ClockOffset())


def join(track: Track) -> Track:
    """A track with its sources on one clock, in order of time; the same object when nothing is to be changed."""
    return joined(track)[0]


def joined(track: Track) -> tuple[Track, Rows]:
    """A track with its sources on one clock, and for each of its rows the row that it had in the track given."""
    shifts_s = _JOIN.shifts_s(track)
    if not shifts_s:
        return track, np.arange(len(track))
    time_s = track.time_s.copy()
    for code, shift_s in shifts_s.items():
        time_s[track.source == code] -= shift_s
    order = np.lexsort((track.source, time_s))
    return replace(track.take(order), time_s=time_s[order]), order
