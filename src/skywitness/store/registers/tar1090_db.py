"""tar1090-db: the database behind tar1090 and readsb, made from Mictronics' crowd-edited one.

Two forms are read, told apart by their content. The archive of the repository: ``db/*.js``, gzip JSON split by
the first digits of the address, an object of the other digits to ``[registration, type, flags, description]``,
with a list ``children`` of longer prefixes that have a file of their own; beside them ``operators.js`` (designator
to name ``n``, country ``c`` and telephony ``r``) and ``ranges.js`` (military blocks). And ``aircraft.csv.gz`` of
the branch ``csv``, which readsb reads: semicolons, no heading; address, registration, type, flags, description,
year, owner or operator.

The flags are a text of digits, read from the left: military, interesting, PIA, LADD (tar1090's planeObject.js and
readsb's README-json.md under ``dbFlags``). A flag that is not set says nothing: most rows were never looked at.
"""

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, Final

import polars as pl

from skywitness.store.registers.csv_rows import LINE, Dialect, Faults, need, rows_of, text_of
from skywitness.store.registers.shape import parsed
from skywitness.store.registers.source import AIRCRAFT, AIRLINES, CODE_BLOCKS, Parsed, Source, SourceFileError
from skywitness.store.registers.unpack import Member, is_tar, joined, members, unpacked

_PART: Final = re.compile(r"(?:^|/)db/([0-9A-F]{1,5})\.js$")
_NAMED: Final = re.compile(r"(?:^|/)db/(operators|ranges)\.js$")
_COLUMNS: Final = ("icao24", "registration", "typecode", "flags", "model", "year", "owner")
_RAW: Final = {name: pl.String() for name in _COLUMNS[:5]} | {LINE: pl.Int32()}
_Pairs = list[tuple[str, Any]]
_TAGS: Final = ((1, "interesting"), (2, "PIA"), (3, "LADD"))


def read(path: Path, origin: str, most_bytes: int) -> Parsed:
    """Aircraft; of the archive also airlines and military blocks.

    Raises:
        SourceFileError: neither form; the message says which part is wrong.
    """
    content = unpacked(path, origin, most_bytes)
    if is_tar(content):
        return _archive(content, origin, most_bytes)
    return _csv(text_of(content, origin), origin)


def _csv(text: str, origin: str) -> Parsed:
    if ";" not in text[: text.find("\n")]:
        raise SourceFileError(f"{origin}: line 1: neither tar1090-db's archive nor its aircraft.csv")
    rows = rows_of(
        text, origin, {name: name for name in _COLUMNS}, Dialect(delimiter=";", quote=None, columns=_COLUMNS)
    )
    need(rows, _COLUMNS, origin, SOURCE.name)
    return parsed(_without_flags(rows.table), rows.rejected)


def _archive(content: bytes, origin: str, most_bytes: int) -> Parsed:
    parts: dict[str, _Pairs] = {}
    days: list[date] = []
    for member in members(content, origin):
        match = _PART.search(member.name) or _NAMED.search(member.name)
        if match:
            parts[match[1]] = _pairs(member, f"{origin}: {member.name}", most_bytes)
            days += [member.changed] if member.changed else []
    prefixes = sorted(name for name in parts if name not in {"operators", "ranges"})
    if not prefixes:
        raise SourceFileError(f"{origin}: no db/*.js in this archive; it is not tar1090-db")
    _no_child_missing(parts, prefixes, origin)
    faults = Faults()
    rows = pl.DataFrame(list(_entries(parts, prefixes, faults)), schema=_RAW, orient="row")
    read_rows = parsed(_without_flags(rows), faults.rejected(), as_of=max(days, default=None))
    read_rows.tables.update(_operators(parts.get("operators", [])) | _ranges(parts.get("ranges", [])))
    return read_rows


