"""Standing data of Virtual Radar Server: aircraft, airlines, address blocks, registration prefixes, model types.

The archive of the repository. Each table has a folder ``NAME/schema-01`` with one CSV or with many, split by the
first digits or letter; the README there explains its columns. Country codes that begin with X are the project's
own (XA ICAO, XB NATO, XC Netherlands Antilles) and ZZ is "unknown": none is a state of registry.
"""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Final

import polars as pl

from skywitness.store.registers import shape
from skywitness.store.registers.csv_rows import LINE, Rows, need, rows_of, text_of
from skywitness.store.registers.source import (
    AIRCRAFT,
    AIRLINES,
    CODE_BLOCKS,
    MODEL_TYPES,
    REGISTRATION_PREFIXES,
    Parsed,
    Rejected,
    Source,
    SourceFileError,
)
from skywitness.store.registers.unpack import Member, is_tar, members, unpacked

_FILE: Final = re.compile(
    r"(?:^|/)(aircraft|airlines|code-blocks|registration-prefixes|model-type)/schema-01/(?:[^/]+/)*[^/]+\.csv$"
)
_TABLES: Final = {
    "aircraft": AIRCRAFT,
    "airlines": AIRLINES,
    "code-blocks": CODE_BLOCKS,
    "registration-prefixes": REGISTRATION_PREFIXES,
    "model-type": MODEL_TYPES,
}
_WANTED: Final[dict[str, dict[str, str]]] = {
    AIRCRAFT: {
        "icao": "icao24",
        "registration": "registration",
        "modelicao": "typecode",
        "manufacturerandmodel": "model",
        "operator": "operator",
        "airlinecode": "operator_designator",
        "serialnumber": "serial_number",
        "yearbuilt": "year",
    },
    AIRLINES: {"icao": "designator", "name": "name", "iata": "iata"},
    CODE_BLOCKS: {"start": "first", "finish": "last", "ismilitary": "military", "countryiso2": "state"},
    REGISTRATION_PREFIXES: {
        "prefix": "prefix",
        "countryiso2": "state",
        "hashyphen": "has_hyphen",
        "decodefullregex": "pattern",
        "decodenohyphenregex": "pattern_without_hyphen",
        "formattemplate": "template",
    },
    MODEL_TYPES: {
        "icao": "typecode",
        "manufacturer": "manufacturer",
        "model": "model",
        "engines": "engines",
        "enginetypecode": "engine_kind",
        "engineplacementcode": "engine_placement",
        "speciescode": "species",
        "waketurbulencecode": "wake",
        "isactive": "active",
    },
}
_NO_STATE: Final = r"^(X[A-C]|ZZ)$"


def read(path: Path, origin: str, most_bytes: int) -> Parsed:
    """All five tables.

    Raises:
        SourceFileError: not the archive, or one of its tables is missing or has other columns.
    """
    content = unpacked(path, origin, most_bytes)
    if not is_tar(content):
        raise SourceFileError(f"{origin}: not a tar archive; it is published as one")
    found: dict[str, list[Rows]] = {name: [] for name in _WANTED}
    days: list[date] = []
    for member in members(content, origin):
        if match := _FILE.search(member.name):
            name = _TABLES[match[1]]
            found[name].append(_rows(member, name, origin))
            days += [member.changed] if member.changed else []
    for name, parts in found.items():
        if not parts:
            raise SourceFileError(f"{origin}: this archive has no files of {name}; it is not standing-data")
    tables, rejected = {name: _joined(parts) for name, parts in found.items()}, _faults(found)
    aircraft = shape.parsed(_aircraft(tables.pop(AIRCRAFT)), rejected, as_of=max(days, default=None))
    aircraft.tables.update({name: _others(name, table) for name, table in tables.items()})
    return aircraft


def _rows(member: Member, name: str, origin: str) -> Rows:
    place = f"{origin}: {member.name}"
    rows = rows_of(text_of(member.content, place), place, _WANTED[name])
    need(rows, _WANTED[name].values(), place, name)
    return rows


def _joined(parts: list[Rows]) -> pl.DataFrame:
    """One table; its rows are numbered through the files in the order of the archive, headings not counted."""
    table = pl.concat([part.table for part in parts])
    return table.with_columns(pl.int_range(1, pl.len() + 1, dtype=pl.Int32).alias(LINE))


def _faults(found: Mapping[str, list[Rows]]) -> list[Rejected]:
    """Lines with too many or too few cells, of all files together."""
    faults: dict[str, Rejected] = {}
    for name, parts in found.items():
        for one in (one for part in parts for one in part.rejected):
            reason = one.reason if name == AIRCRAFT else f"{name}_{one.reason}"
            before = faults.get(reason, Rejected(reason, 0, ()))
            faults[reason] = Rejected(reason, before.rows + one.rows, before.lines or one.lines)
    return list(faults.values())


def _aircraft(table: pl.DataFrame) -> pl.DataFrame:
    """An airline's code is ICAO's designator or IATA's two characters; the latter are shared and name nobody."""
    code = pl.col("operator_designator").str.strip_chars()
    return table.with_columns(operator_designator=pl.when(code.str.contains(r"^[A-Z]{3}$")).then(code))


def _others(name: str, table: pl.DataFrame) -> pl.DataFrame:
    text = pl.col(pl.String).str.strip_chars()
    plain = table.drop(LINE).with_columns(pl.when(text != "").then(text))
    if name == AIRLINES:
        return plain.filter(pl.col("designator").is_not_null())
    if name == CODE_BLOCKS:
        return plain.with_columns(
            pl.col("first", "last").str.to_integer(base=16, strict=False),
            military=pl.col("military") == "1",
            state=_state(),
        ).drop_nulls(["first", "last"])
    if name == REGISTRATION_PREFIXES:
        return plain.with_columns(has_hyphen=pl.col("has_hyphen") == "1", state=_state())
    return plain.filter(~pl.col("typecode").str.starts_with("-")).with_columns(active=pl.col("active") == "1")


def _state() -> pl.Expr:
    return pl.when(~pl.col("state").str.contains(_NO_STATE)).then("state")


SOURCE: Final = Source(
    name="standing-data",
    url="https://github.com/vradarserver/standing-data/archive/refs/heads/main.tar.gz",
    licence="CC0 1.0 (VRS standing-data)",
    file="standing-data.tar.gz",
    least_rows=8_000,  # half of what it had in August 2026
    most_bytes=200_000_000,
    what="aircraft, airlines, address blocks, registration prefixes and model types of Virtual Radar Server",
    read=read,
    tables=(AIRCRAFT, AIRLINES, CODE_BLOCKS, REGISTRATION_PREFIXES, MODEL_TYPES),
)
"""As published in its repository; the archive of the branch ``main``."""
