"""Trusted: positions of flights in the air that nothing speaks against, a batch of aircraft at a time."""

from collections.abc import Iterator

import polars as pl

from skywitness.pipeline.question import Question
from skywitness.pipeline.track import judged
from skywitness.store.archive import Archive

_BATCH_POSITIONS = 1_000_000


def trusted_flights(archive: Archive, question: Question, *, ground: bool = False) -> Iterator[pl.DataFrame]:
    """Undoubted positions in the air, with the flight that each is of; all of an aircraft in one batch.

    Columns of the positions table, and ``flight_id``. What was heard before ``since`` or from ``until`` on is not
    read. Positions of no flight are left out.

    Args:
        archive: derived.
        question: the aircraft and span asked for.
        ground: with positions on the ground too.
    """
    flights = _flights(archive, question)
    positions = archive.positions(flights["icao24"].unique().to_list(), question.since, question.until)
    counts = positions.group_by("icao24").len().sort("icao24").collect(engine="streaming")
    for batch in batches(counts):
        rows = judged(archive, batch, question.since, question.until)
        rows = rows.filter(pl.col("doubts") == 0)
        if not ground:
            rows = rows.filter(~pl.col("on_ground").fill_null(value=False))
        yield _of_flights(rows, flights)


def _flights(archive: Archive, question: Question) -> pl.DataFrame:
    """Flights of the aircraft asked for, in order of time."""
    rows = archive.flights()
    asked = question.addresses(archive)
    if asked is not None:
        rows = rows.filter(pl.col("icao24").is_in(asked))
    if question.since is not None:
        rows = rows.filter(pl.col("last_seen_at") >= question.since)
    if question.until is not None:
        rows = rows.filter(pl.col("first_seen_at") < question.until)
    return rows.select("flight_id", "icao24", "first_seen_at", "last_seen_at").sort("first_seen_at").collect()


def batches(counts: pl.DataFrame) -> Iterator[list[str]]:
    """Aircraft by the million positions.

    Args:
        counts: icao24 and len, in the order wanted.
    """
    parts = counts.with_columns(part=(pl.col("len").cum_sum() - pl.col("len")) // _BATCH_POSITIONS)
    for _, part in parts.group_by("part", maintain_order=True):
        yield part["icao24"].to_list()


def _of_flights(rows: pl.DataFrame, flights: pl.DataFrame) -> pl.DataFrame:
    joined = rows.sort("observed_at").join_asof(
        flights, left_on="observed_at", right_on="first_seen_at", by="icao24", check_sortedness=False
    )
    inside = joined.filter(pl.col("observed_at") <= pl.col("last_seen_at"))
    return inside.sort("icao24", "observed_at", "source_sha256", "source_row")
