"""Labelled flights: positions of airframes, and for each of them which true flight it belongs to."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from zlib import crc32

import polars as pl
from numpy.typing import ArrayLike

from skywitness.movements.identity import Identity
from skywitness.store.schema import POSITIONS


class Truth(NamedTuple):
    """One true flight.

    Attributes:
        flight: its name in reports.
        icao24: address that its positions carry.
        group: what it is counted under.
        adep: code of the field that it left; None when the label does not say.
        ades: code of the field that it reached; None when the label does not say; ``sea`` for none.
        takeoff_s: Unix seconds; None when not known.
        landing_s: as takeoff_s.
        held_out: one of those that are printed in totals only.
    """

    flight: str
    icao24: str
    group: str
    adep: str | None
    ades: str | None
    takeoff_s: float | None = None
    landing_s: float | None = None
    held_out: bool = False


class Labelled(NamedTuple):
    """Positions with a column ``truth`` (row of ``truths``, -1 for none of them), and who the airframes are."""

    name: str
    positions: pl.DataFrame
    truths: tuple[Truth, ...]
    identities: Mapping[str, Identity]

    def identity_of(self, icao24: str) -> Identity:
        """What is known of an airframe."""
        return self.identities.get(icao24, Identity())


def held_out(icao24: str) -> bool:
    """Whether an airframe is in the half that nobody looks at; the same for every run."""
    return crc32(f"held-out {icao24}".encode()) % 2 == 1


def positions(columns: Mapping[str, Any], truth: ArrayLike) -> pl.DataFrame:
    """Rows of the positions table from some of its columns; ``time_s`` stands for observed_at."""
    frame = pl.DataFrame(dict(columns), strict=False, nan_to_null=True)
    frame = frame.with_columns(
        (pl.col("time_s") * 1000).round().cast(pl.Int64).cast(pl.Datetime("ms", "UTC")).alias("observed_at")
    ).drop("time_s")
    fixed = {"stale": False, "new_leg": False, "reconstruction": False, "source_sha256": "bench"}
    missing = [
        pl.lit(fixed.get(name)).cast(kind).alias(name)
        for name, kind in POSITIONS.read_schema.items()
        if name not in frame.columns
    ]
    frame = frame.with_columns(missing).with_columns(
        pl.int_range(1, pl.len() + 1).alias("source_row"),
        pl.col("observed_at").dt.date().alias("day"),
        pl.Series("truth", truth, pl.Int64),
    )
    rounded = {"ft": pl.Int32, "fpm": pl.Int32}
    frame = frame.with_columns(
        pl.col(name).cast(pl.Float64, strict=False).round()
        for name in frame.columns
        if name.rsplit("_", 1)[-1] in rounded
    )
    return frame.select(
        *(pl.col(name).cast(kind, strict=False) for name, kind in POSITIONS.read_schema.items()), "truth"
    ).sort("icao24", "observed_at", maintain_order=True)


def merged(name: str, parts: Sequence[Labelled]) -> Labelled:
    """Several sets as one; their airframes must differ."""
    frames: list[pl.DataFrame] = []
    truths: list[Truth] = []
    identities: dict[str, Identity] = {}
    for part in parts:
        shift = pl.when(pl.col("truth") >= 0).then(pl.col("truth") + len(truths)).otherwise(-1)
        frames.append(part.positions.with_columns(shift.cast(pl.Int64).alias("truth")))
        truths += part.truths
        identities |= part.identities
    return Labelled(name, pl.concat(frames), tuple(truths), identities)
