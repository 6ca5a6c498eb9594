"""Meeting: state aircraft of different owners on the ground of one field at a time."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import polars as pl

from skywitness.measure.clock import format_utc
from skywitness.model import Finding

_ALGORITHM = "meeting 1"


@dataclass(frozen=True, slots=True)
class Meeting:
    """State aircraft of different owners on the ground of one field at a time.

    What it finds: two aircraft, each military or a state's with at least ``least_probability``, of different flag
    states or operators, neither at home there, whose stays share at least ``overlap``.

    Why it matters: delegations meet where their aircraft stand. What they do there nobody sees.

    Source: clustering of government aircraft on the ground, Strohmeier, Smith, Lenders and Martinovic, The Real
    First Class? Inferring Confidential Corporate Mergers and Government Relations from Air Traffic Communication,
    IEEE EuroS&P 2018.

    How it is fooled: a capital's airport holds state aircraft of many countries every day; ``base_rate`` is the
    share of pairs of such stays at the same field, at any time of the record, that overlap. Maintenance, a
    technical stop, a summit with fifty guests. A stay whose end nobody saw lasts only as long as it is known to.

    Attributes:
        least_probability: of being military or a state's; judgement.
        overlap: shared time on the ground; judgement: less is a stop for fuel.
    """

    least_probability: float = 0.8
    overlap: timedelta = timedelta(hours=1)

    def find(self, stays: pl.DataFrame, at_home: pl.DataFrame) -> list[Finding]:
        """Meetings in order of time.

        Args:
            stays: icao24, airport, arrived, departed (UTC, as long as the stay is known to have lasted),
                flag_state, operator, state_probability (military or a state's), source_sha256s, reconstruction.
            at_home: icao24, airport of home bases.
        """
        of_states = stays.filter(pl.col("state_probability") >= self.least_probability)
        away = of_states.join(at_home, on=("icao24", "airport"), how="anti").with_row_index("stay")
        pairs = away.join(away, on="airport", suffix="_b").filter(
            pl.col("icao24") < pl.col("icao24_b"), _strangers()
        )
        since = pl.max_horizontal("arrived", "arrived_b")
        until = pl.min_horizontal("departed", "departed_b")
        together = pairs.with_columns(since=since, until=until).filter(until - since >= self.overlap)
        at_each = pairs.group_by("airport").agg(possible=pl.len())
        met = together.group_by("airport").agg(met=pl.len()).join(at_each, on="airport")
        rates = dict(met.select("airport", pl.col("met") / pl.col("possible")).iter_rows())
        rows = together.sort("since", "icao24", "icao24_b").iter_rows(named=True)
        return [_finding(row, rates[row["airport"]]) for row in rows]


def _strangers() -> pl.Expr:
    """Of different states, or of operators that are known and differ."""
    return (pl.col("flag_state") != pl.col("flag_state_b")).fill_null(value=False) | (
        pl.col("operator") != pl.col("operator_b")
    ).fill_null(value=False)


def _finding(row: dict[str, Any], usual: float) -> Finding:
    hours = (row["until"] - row["since"]).total_seconds() / 3600
    both = [(row[f"icao24{end}"], row[f"flag_state{end}"], row[f"operator{end}"]) for end in ("", "_b")]
    who = " and ".join(f"{icao24} ({operator or state or 'unknown'})" for icao24, state, operator in both)
    return Finding(
        finding_id=f"meeting-{row['icao24']}-{row['icao24_b']}-{row['since']:%Y%m%dT%H%M%SZ}",
        kind="meeting",
        verdict="same_field",
        icao24s=[row["icao24"], row["icao24_b"]],
        airports=[row["airport"]],
        since=row["since"],
        until=row["until"],
        lat_deg=None,
        lon_deg=None,
        confidence=row["state_probability"] * row["state_probability_b"],
        base_rate=usual,
        sentence=f"{who} stood at {row['airport']} together for {hours:.1f} h from {format_utc(row['since'])}.",
        number_names=["together_h", "state_probability", "other_state_probability"],
        number_values=[hours, row["state_probability"], row["state_probability_b"]],
        basis=[f"{icao24} {format_utc(row['since'])}/{format_utc(row['until'])}" for icao24, *_ in both],
        source_sha256s=sorted({*row["source_sha256s"], *row["source_sha256s_b"]}),
        algorithm=_ALGORITHM,
        reconstruction=row["reconstruction"] or row["reconstruction_b"],
    )
