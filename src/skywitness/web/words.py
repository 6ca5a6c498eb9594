"""Words: what the query of a URL asks for, checked, the same way on every page."""

from typing import Annotated

from fastapi import Depends, Query

from skywitness.pipeline.filters import Filters, checked_filters
from skywitness.pipeline.times import Window, window
from skywitness.web.site import AskedSite

Word = Annotated[str, Query(max_length=100)]
Some = Annotated[list[Word] | None, Query(max_length=50)]
Time = Annotated[str | None, Query(max_length=40, description="ISO 8601 date or time, UTC unless it says.")]


def _span(since: Time = None, until: Time = None) -> Window:
    return window(since, until)


AskedSpan = Annotated[Window, Depends(_span)]
"""A parameter of a page: ``since`` and ``until``."""


def _filters(
    site: AskedSite,
    span: AskedSpan,
    aircraft: Some = None,
    airport: Some = None,
    country: Some = None,
    flag: Some = None,
    typecode: Annotated[list[Word] | None, Query(max_length=50, alias="type")] = None,
) -> Filters:
    return checked_filters(site.archive(), aircraft, airport, country, flag, typecode, span)


AskedFilters = Annotated[Filters, Depends(_filters)]
"""A parameter of a page: which aircraft, airports, countries, flags and types, and when; each may be repeated."""


def only(icao24s: list[str], span: Window | None = None) -> Filters:
    """Filters for these aircraft and nothing else."""
    return Filters(icao24s, None, None, None, None, span or Window())
