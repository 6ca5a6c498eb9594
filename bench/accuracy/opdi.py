"""OPDI's protocol over every labelled set: airports, segments and times, ours beside the peers'.

    python bench/accuracy/opdi.py

Recorded: Heathrow 2017 (operators' flight plans), Flightradar24 samples (the network's labels), traffic's samples
(our own runway rule), two known cases. Made: every class of flying between OurAirports' fields. Half of the
recorded airframes and every other made world are held out: they are counted, and nobody looks at which were wrong.
"""

import sys
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import pairwise

from answers import Answer
from datasets import RULED, recorded
from fields import fields
from labelled import Labelled, Truth
from rules import OURS, Ours, by_every_rule, cut_by_every_rule, ours
from scoring import (
    ERROR_HEADINGS,
    KINDS,
    SCORE_HEADINGS,
    SEGMENT_HEADINGS,
    Errors,
    Segments,
    kind_of_end,
    same_field,
    score,
)
from simulate import SEEDS, world
from tables import Sheet, show
from wrong import merged_flights, wrong_answers

Keep = Callable[[Truth, Answer], bool]
_ENDS = (("departure", True), ("destination", False))


def main() -> int:
    """Print the tables, then every wrong answer that is not held out."""
    show(tables())
    for own in everything():
        print(
            *wrong_answers(own.labelled, own.answers),
            *merged_flights(own.labelled, own.samples, own.flights),
            sep="\n",
        )
    return 0


@cache
def everything() -> list[Ours]:
    """What the product makes of every set, recorded ones first."""
    return [ours(labelled) for labelled in [*recorded(), *map(world, SEEDS)]]


def tables() -> list[Sheet]:
    """Airports, airports by kind of field, segments, times."""
    real = [own for own in everything() if own.labelled.name != "made world"]
    made = [own for own in everything() if own.labelled.name == "made world"]
    return [
        airports("Airports of recorded flights", real, SCORE_HEADINGS),
        airports("Airports of recorded flights, of them the airframes held out", real, SCORE_HEADINGS, held=True),
        *(airports(f"Airports of {own.labelled.name} alone", [own], SCORE_HEADINGS) for own in real),
        airports(f"Airports of made flights, seeds {SEEDS}", made, SCORE_HEADINGS),
        airports("Airports of made flights, of them the seeds held out", made, SCORE_HEADINGS, held=True),
        by_kind("Made flights by kind of the true field, both ends", made),
        by_group("Made flights by class of flying, both ends, ours", made),
        reliability("Posterior of our first choice against how often it was right", everything()),
        cuts("Flights cut from recorded tracks", [own for own in real if own.labelled.name != RULED]),
        cuts("Flights cut from made tracks", made),
        known_cases(),
        times("Take-off and landing times of made flights, ours", made),
    ]


def airports(title: str, sets: Sequence[Ours], headings: Sequence[str], *, held: bool = False) -> Sheet:
    """Every rule at both ends."""
    rows = [
        [name, end, *_total(sets, name, lambda t, a, d=departure: a.departure == d and (t.held_out or not held))]
        for name in [*_names(), OURS]
        for end, departure in _ENDS
    ]
    return Sheet(title, ("rule", "end", *headings), rows)


def by_kind(title: str, sets: Sequence[Ours]) -> Sheet:
    """Every rule by kind of field."""
    table = fields()
    rows = [
        [kind, name, *_total(sets, name, lambda t, a, k=kind: kind_of_end(table, t, a) == k)]
        for kind in KINDS
        for name in [*_names(), OURS]
    ]
    return Sheet(title, ("true field", "rule", *SCORE_HEADINGS), rows)


def by_group(title: str, sets: Sequence[Ours]) -> Sheet:
    """Ours by class of flying."""
    groups = sorted({truth.group for own in sets for truth in own.labelled.truths})
    rows = [
        [group, end, *_total(sets, OURS, lambda t, a, g=group, d=departure: t.group == g and a.departure == d)]
        for group in groups
        for end, departure in _ENDS
    ]
    return Sheet(title, ("class", "end", *SCORE_HEADINGS), rows)


def reliability(title: str, sets: Sequence[Ours]) -> Sheet:
    """How often our first choice was right, by what we held it for."""
    bounds, rows = (0.0, 0.2, 0.4, 0.6, 0.8, 0.9, 0.95, 0.99, 1.0001), []
    pairs = [
        (a.posterior, _right(own.labelled, a)) for own in sets for a in own.answers if a.posterior is not None
    ]
    known = [(p, right) for p, right in pairs if right is not None]
    for low, high in pairwise(bounds):
        inside = [(p, right) for p, right in known if low <= p < high]
        if inside:
            mean = sum(p for p, _ in inside) / len(inside)
            rows.append(
                [
                    f"{low:.2f} to {min(high, 1):.2f}",
                    str(len(inside)),
                    f"{mean:.3f}",
                    f"{sum(r for _, r in inside) / len(inside):.3f}",
                ]
            )
    return Sheet(title, ("posterior", "ends", "mean posterior", "share right"), rows, words=1)


