"""``/search``: one box for everything: aircraft, airports, types, operators, flights, dates."""

import re
from collections.abc import Callable
from typing import Annotated, Any

import polars as pl
from fastapi import APIRouter, Query

from skywitness.pipeline.case_lists import list_cases
from skywitness.pipeline.refusal import RefusalError
from skywitness.pipeline.times import window
from skywitness.store.packaged import airport_names, airport_table, type_names, type_table
from skywitness.web.aircraft import found_by_words
from skywitness.web.answer import Document
from skywitness.web.page import ONE, add_page
from skywitness.web.site import NOTHING_YET, AskedSite, Site

router = APIRouter(tags=["search"])
_DAY_FIRST = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
"""23.03.2019, as most of Europe writes it. With strokes the month may come first: that is not guessed."""
_MOST = 8
_SHORTEST = 2


def search_all(
    site: AskedSite, q: Annotated[str, Query(max_length=200, description="What somebody typed.")] = ""
) -> Document:
    """Cases, aircraft, airports, types, operators, flights and dates that the words can mean, a few of each."""
    words = q.strip()
    long_enough = len(words) >= _SHORTEST
    groups = {name: find(site, words)[:_MOST] if long_enough else [] for name, find in _GROUPS.items()}
    return Document({"q": words, **groups}, (NOTHING_YET,) if site.is_empty else ())


def _aircraft(site: Site, words: str) -> list[dict[str, Any]]:
    wanted = ["icao24", "registration", "typecode", "operator", "flag_state", "grade", "last_observed_at", "fits"]
    return found_by_words(site, words).select(wanted).head(_MOST).to_dicts()


def _airports(site: Site, words: str) -> list[dict[str, Any]]:
    fields = airport_table(site.reference)
    found = []
    for match in airport_names(site.reference).find(words)[:_MOST]:
        field = fields.by_icao.get(match.airport)
        if field is not None:
            place = {"name": field.name, "city": field.city, "country": field.country}
            found.append(match._asdict() | place | {"lat_deg": field.lat_deg, "lon_deg": field.lon_deg})
    return found


def _types(_site: Site, words: str) -> list[dict[str, Any]]:
    found = []
    for match in type_names().find(words)[:_MOST]:
        known = type_table().get(match.typecode)
        names = list(known.names[:2]) if known else []
        found.append(match._asdict() | {"names": names, "description": known.description if known else None})
    return found


def _operators(site: Site, words: str) -> list[dict[str, Any]]:
    name = pl.col("operator")
    having = (
        site.archive()
        .derived("identities")
        .filter(name.str.to_uppercase().str.contains(words.upper(), literal=True))
    )
    counted = having.group_by("operator").agg(pl.col("icao24").n_unique().alias("aircraft"))
    return counted.sort("aircraft", "operator", descending=[True, False]).head(_MOST).collect().to_dicts()


def _flights(site: Site, words: str) -> list[dict[str, Any]]:
    """By callsign or by their id, the latest first."""
    callsign = words.replace(" ", "").upper()
    every = pl.concat_list("callsigns", "callsign")
    fits = every.list.eval(pl.element().str.starts_with(callsign)).list.any()
    named = fits | pl.col("flight_id").str.starts_with(words.lower())
    rows = site.archive().flights().filter(named).sort("first_seen_at", descending=True).head(_MOST)
    wanted = ["flight_id", "icao24", "registration", "callsign", "adep", "ades", "first_seen_at", "last_seen_at"]
    return rows.select(*wanted, "reconstruction").collect().to_dicts()


def _dates(_site: Site, words: str) -> list[dict[str, Any]]:
    day_first = _DAY_FIRST.fullmatch(words)
    day = "{2}-{1:0>2}-{0:0>2}".format(*day_first.groups()) if day_first else words
    try:
        span = window(day, day if len(day) <= len("2019-03-23") else None)
    except RefusalError:
        return []
    return [{"since": span.since, "until": span.until}]


def _cases(site: Site, words: str) -> list[dict[str, Any]]:
    """By title, question or name."""
    found, _ = list_cases(site.data)
    wanted = words.casefold()
    return [
        {"slug": one.case.slug, "title": one.case.title, "claims": one.claims}
        for one in found
        if wanted in f"{one.case.slug} {one.case.title} {one.case.question or ''}".casefold()
    ]


_GROUPS: dict[str, Callable[[Site, str], list[dict[str, Any]]]] = {
    "cases": _cases,
    "aircraft": _aircraft,
    "airports": _airports,
    "types": _types,
    "operators": _operators,
    "flights": _flights,
    "dates": _dates,
}
"""Groups of the answer, in the order in which they are shown."""

add_page(router, "/search", search_all, ONE)
