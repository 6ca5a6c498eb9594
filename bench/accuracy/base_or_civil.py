"""Base or civil: airfields a few miles apart, one for airlines and one for the forces, heard less and less.

    python bench/accuracy/base_or_civil.py

Airliners (A320, B738, airline callsign, civil address) fly to and from the civil field of each pair, transports
(C130, C17, IL76, military callsign and address) to and from the base; heard from the ground, and cut off at
several heights.
Then the trap: transports that do go to the civil field, which a rule that only asks who flies gets wrong.
The published confusions of OPDI are where the pairs come from (LICC and LICZ: 268 times in three days).
"""

import sys
from functools import cache

import numpy as np
from answers import Answer
from damage import above
from fields import Field, fields
from labelled import Labelled, Truth
from peers import RULES, peer_answers
from rules import OURS, Ours, ours
from scoring import same_field
from sim_fleet import BY_NAME, Leg, Made, Rng, leg
from sim_reception import WHOLE
from simulate import flown_and_heard
from tables import Sheet, show
from wrong import wrong_answers

PAIRS = (
    ("LICC", "LICZ"),
    ("LIRN", "LIRM"),
    ("LTBJ", "LTBL"),
    ("LIEE", "LIED"),
    ("OJAI", "OJAM"),
    ("HECA", "HEAZ"),
)
HEIGHTS_FT = (0, 1000, 3000, 5000, 10_000)
SEEDS = (6, 7)
_EACH = 6
_TYPES = {"airliner": ("A320", "B738"), "military": ("C130", "C17", "IL76")}
_SIGNS = {"airliner": ("THY", "ITY", "RJA", "MSR", "RYR"), "military": ("RCH", "IAM", "RJZ", "TUAF")}
_BLOCKS = {"airliner": (0x4BA000, 0x4CA000, 0x300000), "military": (0xAE1000, 0x33FF00, 0xAE4000)}


def main() -> int:
    """Print the tables and what was wrong."""
    show(tables())
    for height in HEIGHTS_FT:
        print(
            f"== from {height} ft",
            *wrong_answers((own := at_height(SEEDS[0], height)).labelled, own.answers),
            sep="\n",
        )
    return 0


def tables() -> list[Sheet]:
    """By height and rule, by pair, and without knowing the type."""
    headings = (
        *("heard from", "rule"),
        "ends",
        "right",
        "the other of the pair",
        "another field",
        "no answer",
        "right of answered",
    )
    rows = [
        [f"{height:,} ft", rule, *_cells(rule, SEEDS, height)]
        for height in HEIGHTS_FT
        for rule in ("nearest (traffic)", "endpoint, all fields", "OPDI shipped", OURS)
    ]
    crossed = [[f"{height:,} ft", OURS, *_cells(OURS, SEEDS, height, crossed=True)] for height in HEIGHTS_FT]
    held = [[f"{height:,} ft", OURS, *_cells(OURS, SEEDS[1:], height)] for height in HEIGHTS_FT]
    pairs = [[f"{a} / {b}", OURS, *_cells(OURS, SEEDS, *HEIGHTS_FT, pair=(a, b))] for a, b in PAIRS]
    return [
        Sheet(f"Base or civil, made flights, seeds {SEEDS}", headings, rows),
        Sheet("Base or civil, of them the seed held out", headings, held),
        Sheet("Transports of the forces that do go to the civil field", headings, crossed),
        Sheet("Base or civil by pair, all heights together", ("pair", *headings[1:]), pairs),
    ]


@cache
def at_height(seed: int, height_ft: int, *, crossed: bool = False) -> Ours:
    """What the product makes of the flights heard from a height on."""
    labelled = _flights(seed, crossed=crossed)
    return ours(above(height_ft)(labelled) if height_ft else labelled)


@cache
def _flights(seed: int, *, crossed: bool) -> Labelled:
    rng = np.random.default_rng(seed)
    legs = [
        one
        for place, pair in enumerate(PAIRS)
        for name, code in (
            [("military", pair[0])] if crossed else zip(("airliner", "military"), pair, strict=True)
        )
        for serial in range(_EACH)
        for one in _there_and_back(rng, name, fields().by_ident[code], seed * 100 + place * 10 + serial)
    ]
    # The bench asks of types: every airframe's is known in half of the seeds' flights.
    return flown_and_heard(rng, "base or civil", legs, WHOLE._replace(unknown_type=0.5), held_out=seed % 2 == 1)


def _there_and_back(rng: Rng, name: str, field: Field, serial: int) -> list[Leg]:
    kind = BY_NAME[name]._replace(runway_ft=4000)
    made = Made(
        f"{int(rng.choice(_BLOCKS[name])) + serial % 0x7FF:06x}"
        if name == "airliner"
        else f"{0xAE1000 + serial:06x}",
        str(rng.choice(_TYPES[name])),
        None,
    )
    stem = str(rng.choice(_SIGNS[name]))
    rows, away = fields().near(field.lat_deg, field.lon_deg, 1200)
    far = [fields().fields[row] for row, nm in zip(rows, away, strict=True) if nm > 150]
    wanted = [
        one
        for one in far
        if one.runways and (one.military if name == "military" else one.scheduled and one.kind == "large")
    ]
    home = wanted[int(rng.integers(len(wanted)))]
    return [
        leg(rng, kind, made, number, *ends, f"{stem}{rng.integers(100, 999)}")
        for number, ends in enumerate(((home, field), (field, home)))
    ]


def _cells(
    rule: str, seeds: tuple[int, ...], *heights: int, pair: tuple[str, str] | None = None, crossed: bool = False
) -> list[str]:
    ends = right = other = another = 0
    for own in (at_height(seed, height, crossed=crossed) for seed in seeds for height in heights):
        for answer in own.answers if rule == OURS else peer_answers(own.labelled, RULES[rule]):
            told = _judged(own.labelled.truths[answer.truth], answer, pair)
            ends += told is not None
            right += told == "right"
            other += told == "other"
            another += told == "another"
    answered = right + other + another
    return [
        str(ends),
        *(f"{count / ends:.1%}" if ends else "-" for count in (right, other, another, ends - answered)),
        f"{right / answered:.1%}" if answered else "-",
    ]


def _judged(truth: Truth, answer: Answer, only: tuple[str, str] | None) -> str | None:
    """``right``, ``other``, ``another`` or ``none`` for an end at one of the pairs, else None."""
    want = truth.adep if answer.departure else truth.ades
    pair = next((pair for pair in PAIRS if want in pair and only in {None, pair}), None)
    if pair is None:
        return None
    if answer.code is None:
        return "none"
    if same_field(fields(), answer.code, str(want)):
        return "right"
    return "other" if any(same_field(fields(), answer.code, code) for code in pair) else "another"


if __name__ == "__main__":
    sys.exit(main())
