"""Find meetings: stays of aircraft that are military or a state's in; those of strangers that overlap out."""

import polars as pl

from skywitness.findings.meeting import Meeting
from skywitness.model import Finding
from skywitness.pipeline.question import Question
from skywitness.store.archive import Archive


def find_meetings(archive: Archive, question: Question) -> list[Finding]:
    """Meetings of the aircraft asked for with any other, in order of time."""
    asked = question.addresses(archive)
    chance = pl.max_horizontal(
        pl.col("military_probability").fill_null(0), pl.col("state_probability").fill_null(0)
    )
    known = archive.derived("identities").group_by("icao24").agg(state_probability=chance.max())
    arrived, departed = pl.coalesce("arrived_at", "departed_at"), pl.coalesce("departed_at", "arrived_at")
    visits = archive.visits().filter(~pl.col("inferred"), pl.col("airport").is_not_null(), arrived.is_not_null())
    if question.airports is not None:
        visits = visits.filter(pl.col("airport").is_in(question.airports))
    if question.since is not None:
        visits = visits.filter(departed >= question.since)
    if question.until is not None:
        visits = visits.filter(arrived < question.until)
    columns = ("icao24", "airport", "flag_state", "operator", "source_sha256s", "reconstruction")
    stays = visits.select(*columns, arrived=arrived, departed=_by(departed, question)).join(known, on="icao24")
    homes = archive.home_bases().select("icao24", "airport").unique().collect()
    found = Meeting().find(stays.collect(), homes)
    return [one for one in found if asked is None or not set(asked).isdisjoint(one.icao24s)]


def _by(departed: pl.Expr, question: Question) -> pl.Expr:
    """A departure that was not yet known did not end the stay."""
    return departed if question.until is None else pl.min_horizontal(departed, pl.lit(question.until))
