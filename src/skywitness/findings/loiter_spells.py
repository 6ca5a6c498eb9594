"""Loiter spells: where in a course an aircraft keeps turning one way, or flies far without getting away."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from skywitness.findings.loiter_course import Course, Flags, Floats, Rows

_MINUTE_S = 60.0
_SCALES = 5
"""Stretches of 16, 32, 64, 128 and 256 minutes are looked at."""
_SHORTEST = 16


@dataclass(frozen=True, slots=True)
class LoiterRule:
    """Which places of a course are part of a loiter.

    Attributes:
        turn_deg: 720: two circles, net of turns the other way, within ``window_s``. Over recorded airliners one in
            1,479 stretches has as much, over calibration flights, fire-fighters, relays and gliders two in three
            (measured; docs/explanation/how-sure-are-we.md).
        window_s: 25 min, with ``turn_deg``.
        path_ratio: 3: way over twice the greatest distance from where the stretch began (adsbtrack's
            ``loiter_ratio``: 1 is out and back); no recorded airliner has as much, every survey has.
        min_way_nm: 10 NM within a stretch that the ratio is taken of; judgement: below it taxiing and hovering
            count.
    """

    turn_deg: float = 720.0
    window_s: float = 1500.0
    path_ratio: float = 3.0
    min_way_nm: float = 10.0

    def spells(self, course: Course) -> list[tuple[int, int]]:
        """First and last place of each spell, in order; spells share no place."""
        if not len(course):
            return []
        inside = self._turning(course) | self._staying(course)
        edges = np.flatnonzero(np.diff(inside.astype(np.int8), prepend=0, append=0))
        cut = np.flatnonzero(np.diff(course.run)) + 1
        return [span for first, end in edges.reshape(-1, 2) for span in _parts(int(first), int(end), cut)]

    def _turning(self, course: Course) -> Flags:
        """Places within any window that holds enough turn."""
        summed = np.cumsum(course.turn_deg)
        last = np.searchsorted(course.clock_s, course.clock_s + self.window_s, "right") - 1
        found = np.flatnonzero(np.abs(summed[last] - summed) >= self.turn_deg)
        return _covered(len(course), found, last[found])

    def _staying(self, course: Course) -> Flags:
        """Places within any stretch that is flown far in without getting away."""
        minutes = _Minutes.of(course)
        count = len(minutes.first)
        inside = np.zeros(len(course), np.bool_)
        for long, box in minutes.boxes():
            begin, end = np.arange(count - long + 1), np.arange(long - 1, count)
            way = minutes.way_nm[end] - minutes.way_nm[begin]
            reach = box.reach_nm(course, minutes.first[begin])
            whole = minutes.run[begin] == minutes.run[end]
            far = way >= np.maximum(self.min_way_nm, 2 * self.path_ratio * reach)
            found = begin[whole & far]
            inside |= _covered(len(course), minutes.first[found], minutes.last[found + long - 1])
        return inside


@dataclass(frozen=True, slots=True)
class _Box:
    """Least and greatest latitude and longitude of stretches, shape (k,) each."""

    south: Floats
    north: Floats
    west: Floats
    east: Floats

    def grown(self, by: int) -> "_Box":
        """Boxes of stretches that begin where these do and reach as far as those ``by`` later."""
        return _Box(
            np.minimum(self.south[:-by], self.south[by:]),
            np.maximum(self.north[:-by], self.north[by:]),
            np.minimum(self.west[:-by], self.west[by:]),
            np.maximum(self.east[:-by], self.east[by:]),
        )

    def reach_nm(self, course: Course, begin: Rows) -> Floats:
        """Greatest distance along a parallel or a meridian from where each stretch began."""
        lat, lon = course.lat_deg[begin], course.unbroken_lon_deg[begin]
        along = np.maximum(self.north - lat, lat - self.south) * 60
        across = np.maximum(self.east - lon, lon - self.west) * 60 * np.cos(np.radians(lat))
        return np.asarray(np.hypot(along, across))


@dataclass(frozen=True, slots=True)
class _Minutes:
    """A course in pieces of a minute; columns of shape (k,)."""

    first: Rows
    last: Rows
    run: Rows
    way_nm: Floats
    box: _Box

    @classmethod
    def of(cls, course: Course) -> "_Minutes":
        minute = np.floor(course.clock_s / _MINUTE_S)
        first = np.flatnonzero((np.diff(minute, prepend=-1.0) != 0) | (np.diff(course.run, prepend=-1) != 0))
        ends = [reduce(column, first) for column in (course.lat_deg, course.unbroken_lon_deg) for reduce in _ENDS]
        way = np.cumsum(np.abs(course.step))
        return cls(first, np.append(first[1:], len(course)) - 1, course.run[first], way[first], _Box(*ends))

    def boxes(self) -> Iterator[tuple[int, _Box]]:
        """Numbers of minutes, doubled from one to the next, and the boxes of every stretch as long."""
        box, long = self.box, 1
        for _ in range(_SHORTEST.bit_length() - 1 + _SCALES - 1):
            if 2 * long > len(self.first):
                return
            box, long = box.grown(long), 2 * long
            if long >= _SHORTEST:
                yield long, box


_ENDS = (np.minimum.reduceat, np.maximum.reduceat)


def _covered(count: int, first: Rows, last: NDArray[np.int64]) -> Flags:
    """True for every place in any of these spans, shape (count,)."""
    change = np.bincount(first, minlength=count + 1) - np.bincount(last + 1, minlength=count + 1)
    return np.asarray(np.cumsum(change[:count]) > 0)


def _parts(first: int, end: int, cut: Rows) -> list[tuple[int, int]]:
    """A span, cut where one run ends and the next begins."""
    inner = cut[(cut > first) & (cut < end)].tolist()
    starts = [first, *inner]
    return [(start, stop - 1) for start, stop in zip(starts, [*inner, end], strict=True)]
