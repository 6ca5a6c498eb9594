"""OpenSky: the aircraft database of the OpenSky Network, in both forms in which it was published.

``aircraftDatabase.csv`` (double quotes, headings in lower case) and the later
``aircraft-database-complete-YYYY-MM.csv`` (single quotes, headings in mixed case, a ``timestamp`` of each row and
the ``country`` in words). Columns are found by their names, so that either order will do.

``reguntil`` is taken as the last day of a registration only when it is after ``registered``; 1970-01-01 stands for
no date. A ``built`` is a year or a date.
"""

from pathlib import Path
from typing import Final

import polars as pl

from skywitness.store.registers.csv_rows import Dialect, need, rows_of, text_of
from skywitness.store.registers.shape import parsed
from skywitness.store.registers.source import Parsed, Source
from skywitness.store.registers.unpack import unpacked

_WANTED: Final = {
    "icao24": "icao24",
    "timestamp": "stated_on",
    "registration": "registration",
    "manufacturername": "maker",
    "model": "designation",
    "typecode": "typecode",
    "serialnumber": "serial_number",
    "built": "year",
    "operator": "operator",
    "operatoricao": "operator_designator",
    "owner": "owner",
    "categorydescription": "use",
    "registered": "valid_from",
    "reguntil": "valid_to",
}
_NO_USE: Final = r"(?i)^no (ads-b )?(emitter category )?information"
"""Words for emitter category 0: nothing was said."""


def read(path: Path, origin: str, most_bytes: int) -> Parsed:
    """Aircraft, with the days of their registration where these make sense.

    Raises:
        SourceFileError: neither form.
    """
    text = text_of(unpacked(path, origin, most_bytes), origin)
    rows = rows_of(text, origin, _WANTED, Dialect(quote="'" if text.startswith("'") else '"'))
    need(rows, ("icao24", "registration", "typecode", "operator", "owner"), origin, SOURCE.name)
    return parsed(_dated(_named(rows.table)), rows.rejected)


def _named(rows: pl.DataFrame) -> pl.DataFrame:
    there = rows.with_columns(
        pl.lit(None, pl.String).alias(name) for name in _WANTED.values() if name not in rows.columns
    ).with_columns(pl.col(pl.String).str.strip_chars())
    maker, model = pl.col("maker"), pl.col("designation")
    repeated = (maker == "") | (model == "") | model.str.to_lowercase().str.starts_with(maker.str.to_lowercase())
    either = pl.when(model == "").then(maker).otherwise(model)
    return there.with_columns(
        model=pl.when(repeated.fill_null(value=True)).then(either).otherwise(maker + pl.lit(" ") + model),
        use=pl.when(~pl.col("use").str.contains(_NO_USE)).then("use"),
    ).drop("maker", "designation")


def _dated(rows: pl.DataFrame) -> pl.DataFrame:
    """The last day of a registration as the first day after it, where it is after the first."""
    first, last = (
        pl.col(name).str.head(10).str.to_date("%Y-%m-%d", strict=False) for name in ("valid_from", "valid_to")
    )
    plausible = (last > first) | first.is_null()
    return rows.with_columns(valid_to=pl.when(plausible).then(last.dt.offset_by("1d")))


SOURCE: Final = Source(
    name="opensky",
    url="https://opensky-network.org/datasets/metadata/aircraftDatabase.csv",
    licence="OpenSky Network terms of use",
    file="opensky.csv",
    least_rows=200_000,  # judgement: well below the half million that its users report
    most_bytes=400_000_000,
    what="aircraft database of the OpenSky Network, from registers and from its users",
    read=read,
    by_default=False,
)
"""Where public programs fetch it; dated files are given with ``--from``. Its terms of use are OpenSky's own."""