def _pairs(member: Member, origin: str, most_bytes: int) -> _Pairs:
    """Keys and values of a JSON object in their order; of a key that comes twice, both."""
    text = text_of(joined(iter([member.content]), origin, most_bytes), origin)
    try:
        value: _Pairs = json.loads(text, object_pairs_hook=list)
    except (ValueError, RecursionError) as error:
        raise SourceFileError(f"{origin}: not JSON ({error}); fetch it again, or tell the source") from error
    if not text.lstrip().startswith("{"):
        raise SourceFileError(f"{origin}: not a JSON object; the source has changed its form")
    return value


def _no_child_missing(parts: dict[str, _Pairs], prefixes: list[str], origin: str) -> None:
    for prefix in prefixes:
        for child in (child for key, value in parts[prefix] if key == "children" for child in value or []):
            if child not in parts:
                raise SourceFileError(
                    f"{origin}: db/{prefix}.js names db/{child}.js, which is missing; fetch it again"
                )


def _entries(parts: dict[str, _Pairs], prefixes: list[str], faults: Faults) -> Iterator[tuple[Any, ...]]:
    """Address, four texts and record number, counted through the files in order of their prefixes."""
    number = 0
    for prefix in prefixes:
        for rest, value in parts[prefix]:
            if rest == "children":
                continue
            number += 1
            if _is_entry(value):
                yield (prefix + rest, *value[:4], number)
            else:
                faults.add("not_an_entry", number)


def _is_entry(value: object) -> bool:
    return (
        isinstance(value, list)
        and len(value) >= 4
        and all(cell is None or isinstance(cell, str) for cell in value)
    )


def _without_flags(rows: pl.DataFrame) -> pl.DataFrame:
    """Flags as grade and tags."""
    flag = [pl.col("flags").str.slice(place, 1) == "1" for place in range(4)]
    tags = [pl.when(flag[place]).then(pl.lit(word)) for place, word in _TAGS]
    return rows.with_columns(
        military=pl.when(flag[0]).then(pl.lit("military")),
        tags=pl.concat_str(tags, separator="; ", ignore_nulls=True),
    ).drop("flags")


def _operators(operators: _Pairs) -> dict[str, pl.DataFrame]:
    """Only three letters are a designator; the source has a few other keys."""
    named = [(designator, _texts(one)) for designator, one in operators if re.fullmatch("[A-Z]{3}", designator)]
    rows = [(designator, one.get("n"), one.get("c"), one.get("r")) for designator, one in named]
    return (
        {AIRLINES: pl.DataFrame(rows, ["designator", "name", "country", "callsign"], orient="row")} if rows else {}
    )


def _texts(pairs: object) -> dict[str, str]:
    """The texts of an object, without empty ones."""
    found = [pair for pair in pairs if isinstance(pair, tuple)] if isinstance(pairs, list) else []
    return {key: text.strip() for key, text in found if isinstance(text, str) and text.strip()}


def _ranges(ranges: _Pairs) -> dict[str, pl.DataFrame]:
    written = [pair for key, value in ranges if key == "military" and isinstance(value, list) for pair in value]
    pairs = [(int(pair[0], 16), int(pair[1], 16)) for pair in written if _is_range(pair)]
    table = pl.DataFrame(pairs, {"first": pl.Int64(), "last": pl.Int64()}, orient="row")
    return {CODE_BLOCKS: table.with_columns(military=pl.lit(value=True))} if pairs else {}


def _is_range(pair: object) -> bool:
    return (
        isinstance(pair, list) and len(pair) == 2 and all(re.fullmatch("[0-9a-fA-F]{6}", str(end)) for end in pair)
    )


SOURCE: Final = Source(
    name="tar1090-db",
    url="https://github.com/wiedehopf/tar1090-db/archive/refs/heads/master.tar.gz",
    licence="none stated (tar1090-db, from Mictronics)",
    file="tar1090-db.tar.gz",
    least_rows=300_000,  # half of what it had in April 2026
    most_bytes=400_000_000,
    what="crowd-made table of aircraft of the world with military flags; also operators and military blocks",
    read=read,
    tables=(AIRCRAFT, AIRLINES, CODE_BLOCKS),
)
"""As published in its repository; the archive of the branch ``master``."""
