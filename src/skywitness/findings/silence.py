"""Silence: gone dark, or no receiver?"""

import math
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

import polars as pl

from skywitness.findings.heard_cells import KEY, keys
from skywitness.measure.clock import format_utc
from skywitness.model import Finding

_ALGORITHM = "silence 1"
_IN_FLIGHT: Final = "in_flight"
_HALF: Final = 0.5


class _Seen(NamedTuple):
    """What others were heard along one silence."""

    steps: int
    covered: int
    silent_too: int
    others: int
    steady: int
    missed: float


@dataclass(frozen=True, slots=True)
class Silence:
    """Whether an aircraft that fell silent in flight went dark, or was out of everyone's reach.

    What it finds: for each silence in flight, the cells, bands of height and times of its most probable path, and
    who else was heard there (``heard_cells``). An aircraft that was heard in most minutes of its stay in a cell is
    steady. Of k others along the path of which g were steady, the next one is steady too with probability (g + 1)
    / (k + 2) (Laplace's rule of succession); the silent one, had it sent, would have been missed with the rest.
    From this and the share of silences that are dark to begin with follows the probability that it was dark.

    - ``likely_dark``: others were heard along ``covered_share`` of the path and more, and the probability is at
      least ``say``;
    - ``coverage_hole``: others were heard on less than half of the path, and others fell silent in the same cells
      and hours too;
    - ``unknown``: anything between, and above all where nobody else is known to have been.

    Why it matters: "it switched off its transponder" is said of every aircraft that leaves a map, and mostly
    wrong.

    How it is fooled: a transponder that fails, or a weak one, is as silent as one that is switched off. The path
    is a guess: an aircraft that turned away was not where the others were heard. A receiver that was off for some
    minutes looks covered in its hour; ``shortest`` keeps the shortest of these out. Antennas see aircraft near the
    end of their reach by fits and starts. Military aircraft may stop to send positions while they send all else,
    which a network with multilateration then does not show as positions either. Of a feed without names of
    receivers, others may have been heard by other receivers than this one.

    Attributes:
        shortest_s: silences that are judged; judgement: an antenna's blind spot, or a receiver's restart, is
            shorter.
        steady_share: minutes with a report, of an aircraft that is steady; judgement.
        covered_share: of the path's steps, from which a silence can be called dark; judgement.
        prior: share of silences over covered ground that are dark; judgement, no labelled set exists.
        say: probability from which it is called so.
    """

    shortest_s: float = 600.0
    steady_share: float = 0.6
    covered_share: float = 0.7
    prior: float = 0.3
    say: float = 0.8

    def steps(self, gaps: pl.DataFrame) -> pl.DataFrame:
        """Where and when each silence is looked at: the points of its path but the ends, evenly spread in time.

        Args:
            gaps: rows of the table of gaps.

        Returns:
            gap_id, icao24, observed_at, lat_deg, lon_deg, baro_altitude_ft and the cell's key.
        """
        wanted = gaps.filter(pl.col("kind") == _IN_FLIGHT, pl.col("duration_s") >= self.shortest_s)
        points = pl.col("path_lat_deg").list.len()
        part = pl.int_ranges(pl.lit(0), points) / (points - 1)
        rows = (
            wanted.filter(points >= 3)
            .select(
                "gap_id",
                "icao24",
                "from_at",
                "duration_s",
                "from_altitude_ft",
                "to_altitude_ft",
                lat_deg="path_lat_deg",
                lon_deg="path_lon_deg",
                part=part,
            )
            .explode("lat_deg", "lon_deg", "part", empty_as_null=False)
            .filter(pl.col("part") > 0, pl.col("part") < 1)
        )
        low, high = pl.col("from_altitude_ft"), pl.col("to_altitude_ft")
        height = pl.coalesce(low + (high - low) * pl.col("part"), low, high)
        at = pl.col("from_at") + (pl.col("part") * pl.col("duration_s") * 1_000_000).cast(pl.Duration("us"))
        placed = rows.with_columns(baro_altitude_ft=height.cast(pl.Float64), observed_at=at)
        return placed.with_columns(keys()).select(
            "gap_id", "icao24", "observed_at", "lat_deg", "lon_deg", "baro_altitude_ft", *KEY
        )

    def find(
        self, gaps: pl.DataFrame, heard: pl.DataFrame, receivers: pl.DataFrame, silent: pl.DataFrame
    ) -> list[Finding]:
        """Verdicts on silences, in order of aircraft and time.

        Args:
            gaps: rows of the table of gaps.
            heard: as ``heard_cells.heard`` gives it, for the cells of ``steps`` at least.
            receivers: gap_id, receiver: names of those that heard the aircraft just before or after; a gap without
                any is held against all.
            silent: ``steps`` of the silences of all aircraft.
        """
        steps = self.steps(gaps)
        seen = self._seen(steps, heard, receivers, silent)
        rows = gaps.filter(pl.col("gap_id").is_in(list(seen))).sort("icao24", "from_at").to_dicts()
        verdicts = {row["gap_id"]: self._verdict(seen[row["gap_id"]]) for row in rows}
        covered = [name for name, one in seen.items() if one.covered >= self.covered_share * one.steps]
        usual = len(covered) / len(seen) if seen else None
        return [_finding(row, seen[row["gap_id"]], *verdicts[row["gap_id"]], usual) for row in rows]

    def _seen(
        self, steps: pl.DataFrame, heard: pl.DataFrame, receivers: pl.DataFrame, silent: pl.DataFrame
    ) -> dict[str, _Seen]:
        known = receivers.drop_nulls().group_by("gap_id").agg(names=pl.col("receiver").unique())
        others = (
            steps.join(known, on="gap_id", how="left")
            .join(heard, on=KEY, suffix="_other")
            .filter(pl.col("icao24") != pl.col("icao24_other"))
            .filter(
                pl.col("names").is_null() | (pl.col("receivers").list.set_intersection("names").list.len() > 0)
            )
        )
        heard_share = pl.col("minutes_heard").sum() / pl.col("minutes_present").sum()
        each = (
            others.unique(("gap_id", *KEY, "icao24_other"))
            .group_by("gap_id", "icao24_other")
            .agg(share=heard_share)
        )
        pooled = each.group_by("gap_id").agg(
            others=pl.len().cast(pl.Int64), steady=(pl.col("share") >= self.steady_share).sum().cast(pl.Int64)
        )
        at_step = others.filter(pl.col("minutes_heard") > 0).select("gap_id", "observed_at").unique()
        covered = at_step.group_by("gap_id").agg(covered=pl.len().cast(pl.Int64))
        every = steps.group_by("gap_id").agg(steps=pl.len().cast(pl.Int64))
        for one in (covered, _silent_too(steps, silent), pooled):
            every = every.join(one, on="gap_id", how="left")
        counts = every.with_columns(pl.col(_Seen._fields[1:-1]).fill_null(0))
        missed = 1 - (pl.col("steady") + 1) / (pl.col("others") + 2)
        summed = counts.select("gap_id", *_Seen._fields[:-1], missed=missed)
        return {row[0]: _Seen(*row[1:]) for row in summed.sort("gap_id").iter_rows()}

    def _verdict(self, seen: _Seen) -> tuple[str, float]:
        """The verdict, and the probability that it is right."""
        dark = self.prior / (self.prior + (1 - self.prior) * seen.missed)
        covered = seen.covered / seen.steps
        if covered >= self.covered_share and dark >= self.say:
            return "likely_dark", dark
        if covered < _HALF and seen.silent_too:
            return "coverage_hole", 1 - self.prior ** (1 + seen.silent_too)
        return "unknown", _HALF


