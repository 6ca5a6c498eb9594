"""Gaps: silences of an airframe, each with the way it most probably took and where else it can have been."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from skywitness.measure.clock import utc_from_seconds
from skywitness.measure.geodesy import distance_nm, way_nm
from skywitness.model import Track
from skywitness.model.gap import Gap
from skywitness.movements.hermite import Ends, Ways, ways_between
from skywitness.movements.lens import Lens
from skywitness.movements.trend import directions_deg
from skywitness.reference.areas import Areas, Crossed

Floats = NDArray[np.float64]
IN_FLIGHT, LANDED_UNSEEN, ON_GROUND = "in_flight", "landed_unseen", "on_ground"

_ASIDE = np.array((-0.87, -0.47, -0.28, -0.15, 0.0, 0.15, 0.28, 0.47, 0.87))
"""Middles of nine equally likely ninths of the errors across the way, as shares of the lens's half-width.

Measured on the gaps that the lens was fitted on; a normal distribution would have 0.97, 0.59, 0.36, 0.17.
"""
_ON_ITS_WAY = 0.8  # share of the time that the distance must take; with less of it used it circles
_ROUND = np.repeat((0.11, 0.30, 0.75), 8)
"""The same for the middles of thirds of the errors in any direction, eight directions each."""
_ROUND_FROM_RAD = np.tile(np.arange(8) * np.pi / 4, 3)
_ROUND_SENSE = np.tile((-1.0, 1.0), 12)  # every other one turns right
_LOOK_UP_NM = 6.0  # step between places that are looked up: smaller than any state but Monaco and the Vatican
_NEAR_S, _FAR_S = 20.0, 300.0  # a neighbour this far off in time shows the speed


class Silent(NamedTuple):
    """A silence that was found in a track.

    Attributes:
        row: last position before it.
        kind: ``in_flight``, ``landed_unseen`` or ``on_ground``.
        log_odds: natural logarithm of the odds that it landed; None on the ground.
        flight_id: the flight that it lies in; None when it lies between two.
    """

    row: int
    kind: str
    log_odds: float | None
    flight_id: str | None


class Inside(NamedTuple):
    """Where it may have been in a gap; as the fields of Gap."""

    path_lat_deg: list[float]
    path_lon_deg: list[float]
    path_half_width_nm: list[float]
    countries: Crossed
    firs: Crossed


_NOWHERE = Crossed([], [])
_UNTOLD = Inside([], [], [], _NOWHERE, _NOWHERE)


@dataclass(frozen=True, slots=True)
class GapFinder:
    """Writes silences as gaps.

    The probability of a state or region is the share of nine ways through the lens that touch it. The nine run
    beside the most probable way, each a fixed share of the lens's half-width off it all along, so that they
    bracket a detour to either side and are equally likely. Where the distance needs less than four fifths of the
    time, 24 ways go once round the most probable one, as a circling aircraft does. The least probability is one of
    nine or of 24; a country that is not listed was crossed less often than that, not never.

    Countries besides those at the ends, on gaps of 20 min to 2 h of airframes that nothing was fitted on: those
    given 0.11, 0.26, 0.51, 0.72 and 0.89 in the mean were truly crossed in 0.11, 0.27, 0.59, 0.64 and 0.69 of the
    cases, those given 1 in 0.99, and 15 of 4,333 were crossed and not named (``bench/accuracy/gap_lens.py``). What
    a circling aircraft crossed is understated: of the few recorded, 0.10 came true in 0.32.

    How it is fooled: an aircraft that goes to one side first and to the other later is on none of the nine; a way
    around a closed airspace is not known, and the closed state gets its share.

    Attributes:
        countries: land and territorial waters of states; None for no list of countries.
        firs: flight information regions; None where none are installed.
        lens: how far from the way it may have been.
    """

    countries: Areas | None
    firs: Areas | None
    lens: Lens

    def find(self, track: Track, silences: Sequence[Silent], algorithm: str) -> list[Gap]:
        """The gaps of one airframe in the order of its silences.

        Args:
            track: undoubted positions of one airframe.
            silences: where it fell silent, each with a position after it.
            algorithm: name and version of the rules, for the rows.
        """
        rows = np.array([silent.row for silent in silences if silent.kind == IN_FLIGHT], np.int64)
        inside = self._inside(track, np.unique(rows[track.time_s[rows + 1] > track.time_s[rows]]))
        heard = _heard(track, np.array([silent.row for silent in silences], np.int64))
        return [
            _gap(track, silent, sides, inside.get(silent.row, _UNTOLD), algorithm)
            for silent, sides in zip(silences, heard, strict=True)
        ]

    def _inside(self, track: Track, rows: NDArray[np.int64]) -> dict[int, Inside]:
        """Where it may have been in the gaps after these rows; gaps of like length together."""
        if not len(rows):
            return {}
        before, after = ends_at(track, rows, backwards=True), ends_at(track, rows + 1, backwards=False)
        duration_h = (track.time_s[rows + 1] - track.time_s[rows]) / 3600
        points, every = _steps(distance_nm(before.lat_deg, before.lon_deg, after.lat_deg, after.lon_deg))
        found: dict[int, Inside] = {}
        for kept, step in {*zip(points.tolist(), every.tolist(), strict=True)}:
            those = (points == kept) & (every == step)
            start, end = (Ends(*(column[those] for column in ends)) for ends in (before, after))
            ways = ways_between(start, end, duration_h[those], (kept - 1) * step + 1)
            found.update(zip(rows[those].tolist(), self._along(ways, step), strict=True))
        return found

    def _along(self, ways: Ways, every: int) -> Iterator[Inside]:
        half_width = self.lens.half_width_nm(ways)
        lat, lon = ways.places()
        columns = [np.round(column[:, ::every], 5).tolist() for column in (lat, lon)]
        columns.append(np.round(half_width[:, ::every], 2).tolist())
        crossed = [self.crossed(ways, half_width, areas) for areas in (self.countries, self.firs)]
        yield from map(Inside, *columns, *crossed)

    def crossed(self, ways: Ways, half_width_nm: Floats, areas: Areas | None) -> list[Crossed]:
        """Areas that the ways through each gap may have crossed."""
        if areas is None:
            return [_NOWHERE] * len(half_width_nm)
        found = areas.crossed(*ways.beside(_ASIDE[:, None, None] * half_width_nm))
        circling = ways.distance_nm < _ON_ITS_WAY * self.lens.speed_kt(ways) * ways.duration_h
        if circling.any():
            some = ways.take(circling)
            turn_rad = _ROUND_FROM_RAD[:, None, None] + _ROUND_SENSE[:, None, None] * 2 * np.pi * ways.part
            rounds = areas.crossed(*some.around(_ROUND[:, None, None] * half_width_nm[circling], turn_rad))
            for place, area in zip(np.flatnonzero(circling).tolist(), rounds, strict=True):
                found[place] = area
        return found


def ends_at(track: Track, rows: NDArray[np.int64], *, backwards: bool) -> Ends:
    """Positions and velocities at rows, from the reports, or from neighbours before (backwards) or after them."""
    speed = track.ground_speed_kt[rows]
    for place in np.flatnonzero(np.isnan(speed)).tolist():
        speed[place] = _speed_kt(track, int(rows[place]), backwards=backwards)
    return Ends(track.lat_deg[rows], track.lon_deg[rows], speed, directions_deg(track, rows, backwards=backwards))


def _speed_kt(track: Track, row: int, *, backwards: bool) -> float:
    time_s = float(track.time_s[row])
    if backwards:
        other = int(np.searchsorted(track.time_s[: row + 1], time_s - _NEAR_S, side="right")) - 1
    else:
        other = row + int(np.searchsorted(track.time_s[row:], time_s + _NEAR_S))
    if not 0 <= other < len(track) or not _NEAR_S <= (age_s := abs(time_s - float(track.time_s[other]))) <= _FAR_S:
        return math.nan
    return way_nm(*track.place(row), *track.place(other)) / age_s * 3600


def _steps(length_nm: Floats) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Points of the paths that are kept, and places that are looked up for each of their steps."""
    points = np.where(length_nm < 100, 9, np.where(length_nm < 500, 17, 33))
    needed = length_nm / _LOOK_UP_NM / (points - 1)
    return points, np.where(needed <= 1, 1, np.where(needed <= 2, 2, np.where(needed <= 4, 4, 8)))


