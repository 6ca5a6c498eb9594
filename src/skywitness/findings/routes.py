"""Routes: pairs of fields that an airframe, an operator or a type keeps flying."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import numpy as np
import polars as pl

from skywitness.findings.exposure import Observable
from skywitness.findings.routes_chance import lower_share, period, share_tail
from skywitness.findings.routes_trips import legs_of, lives, trips_of
from skywitness.findings.routes_words import Facts, finding
from skywitness.model import Finding

SUBJECTS = {"aircraft": "life", "operator": "operator", "type": "typecode"}
"""What routes are asked of, and the column that tells them apart."""

_DAY_S = 86_400.0


@dataclass(frozen=True, slots=True)
class Routes:
    """Recurring pairs of fields.

    What it finds: a trip is a leg from one field to another with the leg back that follows it; either counts alone
    where the other was not seen. A pair with ``fewest`` trips in ``fewest_weeks`` different weeks is listed. It is
    ``regular`` when its share of the subject's trips from the same home is above its base rate: the share that the
    others have there, first of the same operator, and where these are few of all. Else it is ``recurring``.
    Days between trips are tested for a period, against the subject's other trips.

    Why it matters: that aircraft go regularly between two fields is a statement of a number and of a rate.

    Source: the rule of four trips, three weeks and a rate above the base rate was settled for this project
    (judgement). The chance is beta-binomial, corrected for the number of fields tried (Bonferroni); the interval
    is Wilson's; the period Rayleigh's (``routes_chance``).

    How it is fooled: only flights with both ends named count, so a field that is heard better than others gets
    more trips; the base rate has the same fault, which cancels where others of the operator fly the same network.
    A shuttle whose sisters fly the same shuttle is ``recurring``, not ``regular``: ask by operator. An aircraft
    lent to another operator under the same registration keeps one history. The days beside the count say how long
    it could have been seen; legs that nobody saw are counted apart and decide nothing.

    Attributes:
        fewest: trips of a pair that is listed; settled, see above.
        fewest_weeks: different ISO weeks in which they began; settled, see above.
        longest_stay: a leg back later than this is another trip; judgement.
        false_alarm_probability: of any ``regular`` pair of a subject without one; half the goal of one per
            thousand years of an airframe.
        prior_trips: how many trips the share of all others counts for beside that of the operator's; judgement.
        most_peer_trips: what the others' share counts for at most, because sister airframes do differ; judgement.
    """

    fewest: int = 4
    fewest_weeks: int = 3
    longest_stay: timedelta = timedelta(days=14)
    false_alarm_probability: float = 0.0005
    prior_trips: int = 10
    most_peer_trips: int = 400

    def find(
        self,
        flights: pl.DataFrame,
        unseen_legs: pl.DataFrame,
        observable: Observable,
        by: str = "aircraft",
        icao24s: Collection[str] | None = None,
    ) -> list[Finding]:
        """Routes in order of subject and number of trips.

        Args:
            flights: flight_id, icao24, registration, typecode, operator, adep, ades, takeoff_at, landing_at,
                first_seen_at, last_seen_at, source_sha256s, reconstruction; of everyone, for the base rates.
            unseen_legs: icao24, adep, ades: legs of trips that nobody saw.
            observable: days on which the fields could be seen.
            by: a key of ``SUBJECTS``.
            icao24s: only subjects that one of these aircraft belongs to; None for all.
        """
        legs = legs_of(lives(flights))
        trips = trips_of(legs, self.longest_stay).with_columns(subject=pl.col(SUBJECTS[by])).drop_nulls("subject")
        rated = self._rated(trips, peers=by == "aircraft")
        listed = self._listed(trips, rated, icao24s)
        if not listed.height:
            return []
        wanted = trips.join(listed.select("subject", "home", "away"), on=["subject", "home", "away"], how="semi")
        basis = flights.filter(pl.col("flight_id").is_in(wanted["flight_ids"].explode().implode()))
        shown = {
            row[0]: row[1:] for row in basis.select("flight_id", "source_sha256s", "reconstruction").iter_rows()
        }
        others = _starts(trips.join(listed.select("subject").unique(), on="subject", how="semi"))
        lost = _unseen(unseen_legs)
        return [
            finding(self._facts(row, by, observable, others, lost), shown) for row in listed.iter_rows(named=True)
        ]

    def _rated(self, trips: pl.DataFrame, *, peers: bool) -> pl.DataFrame:
        """Pairs with their number of trips, that of the subject's trips from home, and the share expected."""
        pairs = trips.group_by("subject", "home", "away").agg(
            n=pl.len(), owner=pl.col("operator").drop_nulls().last()
        )
        pairs = pairs.with_columns(
            trips=pl.col("n").sum().over("subject", "home"),
            tried=pl.len().over("subject", "home"),
            at_home=pl.col("n").sum().over("home") - pl.col("n").sum().over("subject", "home"),
            there=pl.col("n").sum().over("home", "away") - pl.col("n"),
            anywhere=pl.col("n").sum().over("away") - pl.col("n").sum().over("subject", "away"),
            all=pl.col("n").sum() - pl.col("n").sum().over("subject"),
            places=pl.col("away").n_unique(),
        )
        pairs = pairs.with_columns(overall=(pl.col("anywhere") + 1) / (pl.col("all") + pl.col("places") + 1))
        prior = self.prior_trips
        share = (pl.col("there") + prior * pl.col("overall")) / (pl.col("at_home") + prior)
        even = 1 / (pl.col("tried") + self.fewest)
        pairs = pairs.with_columns(
            share=share if not peers else pl.max_horizontal(share, even), weight=pl.col("at_home") + prior
        )
        if peers:
            pairs = _beside_sisters(pairs, prior)
        return pairs.with_columns(weight=pl.min_horizontal(pl.col("weight"), float(self.most_peer_trips)))

    def _listed(self, trips: pl.DataFrame, rated: pl.DataFrame, icao24s: Collection[str] | None) -> pl.DataFrame:
        """One row a pair that is listed, with its trips as lists."""
        many = rated.filter(pl.col("n") >= self.fewest)
        chosen = trips
        if icao24s is not None:
            belonging = trips.filter(pl.col("icao24").is_in(list(icao24s))).select("subject").unique()
            chosen = trips.join(belonging, on="subject", how="semi")
        listed = (
            chosen.join(many, on=["subject", "home", "away"])
            .sort("subject", "home", "away", "at")
            .group_by("subject", "home", "away", maintain_order=True)
            .agg(
                pl.col("n", "trips", "tried", "share", "weight").first(),
                pl.col("icao24").unique().sort().alias("icao24s"),
                pl.col("registration").last(),
                pl.col("at"),
                pl.col("end_at").max(),
                pl.col("outward", "back").sum(),
                pl.col("flight_ids").explode(),
            )
        )
        weeks = pl.col("at").list.eval(pl.element().dt.truncate("1w")).list.n_unique()
        return listed.filter(weeks >= self.fewest_weeks).sort(
            "subject", "n", "home", "away", descending=[False, True, False, False]
        )

    def _facts(
        self,
        row: dict[str, Any],
        by: str,
        observable: Observable,
        starts: dict[str, list[tuple[str, str, datetime]]],
        lost: dict[tuple[str, str, str], int],
    ) -> Facts:
        n, trips = row["n"], row["trips"]
        chance = min(1.0, share_tail(n, trips, row["share"], row["weight"]) * row["tried"])
        ratio = lower_share(n, trips) / row["share"]
        days = _days(row["at"], row["at"][0])
        pair = row["home"], row["away"]
        others = _days([at for *other, at in starts[row["subject"]] if tuple(other) != pair], row["at"][0])
        since, until = row["at"][0], row["end_at"]
        return Facts(
            row=row,
            by=by,
            days=(until.date() - since.date()).days + 1,
            observable_days=observable.days(pair, since, until),
            intervals_days=np.diff(days),
            period=period(days, others),
            unseen_legs=sum(lost.get((icao24, *sorted(pair)), 0) for icao24 in row["icao24s"]),
            chance_probability=chance,
            least_ratio=ratio,
            regular=chance <= self.false_alarm_probability and ratio > 1,
        )


