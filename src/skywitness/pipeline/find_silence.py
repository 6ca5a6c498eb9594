"""Find silences: derived gaps, and who else was heard in their cells; gone dark or not out."""

from datetime import UTC, datetime, time, timedelta

import polars as pl

from skywitness.findings.heard_cells import KEY, PRESENT, heard
from skywitness.findings.silence import Silence
from skywitness.model import Finding
from skywitness.pipeline.question import Question
from skywitness.store.archive import Archive

_POSITION = ("icao24", "observed_at", "lat_deg", "lon_deg", "baro_altitude_ft", "receiver")
_HOUR = timedelta(hours=1)
_BESIDE = timedelta(minutes=2)
"""Before and after a silence, in which receivers that heard the aircraft are looked for."""


def find_silences(archive: Archive, question: Question) -> list[Finding]:
    """Verdicts on the silences in flight of the aircraft asked for, in order of aircraft and time."""
    gaps = _asked(archive.gaps(), archive, question)
    detector = Silence()
    steps = detector.steps(gaps)
    if not steps.height:
        return []
    silent = detector.steps(_until(archive.gaps(), question).collect())
    return detector.find(gaps, _heard(archive, steps), _receivers(archive, gaps), silent)


def _asked(gaps: pl.LazyFrame, archive: Archive, question: Question) -> pl.DataFrame:
    asked = question.addresses(archive)
    if asked is not None:
        gaps = gaps.filter(pl.col("icao24").is_in(asked))
    if question.since is not None:
        gaps = gaps.filter(pl.col("to_at") >= question.since)
    return _until(gaps, question).collect()


def _until(gaps: pl.LazyFrame, question: Question) -> pl.LazyFrame:
    """Those that had ended, which nobody can know before."""
    return gaps if question.until is None else gaps.filter(pl.col("to_at") < question.until)


def _heard(archive: Archive, steps: pl.DataFrame) -> pl.DataFrame:
    """Who was in the air in the hours of these steps, day by day, so that memory is bounded by a day."""
    hours = pl.col("observed_at").dt.truncate("1h")
    parts = []
    for day in steps["slot"].dt.date().unique().sort():
        start = datetime.combine(day, time(), UTC)
        of_day = steps.filter(pl.col("slot").dt.date() == day)
        first, last = of_day.select(hours.min() - PRESENT, last=hours.max() + _HOUR + PRESENT).row(0)
        positions = archive.positions(since=max(first, start - PRESENT), until=last).filter(
            ~pl.col("on_ground").fill_null(value=False), ~pl.col("icao24").str.starts_with("~")
        )
        known = positions.select(_POSITION).filter(pl.all_horizontal(pl.col(_POSITION[:-1]).is_not_null()))
        cells = of_day.select(KEY).unique()
        parts.append(heard(known.collect(engine="streaming")).join(cells, on=KEY, how="semi"))
    return pl.concat(parts)


def _receivers(archive: Archive, gaps: pl.DataFrame) -> pl.DataFrame:
    """Names of the receivers that heard each aircraft just before or after its silence."""
    ends = pl.concat(
        gaps.lazy().select("gap_id", "icao24", at=pl.col(end)).cast({"at": pl.Datetime("us", "UTC")})
        for end in ("from_at", "to_at")
    )
    named = archive.positions(gaps["icao24"].unique().to_list()).filter(pl.col("receiver").is_not_null())
    near = (pl.col("observed_at") - pl.col("at")).abs() <= _BESIDE
    both = named.select("icao24", "observed_at", "receiver").join(ends, on="icao24").filter(near)
    return both.select("gap_id", "receiver").unique().collect(engine="streaming")
