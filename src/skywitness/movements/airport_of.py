"""Airport of an end of a flight: named where one field's probability leaves no other, or not at all."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from skywitness.movements.airframe import Airframe
from skywitness.movements.end_scores import EndScorer
from skywitness.movements.end_state import EndState
from skywitness.movements.field_prior import FieldPrior
from skywitness.movements.judged import Candidates, Judged, together, visited, with_priors
from skywitness.movements.runway_fit import RunwayFit
from skywitness.reference.airports import Airports

OUTSIDE_COVERAGE = "outside_coverage"
UNDETERMINED = "undetermined"
_GONE_ON = 20.0  # an end that neither sinks nor climbs is this much more often the edge of reception
_LITTLE = 0.3
_CERTAIN = 0.999
_LISTED = 5
_LEAST_LISTED = 0.005

Floats = NDArray[np.float64]
_NOTHING: Floats = np.zeros(0)


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

    def judge(self, ends: Sequence[EndState], airframe: Airframe) -> list[Judged]:
        """Probabilities of ends by themselves, from the kind of airframe alone.

        Args:
            ends: what the aircraft was doing.
            airframe: who it is.
        """
        scores = self.scorer.score(ends, low_flyer=airframe.kind in {"helicopter", "light"})
        if airframe.kind == "helicopter":
            # A helicopter flies to a pad from any side; that it is lined up or not says little.
            scores = [one and one.weighing("runway", _LITTLE) for one in scores]
        found = [Judged(end, None, _NOTHING, 1.0, _NOTHING, _NOTHING) for end in ends]
        scored = [place for place, one in enumerate(scores) if one is not None]
        if scored:
            candidates = Candidates.of([one for one in scores if one is not None])
            for place, one in zip(
                scored, self._by_kind([ends[place] for place in scored], candidates, airframe), strict=True
            ):
                found[place] = one
        return found

    def _by_kind(self, ends: Sequence[EndState], candidates: Candidates, airframe: Airframe) -> list[Judged]:
        time_s, fast = np.array([end.time_s for end in ends]), np.array([end.fast for end in ends])
        gone_on = np.array([not (end.contact or end.towards) for end in ends])
        weights, none_weight = self.prior.of(candidates.fields, airframe, time_s[candidates.end])
        weights = np.where(
            fast[candidates.end] & self.airports.rotor_or_water[candidates.fields], weights * 1e-3, weights
        )
        none = np.where(gone_on, none_weight * _GONE_ON, none_weight)
        total = candidates.total(weights) + none
        return with_priors(ends, candidates, weights / total[candidates.end], none / total)

    def with_visits(self, judged: Sequence[Judged], sure: Sequence[int | None]) -> list[Judged]:
        """The same ends with the airframe's own visits in the prior.

        Args:
            judged: all its ends, as ``judge`` gives them.
            sure: the field (row of the table) that each is surely at by itself; it counts for the others.
        """
        visits = Counter(field for field in sure if field is not None)
        found = list(judged)
        open_ends = [
            place
            for place, one in enumerate(judged)
            if one.scores is not None and one.surest() <= _CERTAIN and visits.total() > (sure[place] is not None)
        ]
        if open_ends:
            again = self._own_visits(
                [judged[place] for place in open_ends], visits, [sure[place] for place in open_ends]
            )
            for place, one in zip(open_ends, again, strict=True):
                found[place] = one
        return found

    def _own_visits(
        self, judged: Sequence[Judged], visits: Mapping[int, int], sure: Sequence[int | None]
    ) -> list[Judged]:
        candidates = Candidates.of([one.scores for one in judged if one.scores])
        own, total = visited(candidates, visits, sure)
        weight = total / (total + self.own_visits)
        prior = np.concatenate([one.prior for one in judged])
        none_prior = np.array([one.none_prior for one in judged])
        prior = (1 - weight)[candidates.end] * prior + weight[candidates.end] * (own / total[candidates.end])
        return with_priors([one.end for one in judged], candidates, prior, (1 - weight) * none_prior)

    def together(self, pairs: Sequence[tuple[Judged, Judged]]) -> list[tuple[Judged, Judged]]:
        """Landings and take-offs next to them, with nothing seen between, each in the light of the other."""
        found = list(pairs)
        vague = [place for place, pair in enumerate(pairs) if _light_matters(*pair)]
        if vague:
            landings, takeoffs = zip(*(pairs[place] for place in vague), strict=True)
            silent_s = np.array(
                [
                    takeoff.end.time_s - landing.end.time_s
                    for landing, takeoff in zip(landings, takeoffs, strict=True)
                ]
            )
            for place, pair in zip(
                vague, zip(*together(landings, takeoffs, self._same(silent_s)), strict=True), strict=True
            ):
                found[place] = pair
        return found

    def _same(self, silent_s: Floats) -> Floats:
        limits_s, shares = zip(*self.same_field, strict=True)
        return np.array(shares)[np.searchsorted(limits_s, silent_s)]

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
        order = np.argsort(-judged.posterior, kind="stable")[:_LISTED]
        listed = [
            (self.airports.codes[row], round(share, 3))
            for row, share in zip(
                judged.scores.fields[order].tolist(), judged.posterior[order].tolist(), strict=True
            )
            if share >= _LEAST_LISTED
        ]
        return tuple(code for code, _ in listed), tuple(share for _, share in listed)

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


def _light_matters(landing: Judged, takeoff: Judged) -> bool:
    if landing.scores is None or takeoff.scores is None:
        return False
    return not all(len(one.alone) and float(one.alone.max()) > _CERTAIN for one in (landing, takeoff))
