"""Case facts: an archive and a claim in; everything that a check may ask of the record out."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple, TypeVar

import polars as pl

from skywitness.cases.checks.facts import Document, Facts, Field, Passage, Sighting
from skywitness.cases.checks.readings import Span, readings
from skywitness.findings.exposure import Exposure
from skywitness.model import Claim, Flight, Gap, IdentityStatement, Visit
from skywitness.pipeline.case_capacities import capacities, fastest_kt
from skywitness.pipeline.case_findings import About, case_findings
from skywitness.pipeline.covered import covered, record_days
from skywitness.pipeline.identify import sources_about
from skywitness.pipeline.track import doubted_track
from skywitness.reference.airports import Airports
from skywitness.store.archive import Archive
from skywitness.store.packaged import airport_table, past_airlifts, seas
from skywitness.store.reference_files import FOLDER

_AROUND = timedelta(days=4)
"""Before and after the claimed time, for the journey that it is part of; judgement."""
_THINNED = "5m"
_LOOKS_BACK = frozenset({"route_pattern", "first_time", "together"})
"""Kinds that ask for what was before the claimed time."""
Row = TypeVar("Row", Flight, Visit, Gap)


class Surroundings(NamedTuple):
    """What is the same for every claim of a case.

    Attributes:
        archive: open for reading.
        fields: the table of airports in use.
        record_days: UTC days on which the record holds anything.
        watched: by field, UTC days on which an aircraft that came would have been seen.
        documents: texts of the case.
        statements: what sources of the case say of aircraft.
        simulated: whether any of the record is a reconstruction.
    """

    archive: Archive
    fields: Airports
    record_days: frozenset[date]
    watched: dict[str, frozenset[date]]
    documents: Sequence[Document]
    statements: Sequence[IdentityStatement]
    simulated: bool


def surroundings_of(
    archive: Archive, documents: Sequence[Document], statements: Sequence[IdentityStatement] = ()
) -> Surroundings:
    """What to gather once for a case."""
    flights, visits = archive.flights(), archive.visits()
    days = record_days(flights)
    seen = Exposure().observable(days, covered(flights, visits))
    every = [seen.first_day + timedelta(days=n) for n in range(len(seen.record))]
    watched = {
        code: frozenset(day for day, held in zip(every, seen.flags[row], strict=True) if held)
        for code, row in seen.row_of.items()
    }
    table = airport_table(archive.folder.parent / FOLDER)
    simulated = bool(archive.sources().select(pl.col("reconstruction").any()).collect().item())
    held = frozenset(days["day"].to_list())
    return Surroundings(archive, table, held, watched, documents, statements, simulated)


def gather(claim: Claim, around: Surroundings) -> Facts:
    """The facts for one claim.

    Args:
        claim: with places, times and aircraft.
        around: of its case.
    """
    fields = _fields(claim, around)
    span = readings(claim, [one.timezone for one in fields.values()]).both
    wide = _widened(span, looks_back=claim.kind in _LOOKS_BACK)
    flights = _of(around.archive.flights(), Flight, pl.col("first_seen_at"), pl.col("last_seen_at"), wide)
    first, last = (pl.coalesce(*names) for names in (_FIRST, _LAST))
    visits = _of(around.archive.visits(), Visit, first, last, wide)
    named = _named(claim, around, flights)
    icao24s = sorted(named | _at(fields, flights, visits))
    own = [one for one in flights if one.icao24 in icao24s]
    statements = [*_statements(around.archive, icao24s), *around.statements]
    typecodes = {one.value.upper() for one in statements if one.attribute == "typecode"}
    typecodes |= {code for one in claim.aircraft for code in one.typecodes} | {one.typecode or "" for one in own}
    statements = [one for one in statements if one.icao24 in icao24s]
    passages = _passages(claim, around.archive, own, wide)
    about = About(claim, sorted(named) or icao24s, sorted(fields), span, own, passages, statements)
    return Facts(
        flights=own,
        visits=[one for one in visits if one.icao24 in icao24s],
        gaps=_gaps(around.archive, icao24s, wide),
        findings=case_findings(around.archive, about),
        statements=statements,
        sightings={
            one: _sightings(around.archive, one, _widened(span, looks_back=False)) for one in sorted(named)
        },
        passages=passages,
        record_days=around.record_days,
        watched={code: around.watched.get(code, frozenset()) for code in fields},
        fields=fields,
        capacities=capacities(typecodes, own, set(fields), around.fields),
        fastest_kt=fastest_kt(typecodes),
        airlifts=past_airlifts(),
        documents=around.documents,
        history_days=len(around.record_days),
        simulated=around.simulated,
    )


_FIRST = ("arrived_at", "arrived_not_before", "departed_at", "departed_not_after")
_LAST = ("departed_at", "departed_not_after", "arrived_at", "arrived_not_before")


def _fields(claim: Claim, around: Surroundings) -> dict[str, Field]:
    codes: list[str] = []
    for place in claim.places:
        if place.kind == "country":
            visited = sorted(around.watched)
            found = (around.fields.by_icao.get(code) for code in visited)
            codes += [one.icao for one in found if one is not None and one.country in place.candidates]
        else:
            codes += place.candidates
    known = [around.fields.by_icao.get(code) for code in dict.fromkeys(codes)]
    return {
        one.icao: Field(one.icao, one.name, one.lat_deg, one.lon_deg, one.country, one.timezone or "UTC")
        for one in known
        if one is not None
    }


def _widened(span: Span, *, looks_back: bool) -> Span:
    since = None if looks_back or span.since is None else span.since - _AROUND
    return Span(since, None if span.until is None else span.until + _AROUND)


def _of(rows: pl.LazyFrame, kind: type[Row], first: pl.Expr, last: pl.Expr, span: Span) -> list[Row]:
    """Rows of a table that touch a span, as records."""
    if span.since is not None:
        rows = rows.filter(last >= span.since)
    if span.until is not None:
        rows = rows.filter(first < span.until)
    return [kind(**row) for row in rows.select(kind._fields).collect().to_dicts()]


def _named(claim: Claim, around: Surroundings, flights: Sequence[Flight]) -> set[str]:
    """Addresses of the airframes that the claim names."""
    registrations = {name for one in claim.aircraft for name in one.registrations}
    callsigns = {name for one in claim.aircraft for name in one.callsigns}
    found = {icao24 for one in claim.aircraft for icao24 in one.icao24s}
    found |= {one.icao24 for one in flights if one.registration in registrations or callsigns & set(one.callsigns)}
    identities = around.archive.derived("identities").filter(pl.col("registration").is_in(sorted(registrations)))
    found |= set(identities.select("icao24").collect()["icao24"])
    stated = (one for one in around.statements if one.attribute == "registration")
    return found | {one.icao24 for one in stated if one.value.upper() in registrations}


def _at(fields: Collection[str], flights: Sequence[Flight], visits: Sequence[Visit]) -> set[str]:
    """Addresses of the airframes that were at any of the fields."""
    flown = {one.icao24 for one in flights if one.adep in fields or one.ades in fields}
    return flown | {one.icao24 for one in visits if one.airport in fields}


def _statements(archive: Archive, icao24s: Sequence[str]) -> list[IdentityStatement]:
    if not icao24s:
        return []
    register = sources_about(archive, icao24s)
    return [one for icao24 in icao24s for one in register.statements(icao24)]


def _gaps(archive: Archive, icao24s: Sequence[str], span: Span) -> list[Gap]:
    own = archive.gaps().filter(pl.col("icao24").is_in(icao24s))
    return _of(own, Gap, pl.col("from_at"), pl.col("to_at"), span)


def _sightings(archive: Archive, icao24: str, span: Span) -> list[Sighting]:
    """Undoubted positions, one in five minutes; none for an open span, which no alibi can fill."""
    if span.since is None or span.until is None:
        return []
    track = doubted_track(archive, icao24, span.since, span.until).filter(pl.col("doubt").is_null())
    thin = track.sort("observed_at").group_by_dynamic("observed_at", every=_THINNED).agg(
        pl.col("observed_at").first().alias("at"),
        pl.col("lat_deg", "lon_deg", "source_sha256", "reconstruction").first(),
        pl.col("on_ground").first().fill_null(value=False),
    )  # fmt: skip
    return [Sighting(**{name: row[name] for name in Sighting._fields}) for row in thin.to_dicts()]


def _passages(claim: Claim, archive: Archive, flights: Sequence[Flight], span: Span) -> list[Passage]:
    """Stretches of the flights over the areas that the claim names."""
    found = []
    for place in (one for one in claim.places if one.role == "over"):
        areas = seas().areas(place.words)
        for flight in flights if areas else ():
            if span.meets(flight.first_seen_at, flight.last_seen_at):
                found += _over(place.words, areas, archive, flight)
    return found


def _over(words: str, areas: Sequence[Any], archive: Archive, flight: Flight) -> list[Passage]:
    track = doubted_track(archive, flight.icao24, flight.first_seen_at, flight.last_seen_at)
    sound = track.filter(pl.col("doubt").is_null())
    lat, lon = sound["lat_deg"].to_numpy(), sound["lon_deg"].to_numpy()
    inside = pl.Series([False] * sound.height, dtype=pl.Boolean)
    for area in areas:
        inside = inside | pl.Series(area.holds(lat, lon))
    within = sound.filter(inside)
    if not within.height:
        return []
    since, until = _ends(within["observed_at"])
    return [Passage(flight.icao24, words, since, until, flight.flight_id, bool(within["reconstruction"].any()))]


def _ends(times: pl.Series) -> tuple[datetime, datetime]:
    first, last = times.min(), times.max()
    assert isinstance(first, datetime)  # noqa: S101  a column of times that is not empty
    assert isinstance(last, datetime)  # noqa: S101  as above
    return first, last
