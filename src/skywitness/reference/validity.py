"""Validity: since when and until when a field was in use and was served by airlines, from dated facts."""

import re
from datetime import UTC, datetime
from typing import Final

import polars as pl

COLUMNS: Final = {
    "opened": "opened_s",
    "closed": "closed_s",
    "scheduled_from": "scheduled_from_s",
    "scheduled_until": "scheduled_until_s",
}
"""Columns of the table and of the fields. An empty cell says nothing."""


_DATE = re.compile(r"\d{4}(-\d\d){0,2}")


def edtf_start_s(text: str) -> float:
    """First instant of an EDTF date of day, month or year, such as ``2019-04-06`` or ``1998``, Unix seconds.

    Raises:
        ValueError: not such a date.
    """
    if not _DATE.fullmatch(text):
        raise ValueError(f"not an EDTF date of day, month or year: {text!r}")
    return datetime.fromisoformat(text + "-01" * (2 - text.count("-"))).replace(tzinfo=UTC).timestamp()


def with_validity(fields: pl.DataFrame, dated: pl.DataFrame) -> pl.DataFrame:
    """The table with ``opened_s``, ``closed_s``, ``scheduled_from_s`` and ``scheduled_until_s``, Unix seconds.

    Unknown dates are -inf and +inf; a field without scheduled service has it from +inf on. A date is the first day
    on which the new state holds. Where the dated table gives a kind, it is the one of the field while it was open.

    Args:
        fields: icao, kind and scheduled.
        dated: icao, opened, closed, scheduled_from, scheduled_until (EDTF or empty) and kind (or empty), all text.
    """
    dated = dated.with_columns(
        pl.col(text)
        .map_elements(lambda date: edtf_start_s(date) if date else None, return_dtype=pl.Float64, skip_nulls=False)
        .alias(seconds)
        for text, seconds in COLUMNS.items()
    ).select("icao", pl.col("kind").replace("", None).alias("dated_kind"), *COLUMNS.values())
    joined = fields.join(dated, on="icao", how="left", maintain_order="left")
    served = pl.col("scheduled") | pl.col("scheduled_from_s").is_not_null()
    ended = pl.col("scheduled_until_s").is_not_null()
    return joined.with_columns(
        kind=pl.coalesce("dated_kind", "kind"),
        scheduled=served & ~ended,
        opened_s=pl.col("opened_s").fill_null(float("-inf")),
        closed_s=pl.col("closed_s").fill_null(float("inf")),
        scheduled_from_s=pl.coalesce(
            "scheduled_from_s", pl.when(served | ended).then(float("-inf")).otherwise(float("inf"))
        ),
        scheduled_until_s=pl.col("scheduled_until_s").fill_null(float("inf")),
    ).drop("dated_kind")
