"""Emergency: spells in which an aircraft sent a code of distress."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import polars as pl

from skywitness.measure.clock import format_utc
from skywitness.model import Finding

MEANINGS = {
    "7500": "unlawful interference",
    "7600": "radio failure",
    "7700": "emergency",
}
"""Mode A codes that every control unit knows (ICAO Doc 8168, volume III, section 4, chapter 1)."""

_ALGORITHM = "emergency 1"


@dataclass(frozen=True, slots=True)
class Emergency:
    """Spells of the codes 7500, 7600 and 7700.

    What it finds: for each aircraft and code, stretches of positions with that code, with silences of at most
    ``longest_break`` between them. A stretch with at least ``fewest`` positions over at least ``shortest`` is
    ``sustained``, any other is ``brief``.

    Why it matters: a crew that asks for help says so to every receiver, before anyone reports it.

    How it is fooled: a crew that turns the dials of its transponder may pass a code of distress for a second or
    two; such spells are ``brief``. Some crews, military ones above all, have the code set in training. A source
    that repeats an old code with new positions makes a spell longer than it was. A receiver that turns Mode A
    replies into squawks can get single bits wrong. The code says nothing of what happened on board.

    Attributes:
        longest_break: silence that ends a spell; judgement.
        fewest: positions of a sustained spell; judgement: two may be the dials and a repeated report.
        shortest: duration of a sustained spell; judgement: dialling is a matter of seconds.
    """

    longest_break: timedelta = timedelta(minutes=15)
    fewest: int = 3
    shortest: timedelta = timedelta(seconds=60)

    def find(self, positions: pl.DataFrame, heard: int) -> list[Finding]:
        """Spells in order of aircraft and time.

        Args:
            positions: icao24, observed_at (UTC), lat_deg, lon_deg, squawk, source_sha256, reconstruction; any
                order, other codes are passed over.
            heard: number of aircraft in the record of the same span, for the base rate.
        """
        coded = positions.filter(pl.col("squawk").is_in(list(MEANINGS))).sort("icao24", "squawk", "observed_at")
        new = pl.col("observed_at").diff().over("icao24", "squawk") > self.longest_break
        spells = (
            coded.with_columns(spell=new.fill_null(value=False).cum_sum().over("icao24", "squawk"))
            .group_by("icao24", "squawk", "spell", maintain_order=True)
            .agg(
                since=pl.col("observed_at").min(),
                until=pl.col("observed_at").max(),
                lat_deg=pl.col("lat_deg").drop_nulls().first(),
                lon_deg=pl.col("lon_deg").drop_nulls().first(),
                positions=pl.len(),
                source_sha256s=pl.col("source_sha256").unique().sort(),
                reconstruction=pl.col("reconstruction").any(),
            )
            .sort("icao24", "since", "squawk")
        )
        base_rate = spells["icao24"].n_unique() / heard if heard else None
        return [self._finding(spell, base_rate) for spell in spells.iter_rows(named=True)]

    def _finding(self, spell: dict[str, Any], base_rate: float | None) -> Finding:
        icao24, squawk, positions = spell["icao24"], spell["squawk"], spell["positions"]
        since, until = spell["since"], spell["until"]
        sustained = positions >= self.fewest and until - since >= self.shortest
        minutes = (until - since).total_seconds() / 60
        lasting = f"for {minutes:.0f} min" if sustained else f"for less than {minutes + 1:.0f} min"
        return Finding(
            finding_id=f"emergency-{icao24}-{since:%Y%m%dT%H%M%SZ}",
            kind="emergency",
            verdict="sustained" if sustained else "brief",
            icao24s=[icao24],
            airports=[],
            since=since,
            until=until,
            lat_deg=spell["lat_deg"],
            lon_deg=spell["lon_deg"],
            confidence=0.95 if sustained else 0.5,
            base_rate=base_rate,
            sentence=f"{icao24} sent {squawk} ({MEANINGS[squawk]}) {lasting} from {format_utc(since)}.",
            number_names=["positions", "duration_min"],
            number_values=[float(positions), minutes],
            basis=[f"{icao24} {format_utc(since)}/{format_utc(until)}"],
            source_sha256s=spell["source_sha256s"],
            algorithm=_ALGORITHM,
            reconstruction=spell["reconstruction"],
        )