class _Heard(NamedTuple):
    """The positions on both sides of a silence; as the fields of Gap, times as Unix seconds."""

    from_s: float
    to_s: float
    from_lat_deg: float
    from_lon_deg: float
    to_lat_deg: float
    to_lon_deg: float
    from_altitude_ft: float
    to_altitude_ft: float
    great_circle_nm: float


def _heard(track: Track, rows: NDArray[np.int64]) -> list[_Heard]:
    """What was heard before and after the silences behind these rows."""
    names = ("time_s", "lat_deg", "lon_deg", "baro_altitude_ft")
    (from_s, *start, from_ft), (to_s, *end, to_ft) = (
        [getattr(track, name)[side] for name in names] for side in (rows, rows + 1)
    )
    columns = (from_s, to_s, *start, *end, from_ft, to_ft, distance_nm(*start, *end))
    return list(map(_Heard, *(column.tolist() for column in columns)))


def _gap(track: Track, silent: Silent, heard: _Heard, inside: Inside, algorithm: str) -> Gap:
    from_at, duration_s = utc_from_seconds(heard.from_s), heard.to_s - heard.from_s
    return Gap(
        gap_id=f"{track.icao24}-gap-{from_at:%Y%m%dT%H%M%SZ}",
        icao24=track.icao24,
        flight_id=silent.flight_id,
        kind=silent.kind,
        landed_log_odds=_finite(silent.log_odds),
        from_at=from_at,
        to_at=utc_from_seconds(heard.to_s),
        duration_s=duration_s,
        from_lat_deg=heard.from_lat_deg,
        from_lon_deg=heard.from_lon_deg,
        to_lat_deg=heard.to_lat_deg,
        to_lon_deg=heard.to_lon_deg,
        from_altitude_ft=_altitude_ft(heard.from_altitude_ft),
        to_altitude_ft=_altitude_ft(heard.to_altitude_ft),
        great_circle_nm=round(heard.great_circle_nm, 2),
        required_speed_kt=round(heard.great_circle_nm / max(duration_s, 1e-3) * 3600, 1),
        path_lat_deg=inside.path_lat_deg,
        path_lon_deg=inside.path_lon_deg,
        path_half_width_nm=inside.path_half_width_nm,
        countries=inside.countries.names,
        country_probabilities=inside.countries.probabilities,
        firs=inside.firs.names,
        fir_probabilities=inside.firs.probabilities,
        source_sha256s=sorted(
            {track.sources[code] for code in track.source[silent.row : silent.row + 2].tolist()}
        ),
        algorithm=algorithm,
        reconstruction=track.reconstruction,
    )


def _altitude_ft(altitude: float) -> int | None:
    return round(altitude) if math.isfinite(altitude) else None


def _finite(log_odds: float | None) -> float | None:
    return None if log_odds is None else round(min(max(log_odds, -99.0), 99.0), 2)
