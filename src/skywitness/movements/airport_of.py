"""Airport of an end of a flight: named where one field's probability leaves no other, or not at all."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from skywitness.movements.airframe import Airframe
from skywitness.movements.end_scores import EndScorer, EndScores
from skywitness.movements.end_state import EndState
from skywitness.movements.field_prior import FieldPrior
from skywitness.movements.runway_fit import RunwayFit
from skywitness.reference.airports import Airports

OUTSIDE_COVERAGE = "outside_coverage"
UNDETERMINED = "undetermined"
_GONE_ON = 20.0  # an end that neither sinks nor climbs is this much more often the edge of reception
_LITTLE = 0.3
_CERTAIN = 0.999
_LEAST = 1e-300  # in place of a probability of nothing, for its logarithm
_LISTED = 5
_LEAST_LISTED = 0.005

Floats = NDArray[np.float64]


class Judged(NamedTuple):
    """One end with its probabilities, before its airport is named or left open.

    Attributes:
        end: what the aircraft was doing; None for an end without any position of use.
        scores: how each field explains it; None where it is outside coverage.
        prior: probability of each field beforehand, shape (k,).
        none_prior: probability of none of them beforehand.
        posterior: probability of each field, shape (k,).
        alone: the posterior without the flight before or after.
    """

    end: EndState
    scores: EndScores | None
    prior: Floats
    none_prior: float
    posterior: Floats
    alone: Floats

    def best(self) -> int | None:
        """Index of the most probable field; None when there is none."""
        return int(np.argmax(self.posterior)) if len(self.posterior) else None


class End(NamedTuple):
    """One end of a flight, or a stay on the ground, as far as it is known.

    Attributes:
        airport: ICAO code, None with a reason.
        reason: ``outside_coverage`` or ``undetermined`` where airport is None, else None.
        evidence: ``runway``, ``ground``, ``approach``, ``projected`` or ``bracketed``; None where unknown.
        runway: designator of the runway it was lined up with, None where it cannot be told.
        elevation_ft: elevation of the airport, None where unknown.
        candidates: fields it may be, the most probable first, by code.
        posteriors: probability of each.
    """

    airport: str | None
    reason: str | None
    evidence: str | None = None
    runway: str | None = None
    elevation_ft: float | None = None
    candidates: tuple[str, ...] = ()
    posteriors: tuple[float, ...] = ()


NOWHERE = End(None, UNDETERMINED)


@dataclass(frozen=True, slots=True)
class AirportFinder:
    """Weighs every field near an end by Bayes' rule and names one only when little is left to the others.

    Prior: the airframe's own visits first, then how kinds of airframe use kinds of field. Likelihood: EndScorer.
    Two ends with nothing seen between them, the landing of one flight and the take-off of the next, are mostly at
    one field, and are weighed together. "None of these" is a candidate like any other.

    How it is fooled: see EndScorer; and an airframe that left its usual field for one next to it, unseen, is
    thought to be at the usual one unless its track says otherwise.

    Attributes:
        airports: the fields.
        prior: weights of fields by kind of airframe.
        scorer: how fields explain an end.
        sure: 0.9: with calibrated probabilities more than nine answers of ten are right, and most far surer.
        named_below_ft: 15,000 ft: from higher an airport is never named, only listed.
        own_visits: so many visits of its own weigh as much as the kind of airframe.
        same_field: how often an airframe takes off where it landed, when nothing was heard for hours, then days.
    """

    airports: Airports
    prior: FieldPrior
    scorer: EndScorer
    sure: float = 0.9
    named_below_ft: float = 15_000.0
    own_visits: float = 2.0
    same_field: tuple[tuple[float, float], ...] = ((3 * 3600.0, 0.97), (24 * 3600.0, 0.9), (np.inf, 0.6))

    @classmethod
    def over(cls, airports: Airports) -> "AirportFinder":
        """The finder with its published thresholds over these fields."""
        return cls(airports, FieldPrior(airports), EndScorer(airports, RunwayFit(airports)))

    def judge(self, end: EndState, airframe: Airframe) -> Judged:
        """Probabilities of an end by itself, from the kind of airframe alone.

        Args:
            end: what the aircraft was doing.
            airframe: who it is.
        """
        scores = self.scorer.score(end, low_flyer=airframe.kind in {"helicopter", "light"})
        if scores is None:
            nothing = np.zeros(0)
            return Judged(end, None, nothing, 1.0, nothing, nothing)
        if airframe.kind == "helicopter" and "runway" in scores.terms:
            # A helicopter flies to a pad from any side; that it is lined up or not says little.
            scores = scores.weighing("runway", _LITTLE)
        weights, none = self.prior.of(scores.fields, airframe, end.time_s)
        if end.fast:
            weights = np.where(self.airports.rotor_or_water[scores.fields], weights * 1e-3, weights)
        if not (end.contact or end.towards):
            none *= _GONE_ON
        total = float(weights.sum()) + none
        return _posterior(Judged(end, scores, weights / total, none / total, weights, weights))

    def with_visits(self, judged: Judged, visits: Mapping[int, int]) -> Judged:
        """The same end with the airframe's own visits in the prior.

        Args:
            judged: as ``judge`` gives it.
            visits: how often the airframe was surely at each field (row of the table), this end left out.
        """
        total = sum(visits.values())
        if judged.scores is None or not total:
            return judged
        own = np.array([visits.get(int(row), 0) for row in judged.scores.fields], np.float64) / total
        weight = total / (total + self.own_visits)
        prior = (1 - weight) * judged.prior + weight * own
        return _posterior(judged._replace(prior=prior, none_prior=(1 - weight) * judged.none_prior))

    def together(self, landing: Judged, takeoff: Judged) -> tuple[Judged, Judged]:
        """Two neighbouring ends with nothing seen between them, each in the light of the other."""
        if landing.scores is None or takeoff.scores is None:
            return landing, takeoff
        if all(len(one.alone) and float(one.alone.max()) > _CERTAIN for one in (landing, takeoff)):
            return landing, takeoff
        hours_s = takeoff.end.time_s - landing.end.time_s
        same = next(share for limit_s, share in self.same_field if hours_s <= limit_s)
        return _in_light_of(landing, takeoff, same), _in_light_of(takeoff, landing, same)

    def surely(self, judged: Judged) -> int | None:
        """Row of the field that an end is surely at by itself; None when it is not sure or not low enough."""
        best = judged.best()
        if best is None or judged.scores is None or judged.alone[best] < self.sure:
            return None
        close = judged.end.contact or judged.scores.runway_end[best] >= 0
        return int(judged.scores.fields[best]) if close else None

    def end(self, judged: Judged) -> End:
        """The airport, or why it is left open, and the fields that it may be."""
        if judged.scores is None:
            altitude = judged.end.altitude_ft
            return End(None, OUTSIDE_COVERAGE if np.isfinite(altitude) else UNDETERMINED)
        candidates, posteriors = self._listed(judged)
        best = judged.best()
        if best is None or judged.posterior[best] < self.sure or not self._low(judged, best):
            return End(None, self._reason(judged), candidates=candidates, posteriors=posteriors)
        row = int(judged.scores.fields[best])
        elevation_ft = float(self.airports.elevation_ft[row])
        runway_end = int(judged.scores.runway_end[best])
        return End(
            self.airports.codes[row],
            None,
            self._evidence(judged, best),
            str(self.airports.runway_ends.designator[runway_end]) if runway_end >= 0 else None,
            elevation_ft if np.isfinite(elevation_ft) else None,
            candidates,
            posteriors,
        )

    def _listed(self, judged: Judged) -> tuple[tuple[str, ...], tuple[float, ...]]:
        if judged.scores is None:
            return (), ()
        some = np.flatnonzero(judged.posterior >= _LEAST_LISTED)
        order = some[np.argsort(-judged.posterior[some], kind="stable")[:_LISTED]]
        codes = tuple(self.airports.codes[int(row)] for row in judged.scores.fields[order])
        return codes, tuple(round(float(p), 3) for p in judged.posterior[order])

    def _low(self, judged: Judged, best: int) -> bool:
        if judged.end.contact or judged.scores is None:
            return True
        return bool(judged.scores.height_ft[best] <= self.named_below_ft)

    def _reason(self, judged: Judged) -> str:
        """Outside coverage when it was lost or found high above every field in reach, or going on at height."""
        if judged.end.contact or judged.scores is None:
            return UNDETERMINED
        heights = judged.scores.height_ft
        least = float(np.min(heights)) if len(heights) else judged.end.altitude_ft
        level_and_high = not judged.end.towards and least > 5000
        return OUTSIDE_COVERAGE if level_and_high or least > self.named_below_ft else UNDETERMINED

    def _evidence(self, judged: Judged, best: int) -> str:
        scores = judged.scores
        if judged.alone[best] < self.sure or scores is None:
            return "bracketed"
        height, distance = scores.height_ft[best], scores.distance_nm[best]
        if scores.runway_end[best] >= 0 and (judged.end.contact or height < 5000):
            return "runway"
        if judged.end.contact:
            return "ground"
        return "approach" if height < 3000 and distance < 10 else "projected"


def _posterior(judged: Judged) -> Judged:
    if judged.scores is None:
        return judged
    logs = judged.scores.log_density + np.log(judged.prior + _LEAST)
    none = judged.scores.none + math.log(judged.none_prior + _LEAST)
    posterior = _shares(logs, none)
    return judged._replace(posterior=posterior, alone=posterior)


def _in_light_of(one: Judged, other: Judged, same: float) -> Judged:
    """Posterior of one end, the other being at the same field with probability ``same``, else anywhere."""
    if one.scores is None or other.scores is None:
        return one
    log_other = other.scores.log_density
    shift = max(float(log_other.max(initial=-np.inf)), other.scores.none)
    likely_other = np.exp(log_other - shift)
    none_other = math.exp(other.scores.none - shift)
    anywhere = float(np.dot(other.prior, likely_other)) + other.none_prior * none_other
    at_same = np.zeros(len(one.scores.fields))
    _, mine, theirs = np.intersect1d(
        one.scores.fields, other.scores.fields, assume_unique=True, return_indices=True
    )
    at_same[mine] = likely_other[theirs]
    logs = one.scores.log_density + np.log(one.prior * (same * at_same + (1 - same) * anywhere) + _LEAST)
    none = one.none_prior * (same * none_other + (1 - same) * anywhere) + _LEAST
    return one._replace(posterior=_shares(logs, one.scores.none + math.log(none)))


def _shares(logs: Floats, none: float) -> Floats:
    """Probabilities from their logarithms but for a constant, the rest being that of none of them."""
    top = max(float(logs.max(initial=-np.inf)), none)
    shares = np.exp(logs - top)
    return np.asarray(shares / (float(shares.sum()) + math.exp(none - top)), np.float64)
