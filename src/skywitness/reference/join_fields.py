"""Join fields: the two open tables of fields made into one, each field once.

``airportsdata`` is kept up to date and has the authority for code, name, time zone and place; OurAirports has
nearly three times as many fields, their kind and use, closed ones, and the key to the table of runways.
"""

from dataclasses import dataclass
from typing import Final

import polars as pl

from skywitness.measure.geodesy import distance_nm
from skywitness.reference.each_field_once import each_once
from skywitness.reference.field_kinds import OURAIRPORTS, ROTOR, WATER
from skywitness.reference.nearest_timezone import with_timezones
from skywitness.reference.same_field import significant_words

AIRPORTSDATA: Final = ("icao", "iata", "name", "city", "country", "elevation", "lat", "lon", "tz", "lid")
OURAIRPORTS_COLUMNS: Final = (
    "id", "ident", "type", "name", "latitude_deg", "longitude_deg", "elevation_ft", "iso_country", "municipality",
    "scheduled_service", "gps_code", "iata_code", "local_code", "keywords",
)  # fmt: skip
"""What is read of OurAirports' airports.csv."""

_SAME_CODE_NM = 5.0  # tables put one field this far apart by rounding and error; Brazil gives codes out anew
_MOVED_NM = 30.0  # as far as a wrong degree or an old site, when code, name and country agree
_MISPLACED_NM = 0.7
_AT_RUNWAY_NM = 1.5  # a reference point this close to the middle of the longest runway is where the field is


@dataclass(frozen=True, slots=True)
class JoinedFields:
    """The joined table and what the joining did.

    Attributes:
        fields: sorted by latitude: icao, iata, name, city, country, elevation, lat, lon, tz, kind, scheduled,
            airport_ref (OurAirports' number, null without), names (of both tables), keywords.
        aliases: other codes of a field, and the code it stands under.
        by_code: fields found in both tables by code.
        by_place: fields found in both by place.
        moved: of those, how many stand where OurAirports has a runway, because airportsdata is far from it.
        dropped: rows that are a field which is in the table already.
        far_apart: codes that the two tables give to different fields.
    """

    fields: pl.DataFrame
    aliases: dict[str, str]
    by_code: int
    by_place: int
    moved: int
    dropped: int
    far_apart: int


def join_fields(ours: pl.DataFrame, theirs: pl.DataFrame, middles: pl.DataFrame) -> JoinedFields:
    """One table of fields.

    Args:
        ours: ``airportsdata`` with the columns ``AIRPORTSDATA``.
        theirs: OurAirports with the columns ``OURAIRPORTS_COLUMNS``; places and elevations are numbers.
        middles: ``airport_ref``, ``middle_lat`` and ``middle_lon`` of the longest runway, where known.
    """
    theirs = _prepared(theirs, middles)
    pairs, far_apart = _pairs_by_code(ours, theirs)
    matched = ours.join(pairs, on="icao", how="left").join(theirs, on="airport_ref", how="left")
    known = _from_both(matched)
    rest = theirs.join(pairs, on="airport_ref", how="anti")
    once = each_once(pl.concat([known.drop("moved"), _from_theirs(rest, ours)], how="vertical"))
    fields = with_timezones(once.fields).sort("lat", "icao")
    return JoinedFields(
        fields.drop("other_codes"),
        _aliases(fields, once.aliases),
        by_code=pairs.height,
        by_place=once.completed,
        moved=int(known["moved"].sum()),
        dropped=once.dropped,
        far_apart=far_apart,
    )


def _prepared(theirs: pl.DataFrame, middles: pl.DataFrame) -> pl.DataFrame:
    """Fields of OurAirports that have a place, under names that do not clash with those of the other table."""
    unbuilt = pl.col("name").str.contains("(?i)under construction")
    placed = pl.col("latitude_deg").is_between(-90, 90) & pl.col("longitude_deg").is_between(-180, 180)
    return (
        theirs.filter(placed)
        .select(
            airport_ref="id",
            ident="ident",
            their_kind=pl.col("type").replace(OURAIRPORTS),
            unbuilt=unbuilt.fill_null(False),
            their_name=pl.col("name").fill_null(""),
            their_lat="latitude_deg",
            their_lon="longitude_deg",
            their_elevation="elevation_ft",
            their_country=pl.col("iso_country").fill_null(""),
            their_city=pl.col("municipality").fill_null(""),
            their_scheduled=pl.col("scheduled_service").eq_missing("yes"),
            gps_code="gps_code",
            their_iata=pl.col("iata_code").fill_null(""),
            local_code="local_code",
            keywords=pl.col("keywords").fill_null(""),
        )
        .join(middles, on="airport_ref", how="left")
    )


def _pairs_by_code(ours: pl.DataFrame, theirs: pl.DataFrame) -> tuple[pl.DataFrame, int]:
    """``icao`` and ``airport_ref`` of the fields that share a code and a place, and how many share a code only."""
    their_codes = ("gps_code", "ident", "local_code")
    theirs_by_code = pl.concat(
        [theirs.select("airport_ref", code=name, order=pl.lit(order)) for order, name in enumerate(their_codes)]
    ).drop_nulls()
    ours_by_code = pl.concat([ours.select("icao", code="icao"), ours.select("icao", code="lid")]).unique()
    shared = (
        theirs_by_code.join(ours_by_code, on="code")
        .sort("order", maintain_order=True)
        .unique(["airport_ref", "icao"], keep="first", maintain_order=True)
        .join(theirs, on="airport_ref")
        .join(ours.select("icao", "name", "country", "lat", "lon"), on="icao")
    )
    shared = shared.with_columns(apart=_apart(shared, ("lat", "lon"), ("their_lat", "their_lon")))
    close = pl.concat([shared.filter(pl.col("apart") <= _SAME_CODE_NM), _misplaced(shared)])
    best_first = close.sort(pl.col("their_kind") == "closed", "order", "apart", maintain_order=True)
    pairs = best_first.unique("airport_ref", keep="first", maintain_order=True).unique(
        "icao", keep="first", maintain_order=True
    )
    far = shared.filter(pl.col("code") == pl.col("icao")).join(pairs, on="icao", how="anti")
    return pairs.select("icao", "airport_ref"), far["icao"].n_unique()


