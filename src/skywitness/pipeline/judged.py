"""Judged: positions of many aircraft, each with what speaks against it."""

from datetime import UTC, date, datetime, timedelta

import numpy as np
import polars as pl

from skywitness.model import Doubt
from skywitness.pipeline.track import flags_of
from skywitness.reference.envelopes import envelope_of
from skywitness.store.archive import Archive
from skywitness.store.packaged import type_table
from skywitness.tracks.attractors import Attractors
from skywitness.tracks.build import NEEDED, build_tracks, placed

_KEY = ["icao24", "observed_at", "lat_deg", "lon_deg", "source_sha256", "source_row"]
_DAY = timedelta(days=1)


def judged(archive: Archive, rows: pl.DataFrame) -> pl.DataFrame:
    """Rows with ``doubt``: words joined by commas, null where nothing speaks against the position.

    Each is judged by all that its aircraft reported on the same UTC day. ``skywitness track``, which judges longer
    spans, may differ at midnight.

    Args:
        archive: open for reading.
        rows: positions with icao24, observed_at, lat_deg, lon_deg, source_sha256, source_row and typecode.
    """
    if not rows.height:
        return rows.with_columns(doubt=pl.lit(None, pl.String))
    days = rows.select("icao24", pl.col("observed_at").dt.date().alias("day")).unique()
    types = dict(rows.select("icao24", "typecode").unique("icao24").iter_rows())
    reports = _reports(archive, days)
    attractors = Attractors.of(archive.derived("false_places").collect())
    parts = [_doubts(part, types, attractors) for _, part in reports.group_by("day", maintain_order=True)]
    said = pl.concat(parts).unique(_KEY, keep="first")
    return rows.join(said, on=_KEY, how="left")


def _reports(archive: Archive, days: pl.DataFrame) -> pl.DataFrame:
    """All positions of these aircraft on these days."""
    icao24s = days["icao24"].unique().to_list()
    parts = [
        archive.positions(icao24s, since, until)
        .select(*NEEDED, "day")
        .join(days.lazy(), on=["icao24", "day"], how="semi")
        for since, until in _spans(days["day"].unique().sort().to_list())
    ]
    return pl.concat(pl.collect_all(parts)).sort("day")


def _spans(days: list[date]) -> list[tuple[datetime, datetime]]:
    """Days next to one another as one span each."""
    spans: list[tuple[datetime, datetime]] = []
    for day in days:
        midnight = datetime(day.year, day.month, day.day, tzinfo=UTC)
        if spans and spans[-1][1] == midnight:
            spans[-1] = spans[-1][0], midnight + _DAY
        else:
            spans.append((midnight, midnight + _DAY))
    return spans


def _doubts(reports: pl.DataFrame, types: dict[str, str | None], attractors: Attractors) -> pl.DataFrame:
    table = type_table()
    flags = [
        flags_of(track, envelope_of(table.get(types.get(track.icao24))), attractors)
        for track in build_tracks(reports)
    ]
    every = np.concatenate([*flags, np.zeros(0, np.uint16)])
    words = {int(flag): Doubt(int(flag)).words() or None for flag in np.unique(every)}
    said = pl.Series("doubt", [words[int(flag)] for flag in every], pl.String)
    return placed(reports).select(_KEY).with_columns(said)
