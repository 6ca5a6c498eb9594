"""``/aircraft/{address}``: one aircraft: who it is, says who, since when, and what it did; each section alone."""

from collections.abc import Callable
from typing import Annotated, Any

import polars as pl
from fastapi import APIRouter, Query

from skywitness.pipeline import lists
from skywitness.pipeline.asked import Asked
from skywitness.pipeline.portrait import portrait
from skywitness.pipeline.seen import days_seen
from skywitness.pipeline.times import Window, parse_day
from skywitness.pipeline.who import find_aircraft
from skywitness.store.archive import Archive
from skywitness.web.answer import Answer, Document, Rows
from skywitness.web.finding_rows import finding_rows, found
from skywitness.web.page import ONE, add_page
from skywitness.web.paging import AskedPaging, Paging, behind, page_of
from skywitness.web.site import AskedSite, Site
from skywitness.web.words import AskedSpan, Time, only

router = APIRouter(tags=["aircraft"])
_QUICK = ["route", "first_visit", "silence"]
"""Kinds of finding that the document has; the others take seconds and are asked for by themselves."""
_SHOWN = Paging(200, 0)


def one_aircraft(site: AskedSite, icao24: str, on: Time = None) -> Document:
    """Who an aircraft is, says who, since when, and what it did: sections of at most 200 rows."""
    archive = site.archive()
    addresses = find_aircraft(archive, icao24)
    address = addresses[0]
    day = parse_day(on, "on") if on else None
    sections = {name: _section(site, list_of(archive, address)) for name, list_of in _LISTS.items()}
    sections["findings"] = _section(site, finding_rows(found(site, _QUICK, only([address]))))
    others = {"also": addresses[1:]} if len(addresses) > 1 else {}
    return Document(portrait(archive, address, day) | others | {"sections": sections}, tuple(behind(site)))


def flights(site: AskedSite, icao24: str, span: AskedSpan, paging: AskedPaging) -> Rows:
    """Its flights."""
    archive = site.archive()
    return page_of(site, lists.flights(archive, only(find_aircraft(archive, icao24), span)), paging, behind(site))


def visits(site: AskedSite, icao24: str, span: AskedSpan, paging: AskedPaging) -> Rows:
    """Its stays at airports."""
    archive = site.archive()
    return page_of(site, lists.visits(archive, only(find_aircraft(archive, icao24), span)), paging, behind(site))


def trips(site: AskedSite, icao24: str, span: AskedSpan, paging: AskedPaging) -> Rows:
    """Its trips from base and back."""
    archive = site.archive()
    return page_of(site, lists.trips(archive, only(find_aircraft(archive, icao24), span)), paging, behind(site))


def legs(site: AskedSite, icao24: str, span: AskedSpan, paging: AskedPaging) -> Rows:
    """The legs of its trips."""
    archive = site.archive()
    return page_of(site, lists.legs(archive, only(find_aircraft(archive, icao24), span)), paging, behind(site))


def gaps(site: AskedSite, icao24: str, span: AskedSpan, paging: AskedPaging) -> Rows:
    """Its silences, and where it can have been in them."""
    archive = site.archive()
    return page_of(site, lists.gaps(archive, span, find_aircraft(archive, icao24)), paging, behind(site))


def days(site: AskedSite, icao24: str, span: AskedSpan, paging: AskedPaging) -> Rows:
    """The UTC days on which it was heard."""
    archive = site.archive()
    return page_of(site, _days(archive, find_aircraft(archive, icao24), span), paging)


def statements(site: AskedSite, icao24: str, paging: AskedPaging) -> Rows:
    """What each source says of it, since when."""
    archive = site.archive()
    said = [one for address in find_aircraft(archive, icao24) for one in portrait(archive, address)["statements"]]
    return page_of(site, pl.DataFrame(said, infer_schema_length=None), paging)


def findings(
    site: AskedSite,
    icao24: str,
    span: AskedSpan,
    paging: AskedPaging,
    kind: Annotated[list[str] | None, Query(max_length=20)] = None,
) -> Rows:
    """What the detectors find about it; without kinds those that are quickly found."""
    archive = site.archive()
    filters = only(find_aircraft(archive, icao24), span)
    return page_of(site, finding_rows(found(site, kind or _QUICK, filters)), paging, behind(site))


def _days(archive: Archive, icao24s: list[str], span: Window) -> pl.DataFrame:
    return days_seen(archive, Asked(icao24s=icao24s, since=span.since, until=span.until))


def _section(site: Site, frame: pl.DataFrame) -> dict[str, Any]:
    rows = page_of(site, frame, _SHOWN)
    return {"rows": rows.frame.to_dicts(), "total": rows.total, "next": rows.after}


_LISTS: dict[str, Callable[[Archive, str], pl.DataFrame]] = {
    "flights": lambda archive, address: lists.flights(archive, only([address])),
    "visits": lambda archive, address: lists.visits(archive, only([address])),
    "trips": lambda archive, address: lists.trips(archive, only([address])),
    "gaps": lambda archive, address: lists.gaps(archive, Window(), [address]),
    "days": lambda archive, address: _days(archive, [address], Window()),
}
"""Sections of the document."""

_ALONE: dict[str, Callable[..., Answer]] = {
    "flights": flights,
    "visits": visits,
    "trips": trips,
    "legs": legs,
    "gaps": gaps,
    "days": days,
    "statements": statements,
    "findings": findings,
}
"""Sections that have an address of their own."""

for _name, _data in _ALONE.items():
    add_page(router, f"/aircraft/{{icao24}}/{_name}", _data)
add_page(router, "/aircraft/{icao24}", one_aircraft, ONE)
