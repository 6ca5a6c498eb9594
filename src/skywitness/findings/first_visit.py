"""First visits: an airframe, operator, type or state at a place where it had not been seen, or not for long."""

import math
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
import polars as pl

from skywitness.findings.exposure import Observable
from skywitness.findings.first_visit_history import missed_share, stays_of, with_past, with_rarity
from skywitness.findings.first_visit_words import Facts, finding
from skywitness.findings.routes_trips import lives
from skywitness.model import Finding

SUBJECTS = {"aircraft": "life", "operator": "operator", "type": "typecode", "state": "flag_state"}
"""Whose first visits, and the column that tells them apart."""

_LEVELS = {
    "aircraft": ("flag_state", "typecode", "operator"),
    "operator": ("flag_state",),
    "type": (),
    "state": (),
}
"""Among whom the usual share of a place is looked for, the widest first."""

_GROUP = {"aircraft": "operator", "operator": "subject", "type": "subject", "state": "subject"}
"""Who shares a network of places: the airframes of an operator do, operators of a state do not."""


@dataclass(frozen=True, slots=True)
class FirstVisit:
    """First and unusual visits.

    What it finds: stays at a place (a field, a country, an area) that the subject had not been seen at before:
    ``first`` where an earlier visit that nobody saw is hardly possible, else ``first_seen``; and ``unusual``
    ones, where it had been, but not for ``longest_absence_days``. Each has a surprise in bits: -log2 of the share
    of its stays that would be expected there, by back-off over all others, those of its state, its type, its
    operator, and its own.

    Why it matters: what has never been is news, and the word "first" is the easiest to be wrong with.

    Source: the back-off is the usual one of adding the wider level's share as so many observations (MacKay and
    Bauman Peto 1995, Natural Language Engineering 1, 289). The rule that it is silent where the coverage is new
    was settled for this project (judgement).

    How sure it is: the subject's unseen stays are estimated from those of which one side only was seen, and
    from the days on which the place was not covered. With the usual share, the visits seen afterwards, and how
    many places its operator was seen at once only and a few times (Good 1953, Biometrika 40, 237), they give
    the number of earlier visits to be expected unseen; ``first`` needs a chance of none of at least
    ``least_confidence``, and is not said of an airframe where others of its operator have been seen: the place
    is one they know. When asked of a past instant (``--until``), later visits are not known, and the first of a
    new habit is said less often.

    How it is fooled: an aircraft that hides at one place only; a field whose neighbour's traffic is taken for its
    own; a subject that a source names otherwise than before (an operator under two spellings is two). An address
    with a new registration begins a new history. What was in no record before its first day cannot be known.

    Attributes:
        least_days: days of the record since the subject was first heard; judgement.
        least_covered_days: of them, days on which the place was covered; judgement: two months.
        least_stays: earlier stays of the subject; judgement.
        least_surprise_bits: of what is worth a line; judgement: once in 64 stays.
        least_confidence: of the verdict ``first``; judgement: at worst one in 20 is wrong.
        longest_absence_days: after which a visit is unusual; judgement: half a year.
        prior_stays: weight of a wider level beside a narrower, stays; judgement.
        least_covered_share: share of the days that must be covered for ``first``; judgement: where nobody is
            heard, the peers' visits are missing too.
    """

    least_days: int = 60
    least_covered_days: int = 60
    least_stays: int = 8
    least_surprise_bits: float = 6.0
    least_confidence: float = 0.95
    longest_absence_days: float = 182.0
    prior_stays: float = 10.0
    least_covered_share: float = 0.7

    def find(
        self,
        visits: pl.DataFrame,
        observable: Observable,
        places: pl.DataFrame,
        by: str = "aircraft",
        icao24s: Collection[str] | None = None,
        since: datetime | None = None,
    ) -> list[Finding]:
        """First and unusual visits in order of time.

        Args:
            visits: rows of ``visits`` of everyone.
            observable: days on which the fields could be seen.
            places: airport, place: the field itself, its country, or one area of several; and closed_at (UTC; null
                where not known), after which nothing can have landed there.
            by: a key of ``SUBJECTS``.
            icao24s: only visits of these aircraft; None for all.
            since: only visits from this instant on; the past before it is history.
        """
        named = lives(visits.with_columns(first_seen_at=pl.coalesce("arrived_not_before", "departed_not_after")))
        stays = stays_of(named, places).with_columns(subject=pl.col(SUBJECTS[by])).drop_nulls("subject")
        if not stays.height:
            return []
        past = with_rarity(with_past(stays, _LEVELS[by], self.prior_stays), _GROUP[by])
        worth = self._worth(past, icao24s, since)
        worth = worth.join(missed_share(stays, self.prior_stays), on="subject", how="left")
        of_place = dict(stays.group_by("place").agg(pl.col("airport").value_counts(name="n")).iter_rows())
        facts = (self._facts(row, by, observable, of_place) for row in worth.iter_rows(named=True))
        return [finding(one) for one in facts if one is not None]

    def _worth(self, past: pl.DataFrame, icao24s: Collection[str] | None, since: datetime | None) -> pl.DataFrame:
        """Stays worth looking at: surprising, seen, with enough history."""
        absent = (pl.col("at") - pl.col("previous_at")).dt.total_seconds() / 86_400 >= self.longest_absence_days
        rows = past.filter(
            ((pl.col("here_before") == 0) | absent.fill_null(value=False))
            & ~pl.col("inferred")
            & (pl.col("before") >= self.least_stays)
            & (-pl.col("share").log(2) >= self.least_surprise_bits)
        )
        if icao24s is not None:
            rows = rows.filter(pl.col("icao24").is_in(list(icao24s)))
        return rows.filter(pl.col("at") >= since) if since is not None else rows

    def _facts(
        self, row: dict[str, Any], by: str, observable: Observable, of_place: dict[str, list[dict[str, Any]]]
    ) -> Facts | None:
        """What is known of one stay; None where the subject or the coverage of the place is too new."""
        days = observable.record_days(row["first_at"], row["at"])
        fields = of_place[row["place"]]
        counts = np.array([field["n"] for field in fields], np.float64)
        seen = np.array([observable.days([field["airport"]], row["first_at"], row["at"]) for field in fields])
        covered = float((counts * seen).sum() / counts.sum())
        if days < self.least_days or covered < self.least_covered_days:
            return None
        closed = row["closed_at"] is not None and row["at"] > row["closed_at"]
        expected = self._unseen_visits(row, covered / days)
        confidence = math.exp(-expected)
        sure = confidence >= self.least_confidence and covered >= self.least_covered_share * days
        sure &= not row["others_here"]
        verdict = "first" if sure else "first_seen"
        return Facts(
            row=row,
            by=by,
            days=days,
            covered_days=covered,
            surprise_bits=-math.log2(row["share"]),
            unseen_visits=expected,
            confidence=confidence,
            verdict="unknown" if closed else "unusual" if row["here_before"] else verdict,
        )

    def _unseen_visits(self, row: dict[str, Any], covered: float) -> float:
        """Earlier visits to be expected that nobody saw.

        A stay is missed when both its sides are, or when the place was not covered. Visits seen later speak for
        a habit, whose beginning may have been missed; more than a run of misses can hide is never expected. Of
        a subject without peers half of the new places are taken for habits before it is known whether it came
        back; by the rule of succession (Laplace 1774) none in n later stays leaves one in n + 2.
        """
        seen = max((1 - row["missed"]) * covered, 0.05)
        missed_stays = row["before"] / seen * (1 - seen)
        known = row["peer_stays"] / (row["peer_stays"] + row["before"])
        habit = row["here_after"] / (self.prior_stays + row["before"] + row["after"])
        hidden = (1 - seen) / seen
        alone = (1 - known) * hidden / (row["after"] + 2)
        once = not row["others_here"] and not row["here_after"]
        usual = max(row["peer_share"] * known, row["rare_share"] if once else 0.0)
        return float(usual * missed_stays + alone + min(habit * missed_stays, hidden))
