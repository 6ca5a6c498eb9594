"""Truncation protocol: complete flights damaged in one way at a time; the score for each kind of damage.

    python bench/accuracy/truncation.py

The flights are made ones, heard from stand to stand (``simulate.whole``; an even seed to look at, an odd one held
out), and, for the cuts, recorded ones with both ends known. Where two airframes are mixed under one address there
is no right way to cut; an airport counts as wrong there only if neither of the two flew from or to it.
"""

import sys
from collections.abc import Sequence
from functools import cache

import numpy as np
import polars as pl
from answers import Answer
from damage import DAMAGES
from datasets import flightradar24, heathrow
from fields import fields
from labelled import Labelled
from peers import RULES, peer_answers
from rules import OURS, Ours, cut_by_every_rule, ours
from scoring import SEGMENT_HEADINGS, Score, Segments, score
from simulate import SEEDS, whole
from tables import Sheet, show
from wrong import wrong_answers

from skywitness.model import Flight

_REAL_CUTS = (
    "none",
    "cut at 1,000 ft",
    "cut at 3,000 ft",
    "cut at 10,000 ft",
    "cut at 20,000 ft",
    "cut to cruise",
)
_SHOWN = ("nearest (traffic)", "endpoint, all fields", "OPDI shipped", "adsbtrack")


def main() -> int:
    """Print the tables, then wrong answers that are not held out."""
    show(tables())
    for name in DAMAGES:
        if name != "two airframes mixed":
            print(f"== {name}", *wrong_answers((own := damaged(name, SEEDS[0])).labelled, own.answers), sep="\n")
    return 0


def tables() -> list[Sheet]:
    """Airports and segments for each kind of damage."""
    return [
        _airports(f"Airports of damaged made flights, seeds {SEEDS}", SEEDS),
        _airports("Airports of damaged made flights, of them the seed held out", SEEDS[1:]),
        _recorded(),
        _segments(f"Segments of damaged made flights, seeds {SEEDS}"),
        _mixed("Two airframes under one address"),
    ]


@cache
def damaged(name: str, seed: int) -> Ours:
    """What the product makes of damaged flights."""
    return ours(DAMAGES[name](whole(seed)))


def _airports(title: str, seeds: Sequence[int]) -> Sheet:
    rows = []
    for name in DAMAGES:
        if name == "two airframes mixed":
            continue
        for end, departure in (("departure", True), ("destination", False)):
            sets = [damaged(name, seed) for seed in seeds]
            rows.append([name, end, *_compared(sets, departure=departure)])
    headings = ("damage", "end", "ends", *(f"{rule}: cov / acc / score" for rule in (*_SHOWN, OURS)))
    return Sheet(title, headings, rows)


def _compared(sets: Sequence[Ours], *, departure: bool) -> list[str]:
    table, cells = fields(), []
    for rule in (*_SHOWN, OURS):
        parts = []
        for own in sets:
            heard, answers = _heard(own), own.answers if rule == OURS else _answers(own.labelled, rule)
            asked = [a for a in answers if a.departure == departure and a.truth in heard]
            parts.append(score(table, own.labelled.truths, asked, lambda *_: True))
        total = Score(*(sum(part[at] for part in parts) for at in range(3)))
        cells += [str(total.ends)] if not cells else []
        _, coverage, accuracy, _, _, points, _ = total.cells()
        cells.append(f"{coverage} / {accuracy} / {points}")
    return cells


_KEPT: dict[tuple[int, str], list[Answer]] = {}


def _answers(labelled: Labelled, rule: str) -> list[Answer]:
    """A peer's answers over a set, found once."""
    key = id(labelled.positions), rule
    if key not in _KEPT:
        _KEPT[key] = peer_answers(labelled, RULES[rule])
    return _KEPT[key]


