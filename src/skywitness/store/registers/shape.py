"""Shape: rows of a source as aircraft records; what is not an address or a date is left out and counted."""

from collections.abc import Iterable
from datetime import date
from typing import Final

import polars as pl

from skywitness.reference.aircraft_records import ATTRIBUTES, SCHEMA, records
from skywitness.store.registers.csv_rows import FIRST_LINES, LINE
from skywitness.store.registers.source import AIRCRAFT, Parsed, Rejected

_NO_ADDRESS: Final = ("000000", "ffffff")
"""All zeros and all ones are never assigned to an aircraft (ICAO Annex 10, volume III, appendix to chapter 9)."""
_EARLIEST: Final = date(1903, 12, 17)  # the first powered flight; an earlier year is a slip
_EPOCH: Final = date(1970, 1, 1)  # what is written where a time of zero stands for none
_LATEST: Final = date(2100, 1, 1)
_DATES: Final = ("valid_from", "valid_to", "stated_on")
_PATTERNS: Final = {
    "typecode": ("not_a_type_designator", r"^[A-Za-z0-9]{2,4}$"),
    "operator_designator": ("not_an_operator_designator", r"^[A-Za-z]{3}$"),
    "flag_state": ("not_a_state_code", r"^[A-Z]{2}$"),
    "military": ("not_a_grade", r"^(military|state|civil)$"),
}
"""Columns that are codes: designators of ICAO documents 8643 and 8585, ISO 3166 alpha-2, and our three grades."""
NOT_AIRCRAFT: Final = {
    "-GND": "ground vehicle",
    "GND": "ground vehicle",
    "GRND": "ground vehicle",
    "-TWR": "tower or other fixed installation",
    "TWR": "tower or other fixed installation",
    "SERV": "service vehicle",
}
"""Words in the place of a type that mark what is no aircraft.

The first of each kind is explained on the page of VRS standing-data on model types; tar1090-db and OpenSky write
the same words without the hyphen.
"""


def parsed(
    rows: pl.DataFrame,
    rejected: Iterable[Rejected] = (),
    *,
    as_of: date | None = None,
    licence: str | None = None,
) -> Parsed:
    """Aircraft of a source in the one shape, with what was left out.

    Args:
        rows: text columns under the names of ``AircraftRecord``, dates as text or dates, and ``source_row``.
        rejected: what had been left out before.
        as_of: the source's own date.
        licence: where the file names one.
    """
    tidy = _without_vehicles(_blank_is_null(rows))
    table, cells = _cells(tidy)
    faults = _faults(table)
    marked = table.with_columns(faults.alias("fault"))
    kept = records(marked.filter(pl.col("fault").is_null()))
    content = kept.drop(LINE)
    return Parsed(
        rows=kept.height,
        tables={AIRCRAFT: kept},
        rejected=(*rejected, *_counted(marked, "fault"), *cells),
        duplicates=kept.height - content.unique().height,
        as_of=as_of,
        licence=licence,
    )


def _blank_is_null(rows: pl.DataFrame) -> pl.DataFrame:
    """All columns of the shape that hold text, stripped, with null for nothing."""
    texts = {name for name, kind in SCHEMA.items() if isinstance(kind, pl.String)}
    missing = [pl.lit(None, pl.String).alias(name) for name in texts if name not in rows.columns]
    text = pl.col(pl.String).str.strip_chars()
    return rows.with_columns(missing).with_columns(pl.when(text != "").then(text))


def _without_vehicles(rows: pl.DataFrame) -> pl.DataFrame:
    """Ground vehicles and towers: the word is the use, and neither a type nor a registration."""
    word = pl.col("typecode").str.to_uppercase()
    named = word.is_in(list(NOT_AIRCRAFT))
    return rows.with_columns(
        use=pl.when(named).then(word.replace_strict(NOT_AIRCRAFT, default=None)).otherwise("use"),
        typecode=pl.when(~named.fill_null(value=False)).then("typecode"),
        registration=pl.when(~pl.col("registration").str.to_uppercase().is_in(list(NOT_AIRCRAFT))).then(
            "registration"
        ),
    )


def _cells(rows: pl.DataFrame) -> tuple[pl.DataFrame, list[Rejected]]:
    """Cells that cannot be what their column says are left out, and counted."""
    table, out = rows, []
    for name, (reason, value) in _readings(rows).items():
        marked = table.with_columns(
            value.alias(name),
            pl.when(pl.col(name).is_not_null() & value.is_null()).then(pl.lit(reason)).alias("fault"),
        )
        out += [one._replace(kept=True) for one in _counted(marked, "fault")]
        table = marked.drop("fault")
    return table, out


def _readings(rows: pl.DataFrame) -> dict[str, tuple[str, pl.Expr]]:
    """Of each column that is not free text, what a cell is read as; null where it is nothing of the kind."""
    readings: dict[str, tuple[str, pl.Expr]] = {
        name: (reason, pl.when(pl.col(name).str.contains(pattern)).then(name))
        for name, (reason, pattern) in _PATTERNS.items()
    }
    if "year" in rows.columns:
        year = pl.col("year").cast(pl.String).str.head(4).cast(pl.Int16, strict=False)
        readings["year"] = ("implausible_year", pl.when(year.is_between(_EARLIEST.year, _LATEST.year)).then(year))
    for name in (name for name in _DATES if name in rows.columns):
        text = rows.schema[name] == pl.String
        day = pl.col(name).str.head(10).str.to_date("%Y-%m-%d", strict=False) if text else pl.col(name)
        plausible = day.is_between(_EARLIEST, _LATEST) & (day != _EPOCH)
        readings[name] = (f"implausible_{name}", pl.when(plausible).then(day))
    return readings


def _faults(rows: pl.DataFrame) -> pl.Expr:
    """What is wrong with each row; null where nothing is."""
    address = pl.col("icao24").str.to_lowercase()
    said = [name for name in ATTRIBUTES if name in rows.columns]
    others = [name for name in said if name != "registration"]
    return (
        pl.when(address.str.starts_with("~"))
        .then(pl.lit("not_an_icao_address"))
        .when(~address.str.contains(r"^[0-9a-f]*$"))
        .then(pl.lit("address_not_hexadecimal"))
        .when(address.str.len_chars() == 7)
        .then(pl.lit("seven_digits"))
        .when(address.str.len_chars() > 6)
        .then(pl.lit("address_too_long"))
        .when(address.str.len_chars() < 6)
        .then(pl.lit("address_too_short"))
        .when(address.is_in(_NO_ADDRESS))
        .then(pl.lit("address_never_assigned"))
        .when(address.is_null() & pl.col("registration").is_null())
        .then(pl.lit("no_address_and_no_registration"))
        .when(pl.all_horizontal(pl.col(others).is_null()) & (address.is_null() | pl.col("registration").is_null()))
        .then(pl.lit("says_nothing"))
    )


def _counted(marked: pl.DataFrame, column: str) -> list[Rejected]:
    """Marked rows by their mark, with the first lines of each."""
    found = (
        marked.filter(pl.col(column).is_not_null())
        .group_by(column)
        .agg(pl.len().alias("rows"), pl.col(LINE).sort().head(FIRST_LINES).alias("lines"))
        .sort(column)
    )
    return [Rejected(reason, rows, tuple(lines)) for reason, rows, lines in found.iter_rows()]
