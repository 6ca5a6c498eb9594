"""Flights: one airframe's track in, its flights and visits out."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from skywitness.measure.clock import utc_from_seconds
from skywitness.measure.geodesy import distance_nm
from skywitness.model import Flight, Track
from skywitness.movements.airport_of import AirportFinder, End
from skywitness.movements.ground import GroundState
from skywitness.movements.pieces import Cutter, Piece, runs, step_nm
from skywitness.movements.trend import climb_fpm

ALGORITHM = "flights 1"
_FAST_KT = 80.0  # touch-down and lift-off speed that no helicopter has on the ground
_CONTACT_S = 120.0  # longest silence across which a touch-down is timed by its middle
_LOW_KT = 150.0  # speed at which the last miles to a field, or the first from it, are flown
_ONE_FIELD_NM = 4.0  # the longest way on the ground within one field
_EXTRAPOLATE_FT = 1500.0  # greatest height above the field from which a descent or climb is extrapolated
_EXTRAPOLATE_S = 120.0  # and for how long


class Identity(NamedTuple):
    """What the record says of who the airframe is; None where it says nothing."""

    registration: str | None = None
    typecode: str | None = None
    flag_state: str | None = None


class Leg(NamedTuple):
    """A piece of track with what was found at its ends; flight is None for time on the ground only."""

    piece: Piece
    departure: End | None
    arrival: End | None
    flight: Flight | None
    seen_on_ground: bool


@dataclass(frozen=True, slots=True)
class FlightFinder:
    """Cuts an airframe's track into flights and names their airports where the positions show them."""

    finder: AirportFinder
    ground_state: GroundState
    cutter: Cutter

    def legs(self, track: Track, doubts: NDArray[np.uint8], identity: Identity) -> tuple[Track, list[Leg]]:
        """The undoubted track and its legs in order of time.

        Args:
            track: one airframe's positions.
            doubts: doubt flags, shape (n,); flagged positions make no flight, airport or distance.
            identity: written into each flight.
        """
        clean = track.take(doubts == 0)
        if not len(clean):
            return clean, []
        ground = self.ground_state.find(clean, self.finder.airports)
        pieces = self.cutter.cut(clean, ground)
        doubted_at = track.time_s[doubts != 0]
        return clean, [self._leg(clean, ground, piece, doubted_at, identity) for piece in pieces]

    def _leg(
        self,
        track: Track,
        ground: NDArray[np.bool_],
        piece: Piece,
        doubted_at: NDArray[np.float64],
        identity: Identity,
    ) -> Leg:
        rows = np.arange(piece.first, piece.last + 1)
        air = rows[~ground[rows]]
        if not flew(track, air):
            end = self._stay(track, rows[ground[rows]]) if np.any(ground[rows]) else None
            return Leg(piece, end, end, None, seen_on_ground=end is not None)
        departure = self._end(track, ground, int(air[0]), -1)
        arrival = self._end(track, ground, int(air[-1]), 1)
        flight = Flight(
            flight_id=f"{track.icao24}-{_utc(track, piece.first):%Y%m%dT%H%M%SZ}",
            icao24=track.icao24,
            **identity._asdict(),
            callsign=_usual_callsign(track, rows),
            adep=departure.airport,
            ades=arrival.airport,
            adep_reason=departure.reason,
            ades_reason=arrival.reason,
            adep_evidence=departure.evidence,
            ades_evidence=arrival.evidence,
            takeoff_at=_contact_at(track, ground, int(air[0]), -1, departure),
            landing_at=_contact_at(track, ground, int(air[-1]), 1, arrival),
            first_seen_at=_utc(track, piece.first),
            last_seen_at=_utc(track, piece.last),
            first_lat_deg=float(track.lat_deg[piece.first]),
            first_lon_deg=float(track.lon_deg[piece.first]),
            last_lat_deg=float(track.lat_deg[piece.last]),
            last_lon_deg=float(track.lon_deg[piece.last]),
            positions=len(rows),
            doubted=_count_between(doubted_at, track.time_s[piece.first], track.time_s[piece.last]),
            distance_nm=round(_path_nm(track, rows), 1),
            longest_silence_s=float(np.max(np.diff(track.time_s[rows]), initial=0.0)),
            cut_before=piece.cut_before,
            source_sha256s=sorted(set(track.source[rows])),
            algorithm=ALGORITHM,
            reconstruction=track.reconstruction,
        )
        return Leg(piece, departure, arrival, flight, seen_on_ground=bool(np.any(ground[rows])))

    def _end(self, track: Track, ground: NDArray[np.bool_], row: int, step: int) -> End:
        """What is known of the flight's end beyond its outermost airborne row (step -1 departure, 1 arrival)."""
        stay = _ground_run_at(track, ground, row + step)
        if stay is not None and self._same_stay(track, row, step):
            return self._stay(track, stay)
        return self.finder.from_air(track, row, arriving=step > 0)

    def _same_stay(self, track: Track, row: int, step: int) -> bool:
        silence_s = abs(track.time_s[row + step] - track.time_s[row])
        way = step_nm(track, min(row, row + step))
        return bool(silence_s - way / _LOW_KT * 3600 <= self.cutter.contact_s)

    def _stay(self, track: Track, rows: NDArray[np.int64]) -> End:
        around = np.arange(max(int(rows[0]) - 3, 0), min(int(rows[-1]) + 4, len(track)))
        near_s = np.abs(track.time_s[around][:, None] - track.time_s[rows[[0, -1]]]).min(axis=1)
        fast = bool(np.any(track.ground_speed_kt[around[near_s < _CONTACT_S]] > _FAST_KT))
        return self.finder.from_ground(track, rows, fast=fast)


