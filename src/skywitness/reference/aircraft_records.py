"""Aircraft records as columns: the one shape in which every reference source of aircraft is handed on."""

from typing import Final

import polars as pl

SCHEMA: Final[dict[str, pl.DataType]] = {
    "icao24": pl.String(),
    "registration": pl.String(),
    "typecode": pl.String(),
    "model": pl.String(),
    "serial_number": pl.String(),
    "year": pl.Int16(),
    "operator": pl.String(),
    "operator_designator": pl.String(),
    "owner": pl.String(),
    "flag_state": pl.String(),
    "military": pl.String(),
    "use": pl.String(),
    "tags": pl.String(),
    "valid_from": pl.Date(),
    "valid_to": pl.Date(),
    "stated_on": pl.Date(),
    "source_row": pl.Int32(),
    "stated_since": pl.Date(),
    "stated_until": pl.Date(),
}
"""Columns of ``AircraftRecord``, in its order."""

ATTRIBUTES: Final = (
    "registration",
    "typecode",
    "model",
    "serial_number",
    "year",
    "operator",
    "operator_designator",
    "owner",
    "flag_state",
    "military",
    "use",
    "tags",
)
"""Columns whose filled cells are statements."""


def records(columns: pl.DataFrame) -> pl.DataFrame:
    """Columns of a source in the one shape: what is missing is null, text stripped, empty text null, order fixed.

    Args:
        columns: some of the columns of ``SCHEMA``; ``icao24`` in any case.
    """
    shaped = columns.select(
        (pl.col(name) if name in columns.columns else pl.lit(None)).cast(kind).alias(name)
        for name, kind in SCHEMA.items()
    )
    text = pl.col(pl.String).str.strip_chars()
    return shaped.with_columns(pl.when(text != "").then(text)).with_columns(
        pl.col("icao24").str.to_lowercase(),
        pl.col("registration", "typecode", "operator_designator").str.to_uppercase(),
    )
