"""Track drawing: the positions of one aircraft, cut into what was seen and what was not, ready to be exported."""

import polars as pl

from skywitness.emit.exports.drawing import Drawing, Fix, draw
from skywitness.pipeline.refusal import NotHeldError
from skywitness.pipeline.times import Window
from skywitness.pipeline.track import doubted_track
from skywitness.store.archive import Archive


def track_drawing(
    archive: Archive, icao24: str, flight_id: str | None = None, span: Window | None = None
) -> Drawing:
    """What is exported of one aircraft.

    Args:
        archive: open for reading.
        icao24: its address.
        flight_id: only this flight.
        span: only this time.

    Raises:
        NotHeldError: no such flight, or no positions there.
    """
    own = archive.flights().filter(pl.col("icao24") == icao24).sort("first_seen_at").collect()
    fixes = flight_fixes(archive, icao24, flight_id, span, own)
    if not fixes.height:
        raise NotHeldError(f"no positions of {icao24} there; `skywitness aircraft {icao24}` says when it was seen")
    drawn = own.filter(pl.col("flight_id").is_in(fixes["flight_id"].drop_nulls().unique().to_list()))
    return draw(icao24, [Fix(*row) for row in fixes.select(Fix._fields).iter_rows()], drawn.to_dicts())


def flight_fixes(
    archive: Archive, icao24: str, flight_id: str | None, span: Window | None, own: pl.DataFrame
) -> pl.DataFrame:
    """Positions of one aircraft with ``doubt`` and ``flight_id``, in order of time.

    Args:
        archive: open for reading.
        icao24: its address.
        flight_id: only this flight.
        span: only this time.
        own: its flights.

    Raises:
        NotHeldError: no such flight.
    """
    fixes = _with_flight(doubted_track(archive, icao24), own)
    if flight_id is not None:
        _require_flight(own, icao24, flight_id)
        fixes = fixes.filter(pl.col("flight_id") == flight_id)
    if span is not None and span.since is not None:
        fixes = fixes.filter(pl.col("observed_at") >= span.since)
    if span is not None and span.until is not None:
        fixes = fixes.filter(pl.col("observed_at") < span.until)
    return fixes


def _require_flight(own: pl.DataFrame, icao24: str, flight_id: str) -> None:
    if flight_id not in own["flight_id"]:
        raise NotHeldError(
            f"no flight {flight_id} of {icao24}; `skywitness flights --aircraft {icao24}` lists them"
        )


def _with_flight(fixes: pl.DataFrame, own: pl.DataFrame) -> pl.DataFrame:
    """Fixes with the flight in whose time each lies; flights of one aircraft do not overlap."""
    spans = own.select("flight_id", "first_seen_at", pl.col("last_seen_at").alias("_until")).sort("first_seen_at")
    joined = fixes.join_asof(spans, left_on="observed_at", right_on="first_seen_at", strategy="backward")
    inside = pl.col("observed_at") <= pl.col("_until")
    return joined.with_columns(pl.when(inside).then("flight_id").otherwise(None).alias("flight_id"))
