"""``/aircraft``: who was seen; words find aircraft of the record and of the reference sources."""

from typing import Annotated

import polars as pl
from fastapi import APIRouter, Query

from skywitness.pipeline import asking
from skywitness.pipeline.asked import Asked
from skywitness.pipeline.identified import LABELS
from skywitness.pipeline.identify import Identities
from skywitness.pipeline.search import search
from skywitness.pipeline.seen import last_seen
from skywitness.pipeline.times import parse_day
from skywitness.reference.register import bare, bare_column
from skywitness.store.archive import Archive
from skywitness.web.answer import Document, Rows
from skywitness.web.names import names_of
from skywitness.web.page import ONE, PLACED, add_page
from skywitness.web.paging import AskedPaging, page_of
from skywitness.web.places import AskedArea
from skywitness.web.site import AskedSite, Site
from skywitness.web.words import AskedFilters, Time, Word

router = APIRouter(tags=["aircraft"])
_MOST_FOUND = 500
_SHORTEST_PART = 3
"""Letters or digits of a registration that are looked for within it: fewer are in nearly every one."""
_SEEN = (
    "icao24",
    *LABELS,
    "first_observed_at",
    "last_observed_at",
    "days",
    "positions",
    "last_placed_at",
    "last_lat_deg",
    "last_lon_deg",
    "reconstruction",
)


def aircraft(
    site: AskedSite,
    filters: AskedFilters,
    area: AskedArea,
    paging: AskedPaging,
    q: Annotated[str | None, Query(max_length=200, description="Words: type, state, operator, mark, …")] = None,
    operator: Word | None = None,
    *,
    military: Annotated[bool, Query(description="Only aircraft graded military.")] = False,
) -> Rows:
    """Aircraft, the last seen first; those that fit words best first."""
    archive = site.archive()
    asked = asking.asked_of(archive, filters, area, operator=operator, military=military)
    seen = _seen(site, archive, asked)
    found = seen if q is None or not q.strip() else _fitting(site, archive, seen, q.strip())
    return page_of(site, found, paging)


def names(
    site: AskedSite,
    icao24: Annotated[str, Query(max_length=8_000, description="Addresses, by commas.")],
    on: Time = None,
) -> Document:
    """Callsign, registration, type, operator and state of aircraft, by address."""
    wanted = sorted({word.strip().lower() for word in icao24.split(",") if word.strip()})
    day = parse_day(on, "on") if on else None
    return Document({"names": names_of(site.archive(), wanted, day)})


def found_by_words(site: Site, words: str) -> pl.DataFrame:
    """Aircraft that fit words, best first, with ``fits``: what made each fit."""
    archive = site.archive()
    return _fitting(site, archive, _seen(site, archive, Asked()), words)


def _seen(site: Site, archive: Archive, asked: Asked) -> pl.DataFrame:
    """Whether an aircraft's last place is believed is said where its track is shown."""
    key = ("last seen", str(asked), site.version())
    return site.memory.get(key, lambda: last_seen(archive, asked).select(*_SEEN))


def _fitting(site: Site, archive: Archive, seen: pl.DataFrame, words: str) -> pl.DataFrame:
    """Aircraft that fit every word, then those whose name begins so, with why."""
    found = site.memory.get(("search", words, site.version()), lambda: search(archive, words, _MOST_FOUND))
    fits = pl.format("{}: {} ({})", "word", "value", "source").unique(maintain_order=True).str.join("; ")
    why = found.hits.group_by("aircraft", maintain_order=True).agg(fits=fits)
    who = Identities.of(archive, found.aircraft["aircraft"].to_list()).labels.at(found.aircraft["aircraft"])
    matched = found.aircraft.select("aircraft").hstack(who.select(*LABELS)).join(why, on="aircraft", how="left")
    known = matched.rename({"aircraft": "icao24"})
    called = _named(archive, words).filter(~pl.col("icao24").is_in(known["icao24"].implode()))
    both = pl.concat([known.select("icao24", "fits"), called], how="vertical_relaxed")
    rest = seen.drop(LABELS)
    labels = pl.concat([known.select("icao24", *LABELS), seen.select("icao24", *LABELS)]).unique(
        "icao24", keep="first", maintain_order=True
    )
    joined = both.join(labels, on="icao24", how="left", maintain_order="left").join(
        rest, on="icao24", how="left", maintain_order="left"
    )
    return joined.select(*_SEEN, "fits")


def _named(archive: Archive, words: str) -> pl.DataFrame:
    """Aircraft whose address, registration or callsign begins so, as the record has them, with why.

    Then those whose registration has it elsewhere: a mark is often told without the letters of its state.
    """
    plain = bare(words)
    if not plain:
        return pl.DataFrame(schema={"icao24": pl.String, "fits": pl.String})
    known = archive.derived("identities").select("icao24", "registration").unique()
    every = pl.concat_list("callsigns", "callsign").alias("callsign")
    flown = archive.flights().select("icao24", every).explode("callsign").unique()
    parts = [
        _beginning(known, "registration", bare_column("registration"), plain),
        _beginning(flown, "callsign", pl.col("callsign"), plain),
        _beginning(known.select("icao24", address="icao24"), "address", pl.col("address"), plain.lower()),
        _within(known, plain),
    ]
    found = pl.concat(parts).unique(maintain_order=True)
    return found.group_by("icao24", maintain_order=True).agg(pl.col("fits").str.join("; ")).collect()


def _beginning(rows: pl.LazyFrame, what: str, compared: pl.Expr, begin: str) -> pl.LazyFrame:
    """Rows in which something begins so, in order, with what it is."""
    return _with_why(rows.filter(compared.str.starts_with(begin)), what)


def _within(known: pl.LazyFrame, part: str) -> pl.LazyFrame:
    """Aircraft in whose registration these letters or digits are, hyphens aside; none for fewer than three."""
    if len(part) < _SHORTEST_PART:
        return _with_why(known.clear(), "registration")
    return _with_why(known.filter(bare_column("registration").str.contains(part, literal=True)), "registration")


def _with_why(rows: pl.LazyFrame, what: str) -> pl.LazyFrame:
    fits = pl.format(f"{what}: {{}} (the record)", pl.col(what)).alias("fits")
    return rows.sort(what, "icao24").select("icao24", fits)


add_page(router, "/aircraft", aircraft, PLACED)
add_page(router, "/aircraft/names", names, ONE, page=False)
