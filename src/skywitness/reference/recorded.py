"""Recorded: what stood beside positions about who an aircraft is, in the shape of a reference source."""

from typing import Final

import polars as pl

from skywitness.reference.aircraft_records import records
from skywitness.reference.register import SourceNote, SourceTable

NAME: Final = "recordings"

_KEPT: Final = ("registration", "typecode", "model", "operator")
_MILITARY: Final = 1
"""Bit of readsb's ``dbFlags`` (README-json.md) for an aircraft that its table lists as military."""


def recorded(statements: pl.DataFrame) -> SourceTable:
    """Statements of recordings as rows with validity.

    The value heard first is taken to have held before it was heard, the one heard last to hold on. One ends on the
    day on which another is first heard after it was heard for the last time; of two heard in turn, both hold.

    Args:
        statements: icao24, attribute, value, observed_at.

    Returns:
        A source of kind ``recorded``, a row for each value of each attribute.
    """
    flagged = (pl.col("attribute") == "flags") & (
        pl.col("value").str.to_integer(strict=False).fill_null(0) & _MILITARY == _MILITARY
    )
    said = pl.concat(
        [
            statements.filter(pl.col("attribute").is_in(_KEPT)),
            statements.filter(flagged).with_columns(attribute=pl.lit("military"), value=pl.lit("military")),
        ]
    )
    day = pl.col("observed_at").dt.date()
    spans = said.group_by("icao24", "attribute", "value").agg(first=day.min(), last=day.max())
    rows = _bounded(spans).sort("icao24", "attribute", "first", "value", nulls_last=False)
    columns = [
        records(part.rename({"value": str(attribute), "last": "stated_on"}))
        for (attribute,), part in rows.partition_by("attribute", as_dict=True).items()
    ]
    return SourceTable(SourceNote(NAME, "recorded"), pl.concat([records(rows.clear()), *columns]))


def _bounded(spans: pl.DataFrame) -> pl.DataFrame:
    """With valid_from and valid_to."""
    key = ["icao24", "attribute"]
    pairs = spans.join(spans, on=key, suffix="_other").filter(pl.col("value") != pl.col("value_other"))
    after = pl.col("first_other").filter(pl.col("first_other") > pl.col("last")).min()
    outlived = (pl.col("last_other") > pl.col("last")).any()
    bounds = pairs.group_by(*key, "value").agg(
        valid_from=pl.when((pl.col("first_other") < pl.col("first").first()).any()).then(pl.col("first").first()),
        valid_to=after.fill_null(pl.when(outlived).then(pl.col("last").first().dt.offset_by("1d"))),
    )
    return spans.join(bounds, on=[*key, "value"], how="left")
