"""Explain: why a flight was cut where it was and why these are its airports, in words and numbers."""

from typing import NamedTuple

import numpy as np

from skywitness.model import Doubt, Flight, Track
from skywitness.movements.end_scores import EndScores
from skywitness.movements.identity import Identity
from skywitness.movements.legs import Leg, Side
from skywitness.movements.movements import Trace
from skywitness.movements.pieces import Pause
from skywitness.pipeline.identify import Identities
from skywitness.pipeline.reconstruct import Reconstructor
from skywitness.reference.airports import Airports
from skywitness.store.archive import Archive
from skywitness.tracks.attractors import Attractors
from skywitness.tracks.build import build_tracks

_LISTED = 5
_OF_PLACE = {"place on the ground", "height and distance"}


class Candidate(NamedTuple):
    """One field that an end may be.

    Attributes:
        airport: its code.
        name: its name.
        distance_nm: from the end.
        height_ft: of the end above the field; None when unknown.
        prior: probability before its track was looked at.
        posterior: probability after.
        evidence: natural logarithm of how much likelier each kind of evidence is at this field than at none.
    """

    airport: str
    name: str
    distance_nm: float
    height_ft: float | None
    prior: float
    posterior: float
    evidence: dict[str, float]


class EndExplained(NamedTuple):
    """One end of a flight: what was seen, what it may be, and what was made of it."""

    words: str
    candidates: list[Candidate]
    none: float
    conclusion: str


class FlightExplained(NamedTuple):
    """Why a flight is as it is.

    Attributes:
        flight: the row.
        airframe: what kind of airframe it was taken for, and why.
        begins: why it begins where it does.
        ends: why it ends where it does.
        departure: the airport of departure.
        destination: the airport of destination.
        silences: each silence within it that was asked about, and the answer.
        doubted: numbers of doubted positions by flag.
    """

    flight: Flight
    airframe: str
    begins: str
    ends: str
    departure: EndExplained
    destination: EndExplained
    silences: list[str]
    doubted: dict[str, int]


def explain(archive: Archive, flight_id: str, rules: Reconstructor) -> FlightExplained | None:
    """Derive the airframe of a flight once more and tell what was weighed; None when there is no such flight.

    Args:
        archive: open for reading.
        flight_id: as in Flight.
        rules: the rules that the archive was derived by.
    """
    icao24 = flight_id.rpartition("-")[0]
    identity = Identities.of(archive).get(icao24)
    attractors = Attractors.of(archive.derived("false_places").collect())
    for track in build_tracks(archive.positions(icao24s=[icao24]).collect()):
        joined, flags = rules.doubted(track, identity, attractors)
        traced = rules.movements.trace(joined, flags, identity)
        if traced is not None:
            return _explained(traced, joined, flags, flight_id, rules.movements.airports, identity)
    return None


def _explained(
    traced: Trace, track: Track, flags: np.ndarray, flight_id: str, airports: Airports, identity: Identity
) -> FlightExplained | None:
    for index, (leg, row) in enumerate(zip(traced.legs, traced.rows, strict=True)):
        if row is None or row.flight.flight_id != flight_id or leg.departure is None or leg.arrival is None:
            continue
        following = traced.legs[index + 1] if index + 1 < len(traced.legs) else None
        inside = (track.time_s >= traced.clean.time_s[leg.piece.first]) & (
            track.time_s <= traced.clean.time_s[leg.piece.last]
        )
        airframe = traced.airframe
        return FlightExplained(
            flight=row.flight,
            airframe=f"{airframe.kind} ({airframe.reason}); usual speed {airframe.cruise_kt:.0f} kt, "
            f"type {identity.typecode or 'unknown'}",
            begins=_cut(traced, leg, "begins"),
            ends=_cut(traced, following, "ends"),
            departure=_end(leg.departure, airports),
            destination=_end(leg.arrival, airports),
            silences=[
                _silence(traced.clean, p) for p in traced.pauses if leg.piece.first <= p.row < leg.piece.last
            ],
            doubted={
                str(flag.name).lower(): count
                for flag in Doubt
                if (count := int(np.count_nonzero(flags[inside] & flag)))
            },
        )
    return None


