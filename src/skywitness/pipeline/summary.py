"""Summary: counts and spans of the whole archive, as an object for JSON."""

from typing import Any

import polars as pl

from skywitness.pipeline.rules import rules_name
from skywitness.store.archive import Archive

_NEWEST = 5


def summary(archive: Archive) -> dict[str, Any]:
    """What the archive holds, and which sources its flights and visits do not rest on yet."""
    sources = archive.sources().sort("imported_at", "name", descending=True).collect()
    simulated = int(sources["reconstruction"].sum())
    return {
        "path": str(archive.folder),
        "size_bytes": sum(file.stat().st_size for file in archive.folder.rglob("*") if file.is_file()),
        "sources": sources.height,
        **_positions(archive),
        "flights": _rows(archive.flights()),
        "visits": _rows(archive.visits()),
        "trips": _rows(archive.trips()),
        "gaps": _rows(archive.gaps()),
        "remarks": _remarks(archive),
        "underived_sources": len(archive.underived_sources(rules_name(archive))),
        "rejects": _rejects(sources),
        "newest_sources": [_source(row) for row in sources.head(_NEWEST).to_dicts()],
        "reconstruction": simulated > 0,
        "reconstruction_sources": simulated,
    }


def _positions(archive: Archive) -> dict[str, Any]:
    time = pl.col("observed_at")
    found = archive.positions().select(
        pl.len().alias("state_vectors"),
        pl.col("lat_deg").is_not_null().sum().alias("positions"),
        pl.col("icao24").n_unique().alias("aircraft"),
        time.min().alias("first_observed_at"),
        time.max().alias("last_observed_at"),
        pl.col("day").n_unique().alias("days"),
    )
    return found.collect(engine="streaming").row(0, named=True)


def _rows(frame: pl.LazyFrame) -> int:
    return int(frame.select(pl.len()).collect().item())


def _remarks(archive: Archive) -> dict[str, int]:
    """Remarks by kind, the most frequent first."""
    counted = archive.derived("remarks").group_by("kind").len().sort("len", "kind", descending=[True, False])
    return dict(counted.collect().iter_rows())


def _rejects(sources: pl.DataFrame) -> dict[str, int]:
    """Rejects of all imports by reason, the most frequent first."""
    by_reason = (
        sources.select(pl.col("rejects").explode().struct.unnest())
        .drop_nulls("reason")
        .group_by("reason")
        .agg(pl.col("count").sum())
        .sort("count", "reason", descending=[True, False])
    )
    return dict(by_reason.iter_rows())


def _source(row: dict[str, Any]) -> dict[str, Any]:
    return row | {"rejects": {reject["reason"]: reject["count"] for reject in row["rejects"]}}
