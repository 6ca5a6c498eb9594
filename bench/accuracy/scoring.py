"""Scoring: coverage, accuracy and correct - 2 x wrong as OPDI counts them; segments clean, fragmented, merged."""

from collections.abc import Callable, Container, Iterable, Sequence
from typing import NamedTuple

import numpy as np
from answers import Answer, Samples
from fields import Fields
from labelled import Truth
from numpy.typing import NDArray

from skywitness.measure.geodesy import distance_nm
from skywitness.store.packaged import airport_table

_SAME_PLACE_NM = 1.0
WRONG_COSTS = 2
"""OPDI's k: a wrong airport spoils two counts, the one it adds to and the one it leaves out."""
KINDS = ("large", "medium", "small", "heliport", "military")


class Score(NamedTuple):
    """How one rule did at some ends of flights."""

    ends: int
    correct: int
    wrong: int
    brier: float | None = None

    def cells(self) -> list[str]:
        """Ends, coverage, accuracy, correct, wrong, correct - 2 x wrong and the Brier score."""
        answers = self.correct + self.wrong
        coverage = f"{answers / self.ends:.1%}" if self.ends else "-"
        accuracy = f"{self.correct / answers:.1%}" if answers else "-"
        score = str(self.correct - WRONG_COSTS * self.wrong)
        brier = "-" if self.brier is None else f"{self.brier:.3f}"
        return [str(self.ends), coverage, accuracy, str(self.correct), str(self.wrong), score, brier]


SCORE_HEADINGS = ("ends", "coverage", "accuracy", "correct", "wrong", "correct - 2 x wrong", "Brier")


def same_field(table: Fields, code: str | None, truth: str) -> bool:
    """Whether a code means the true field, by whichever of its codes.

    A code that OurAirports does not have is looked up in the product's own table; within a nautical mile of the
    true field, and with no other field of the truth's table nearer, it is another name of it.
    """
    if code is None or table.canonical(code) == table.canonical(truth):
        return code is not None
    ours = airport_table().by_icao.get(code)
    if ours is None or table.canonical(code) in table.by_ident:
        return False
    near, _ = table.near(ours.lat_deg, ours.lon_deg, _SAME_PLACE_NM)
    return len(near) > 0 and table.fields[near[0]].ident == table.canonical(truth)


def score(
    table: Fields, truths: Sequence[Truth], answers: Iterable[Answer], keep: Callable[[Truth, Answer], bool]
) -> Score:
    """Count the answers that ``keep`` lets through and whose truth is known."""
    ends = correct = wrong = 0
    squares: list[float] = []
    for answer in answers:
        truth = truths[answer.truth]
        want = truth.adep if answer.departure else truth.ades
        if want is None or not keep(truth, answer):
            continue
        ends += 1
        right = same_field(table, answer.code, want)
        correct += right
        wrong += answer.code is not None and not right
        if answer.posterior is not None:
            squares.append((answer.posterior - same_field(table, answer.first_choice, want)) ** 2)
    return Score(ends, correct, wrong, float(np.mean(squares)) if squares else None)


def kind_of_end(table: Fields, truth: Truth, answer: Answer) -> str:
    """Kind of the true field at an answer's end."""
    code = truth.adep if answer.departure else truth.ades
    return "" if code is None else "sea" if code == "sea" else table.kind_of(code)


class Segments(NamedTuple):
    """True flights by how the tracks lie over them."""

    clean: int
    fragmented: int
    merged: int

    def cells(self) -> list[str]:
        """Number of flights and the three shares."""
        total = sum(self)
        return [str(total), *(f"{part / total:.1%}" if total else "-" for part in self)]


SEGMENT_HEADINGS = ("true flights", "clean", "fragmented", "merged")


def segments(samples: Samples, held: NDArray[np.int64], only: Container[int] | None = None) -> Segments:
    """OPDI's triple.

    Clean: all samples of a true flight are in exactly one track, which carries nothing else. Merged: a track that
    holds some of them carries another true flight too. Fragmented: all the rest, a sample in no track included.
    ``only`` these true flights are counted where it is given.
    """
    foreign = {
        track for track in np.unique(held) if track >= 0 and len(np.unique(samples.truth[held == track])) > 1
    }
    clean = fragmented = merged = 0
    for truth in np.unique(samples.truth):
        if only is not None and int(truth) not in only:
            continue
        tracks = set(np.unique(held[samples.truth == truth]).tolist())
        if tracks & foreign:
            merged += 1
        elif len(tracks) == 1 and -1 not in tracks:
            clean += 1
        else:
            fragmented += 1
    return Segments(clean, fragmented, merged)


class Errors(NamedTuple):
    """Errors of a time in seconds, found minus true."""

    events: int
    found: int
    bias_s: float
    median_s: float
    p90_s: float
    held: float

    @classmethod
    def of(cls, events: int, errors: Sequence[float], stated: Sequence[float]) -> "Errors":
        """From each error and the uncertainty that was stated with it."""
        if not errors:
            return cls(events, 0, float("nan"), float("nan"), float("nan"), float("nan"))
        away, bounds = np.abs(errors), np.asarray(stated, np.float64)
        held = float(np.mean(away <= bounds))
        return cls(
            events,
            len(errors),
            float(np.median(errors)),
            float(np.median(away)),
            float(np.quantile(away, 0.9)),
            held,
        )

    def cells(self) -> list[str]:
        """Events, coverage, bias, median, 90th percentile, and how often the stated uncertainty held."""
        if not self.found:
            return [str(self.events), "0.0%", "-", "-", "-", "-"]
        numbers = [f"{self.bias_s:+.0f}", f"{self.median_s:.0f}", f"{self.p90_s:.0f}"]
        return [str(self.events), f"{self.found / self.events:.1%}", *numbers, f"{self.held:.1%}"]


ERROR_HEADINGS = ("events", "coverage", "bias s", "median s", "p90 s", "within the stated uncertainty")


def off_nm(table: Fields, code: str, truth: str) -> float:
    """How far a wrong answer is from the truth, nautical miles; NaN where a place is not in the table."""
    one, other = table.by_ident.get(table.canonical(code) or ""), table.by_ident.get(table.canonical(truth) or "")
    if one is None or other is None:
        return float("nan")
    return float(distance_nm(one.lat_deg, one.lon_deg, other.lat_deg, other.lon_deg))
