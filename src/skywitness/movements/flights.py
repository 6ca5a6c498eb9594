"""Flights: the legs of one airframe written as rows of the record."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from skywitness.measure.clock import utc_from_seconds
from skywitness.measure.geodesy import steps_nm
from skywitness.model import Flight, Track
from skywitness.movements.contact import UNSEEN, Contact, Ground, contact
from skywitness.movements.identity import Identity
from skywitness.movements.legs import Leg, Side
from skywitness.movements.pieces import Cutter, Piece
from skywitness.movements.repeats import Repeats

ALGORITHM = "movements 2"
"""Name and version of the rules from positions to flights, visits, gaps and trips."""

Floats = NDArray[np.float64]


class Row(NamedTuple):
    """A flight with the contacts that its times come from."""

    flight: Flight
    takeoff: Contact
    landing: Contact


class _Heard(NamedTuple):
    """What is counted and measured of one flight; as the fields of Flight, times as Unix seconds."""

    first_s: float
    last_s: float
    doubted: int
    distance_nm: float
    longest_silence_s: float
    touch_and_goes: int


@dataclass(frozen=True, slots=True)
class FlightWriter:
    """Writes legs as flights."""

    cutter: Cutter

    def write(
        self,
        track: Track,
        ground: NDArray[np.bool_],
        doubted_s: Floats,
        legs: Sequence[Leg],
        identity: Identity,
    ) -> list[Row | None]:
        """The flight of each leg; None for one that did not fly.

        Args:
            track: undoubted positions of one airframe.
            ground: True where it was on the ground, shape (n,).
            doubted_s: times of the doubted positions, which are left out of the track, ascending.
            legs: pieces of the track with their ends.
            identity: labels of the airframe.
        """
        heard = iter(self._heard(track, ground, doubted_s, [leg.piece for leg in legs if leg.flew]))
        callsigns, sources = Repeats.of(track.callsign, track.callsigns), Repeats.of_sources(track)
        of_track = _OfTrack(track, identity, callsigns, sources)
        return [of_track.row(leg, next(heard)) if leg.flew else None for leg in legs]

    def _heard(
        self, track: Track, ground: NDArray[np.bool_], doubted_s: Floats, pieces: Sequence[Piece]
    ) -> list[_Heard]:
        if not pieces:
            return []
        first, last = (
            np.array(rows) for rows in zip(*((piece.first, piece.last) for piece in pieces), strict=True)
        )
        silences_s = np.diff(track.time_s)
        # Nobody knows the way flown in a silence: it adds nothing.
        way_nm = steps_nm(track.lat_deg, track.lon_deg) * (silences_s < self.cutter.silence.min_silence_s)
        so_far_nm = np.concatenate(([0.0], np.cumsum(way_nm)))
        bounds = np.column_stack((first, last)).ravel()
        first_s, last_s = track.time_s[first], track.time_s[last]
        columns = (
            first_s,
            last_s,
            np.searchsorted(doubted_s, last_s, side="right") - np.searchsorted(doubted_s, first_s),
            so_far_nm[last] - so_far_nm[first],
            np.maximum.reduceat(np.append(silences_s, 0.0), bounds)[::2],
        )
        touched = self.cutter.touch_and_goes(track, ground, pieces)
        return list(map(_Heard, *(column.tolist() for column in columns), touched))


@dataclass(frozen=True, slots=True)
class _OfTrack:
    """Writes the flights of one track."""

    track: Track
    identity: Identity
    callsigns: Repeats
    sources: Repeats

    def row(self, leg: Leg, heard: _Heard) -> Row | None:
        """The flight of a leg."""
        if leg.departure is None or leg.arrival is None:
            return None
        track, identity, piece = self.track, self.identity, leg.piece
        departure, arrival = leg.departure.end, leg.arrival.end
        takeoff, landing = _contact(track, leg.departure), _contact(track, leg.arrival)
        first_at = utc_from_seconds(heard.first_s)
        first_lat_deg, first_lon_deg = track.place(piece.first)
        last_lat_deg, last_lon_deg = track.place(piece.last)
        callsigns = self.callsigns.counts(piece.first, piece.last)
        flight = Flight(
            flight_id=f"{track.icao24}-{first_at:%Y%m%dT%H%M%SZ}",
            icao24=track.icao24,
            registration=identity.registration,
            typecode=identity.typecode,
            flag_state=identity.flag_state,
            callsign=min(callsigns, key=lambda word: (-callsigns[word], word), default=None),
            callsigns=list(callsigns),
            adep=departure.airport,
            ades=arrival.airport,
            adep_reason=departure.reason,
            ades_reason=arrival.reason,
            adep_evidence=departure.evidence,
            ades_evidence=arrival.evidence,
            adep_runway=departure.runway,
            ades_runway=arrival.runway,
            adep_candidates=list(departure.candidates),
            adep_posteriors=list(departure.posteriors),
            ades_candidates=list(arrival.candidates),
            ades_posteriors=list(arrival.posteriors),
            takeoff_at=takeoff.at,
            takeoff_uncertainty_s=takeoff.uncertainty_s,
            landing_at=landing.at,
            landing_uncertainty_s=landing.uncertainty_s,
            first_seen_at=first_at,
            last_seen_at=utc_from_seconds(heard.last_s),
            first_lat_deg=first_lat_deg,
            first_lon_deg=first_lon_deg,
            last_lat_deg=last_lat_deg,
            last_lon_deg=last_lon_deg,
            first_altitude_ft=_altitude_ft(track, leg.departure.row),
            last_altitude_ft=_altitude_ft(track, leg.arrival.row),
            positions=piece.last - piece.first + 1,
            doubted=heard.doubted,
            distance_nm=round(heard.distance_nm, 1),
            longest_silence_s=heard.longest_silence_s,
            touch_and_goes=heard.touch_and_goes,
            cut_before=piece.cut_before,
            cut_before_log_odds=None if piece.log_odds is None else round(piece.log_odds, 2),
            source_sha256s=sorted(self.sources.counts(piece.first, piece.last)),
            algorithm=ALGORITHM,
            reconstruction=track.reconstruction,
        )
        return Row(flight, takeoff, landing)


def _contact(track: Track, side: Side) -> Contact:
    best, scores, elevation_ft = side.judged.best(), side.judged.scores, side.end.elevation_ft
    if best is None or scores is None or elevation_ft is None:
        return contact(track, side.row, side.beyond, side.judged.end, None)
    if side.beyond is None and side.end.evidence == "bracketed":
        return UNSEEN  # its own descent or climb did not show the field
    ground = Ground(elevation_ft, float(scores.distance_nm[best]))
    return contact(track, side.row, side.beyond, side.judged.end, ground)


def _altitude_ft(track: Track, row: int) -> int | None:
    altitude = float(track.baro_altitude_ft[row])
    return round(altitude) if math.isfinite(altitude) else None


def seen_at(contact: Contact) -> datetime | None:
    """The time of a contact that was as good as heard."""
    return contact.at if contact.seen else None
