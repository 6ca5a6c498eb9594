"""Routes, part: what was counted, as a finding with its sentence."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from skywitness.findings.routes_chance import Period
from skywitness.model import Finding

_ALGORITHM = "routes 1"
_NAMED_CONFIDENCE = 0.9
"""An end is named from this probability on (``movements``): a count rests on no less."""
_PERIOD_CHANCE = 0.01
"""A period less sure than this is not spoken of; judgement."""


class Facts(NamedTuple):
    """What was counted of one pair.

    Attributes:
        row: subject, registration, icao24s, home, away, n, trips, share, at (starts), end_at, outward, back and
            flight_ids.
        by: what the subject is.
        days: from the first trip's day to the last's, both counted.
        observable_days: those of them on which both fields could be seen.
        intervals_days: between starts, shape (n - 1,).
        period: the strongest, None where none can be looked for.
        unseen_legs: legs on the pair that nobody saw.
        chance_probability: of as many trips without a habit, corrected for the fields tried.
        least_ratio: lower end of the 95 % interval of the share over the share expected.
        regular: the verdict.
    """

    row: dict[str, Any]
    by: str
    days: int
    observable_days: int
    intervals_days: NDArray[np.float64]
    period: Period | None
    unseen_legs: int
    chance_probability: float
    least_ratio: float
    regular: bool


def finding(facts: Facts, shown: Mapping[str, tuple[list[str], bool]]) -> Finding:
    """The finding.

    Args:
        facts: of one pair.
        shown: for each flight its sources and whether it was simulated.
    """
    row = facts.row
    since, until = row["at"][0], row["end_at"]
    sources = sorted({sha256 for flight in row["flight_ids"] for sha256 in shown[flight][0]})
    sure = 1 - facts.chance_probability if facts.regular else 1.0
    period = facts.period
    numbers = {
        "trips": row["n"],
        "outward_legs": row["outward"],
        "return_legs": row["back"],
        "unseen_legs": facts.unseen_legs,
        "days": facts.days,
        "observable_days": facts.observable_days,
        "median_interval_days": float(np.median(facts.intervals_days)),
        "shortest_interval_days": float(facts.intervals_days.min()),
        "longest_interval_days": float(facts.intervals_days.max()),
        "trips_from_home": row["trips"],
        "expected_trips": row["trips"] * row["share"],
        "least_ratio": facts.least_ratio,
        "chance_probability": facts.chance_probability,
        **({"period_days": period.days, "period_chance_probability": period.chance_probability} if period else {}),
    }
    return Finding(
        finding_id=f"route-{row['icao24s'][0]}-{since:%Y%m%dT%H%M%SZ}",
        kind="route",
        verdict="regular" if facts.regular else "recurring",
        icao24s=row["icao24s"],
        airports=[row["home"], row["away"]],
        since=since,
        until=until,
        lat_deg=None,
        lon_deg=None,
        confidence=round(min(sure, 0.99) * _NAMED_CONFIDENCE if not facts.regular else min(sure, 0.99), 4),
        base_rate=min(row["share"], 1.0),
        sentence=_sentence(facts),
        number_names=list(numbers),
        number_values=[float(value) for value in numbers.values()],
        basis=row["flight_ids"],
        source_sha256s=sources,
        algorithm=_ALGORITHM,
        reconstruction=any(shown[flight][1] for flight in row["flight_ids"]),
    )


def _sentence(facts: Facts) -> str:
    row = facts.row
    name = (row["registration"] or row["icao24s"][0]) if facts.by == "aircraft" else row["subject"]
    pair = f"{row['home']}\N{EN DASH}{row['away']}"
    words = [
        f"{name}: {row['n']} trips {pair} in {facts.days} days, {facts.observable_days} of them observable",
        f"median {_round(float(np.median(facts.intervals_days)))} days apart",
    ]
    if facts.period and facts.period.chance_probability < _PERIOD_CHANCE:
        words.append(f"with a period of about {_round(facts.period.days)} days")
    if facts.unseen_legs:
        words.append(f"{facts.unseen_legs} more legs that nobody saw")
    usual = _round(row["trips"] * row["share"])
    words.append(f"by the habits of others {usual} of its {row['trips']} trips from {row['home']} would go there")
    return f"{'; '.join(words)}."


def _round(value: float) -> str:
    return f"{value:.0f}" if value >= 10 else f"{value:.2g}"
