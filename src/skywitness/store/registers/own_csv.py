"""Own CSV: a table of a user's own, as a source of its own name.

Columns are those of ``AircraftRecord`` or common names of them, in any order and case; others are left alone. A
column ``licence``, where there is one, says the licence of the whole. Dates are YYYY-MM-DD. ``military`` is
``military``, ``state`` or ``civil``, or yes, mil, gov and the like; an empty cell says nothing.
"""

import re
from pathlib import Path
from typing import Final

import polars as pl

from skywitness.reference.aircraft_records import SCHEMA
from skywitness.store.registers.csv_rows import Dialect, rows_of, text_of
from skywitness.store.registers.shape import parsed
from skywitness.store.registers.source import Parsed, Source, SourceFileError
from skywitness.store.registers.unpack import unpacked

PREFIX: Final = "own-"
"""What the name of a user's own source begins with."""
_NAME: Final = re.compile(r"[a-z0-9][a-z0-9_-]{0,40}")
_ALIASES: Final[dict[str, str]] = {
    "icao": "icao24",
    "hex": "icao24",
    "icao hex": "icao24",
    "mode s": "icao24",
    "modes": "icao24",
    "mode_s": "icao24",
    "address": "icao24",
    "reg": "registration",
    "tail": "registration",
    "tail number": "registration",
    "tail_number": "registration",
    "serial": "registration",
    "type": "typecode",
    "icao type": "typecode",
    "icao_type": "typecode",
    "aircraft type": "model",
    "description": "model",
    "msn": "serial_number",
    "c/n": "serial_number",
    "cn": "serial_number",
    "serial number": "serial_number",
    "serialnumber": "serial_number",
    "built": "year",
    "year built": "year",
    "airline": "operator",
    "operator icao": "operator_designator",
    "operator_icao": "operator_designator",
    "operatoricao": "operator_designator",
    "country": "flag_state",
    "state": "flag_state",
    "flag": "flag_state",
    "flag state": "flag_state",
    "category": "use",
    "from": "valid_from",
    "valid from": "valid_from",
    "to": "valid_to",
    "until": "valid_to",
    "valid to": "valid_to",
    "as of": "stated_on",
    "as_of": "stated_on",
    "date": "stated_on",
    "license": "licence",
}
_OURS: Final = [name for name in SCHEMA if name not in {"source_row", "stated_since", "stated_until"}]
_WANTED: Final = {**_ALIASES, **{name: name for name in (*_OURS, "licence")}}
_GRADES: Final = {
    "military": "military",
    "mil": "military",
    "yes": "military",
    "true": "military",
    "1": "military",
    "state": "state",
    "government": "state",
    "gov": "state",
    "police": "state",
    "pol": "state",
    "civil": "civil",
    "civ": "civil",
    "civilian": "civil",
}
"""``no`` is none of these: that an aircraft is not military does not make it civil."""


def read(path: Path, origin: str, most_bytes: int) -> Parsed:
    """Aircraft of a user's own table.

    Raises:
        SourceFileError: not a CSV, or no column with an address or a registration.
    """
    text = text_of(unpacked(path, origin, most_bytes), origin, strict=True)
    heading = text.partition("\n")[0]
    rows = rows_of(text, origin, _WANTED, Dialect(delimiter=max(",;\t", key=heading.count)))
    if not {"icao24", "registration"} & set(rows.table.columns):
        names = ", ".join(rows.headings[:8]) or "nothing"
        raise SourceFileError(f"{origin}: no column icao24 (or hex) nor registration (or tail); it has {names}")
    return parsed(_typed(rows.table), rows.rejected, licence=_licence(rows.table))


def source(name: str) -> Source:
    """A user's own source.

    Args:
        name: what the user calls it, without the prefix.

    Raises:
        SourceFileError: not a name that can be part of a file's.
    """
    if not _NAME.fullmatch(name):
        raise SourceFileError(
            f"{name!r}: a name is small letters, digits, - and _, and begins with neither - nor _"
        )
    return Source(
        name=f"{PREFIX}{name}",
        url="",
        licence="own table",
        file=f"{PREFIX}{name}.csv",
        least_rows=1,
        most_bytes=1_000_000_000,
        what="a table of your own",
        read=read,
        by_default=False,
    )


def _typed(rows: pl.DataFrame) -> pl.DataFrame:
    table = rows.drop("licence", strict=False)
    if "military" in table.columns:
        word = pl.col("military").str.strip_chars().str.to_lowercase()
        table = table.with_columns(military=word.replace(_GRADES))
    if "flag_state" in table.columns:
        table = table.with_columns(pl.col("flag_state").str.strip_chars().str.to_uppercase())
    return table


def _licence(rows: pl.DataFrame) -> str | None:
    if "licence" not in rows.columns:
        return None
    words = rows["licence"].str.strip_chars().unique().sort()
    return "; ".join(word for word in words if word) or None
