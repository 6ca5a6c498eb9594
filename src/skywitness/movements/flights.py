"""Flights: the legs of one airframe written as rows of the record."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from skywitness.measure.clock import utc_from_seconds
from skywitness.model import Flight, Track
from skywitness.movements.contact import UNSEEN, Contact, Ground, contact
from skywitness.movements.identity import Identity
from skywitness.movements.legs import Leg, Side
from skywitness.movements.pieces import Cutter

ALGORITHM = "movements 2"
"""Name and version of the rules from positions to flights, visits, gaps and trips."""

Floats = NDArray[np.float64]


class Ways(NamedTuple):
    """Way flown up to each position of a track, nautical miles, and the times of the doubted ones left out."""

    so_far_nm: Floats
    doubted_s: Floats


class Row(NamedTuple):
    """A flight with the contacts that its times come from."""

    flight: Flight
    takeoff: Contact
    landing: Contact


@dataclass(frozen=True, slots=True)
class FlightWriter:
    """Writes legs as flights."""

    cutter: Cutter

    def write(
        self, track: Track, ground: NDArray[np.bool_], ways: Ways, leg: Leg, identity: Identity
    ) -> Row | None:
        """The flight of a leg; None when it did not fly.

        Args:
            track: undoubted positions of one airframe.
            ground: True where it was on the ground, shape (n,).
            ways: way so far at each position, and times of doubted positions.
            leg: a piece of the track with its ends.
            identity: labels of the airframe.
        """
        if not leg.flew or leg.departure is None or leg.arrival is None:
            return None
        piece, departure, arrival = leg.piece, leg.departure.end, leg.arrival.end
        takeoff, landing = (_contact(track, side) for side in (leg.departure, leg.arrival))
        first_s, last_s = float(track.time_s[piece.first]), float(track.time_s[piece.last])
        codes = _callsign_codes(track, piece.first, piece.last)
        flight = Flight(
            flight_id=f"{track.icao24}-{utc_from_seconds(first_s):%Y%m%dT%H%M%SZ}",
            icao24=track.icao24,
            registration=identity.registration,
            typecode=identity.typecode,
            flag_state=identity.flag_state,
            callsign=_most_frequent(track, codes),
            callsigns=_in_order(track, codes),
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
            first_seen_at=utc_from_seconds(first_s),
            last_seen_at=utc_from_seconds(last_s),
            first_lat_deg=float(track.lat_deg[piece.first]),
            first_lon_deg=float(track.lon_deg[piece.first]),
            last_lat_deg=float(track.lat_deg[piece.last]),
            last_lon_deg=float(track.lon_deg[piece.last]),
            first_altitude_ft=_altitude_ft(track, leg.departure.row),
            last_altitude_ft=_altitude_ft(track, leg.arrival.row),
            positions=piece.last - piece.first + 1,
            doubted=_count_between(ways.doubted_s, first_s, last_s),
            distance_nm=round(float(ways.so_far_nm[piece.last] - ways.so_far_nm[piece.first]), 1),
            longest_silence_s=float(np.max(np.diff(track.time_s[piece.first : piece.last + 1]), initial=0.0)),
            touch_and_goes=self.cutter.touch_and_goes(track, ground, piece),
            cut_before=piece.cut_before,
            cut_before_log_odds=None if piece.log_odds is None else round(piece.log_odds, 2),
            source_sha256s=track.source_sha256s(piece.first, piece.last),
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
    return round(altitude) if np.isfinite(altitude) else None


def _callsign_codes(track: Track, first: int, last: int) -> NDArray[np.int32]:
    codes = track.callsign[first : last + 1]
    return codes[codes >= 0]


def _most_frequent(track: Track, codes: NDArray[np.int32]) -> str | None:
    if not len(codes):
        return None
    low = int(codes.min())
    if low == codes.max():
        return track.callsigns[low]
    counts = np.bincount(codes - low)
    often = np.flatnonzero(counts == counts.max()) + low
    return min(track.callsigns[code] for code in often)


def _in_order(track: Track, codes: NDArray[np.int32]) -> list[str]:
    if not len(codes):
        return []
    changes = np.flatnonzero(codes[1:] != codes[:-1]) + 1
    in_order = dict.fromkeys(codes[np.concatenate(([0], changes))].tolist())
    return [track.callsigns[code] for code in in_order]


def _count_between(times: Floats, first_s: float, last_s: float) -> int:
    if not len(times):
        return 0
    return int(np.searchsorted(times, last_s, side="right") - np.searchsorted(times, first_s))


def seen_at(contact: Contact) -> datetime | None:
    """The time of a contact that was as good as heard."""
    return contact.at if contact.seen else None
