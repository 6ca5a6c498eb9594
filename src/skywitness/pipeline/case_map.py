"""Case map: the flights that checks rest on, as lines to draw: seen stretches, and those that nobody heard."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

import polars as pl

from skywitness.cases.dossier.content import Line, Pin
from skywitness.model import Check
from skywitness.pipeline.track import doubted_track
from skywitness.store.archive import Archive
from skywitness.store.packaged import airport_table
from skywitness.store.reference_files import FOLDER

_JOURNEY = frozenset({"arrival", "departure", "presence", "stop", "route_heading", "count", "together"})
"""Kinds whose flights are drawn; patterns and earlier visits would hide the journey under the years."""
_SILENT = timedelta(minutes=25)
"""From this on a stretch between two positions is drawn as unheard."""
_BEFORE = timedelta(hours=36)
"""What an airframe flew so long before the first flight that is cited belongs to the journey; judgement."""
_THINNED = "3m"


def journey(archive: Archive, checks: Collection[Check]) -> list[dict[str, Any]]:
    """Flights that observations of the journey rest on, and those between them, by airframe and time."""
    shown = [one for check in checks if check.kind in _JOURNEY for one in (*check.supporting, *check.opposing)]
    cited = {basis for one in shown for basis in one.basis}
    rows = archive.flights().filter(pl.col("flight_id").is_in(sorted(cited))).collect()
    if not rows.height:
        return []
    spans = rows.group_by("icao24").agg(
        first=pl.col("first_seen_at").min(), last=pl.col("last_seen_at").max()
    )  # fmt: skip
    between = archive.flights().join(spans.lazy(), on="icao24").filter(
        pl.col("first_seen_at") >= pl.col("first") - _BEFORE, pl.col("last_seen_at") <= pl.col("last")
    )  # fmt: skip
    return between.sort("icao24", "first_seen_at").collect().to_dicts()


def journey_lines(archive: Archive, flights: Sequence[dict[str, Any]]) -> list[Line]:
    """The ways of the airframes of a journey, flight after flight, with what nobody heard between them."""
    return [line for rows in _by_airframe(flights) for line in _lines(archive, rows)]


def cited_flights(archive: Archive, check: Check) -> list[dict[str, Any]]:
    """Flights that the observations of one check rest on, by time."""
    cited = {basis for one in (*check.supporting, *check.opposing) for basis in one.basis}
    rows = archive.flights().filter(pl.col("flight_id").is_in(sorted(cited)))
    return rows.sort("first_seen_at", "icao24").collect().to_dicts()


def cited_lines(archive: Archive, flights: Sequence[dict[str, Any]]) -> list[Line]:
    """The way of each flight by itself: what lies between two flights is no part of the evidence."""
    return [line for flight in flights for line in _lines(archive, [flight])]


def _by_airframe(flights: Sequence[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    icao24s = dict.fromkeys(flight["icao24"] for flight in flights)
    return [[one for one in flights if one["icao24"] == icao24] for icao24 in icao24s]


def _lines(archive: Archive, flights: Sequence[dict[str, Any]]) -> list[Line]:
    """The undoubted way of one airframe, cut where nobody heard it."""
    icao24, name = flights[0]["icao24"], flights[0]["registration"] or flights[0]["icao24"]
    track = doubted_track(archive, icao24, flights[0]["first_seen_at"], flights[-1]["last_seen_at"])
    sound = track.filter(pl.col("doubt").is_null()).sort("observed_at")
    thin = sound.group_by_dynamic("observed_at", every=_THINNED).agg(
        pl.col("observed_at").first().alias("at"), pl.col("lat_deg", "lon_deg", "reconstruction").first()
    )  # fmt: skip
    rows = thin.select("at", "lat_deg", "lon_deg", "reconstruction").rows()
    found: list[Line] = []
    stretch: list[tuple[datetime, float, float, bool]] = []
    for row in rows:
        if stretch and row[0] - stretch[-1][0] > _SILENT:
            found += [_line(icao24, name, stretch, seen=True), *_unseen(icao24, name, stretch[-1], row)]
            stretch = []
        stretch.append(row)
    return [*found, _line(icao24, name, stretch, seen=True)] if stretch else found


def _unseen(
    icao24: str, name: str, before: tuple[datetime, float, float, bool], after: tuple[datetime, float, float, bool]
) -> list[Line]:
    """A silence; one in which it stayed where it was needs no line."""
    moved = abs(before[1] - after[1]) + abs(before[2] - after[2]) > 0.1
    return [_line(icao24, name, [before, after], seen=False)] if moved else []


def _line(icao24: str, name: str, rows: Sequence[tuple[datetime, float, float, bool]], *, seen: bool) -> Line:
    points = [(row[1], row[2]) for row in rows]
    return Line(icao24, name, seen, rows[0][0], rows[-1][0], points, any(row[3] for row in rows))


def pins_of(archive: Archive, flights: Sequence[dict[str, Any]]) -> list[Pin]:
    """Airports at either end of the flights."""
    fields = airport_table(archive.folder.parent / FOLDER)
    codes = dict.fromkeys(code for flight in flights for code in (flight["adep"], flight["ades"]) if code)
    found = (fields.by_icao.get(code) for code in codes)
    return [Pin(one.icao, one.city or one.name, one.lat_deg, one.lon_deg) for one in found if one is not None]