def flew(track: Track, air: NDArray[np.int64]) -> bool:
    """Whether these airborne rows show a flight: positions of different times that are not all the same place."""
    if not len(air) or track.time_s[air[-1]] <= track.time_s[air[0]]:
        return False
    moved = distance_nm(track.lat_deg[air[0]], track.lon_deg[air[0]], track.lat_deg[air], track.lon_deg[air])
    return bool(np.max(moved) > 0.3)


def _ground_run_at(track: Track, ground: NDArray[np.bool_], row: int) -> NDArray[np.int64] | None:
    """Rows of the stay on the ground that holds this row; None when it is outside the track or airborne."""
    if not 0 <= row < len(track) or not ground[row]:
        return None
    first, last = next((first, last) for first, last in runs(ground) if first <= row <= last)
    rows = np.arange(first, last + 1)
    away = distance_nm(track.lat_deg[row], track.lon_deg[row], track.lat_deg[rows], track.lon_deg[rows])
    return rows[away <= _ONE_FIELD_NM]


def _contact_at(track: Track, ground: NDArray[np.bool_], row: int, step: int, end: End) -> datetime | None:
    """Time of take-off or landing: between air and ground when both were heard, or a short extrapolation."""
    beyond = row + step
    if 0 <= beyond < len(track) and ground[beyond]:
        times = float(track.time_s[row]), float(track.time_s[beyond])
        if abs(times[1] - times[0]) <= _CONTACT_S:
            return utc_from_seconds(sum(times) / 2)
    if end.elevation_ft is None:
        return None
    height_ft = max(float(track.baro_altitude_ft[row]) - end.elevation_ft, 0.0)
    if height_ft > _EXTRAPOLATE_FT:
        return None
    climb = abs(climb_fpm(track, row, backwards=step > 0))
    seconds = height_ft / climb * 60 if climb else np.inf
    return utc_from_seconds(float(track.time_s[row]) + step * seconds) if seconds <= _EXTRAPOLATE_S else None


def _usual_callsign(track: Track, rows: NDArray[np.int64]) -> str | None:
    counts = Counter(callsign for callsign in track.callsign[rows] if callsign)
    return min(counts, key=lambda callsign: (-counts[callsign], callsign)) if counts else None


def _path_nm(track: Track, rows: NDArray[np.int64]) -> float:
    lat, lon = track.lat_deg[rows], track.lon_deg[rows]
    return float(np.sum(distance_nm(lat[:-1], lon[:-1], lat[1:], lon[1:])))


def _count_between(times: NDArray[np.float64], first: float, last: float) -> int:
    return int(np.count_nonzero((times >= first) & (times <= last)))


def _utc(track: Track, row: int) -> datetime:
    return utc_from_seconds(float(track.time_s[row]))
