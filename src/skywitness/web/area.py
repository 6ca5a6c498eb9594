"""``/area``: who was in an area, and who was in it and then in another."""

from datetime import timedelta
from http import HTTPStatus
from typing import Annotated

import polars as pl
from fastapi import APIRouter, Query

from skywitness.pipeline import asking
from skywitness.pipeline.asked import Asked
from skywitness.pipeline.questions import passages, positions
from skywitness.reference.asked_area import Area
from skywitness.web.answer import Columns, Rows
from skywitness.web.page import PLACED, add_page
from skywitness.web.paging import AskedPaging, behind, page_of
from skywitness.web.places import AskedArea, area_word
from skywitness.web.problems import ProblemError
from skywitness.web.site import AskedSite, Site
from skywitness.web.spans import within_reach
from skywitness.web.words import AskedFilters, Word

router = APIRouter(tags=["area"])
_MOST_HOURS = 24 * 31
_MOST_POINTS = 200_000
Military = Annotated[bool, Query(description="Only aircraft graded military.")]
Doubted = Annotated[bool, Query(description="Also positions against which something speaks.")]
Feet = Annotated[int | None, Query(ge=-2_000, le=200_000)]
_POINTS = (
    "icao24",
    "observed_at",
    "lat_deg",
    "lon_deg",
    "baro_altitude_ft",
    "ground_speed_kt",
    "track_deg",
    "callsign",
    "doubt",
    "reconstruction",
)


def area(
    site: AskedSite,
    filters: AskedFilters,
    where: AskedArea,
    paging: AskedPaging,
    then: Annotated[str | None, Query(max_length=8_000, description="A second area: who went there?")] = None,
    within: Annotated[float, Query(gt=0, le=_MOST_HOURS, description="Hours from the one to the other.")] = 8.0,
    operator: Word | None = None,
    above_ft: Feet = None,
    below_ft: Feet = None,
    *,
    military: Military = False,
    doubted: Doubted = False,
) -> Rows:
    """Who was here: a row an aircraft and flight; with a second area a row for each going over."""
    archive = site.archive()
    band = (above_ft, below_ft)
    asked = asking.asked_of(archive, filters, _required(where), operator=operator, military=military, band=band)
    within_reach(site, asked)
    if then is None:
        return page_of(site, _visitors(_positions(site, asked, doubted=doubted)), paging)
    second = area_word(then, "then")
    key = ("passages", str(asked), then, within, doubted, site.version())
    found = site.memory.get(
        key, lambda: passages(archive, asked, second, timedelta(hours=within), doubted=doubted)
    )
    return page_of(site, found, paging, behind(site))


def points(
    site: AskedSite,
    filters: AskedFilters,
    where: AskedArea,
    operator: Word | None = None,
    above_ft: Feet = None,
    below_ft: Feet = None,
    *,
    military: Military = False,
    doubted: Doubted = False,
) -> Columns:
    """Positions in the area as columns, in order of time; at most 200,000, the first ones."""
    archive = site.archive()
    band = (above_ft, below_ft)
    asked = asking.asked_of(archive, filters, _required(where), operator=operator, military=military, band=band)
    within_reach(site, asked)
    found = _positions(site, asked, doubted=doubted)
    left = found.height - _MOST_POINTS
    notes = (f"{left:,} more positions are left out: ask for less",) if left > 0 else ()
    return Columns(found.select(*_POINTS).head(_MOST_POINTS), notes, {"total": found.height})


def _required(where: Area | None) -> Area:
    if where is None:
        raise ProblemError(
            HTTPStatus.UNPROCESSABLE_ENTITY, "give an area: bbox, polygon or circle", parameter="bbox"
        )
    return where


def _positions(site: Site, asked: Asked, *, doubted: bool) -> pl.DataFrame:
    key = ("positions", str(asked), doubted, site.version())
    return site.memory.get(key, lambda: positions(site.archive(), asked, doubted=doubted))


def _visitors(found: pl.DataFrame) -> pl.DataFrame:
    """A row an aircraft and stay: positions less than an hour apart are one."""
    apart = (pl.col("observed_at").diff() > timedelta(hours=1)).fill_null(value=False)
    stays = found.sort("icao24", "observed_at").with_columns(_stay=apart.cum_sum().over("icao24"))
    first_of = [pl.col(name).first() for name in ("registration", "typecode", "operator", "flag_state", "grade")]
    height = pl.col("baro_altitude_ft")
    return (
        stays.group_by("icao24", "_stay")
        .agg(
            pl.col("observed_at").min().alias("first_observed_at"),
            pl.col("observed_at").max().alias("last_observed_at"),
            pl.len().cast(pl.Int64).alias("positions"),
            height.min().alias("lowest_ft"),
            height.max().alias("highest_ft"),
            pl.col("callsign").drop_nulls().unique(maintain_order=True).alias("callsigns"),
            *first_of,
            pl.col("reconstruction").any(),
        )
        .drop("_stay")
        .sort("first_observed_at", "icao24")
    )


add_page(router, "/area", area)
add_page(router, "/area/points", points, PLACED, page=False)
