"""Name rows: the rows of the two tables of fields, each with the field of the joined table that it is part of."""

from typing import Final

import polars as pl

from skywitness.reference.airport_table import FieldTables
from skywitness.reference.airports import Airports

_FAR_DEG: Final = 1.0  # two tables put one field up to this far apart; degrees of longitude are shorter
_AIRPORTSDATA: Final = {
    "icao": "ident", "iata": "iata_code", "country": "iso_country", "city": "municipality", "lat": "latitude_deg",
    "lon": "longitude_deg", "lid": "local_code",
}  # fmt: skip
"""Columns of ``airportsdata`` that OurAirports calls otherwise."""
_COLUMNS: Final = (
    "ident", "gps_code", "iata_code", "local_code", "name", "municipality", "iso_country", "keywords",
    "latitude_deg", "longitude_deg",
)  # fmt: skip


def name_rows(airports: Airports, tables: FieldTables) -> pl.DataFrame:
    """Rows of both tables, ``airportsdata`` first, with ``row`` of the field in ``airports``.

    Returns:
        row, ident, gps_code, iata_code, local_code, name, municipality, iso_country, keywords.
    """
    ours = tables.airportsdata.rename(_AIRPORTSDATA).with_columns(
        gps_code=pl.lit(None, pl.String), keywords=pl.lit(None, pl.String)
    )
    theirs = tables.ourairports.with_columns(at_home=pl.concat_str("iso_country", "ident", separator="/"))
    both = [ours.with_columns(at_home=pl.lit(None, pl.String)), theirs]
    listed = pl.concat(table.select(*_COLUMNS, "at_home") for table in both).with_row_index("listed")
    rows = pl.DataFrame({"code": list(airports.codes)}, schema={"code": pl.String}).with_row_index("row")
    rows = rows.with_columns(
        pl.col("row").cast(pl.Int64), lat=pl.Series(airports.lat_deg), lon=pl.Series(airports.lon_deg)
    )
    found = _found(listed, rows)
    rest = listed.join(found, on="listed", how="anti")
    found = pl.concat([found, _found(rest, _aliased(rows, airports, rest))])
    return (
        listed.join(found, on="listed").sort("listed").drop("listed", "at_home", "latitude_deg", "longitude_deg")
    )


def _found(listed: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    """``listed`` and ``row`` of those that have a code and a place in common with a field, the nearest of several.

    OurAirports' fields whose code is another's in ``airportsdata`` are listed as "TN/DTTG": that goes first.
    """
    codes = pl.concat_list("at_home", "ident", "gps_code")
    placed = listed.select("listed", "latitude_deg", "longitude_deg", code=codes)
    shared = placed.explode("code").join(rows, "code", maintain_order="left")
    lat_off = (pl.col("lat") - pl.col("latitude_deg")).abs()
    lon_off = ((pl.col("lon") - pl.col("longitude_deg") + 180) % 360 - 180).abs()
    near = shared.with_columns(off=lat_off + lon_off).filter((lat_off < _FAR_DEG) & (lon_off < 3 * _FAR_DEG))
    best = near.sort("off", maintain_order=True).unique("listed", keep="first", maintain_order=True)
    return best.select("listed", "row")


def _aliased(rows: pl.DataFrame, airports: Airports, listed: pl.DataFrame) -> pl.DataFrame:
    """The same rows under codes under which no field is listed but that stand for one."""
    codes = pl.concat([listed["ident"], listed["gps_code"].drop_nulls()]).unique()
    fields = [(code, airports.by_icao.get(code)) for code in codes]
    pairs = [(code, field.icao) for code, field in fields if field is not None]
    stands_for = pl.DataFrame(pairs, {"code": pl.String, "listed_as": pl.String}, orient="row")
    return stands_for.join(rows.rename({"code": "listed_as"}), on="listed_as").select("row", "code", "lat", "lon")