def _cut(traced: Trace, leg: Leg | None, verb: str) -> str:
    if leg is None or (verb == "begins" and leg.piece.cut_before == "record"):
        return f"the record of this aircraft {verb} here"
    if leg.piece.cut_before == "ground":
        return "it was heard to stand on the ground"
    pause = next((pause for pause in traced.pauses if pause.row == leg.piece.first - 1), None)
    return _silence(traced.clean, pause) if pause else "it must have landed unheard"


def _silence(track: Track, pause: Pause) -> str:
    seconds = float(track.time_s[pause.row + 1] - track.time_s[pause.row])
    head = f"silence of {_duration(seconds)}"
    if pause.landed is None:
        kind = {
            "on_ground": "with ground contact beside it: one stay, or one landing or take-off",
            "landed_unseen": "with ground contact beside it, too long or too far for one landing or take-off",
        }
        return f"{head} {kind.get(pause.kind, '')}".strip()
    spare = f"{_duration(pause.landed.spare_s)} to spare, {_duration(pause.landed.needed_s)} needed to land"
    terms = ", ".join(f"{words} {value:+.1f}" for words, value in pause.landed.terms.items() if value)
    verdict = "landed" if pause.kind == "landed_unseen" else "went on"
    return f"{head}: {verdict} (log odds of a landing {pause.landed.log_odds:+.1f}: {terms}; {spare})"


def _duration(seconds: float) -> str:
    if abs(seconds) >= 3 * 86_400:
        return f"{seconds / 86_400:.0f} days"
    return f"{seconds / 3600:.1f} h" if abs(seconds) >= 3 * 3600 else f"{seconds / 60:.0f} min"


def _evidence(scores: EndScores, index: int) -> dict[str, float]:
    """What each term says; that of the place against the density of none of the fields."""
    found = {name: float(term[index]) for name, term in scores.terms.items()}
    for name in _OF_PLACE & found.keys():
        found[name] -= scores.none
    return {name: round(value, 2) for name, value in found.items()}


def _end(side: Side, airports: Airports) -> EndExplained:
    judged, state = side.judged, side.judged.end
    where = "at its end" if state.arriving else "at its beginning"
    if state.contact:
        words = f"{where} heard on the ground"
    else:
        height = f"{state.altitude_ft:,.0f} ft" if np.isfinite(state.altitude_ft) else "unknown height"
        rate = -state.towards_fpm if state.arriving else state.towards_fpm
        direction = (
            f"{state.direction_deg:.0f} degrees" if np.isfinite(state.direction_deg) else "unknown direction"
        )
        words = f"{where} in the air at {height}, {rate:+,.0f} ft/min, flying {direction}"
    none = 1.0 - float(judged.posterior.sum())
    return EndExplained(words, _candidates(side, airports), round(none, 4), _conclusion(side))


def _candidates(side: Side, airports: Airports) -> list[Candidate]:
    judged, scores = side.judged, side.judged.scores
    if scores is None:
        return []
    found = []
    for index in np.argsort(-judged.posterior, kind="stable")[:_LISTED]:
        field = airports.airports[scores.fields[index]]
        height = float(scores.height_ft[index])
        found.append(
            Candidate(
                airport=field.icao,
                name=field.name,
                distance_nm=round(float(scores.distance_nm[index]), 1),
                height_ft=round(height) if np.isfinite(height) else None,
                prior=round(float(judged.prior[index]), 4),
                posterior=round(float(judged.posterior[index]), 4),
                evidence=_evidence(scores, int(index)),
            )
        )
    return found


def _conclusion(side: Side) -> str:
    end = side.end
    if end.airport:
        runway = f", runway {end.runway}" if end.runway else ""
        return f"{end.airport} by {end.evidence} evidence{runway}"
    if end.reason == "outside_coverage":
        return "outside coverage: it was lost or found too high above every field to name one"
    return "undetermined: no field is probable enough to be named"