def _beside_sisters(pairs: pl.DataFrame, prior: int) -> pl.DataFrame:
    """The share among others of the same operator, with that of all as so many trips beside it."""
    known = pl.col("owner").is_not_null()
    near = pl.col("n").sum().over("owner", "home") - pl.col("n").sum().over("subject", "home")
    there = pl.col("n").sum().over("owner", "home", "away") - pl.col("n")
    share = (there + prior * pl.col("share")) / (near + prior)
    return pairs.with_columns(
        share=pl.when(known).then(share).otherwise("share"),
        weight=pl.when(known).then(near + prior).otherwise("weight") + pl.col("trips") - pl.col("n"),
    )


def _starts(trips: pl.DataFrame) -> dict[str, list[tuple[str, str, datetime]]]:
    """For each subject home, away and start of every trip."""
    starts: dict[str, list[tuple[str, str, datetime]]] = {}
    for subject, home, away, at in trips.select("subject", "home", "away", "at").iter_rows():
        starts.setdefault(subject, []).append((home, away, at))
    return starts


def _unseen(legs: pl.DataFrame) -> dict[tuple[str, str, str], int]:
    """Unseen legs by aircraft and pair, its codes in order."""
    known = legs.drop_nulls(["adep", "ades"])
    pair = known.select("icao24", one=pl.min_horizontal("adep", "ades"), other=pl.max_horizontal("adep", "ades"))
    return {(row[0], row[1], row[2]): row[3] for row in pair.group_by("icao24", "one", "other").len().iter_rows()}


def _days(times: list[datetime], origin: datetime) -> np.ndarray[Any, np.dtype[np.float64]]:
    return np.array([(at - origin).total_seconds() / _DAY_S for at in times])
