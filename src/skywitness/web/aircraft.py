"""``/aircraft/{icao24}``: one aircraft: who it is, says who, since when, and what it did."""

from typing import Annotated

from fastapi import APIRouter, Query

from skywitness.pipeline.portrait import portrait
from skywitness.pipeline.times import parse_day
from skywitness.pipeline.who import find_aircraft
from skywitness.web.answer import Document
from skywitness.web.page import ONE, add_page
from skywitness.web.site import AskedSite

router = APIRouter(tags=["aircraft"])


def one_aircraft(site: AskedSite, icao24: str, on: Annotated[str | None, Query(max_length=32)] = None) -> Document:
    """Who an aircraft is, says who, since when, and what it did."""
    archive = site.archive()
    return Document(portrait(archive, find_aircraft(archive, icao24)[0], parse_day(on, "on") if on else None))


add_page(router, "/aircraft/{icao24}", one_aircraft, ONE)