def _right(labelled: Labelled, answer: Answer) -> bool | None:
    truth = labelled.truths[answer.truth]
    want = truth.adep if answer.departure else truth.ades
    return None if want is None else same_field(fields(), answer.first_choice, want)


def cuts(title: str, sets: Sequence[Ours]) -> Sheet:
    """Every rule's segments, and airports that ours named where a true flight was cut through."""
    sums: dict[str, Segments] = {}
    for own in sets:
        for name, found in cut_by_every_rule(own):
            sums[name] = Segments(*(a + b for a, b in zip(sums.get(name, Segments(0, 0, 0)), found, strict=True)))
    invented = sum(own.invented for own in sets)
    rows = [[name, *found.cells(), str(invented) if name == OURS else "-"] for name, found in sums.items()]
    return Sheet(title, ("rule", *SEGMENT_HEADINGS, "airports invented in the middle"), rows, words=1)


def times(title: str, sets: Sequence[Ours]) -> Sheet:
    """Errors of take-off and landing, for all and for those heard on the ground."""
    rows = []
    for _, departure in _ENDS:
        events, errors, stated = 0, [], []
        for own in sets:
            found = _times(own, departure=departure)
            events += len(own.labelled.truths)
            errors += [error for error, _ in found]
            stated += [bound for _, bound in found]
        rows.append(["take-off" if departure else "landing", "all", *Errors.of(events, errors, stated).cells()])
        close = [(e, s) for e, s in zip(errors, stated, strict=True) if s <= 60]
        rows.append(
            [
                "take-off" if departure else "landing",
                "stated within 60 s",
                *Errors.of(events, *map(list, zip(*close, strict=True))).cells(),
            ]
            if close
            else ["", "", *["-"] * 6]
        )
    return Sheet(title, ("event", "which", *ERROR_HEADINGS), rows)


def known_cases() -> Sheet:
    """Flights found of the two recorded cases whose number is known, and the stops that were inferred."""
    rows = []
    for own in everything():
        if own.labelled.name not in {"N899DN", "AE4AF6"}:
            continue
        stops = [visit for one in own.found for visit in one.visits if visit.inferred]
        told = [
            f"{visit.airport or visit.airport_reason}: "
            + ", ".join(
                f"{c} {p:.2f}"
                for c, p in list(zip(visit.airport_candidates, visit.airport_posteriors, strict=True))[:3]
            )
            for visit in stops
        ]
        found = sum(len(flights) for flights in own.flights.values())
        rows.append([own.labelled.name, str(len(own.labelled.truths)), str(found), "; ".join(told) or "none"])
    return Sheet("Known cases", ("airframe", "flights", "found", "inferred stops"), rows, words=1)


def _times(own: Ours, *, departure: bool) -> list[tuple[float, float]]:
    """Error and stated uncertainty, seconds, of each true flight whose time was told."""
    found = []
    for truth in own.labelled.truths:
        at = truth.takeoff_s if departure else truth.landing_s
        if at is None:
            continue
        told = [
            (when.timestamp() - at, bound or 0.0)
            for flight in own.flights.get(truth.icao24, ())
            for when, bound in [
                (flight.takeoff_at, flight.takeoff_uncertainty_s)
                if departure
                else (flight.landing_at, flight.landing_uncertainty_s)
            ]
            if when is not None
        ]
        nearest = min(told, key=lambda pair: abs(pair[0]), default=None)
        if nearest is not None and abs(nearest[0]) < 1800:
            found.append(nearest)
    return found


def _names() -> list[str]:
    return [name for name, _ in _answers(0) if name != OURS]


@cache
def _answers(place: int) -> list[tuple[str, list[Answer]]]:
    return list(by_every_rule(everything()[place]))


def _total(sets: Iterable[Ours], name: str, keep: Keep) -> list[str]:
    table, ends, squares = fields(), [], []
    for own in sets:
        place = next(at for at, one in enumerate(everything()) if one is own)
        one = score(table, own.labelled.truths, dict(_answers(place))[name], keep)
        ends.append(one)
        squares += [(one.brier, one.ends)] if one.brier is not None else []
    weight = sum(count for _, count in squares)
    brier = sum(value * count for value, count in squares) / weight if weight else None
    total = type(ends[0])(
        sum(e.ends for e in ends), sum(e.correct for e in ends), sum(e.wrong for e in ends), brier
    )
    return total.cells()


if __name__ == "__main__":
    sys.exit(main())
