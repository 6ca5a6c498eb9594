"""Judged: ends of flights with the probabilities of the fields that each may be at, worked out many at a time."""

from collections.abc import Mapping, Sequence
from itertools import pairwise, starmap
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from skywitness.movements.end_scores import EndScores
from skywitness.movements.end_state import EndState

Floats = NDArray[np.float64]
Rows = NDArray[np.int64]

_END_BITS = 32
_LEAST = 1e-300  # in place of a probability of nothing, for its logarithm


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
        return int(self.posterior.argmax()) if len(self.posterior) else None

    def surest(self) -> float:
        """Probability of the most probable field; 0 when there is none."""
        return float(self.posterior.max()) if len(self.posterior) else 0.0


class Candidates(NamedTuple):
    """The fields that several ends may be at, those of the first end first.

    Attributes:
        scores: of each end, n in all.
        end: the end that each field is a candidate for, shape (k,), ascending.
        fields: rows of the table of fields, shape (k,).
        log_density: as in EndScores, shape (k,).
        none: as in EndScores, shape (n,).
    """

    scores: Sequence[EndScores]
    end: Rows
    fields: Rows
    log_density: Floats
    none: Floats

    @classmethod
    def of(cls, scores: Sequence[EndScores]) -> "Candidates":
        """Candidates of ends, at least one."""
        return cls(
            scores,
            np.repeat(np.arange(len(scores)), [len(one.fields) for one in scores]),
            np.concatenate([one.fields for one in scores]),
            np.concatenate([one.log_density for one in scores]),
            np.array([one.none for one in scores]),
        )

    def total(self, values: Floats) -> Floats:
        """Sum of the candidates' values by end, shape (n,)."""
        return np.bincount(self.end, values, minlength=len(self.none)).astype(np.float64)

    def each(self, values: Floats) -> list[Floats]:
        """The values of each end's candidates, as views."""
        bounds = np.searchsorted(self.end, np.arange(len(self.none) + 1)).tolist()
        return [values[own] for own in starmap(slice, pairwise(bounds))]

    def likelihoods(self) -> tuple[Floats, Floats]:
        """Likelihoods of the fields, shape (k,), and of none of them, shape (n,), but for a factor by end."""
        return self._exponentials(self.log_density, self.none)

    def posteriors(self, prior: Floats, none_prior: Floats) -> Floats:
        """Probabilities of the fields, shape (k,).

        Args:
            prior: of the fields beforehand, shape (k,).
            none_prior: of none of them beforehand, shape (n,).
        """
        shares, none = self._exponentials(
            self.log_density + np.log(prior + _LEAST), self.none + np.log(none_prior + _LEAST)
        )
        return shares / (self.total(shares) + none)[self.end]

    def _exponentials(self, logs: Floats, none: Floats) -> tuple[Floats, Floats]:
        top = none.copy()
        np.maximum.at(top, self.end, logs)
        return np.exp(logs - top[self.end]), np.exp(none - top)


def with_priors(
    ends: Sequence[EndState], candidates: Candidates, prior: Floats, none_prior: Floats
) -> list[Judged]:
    """Ends judged by themselves; ``prior`` has shape (k,), ``none_prior`` shape (n,)."""
    posteriors = candidates.each(candidates.posteriors(prior, none_prior))
    columns = (ends, candidates.scores, candidates.each(prior), none_prior.tolist(), posteriors, posteriors)
    return list(map(Judged, *columns))


def visited(candidates: Candidates, visits: Mapping[int, int], own: Sequence[int | None]) -> tuple[Floats, Floats]:
    """Visits of an airframe to each candidate, shape (k,), and to all fields, shape (n,), an end's own left out.

    Args:
        candidates: fields of its ends.
        visits: how often it was surely at each field (row of the table), at least one.
        own: the field that each end is surely at itself, and counted for, by end.
    """
    fields = np.array(sorted(visits))
    counts = np.array([visits[field] for field in fields.tolist()])
    place = np.minimum(np.searchsorted(fields, candidates.fields), len(fields) - 1)
    found = np.where(fields[place] == candidates.fields, counts[place], 0)
    counted = np.array([-1 if field is None else field for field in own])
    others = found - (candidates.fields == counted[candidates.end])
    return others.astype(np.float64), (counts.sum() - (counted >= 0)).astype(np.float64)


def together(
    landings: Sequence[Judged], takeoffs: Sequence[Judged], same: Floats
) -> tuple[list[Judged], list[Judged]]:
    """Neighbouring ends, each in the light of the other: at one field with a probability, else anywhere.

    Args:
        landings: with scores, shape (n,), at least one.
        takeoffs: the end after each, with scores.
        same: the probabilities, shape (n,).
    """
    one, other = _Side.of(landings), _Side.of(takeoffs)
    _, at, there = np.intersect1d(one.keys(), other.keys(), assume_unique=True, return_indices=True)
    return one.in_light_of(other, at, there, same), other.in_light_of(one, there, at, same)


class _Side(NamedTuple):
    """Judged ends and their columns, as Candidates."""

    judged: Sequence[Judged]
    candidates: Candidates
    prior: Floats
    none_prior: Floats

    @classmethod
    def of(cls, judged: Sequence[Judged]) -> "_Side":
        return cls(
            judged,
            Candidates.of([one.scores for one in judged if one.scores]),
            np.concatenate([one.prior for one in judged]),
            np.array([one.none_prior for one in judged]),
        )

    def keys(self) -> Rows:
        """One number for each end and field."""
        return (self.candidates.fields << _END_BITS) + self.candidates.end

    def in_light_of(self, other: "_Side", at: Rows, there: Rows, same: Floats) -> list[Judged]:
        """The ends with new posteriors; candidate ``at`` of this side is candidate ``there`` of the other one."""
        likely, none_likely = other.candidates.likelihoods()
        anywhere = other.candidates.total(other.prior * likely) + other.none_prior * none_likely
        end, at_same = self.candidates.end, np.zeros(len(self.prior))
        at_same[at] = likely[there]
        fields = self.prior * (same[end] * at_same + ((1 - same) * anywhere)[end])
        none = self.none_prior * (same * none_likely + (1 - same) * anywhere)
        posteriors = self.candidates.each(self.candidates.posteriors(fields, none))
        return [one._replace(posterior=found) for one, found in zip(self.judged, posteriors, strict=True)]
