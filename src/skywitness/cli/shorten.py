"""Shorten: the first rows of an answer, never without saying that there are more."""

import polars as pl

from skywitness.cli.errors import notice


def first_rows(frame: pl.DataFrame, limit: int | None) -> pl.DataFrame:
    """At most ``limit`` rows; what is left out is said on stderr."""
    if limit is None or frame.height <= limit:
        return frame
    notice(f"the first {limit:,} of {frame.height:,} rows (--limit)")
    return frame.head(limit)