def _misplaced(shared: pl.DataFrame) -> pl.DataFrame:
    """Rows of one code, country and name that are too far apart, where OurAirports has the runway."""
    likely = shared.filter(
        pl.col("apart").is_between(_SAME_CODE_NM, _MOVED_NM, closed="right"),
        pl.col("country") == pl.col("their_country"),
        pl.col("their_kind") != "closed",
    )
    named_alike = [
        bool(significant_words(ours) & significant_words(theirs))
        for ours, theirs in likely.select("name", "their_name").iter_rows()
    ]
    at_runway = _apart(likely, ("their_lat", "their_lon"), ("middle_lat", "middle_lon")) < _AT_RUNWAY_NM
    return likely.filter(at_runway.fill_null(False) & pl.Series(named_alike, dtype=pl.Boolean))


def _from_both(matched: pl.DataFrame) -> pl.DataFrame:
    """Rows of ``airportsdata`` with what OurAirports adds; ``moved`` where that has the runway."""
    to_middle = _apart(matched, ("lat", "lon"), ("middle_lat", "middle_lon"))
    their_middle = _apart(matched, ("their_lat", "their_lon"), ("middle_lat", "middle_lon"))
    moved = ((their_middle < _AT_RUNWAY_NM) & (to_middle > their_middle + _MISPLACED_NM)).fill_null(False)
    known = pl.col("their_kind").is_not_null() & ~pl.col("unbuilt")
    no_elevation = pl.col("moved") | (pl.col("elevation") == 0)
    return matched.with_columns(moved=moved).select(
        "icao",
        "iata",
        "name",
        "city",
        "country",
        elevation=pl.when(no_elevation).then(pl.coalesce("their_elevation", "elevation")).otherwise("elevation"),
        lat=pl.when("moved").then("their_lat").otherwise("lat"),
        lon=pl.when("moved").then("their_lon").otherwise("lon"),
        tz=pl.col("tz").fill_null(""),
        kind=pl.when(known).then("their_kind").otherwise(_kind_by_name("name")),
        scheduled=pl.col("their_scheduled").fill_null(False),
        airport_ref="airport_ref",
        names=_joined("name", "their_name"),
        keywords=pl.col("keywords").fill_null(""),
        other_codes=pl.concat_list("ident", "gps_code"),
        ours=pl.lit(True),
        moved="moved",
    )


def _from_theirs(rest: pl.DataFrame, ours: pl.DataFrame) -> pl.DataFrame:
    """Rows of fields that only OurAirports has, each under a code that no other field has."""
    is_icao = pl.col("gps_code").str.contains("^[A-Z]{4}$").fill_null(False)
    taken = ours["icao"].implode()
    best_first = rest.sort(pl.col("their_kind") == "closed", "ident", maintain_order=True)
    gps = pl.when(is_icao & ~pl.col("gps_code").is_in(taken)).then("gps_code")
    with_gps = best_first.with_columns(code=pl.when(gps.is_first_distinct()).then(gps))
    ident = pl.col("ident")
    used = pl.concat([ours["icao"], with_gps["code"].drop_nulls()]).implode()
    local = pl.when(ident.is_in(used)).then(pl.concat_str("their_country", ident, separator="/")).otherwise(ident)
    return with_gps.select(
        icao=pl.coalesce("code", local),
        iata=pl.when(~pl.col("their_iata").is_in(ours["iata"].implode())).then("their_iata").otherwise(pl.lit("")),
        name="their_name",
        city="their_city",
        country="their_country",
        elevation="their_elevation",
        lat="their_lat",
        lon="their_lon",
        tz=pl.lit(""),
        kind="their_kind",
        scheduled="their_scheduled",
        airport_ref="airport_ref",
        names="their_name",
        keywords="keywords",
        other_codes=pl.concat_list("ident", "gps_code"),
        ours=pl.lit(False),
    )


def _aliases(fields: pl.DataFrame, dropped: dict[str, str]) -> dict[str, str]:
    """Codes under which a field is not listed, and the code under which it is."""
    codes = fields["icao"]
    listed = fields.select("icao", code="other_codes").explode("code")
    others = listed.filter(~pl.col("code").is_in(codes.implode()) & pl.col("code").is_not_null())
    known = set(codes)
    return dict(others.select("code", "icao").iter_rows()) | {
        code: icao for code, icao in dropped.items() if code not in known
    }


def _kind_by_name(column: str) -> pl.Expr:
    name = pl.col(column)
    rotor, water = name.str.contains(f"(?i){ROTOR}"), name.str.contains(f"(?i){WATER}")
    return (
        pl.when(rotor)
        .then(pl.lit("heliport"))
        .when(water)
        .then(pl.lit("seaplane_base"))
        .otherwise(pl.lit("unknown"))
    )


def _joined(*names: str) -> pl.Expr:
    return pl.concat_str([pl.col(name).fill_null("") for name in names], separator="; ")


def _apart(table: pl.DataFrame, one: tuple[str, str], other: tuple[str, str]) -> pl.Series:
    """Distance in NM between two places of each row; null where one is not known."""
    columns = [table[name].to_numpy() for name in (*one, *other)]
    return pl.Series("apart", distance_nm(*columns)).fill_nan(None)
