"""Find airlift: arrivals at the fields asked for from elsewhere, with what their types can carry."""

from collections.abc import Mapping
from datetime import datetime, timedelta

import polars as pl

from skywitness.findings.airlift import Airlift, Place
from skywitness.measure.geodesy import distance_nm
from skywitness.model import Finding
from skywitness.pipeline.question import Question
from skywitness.reference.airports import Airports
from skywitness.reference.performance import Performance
from skywitness.store.archive import Archive
from skywitness.store.packaged import airport_table, type_performance, type_table
from skywitness.store.reference_files import FOLDER

_ELSEWHERE_NM = 100.0
"""A flight whose origin is not named comes from elsewhere when it went this far; judgement."""
_DAY = timedelta(days=1)
_NAMED = 4
"""Fields that a sentence names."""


def find_airlift(archive: Archive, question: Question, assumed: Mapping[str, str] | None = None) -> list[Finding]:
    """What flights into the fields asked for can have carried; nothing where no field is asked for.

    Args:
        archive: derived.
        question: with airports; all that it says of aircraft holds.
        assumed: designators by address, in the place of what is known.
    """
    if not question.airports:
        return []
    flights = question.of_aircraft(archive.flights()).filter(pl.col("ades").is_in(question.airports)).collect()
    arrivals = _in_span(flights, question, pl.col("last_seen_at"))
    fields = airport_table(archive.folder.parent / FOLDER)
    from_elsewhere = _with_legs(arrivals, fields, question.airports)
    if not from_elsewhere.height:
        return []
    types = pl.col("icao24").replace_strict(
        dict(assumed or {}), default=pl.col("typecode"), return_dtype=pl.String
    )
    typed = from_elsewhere.with_columns(typecode=types.str.to_uppercase())
    found = Airlift().find(typed, _place(archive, question, from_elsewhere), _performance)
    given = "".join(f", {icao24} taken for {typecode}" for icao24, typecode in sorted((assumed or {}).items()))
    return [found._replace(algorithm=found.algorithm + given)]


def _performance(typecode: str) -> Performance:
    return type_performance().of(typecode, type_table().get(typecode))


def _in_span(rows: pl.DataFrame, question: Question, at: pl.Expr) -> pl.DataFrame:
    if question.since is not None:
        rows = rows.filter(at >= question.since)
    return rows if question.until is None else rows.filter(at < question.until)


def _with_legs(arrivals: pl.DataFrame, fields: Airports, airports: list[str]) -> pl.DataFrame:
    """Arrivals from outside these fields, with the length of the leg."""
    ends = {
        end: [fields.by_icao.get(code) if code else None for code in arrivals[end]] for end in ("adep", "ades")
    }
    legs = [
        float(distance_nm(one.lat_deg, one.lon_deg, other.lat_deg, other.lon_deg)) if one and other else flown
        for one, other, flown in zip(ends["adep"], ends["ades"], arrivals["distance_nm"], strict=True)
    ]
    inside = pl.col("adep").is_in(airports)
    unnamed = pl.col("adep").is_null() & (pl.col("leg_nm") < _ELSEWHERE_NM)
    return arrivals.with_columns(pl.Series("leg_nm", legs, pl.Float64)).filter(
        ~inside.fill_null(value=False), ~unnamed
    )


def _place(archive: Archive, question: Question, arrivals: pl.DataFrame) -> Place:
    airports = question.airports or []
    first, last = _span(question, arrivals)
    visits = archive.visits().filter(pl.col("airport").is_in(airports)).collect()
    at = pl.concat([visits["arrived_at"], visits["departed_at"]]).drop_nulls().to_frame("at")
    heard = at.filter(pl.col("at") >= first, pl.col("at") < last)["at"].dt.date().n_unique()
    inferred = question.of_aircraft(visits.lazy()).filter(pl.col("inferred")).collect()
    unseen = _in_span(inferred, question, pl.col("arrived_not_before"))
    days = max(1, -((first - last) // _DAY))
    reached = _visited(airports, arrivals)
    name = ", ".join(reached) if len(reached) <= _NAMED else f"{len(reached)} fields"
    return Place(name, reached, days, min(heard, days), unseen.height)


def _visited(airports: list[str], arrivals: pl.DataFrame) -> list[str]:
    reached = set(arrivals["ades"])
    return [icao for icao in airports if icao in reached]


def _span(question: Question, arrivals: pl.DataFrame) -> tuple[datetime, datetime]:
    """The span asked for; where it is open, whole days from the first arrival to the last."""
    days = arrivals.select(pl.col("last_seen_at").dt.truncate("1d").alias("day"))["day"].sort()
    first, last = question.since or days[0], question.until or days[-1] + _DAY
    return first, max(last, first + _DAY)