def _finding(gap: dict[str, Any], seen: _Seen, verdict: str, confidence: float, usual: float | None) -> Finding:
    return Finding(
        finding_id=f"silence-{gap['icao24']}-{gap['from_at']:%Y%m%dT%H%M%SZ}",
        kind="silence",
        verdict=verdict,
        icao24s=[gap["icao24"]],
        airports=[],
        since=gap["from_at"],
        until=gap["to_at"],
        lat_deg=gap["from_lat_deg"],
        lon_deg=gap["from_lon_deg"],
        confidence=confidence,
        base_rate=usual,
        sentence=_sentence(gap, seen, verdict),
        number_names=[
            *("duration_min", "steps", "covered_steps", "silent_too", "others", "steady_others"),
            "missed_probability",
        ],
        number_values=[gap["duration_s"] / 60, *map(float, seen)],
        basis=[gap["gap_id"]],
        source_sha256s=gap["source_sha256s"],
        algorithm=_ALGORITHM,
        reconstruction=gap["reconstruction"],
    )


def _sentence(gap: dict[str, Any], seen: _Seen, verdict: str) -> str:
    silent = f"{gap['icao24']} was silent for {gap['duration_s'] / 60:,.0f} min from {format_utc(gap['from_at'])}"
    share = _percent(seen.covered / seen.steps)
    heard = f"others were heard on {share} of its probable way at the same times and heights"
    if verdict == "likely_dark":
        steady = f"{seen.steady} of {seen.others} steadily"
        return f"{silent}, while {heard}, {steady}: it had probably stopped sending positions."
    if verdict == "coverage_hole":
        too = f"{seen.silent_too} other{'' if seen.silent_too == 1 else 's'} in the same place at the time"
        return f"{silent}, like {too}; {heard}: probably no receiver was in reach."
    return f"{silent}; {heard}: whether it stopped sending cannot be said."


def _silent_too(steps: pl.DataFrame, silent: pl.DataFrame) -> pl.DataFrame:
    """Other aircraft that were silent in the cells and hours of each silence."""
    both = steps.join(silent.select("icao24", *KEY).unique(), on=KEY, suffix="_other")
    others = both.filter(pl.col("icao24") != pl.col("icao24_other"))
    return others.group_by("gap_id").agg(silent_too=pl.col("icao24_other").n_unique().cast(pl.Int64))


def _percent(share: float) -> str:
    return f"{math.floor(100 * share + 0.5)} %"