def _heard(own: Ours) -> set[int]:
    """True flights that were damaged and of which five positions in the air are left: others cannot be judged."""
    rows, counts = np.unique(own.samples.truth, return_counts=True)
    left = set(rows[counts >= 5].tolist())
    name = own.labelled.name
    seed = next((seed for seed in SEEDS if own.labelled.truths == whole(seed).truths), None)
    return left if seed is None else left & _damaged_flights(name, seed)


@cache
def _damaged_flights(name: str, seed: int) -> set[int]:
    """True flights that lost something to a silence or a spoofer; all of them under other damage."""
    before = dict(whole(seed).positions.group_by("truth").len().iter_rows())
    if not name.startswith(("silent", "spoofed")):
        return set(before)
    after = dict(damaged(name, seed).labelled.positions.group_by("truth").len().iter_rows())
    return {truth for truth, count in before.items() if after.get(truth, 0) != count}


def _recorded() -> Sheet:
    rows = []
    for name in _REAL_CUTS:
        sets = [_cut_recorded(name, at) for at in range(2)]
        rows += [
            [name, end, *_compared(sets, departure=end == "departure")] for end in ("departure", "destination")
        ]
    headings = ("damage", "end", "ends", *(f"{rule}: cov / acc / score" for rule in (*_SHOWN, OURS)))
    return Sheet("Airports of damaged recorded flights (Heathrow 2017, Flightradar24 samples)", headings, rows)


@cache
def _cut_recorded(name: str, at: int) -> Ours:
    labelled = (heathrow, flightradar24)[at]()
    if name != "none":  # the middle of a flight tells its ends apart
        spans = {
            row[0]: row[1:]
            for row in labelled.positions.group_by("truth")
            .agg(
                pl.col("observed_at").min().dt.epoch("s").alias("a"),
                pl.col("observed_at").max().dt.epoch("s").alias("b"),
            )
            .iter_rows()
        }
        timed = tuple(
            truth._replace(takeoff_s=float(spans[row][0]), landing_s=float(spans[row][1]))
            for row, truth in enumerate(labelled.truths)
        )
        labelled = labelled._replace(truths=timed)
    return ours(DAMAGES[name](labelled))


def _segments(title: str) -> Sheet:
    rows = []
    for name in DAMAGES:
        if name == "two airframes mixed":
            continue
        sums: dict[str, Segments] = {}
        for seed in SEEDS:
            for rule, found in cut_by_every_rule(damaged(name, seed), _damaged_flights(name, seed)):
                sums[rule] = Segments(
                    *(a + b for a, b in zip(sums.get(rule, Segments(0, 0, 0)), found, strict=True))
                )
        rows += [
            [name, rule, *found.cells()]
            for rule, found in sums.items()
            if rule in {"OPDI recommended", "traffic, 10 min", OURS}
        ]
    return Sheet(title, ("damage", "rule", *SEGMENT_HEADINGS), rows)


def _mixed(title: str) -> Sheet:
    """Airports named of mixed addresses, and how many of them neither airframe touched."""
    named = wrong = doubted = flights = 0
    for seed in SEEDS:
        labelled = DAMAGES["two airframes mixed"](whole(seed))
        own = ours(labelled)
        touched: dict[str, set[str | None]] = {}
        for truth in labelled.truths:
            touched.setdefault(truth.icao24, set()).update(
                (fields().canonical(truth.adep), fields().canonical(truth.ades))
            )
        every: list[Flight] = [flight for own_flights in own.flights.values() for flight in own_flights]
        ends = [(flight.icao24, code) for flight in every for code in (flight.adep, flight.ades) if code]
        named += len(ends)
        wrong += sum(fields().canonical(code) not in touched[icao24] for icao24, code in ends)
        doubted += sum(flight.doubted or 0 for flight in every)
        flights += len(every)
    return Sheet(
        title,
        ("rule", "flights found", "airports named", "of no flight of either", "positions doubted"),
        [[OURS, *map(str, (flights, named, wrong, doubted))]],
        words=1,
    )


if __name__ == "__main__":
    sys.exit(main())
