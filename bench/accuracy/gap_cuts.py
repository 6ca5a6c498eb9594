"""Gaps cut at random out of recorded flights, with the true positions inside them."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple
from zlib import crc32

import numpy as np
from datasets import by_runway, flightradar24, four_flights, heathrow, hercules
from numpy.typing import NDArray

from skywitness.measure.geodesy import RADIUS_NM, distance_nm
from skywitness.model import Track
from skywitness.movements.gaps import ends_at
from skywitness.movements.hermite import Ends, Ways, ways_between
from skywitness.tracks.build import build_tracks

Floats = NDArray[np.float64]
MINUTES = (10, 20, 30, 60, 120, 240)
_HIGH_FT, _NEVER_BELOW_FT = 20_000, 15_000
_PER_AIRFRAME = 40  # gaps of one length
_TELEPORT_KT = 750.0
_POINTS = 129


class Cut(NamedTuple):
    """Gaps of about one length cut out of one airframe's track.

    Attributes:
        icao24: whose.
        minutes: nominal length.
        ways: ways by the velocities at both ends.
        straight: great circles.
        inside: of each gap, true positions: share of the time gone, latitude, longitude.
    """

    icao24: str
    minutes: int
    ways: Ways
    straight: Ways
    inside: list[tuple[Floats, Floats, Floats]]

    @property
    def fitted(self) -> bool:
        """Whether the lens's constants were fitted on this airframe."""
        return crc32(f"gap lens {self.icao24}".encode()) % 2 == 0


@cache
def cuts() -> tuple[Cut, ...]:
    """All gaps, the same in every run."""
    sets = (heathrow(), flightradar24(), by_runway(), hercules(), four_flights())
    tracks = [track for one in sets for track in build_tracks(one.positions)]
    return tuple(cut for track in tracks for minutes in MINUTES for cut in _of(_clean(track), minutes))


def _clean(track: Track) -> Track:
    """The track without second positions at one time."""
    return track.take(np.append(True, np.diff(track.time_s) > 0))


def _of(track: Track, minutes: int) -> Iterator[Cut]:
    first, last = _pairs(track, minutes * 60.0)
    if not len(first):
        return
    before, after = ends_at(track, first, backwards=True), ends_at(track, last, backwards=False)
    known = np.isfinite([*before, *after]).all(axis=0)
    first, last = first[known], last[known]
    before, after = (Ends(*(column[known] for column in ends)) for ends in (before, after))
    hours = (track.time_s[last] - track.time_s[first]) / 3600
    blind = np.full(len(first), np.nan)
    straight = [Ends(ends.lat_deg, ends.lon_deg, blind, blind) for ends in (before, after)]
    inside = [_inside(track, a, b) for a, b in zip(first.tolist(), last.tolist(), strict=True)]
    if len(first):
        ways = ways_between(before, after, hours, _POINTS)
        yield Cut(track.icao24, minutes, ways, ways_between(*straight, hours, _POINTS), inside)


def _pairs(track: Track, length_s: float) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Rows before and after the gaps."""
    chance = np.random.default_rng(crc32(f"{track.icao24} {length_s}".encode()))
    high = np.flatnonzero(track.baro_altitude_ft > _HIGH_FT)
    pairs = []
    for row in chance.permutation(high)[: 5 * _PER_AIRFRAME].tolist():
        end = int(np.searchsorted(track.time_s, track.time_s[row] + length_s))
        if _fit(track, row, end, length_s):
            pairs.append((row, end))
    kept = np.array(pairs[:_PER_AIRFRAME], np.int64).reshape(-1, 2)
    return kept[:, 0], kept[:, 1]


def _fit(track: Track, row: int, end: int, length_s: float) -> bool:
    """Whether these rows bound a stretch of high flight whose truth is known throughout."""
    if end >= len(track) or end - row < 6 or track.time_s[end] - track.time_s[row] > 1.3 * length_s:
        return False
    steps_s = np.diff(track.time_s[row : end + 1])
    if steps_s.max() > max(length_s / 2, 300.0) or not track.baro_altitude_ft[end] > _HIGH_FT:
        return False
    if np.nanmin(track.baro_altitude_ft[row : end + 1]) < _NEVER_BELOW_FT:
        return False
    lat, lon = track.lat_deg[row : end + 1], track.lon_deg[row : end + 1]
    ways = distance_nm(lat[:-1], lon[:-1], lat[1:], lon[1:])
    return not ((ways > 2) & (ways > _TELEPORT_KT * steps_s / 3600)).any()


def _inside(track: Track, row: int, end: int) -> tuple[Floats, Floats, Floats]:
    rows = np.unique(np.linspace(row + 1, end - 1, min(end - row - 1, 60)).astype(np.int64))
    part = (track.time_s[rows] - track.time_s[row]) / (track.time_s[end] - track.time_s[row])
    return part, track.lat_deg[rows], track.lon_deg[rows]


def vectors(lat_deg: Floats, lon_deg: Floats) -> Floats:
    """Unit vectors, shape (3, n)."""
    lat, lon = np.radians(lat_deg), np.radians(lon_deg)
    return np.array([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])


def away_nm(ways: Ways, gap: int, part: Floats, lat_deg: Floats, lon_deg: Floats) -> Floats:
    """Distance of true positions from where the way is at their time."""
    there = np.array([np.interp(part, ways.part, axis) for axis in ways.point[:, gap]])
    there /= np.sqrt((there**2).sum(axis=0))
    chord = np.sqrt(((there - vectors(lat_deg, lon_deg)) ** 2).sum(axis=0))
    return np.asarray(2 * RADIUS_NM * np.arcsin(chord / 2))


def on_its_way(ways: Ways) -> NDArray[np.bool_]:
    """Gaps whose distance takes at least four fifths of the time at the speed of their ends."""
    return np.asarray(ways.distance_nm / ways.duration_h >= 0.8 * ways.speed_kt.mean(axis=0))
