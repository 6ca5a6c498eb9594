"""``/airports``: fields by name, and one field: its facts, who visited, from where, since when."""

from typing import Annotated, Any

import polars as pl
from fastapi import APIRouter, Query

from skywitness.pipeline import lists
from skywitness.pipeline.airport_facts import airport_facts
from skywitness.pipeline.filters import Filters, airport_code
from skywitness.pipeline.lists import FIRST_KNOWN, LAST_KNOWN
from skywitness.pipeline.times import Window
from skywitness.store.packaged import airport_names, airport_table
from skywitness.web.answer import Document, Rows
from skywitness.web.page import ONE, PLACED, add_page
from skywitness.web.paging import AskedPaging, Paging, behind, page_of
from skywitness.web.site import AskedSite, Site
from skywitness.web.words import AskedSpan

router = APIRouter(tags=["airports"])
_SHOWN = Paging(500, 0)
_GROUPS = {"by_flag": "flag_state", "by_operator": "operator", "by_type": "typecode", "by_aircraft": "icao24"}


def airports(
    site: AskedSite,
    paging: AskedPaging,
    q: Annotated[str | None, Query(max_length=200, description="Name, code or description, any language.")] = None,
) -> Rows:
    """Fields that a name can mean, with how sure and why; without a name those that were visited."""
    if q is not None and q.strip():
        return page_of(site, _named(site, q.strip()), paging)
    return page_of(site, _visited(site), paging, behind(site))


def one_airport(site: AskedSite, ident: str, span: AskedSpan) -> Document:
    """One field: its facts, and its visits by flag, operator, type and aircraft, by month, and the first ones."""
    archive = site.archive()
    code = airport_code(archive, ident)
    stays = lists.visits(archive, Filters(None, [code], None, None, None, span))
    known = stays.with_columns(FIRST_KNOWN.alias("first_known_at"), LAST_KNOWN.alias("last_known_at"))
    groups = {name: _counted(known, column) for name, column in _GROUPS.items()}
    month = known.group_by(pl.col("first_known_at").dt.strftime("%Y-%m").alias("month")).agg(
        pl.len().alias("visits"), pl.col("icao24").n_unique().alias("aircraft"), pl.col("inferred").sum()
    )
    shown = page_of(site, stays, _SHOWN)
    content = {
        "airport": code,
        **airport_facts(airport_table(site.reference), code),
        "visits": {"rows": shown.frame.to_dicts(), "total": shown.total, "next": shown.after},
        **groups,
        "timeline": month.sort("month").to_dicts(),
        "reconstruction": bool(stays["reconstruction"].any()),
    }
    return Document(content, tuple(behind(site)))


def visits(site: AskedSite, ident: str, span: AskedSpan, paging: AskedPaging) -> Rows:
    """Stays at one field."""
    archive = site.archive()
    asked = Filters(None, [airport_code(archive, ident)], None, None, None, span)
    return page_of(site, lists.visits(archive, asked), paging, behind(site))


def flights(site: AskedSite, ident: str, span: AskedSpan, paging: AskedPaging) -> Rows:
    """Flights from or to one field."""
    archive = site.archive()
    asked = Filters(None, [airport_code(archive, ident)], None, None, None, span)
    return page_of(site, lists.flights(archive, asked), paging, behind(site))


def _named(site: Site, words: str) -> pl.DataFrame:
    fields = airport_table(site.reference)
    found = [
        match._asdict() | _facts(fields, match.airport) for match in airport_names(site.reference).find(words)
    ]
    return pl.DataFrame(found, infer_schema_length=None) if found else _nothing()


def _visited(site: Site) -> pl.DataFrame:
    """Fields that were visited, the most visited first."""
    stays = lists.visits(site.archive(), Filters(None, None, None, None, None, Window()))
    counted = (
        stays.with_columns(FIRST_KNOWN.alias("first_known_at"), LAST_KNOWN.alias("last_known_at"))
        .filter(pl.col("airport").is_not_null())
        .group_by("airport")
        .agg(*_counts(), pl.col("reconstruction").any())
        .sort("visits", "airport", descending=[True, False])
    )
    if not counted.height:
        return _nothing()
    fields = airport_table(site.reference)
    facts = [_facts(fields, code) for code in counted["airport"]]
    return counted.hstack(pl.DataFrame(facts, infer_schema_length=None))


def _facts(fields: Any, code: str) -> dict[str, Any]:  # noqa: ANN401  the table of fields
    if code not in fields.by_icao:
        return dict.fromkeys(("name", "city", "country", "lat_deg", "lon_deg", "kind", "use"))
    facts = airport_facts(fields, code)
    return {name: facts[name] for name in ("name", "city", "country", "lat_deg", "lon_deg", "kind", "use")}


def _counts() -> list[pl.Expr]:
    return [
        pl.len().cast(pl.Int64).alias("visits"),
        pl.col("icao24").n_unique().cast(pl.Int64).alias("aircraft"),
        pl.col("first_known_at").min(),
        pl.col("last_known_at").max(),
        pl.col("inferred").sum().cast(pl.Int64),
    ]


def _counted(stays: pl.DataFrame, column: str) -> list[dict[str, Any]]:
    """Visits by one thing about the aircraft, the most frequent first; its earliest is the first visit."""
    more = [pl.col(name).first() for name in ("registration", "typecode", "operator") if name != column]
    extra = more if column == "icao24" else []
    other = [one for one in _counts() if column != "icao24" or one.meta.output_name() != "aircraft"]
    counted = stays.sort("first_known_at").group_by(column).agg(*other, *extra)
    return counted.sort("visits", column, descending=[True, False], nulls_last=True).head(200).to_dicts()


def _nothing() -> pl.DataFrame:
    return pl.DataFrame(schema={"airport": pl.String, "name": pl.String})


add_page(router, "/airports", airports, PLACED)
add_page(router, "/airports/{ident}/visits", visits)
add_page(router, "/airports/{ident}/flights", flights)
add_page(router, "/airports/{ident}", one_airport, ONE)
