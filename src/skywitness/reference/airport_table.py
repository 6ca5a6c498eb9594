"""Airport table: every field once, with kind, use, dates and runways, from the tables that the store has read."""

from typing import NamedTuple

import polars as pl

from skywitness.reference.airports import Airports
from skywitness.reference.field_kinds import CODES
from skywitness.reference.join_fields import JoinedFields, join_fields
from skywitness.reference.military_fields import with_military
from skywitness.reference.runways import by_field, open_runways, runway_ends
from skywitness.reference.validity import with_validity


class FieldTables(NamedTuple):
    """The tables of fields as they were read.

    Attributes:
        airportsdata: columns of ``join_fields.AIRPORTSDATA``.
        ourairports: columns of ``join_fields.OURAIRPORTS_COLUMNS``.
        runways: columns of ``runways.COLUMNS``, all text.
        validity: our own dated facts, all text.
        air_bases: our own list, all text.
    """

    airportsdata: pl.DataFrame
    ourairports: pl.DataFrame
    runways: pl.DataFrame
    validity: pl.DataFrame
    air_bases: pl.DataFrame


def build_airports(tables: FieldTables) -> tuple[Airports, JoinedFields]:
    """The table of fields, and what the joining of its sources did."""
    runways = open_runways(tables.runways)
    lengths = by_field(runways)
    joined = join_fields(
        tables.airportsdata, tables.ourairports, lengths.select("airport_ref", "middle_lat", "middle_lon")
    )
    fields = joined.fields.join(lengths, on="airport_ref", how="left", maintain_order="left").with_columns(
        longest_ft=pl.col("longest_ft").fill_null(float("nan")),
        elevation=pl.col("elevation").fill_null(float("nan")),
    )
    fields = with_military(with_validity(fields, tables.validity), tables.air_bases)
    fields = fields.with_columns(paved=pl.coalesce("some_paved", pl.col("kind").is_in(("large", "medium"))))
    placed = fields.with_row_index("row").select("row", "airport_ref", "lat", "lon", "elevation")
    fields = fields.with_columns(kind_code=pl.col("kind").replace_strict(CODES, return_dtype=pl.Int64))
    columns = {
        name: fields[name] if fields[name].dtype == pl.String else fields[name].to_numpy() for name in _COLUMNS
    }
    return Airports.from_columns(columns, runway_ends(runways, placed), joined.aliases), joined


_COLUMNS = (
    "icao", "iata", "name", "city", "country", "elevation", "lat", "lon", "tz", "kind_code", "scheduled",
    "scheduled_from_s", "scheduled_until_s", "military", "joint", "longest_ft", "paved", "opened_s", "closed_s",
)  # fmt: skip
