"""Find headings: aircraft in the air at a time and everyone's past in; where they are apparently going out."""

from datetime import datetime, timedelta
from typing import Any

import numpy as np
import polars as pl

from skywitness.findings.heading import Flying, Heading
from skywitness.findings.heading_evidence import SoFar
from skywitness.findings.heading_prior import HeadingPrior
from skywitness.findings.heading_state import state
from skywitness.measure.geodesy import steps_nm, way_nm
from skywitness.model import Finding
from skywitness.pipeline.question import Question
from skywitness.pipeline.track import doubted_track
from skywitness.reference.airports import Airports
from skywitness.reference.envelopes import envelope_of
from skywitness.store.archive import Archive
from skywitness.store.packaged import airport_table, type_performance, type_table
from skywitness.store.reference_files import FOLDER

FRESH = timedelta(minutes=30)
"""A last position older than this says little of where an aircraft is; judgement."""
_LONGEST_FLIGHT = timedelta(hours=24)
_MIN_POSITIONS = 3
_DESIGNATOR = r"^([A-Z]{3})\d"
"""A callsign that begins with an operator's designator (ICAO Doc 8585)."""


def find_headings(archive: Archive, question: Question) -> list[Finding]:
    """Where the aircraft that were in the air at the end of the span are apparently going, in order of address.

    The end is ``until``, or the newest position of the record. The field of departure is that of the derived
    flight, for which also what was heard later may have spoken.
    """
    now = question.until or _newest(archive)
    if now is None:
        return []
    flights = archive.flights().collect()
    fields = airport_table(archive.folder.parent / FOLDER)
    places, past = HeadingPrior.over(fields), _history(flights)
    found = []
    for flight in _in_the_air(flights, question, now):
        flying = _flying(archive, flight, now, fields)
        if flying is not None:
            earlier = past.filter(pl.col("ended_at") < flight["first_seen_at"]).drop("ended_at")
            found.append(Heading().find(flying, earlier, places))
    return [one for one in found if question.airports is None or one.airports[0] in question.airports]


def _newest(archive: Archive) -> datetime | None:
    newest = archive.positions().select(pl.col("observed_at").max()).collect(engine="streaming").item()
    return newest + timedelta(seconds=1) if newest is not None else None


def _in_the_air(flights: pl.DataFrame, question: Question, now: datetime) -> list[dict[str, Any]]:
    """The flight that each aircraft asked for was on; one that has landed by then is not."""
    begun = question.of_aircraft(flights.lazy()).filter(
        pl.col("first_seen_at") < now,
        pl.col("first_seen_at") > now - _LONGEST_FLIGHT,
        pl.col("landing_at").is_null() | (pl.col("landing_at") >= now),
        pl.col("last_seen_at") >= now - FRESH,
    )
    latest = begun.sort("first_seen_at").group_by("icao24", maintain_order=True).last().sort("icao24")
    return latest.with_columns(operator=_operator()).collect().to_dicts()


def _history(flights: pl.DataFrame) -> pl.DataFrame:
    """Flights that reached a named field."""
    return flights.filter(pl.col("ades").is_not_null()).select(
        "icao24", "typecode", "adep", "ades", operator=_operator(), ended_at=pl.col("last_seen_at")
    )


def _operator() -> pl.Expr:
    return pl.coalesce("operator", pl.col("callsign").str.extract(_DESIGNATOR))


def _flying(archive: Archive, flight: dict[str, Any], now: datetime, fields: Airports) -> Flying | None:
    """The flight until now; None when too little was heard of it, or nothing lately."""
    track = doubted_track(archive, flight["icao24"], flight["first_seen_at"], now)
    heard = track.filter(pl.col("doubt").is_null(), ~pl.col("on_ground").fill_null(value=False))
    if heard.height < _MIN_POSITIONS or heard["observed_at"][-1] < now - FRESH:
        return None
    return Flying(
        icao24=flight["icao24"],
        operator=flight["operator"],
        typecode=flight["typecode"],
        adep=flight["adep"],
        at=heard["observed_at"][-1],
        so_far=_so_far(heard, flight, fields),
        basis=flight["flight_id"],
        source_sha256s=heard["source_sha256"].unique().sort().to_list(),
        reconstruction=bool(heard["reconstruction"].any()),
    )


def _so_far(heard: pl.DataFrame, flight: dict[str, Any], fields: Airports) -> SoFar:
    now = state(heard)
    lat, lon = heard["lat_deg"].to_numpy(), heard["lon_deg"].to_numpy()
    field = fields.by_icao.get(flight["adep"]) if flight["adep"] else None
    start = (field.lat_deg, field.lon_deg) if field else (float(lat[0]), float(lon[0]))
    flown = way_nm(*start, float(lat[0]), float(lon[0])) + float(steps_nm(lat, lon).sum())
    known = type_table().get(flight["typecode"])
    bounds = envelope_of(known)
    return SoFar(
        lat_deg=now["lat_deg"],
        lon_deg=now["lon_deg"],
        from_lat_deg=start[0],
        from_lon_deg=start[1],
        flown_nm=flown,
        course_deg=now["course_deg"],
        altitude_ft=now["altitude_ft"],
        descending=now["descending"],
        reach_nm=_reach_nm(flight["typecode"]) - flown,
        min_runway_ft=bounds.min_runway_ft,
        rotor=bounds.rotor,
    )


def _reach_nm(typecode: str | None) -> float:
    """The longest way that any source gives the type; infinite when none does."""
    if typecode is None:
        return np.inf
    able = type_performance().of(typecode, type_table().get(typecode))
    spreads = (able.spread(quantity) for quantity in ("ferry_range_nm", "range_nm"))
    return max((spread.high for spread in spreads if spread), default=np.inf)
