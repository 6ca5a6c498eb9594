"""Find companions: trusted positions, flights and stays in; aircraft that travel together out."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time, timedelta

import polars as pl

from skywitness.findings.companions import Companions, Record
from skywitness.model import Finding
from skywitness.pipeline.question import Question
from skywitness.pipeline.track import doubted_track
from skywitness.store.archive import Archive

_OVERLAP = timedelta(hours=1)
"""By which a day's piece reaches into the next day."""
_POSITION = ("icao24", "observed_at", "lat_deg", "lon_deg", "baro_altitude_ft")


def find_companions(archive: Archive, question: Question) -> list[Finding]:
    """Companions of the aircraft asked for, whoever the others are, in order of kind, pair and time.

    Positions that are doubted make no spell; they are looked for among aircraft that were near another only, so
    that a spell which doubted positions hide is not found.
    """
    asked, detector = question.addresses(archive), Companions()
    flights = _within(archive.flights(), question, pl.col("first_seen_at"), pl.col("last_seen_at")).collect()
    visits = _stays(archive, question)
    record = Record(
        positions=_near_others(archive, question, asked, detector),
        flying=flights["icao24"].n_unique(),
        flights=_named(flights),
        visits=visits,
        covered=_covered(flights, visits),
        home_bases=archive.home_bases().select("icao24", "airport").unique().collect(),
        about=asked,
    )
    found = [finding for finding in detector.find(record) if _is_asked(finding, question, asked)]
    return _with_sources(found, flights)


def _is_asked(finding: Finding, question: Question, asked: list[str] | None) -> bool:
    there = question.airports is None or not set(question.airports).isdisjoint(finding.airports)
    return there and (asked is None or not set(asked).isdisjoint(finding.icao24s))


def _within(rows: pl.LazyFrame, question: Question, first: pl.Expr, last: pl.Expr) -> pl.LazyFrame:
    if question.since is not None:
        rows = rows.filter(first >= question.since)
    return rows if question.until is None else rows.filter(last < question.until)


def _near_others(
    archive: Archive, question: Question, asked: list[str] | None, detector: Companions
) -> Iterator[pl.DataFrame]:
    """Trusted positions in the air, day by day, of aircraft that were near another that day."""
    for since, until in _pieces(archive, question, asked):
        runs = detector.runs(_airborne(archive.positions(since=since, until=until)).collect(engine="streaming"))
        if asked is not None:
            runs = runs.filter(pl.col("first").is_in(asked) | pl.col("second").is_in(asked))
        icao24s = pl.concat([runs["first"], runs["second"]]).unique().sort()
        trusted = [_trusted(archive, icao24, since, until) for icao24 in icao24s]
        if trusted:
            yield pl.concat(trusted)


def _pieces(archive: Archive, question: Question, asked: list[str] | None) -> list[tuple[datetime, datetime]]:
    """Days with positions of the aircraft asked for, as spans that overlap."""
    positions = archive.positions(asked, question.since, question.until)
    days = (
        positions.select(pl.col("observed_at").dt.date().unique().sort()).collect(engine="streaming").to_series()
    )
    starts = [datetime.combine(day, time(), UTC) for day in days]
    last = question.until or datetime.max.replace(tzinfo=UTC)
    first = question.since or datetime.min.replace(tzinfo=UTC)
    return [(max(start, first), min(start + timedelta(days=1) + _OVERLAP, last)) for start in starts]


def _airborne(positions: pl.LazyFrame) -> pl.LazyFrame:
    """Rows that place an ICAO address in the air; others repeat aircraft that send for themselves."""
    return (
        positions.filter(~pl.col("on_ground").fill_null(value=False), ~pl.col("icao24").str.starts_with("~"))
        .select(_POSITION)
        .drop_nulls()
    )


def _trusted(archive: Archive, icao24: str, since: datetime, until: datetime) -> pl.DataFrame:
    track = doubted_track(archive, icao24, since, until).filter(pl.col("doubt").is_null())
    return _airborne(track.lazy()).collect()


def _named(flights: pl.DataFrame) -> pl.DataFrame:
    named = flights.filter(pl.col("adep").is_not_null(), pl.col("ades").is_not_null())
    return named.select("icao24", "flight_id", "adep", "ades", at=pl.coalesce("takeoff_at", "first_seen_at"))


def _stays(archive: Archive, question: Question) -> pl.DataFrame:
    """Stays at named fields, as long as they are known to have lasted."""
    arrived, departed = pl.coalesce("arrived_at", "departed_at"), pl.coalesce("departed_at", "arrived_at")
    known = archive.visits().filter(~pl.col("inferred"), pl.col("airport").is_not_null(), arrived.is_not_null())
    return (
        _within(known, question, arrived, departed)
        .select("icao24", "airport", arrived=arrived, departed=departed)
        .collect()
    )


def _covered(flights: pl.DataFrame, visits: pl.DataFrame) -> pl.DataFrame:
    """Days on which anyone was heard to leave, to land or to stand at a field."""
    ends = [
        flights.select(airport=end, at=at) for end, at in (("adep", "first_seen_at"), ("ades", "last_seen_at"))
    ] + [visits.select("airport", at=at) for at in ("arrived", "departed")]
    days = pl.concat(ends).drop_nulls().select("airport", day=pl.col("at").dt.date())
    return days.unique().sort("airport", "day")


def _with_sources(found: Sequence[Finding], flights: pl.DataFrame) -> list[Finding]:
    """With the sources of the flights that either aircraft flew in the span."""
    wanted = sorted({icao24 for finding in found for icao24 in finding.icao24s})
    of_wanted = flights.filter(pl.col("icao24").is_in(wanted))
    named = []
    for finding in found:
        rows = of_wanted.filter(
            pl.col("icao24").is_in(finding.icao24s),
            pl.col("first_seen_at") <= finding.until,
            pl.col("last_seen_at") >= finding.since,
        )
        sources = rows["source_sha256s"].explode(empty_as_null=False).unique().sort().to_list()
        named.append(finding._replace(source_sha256s=sources, reconstruction=bool(rows["reconstruction"].any())))
    return named
