"""plane-alert-db: aircraft that enthusiasts watch for, with operator, grade and tags.

One CSV with a heading (its names begin with ``$`` and ``#`` for the program that reads it): address, registration,
operator, type, ICAO type, CMPG, three tags, category and a link. CMPG is the group: ``Mil``, ``Gov``, ``Pol`` for
police, ``Civ``.
"""

from pathlib import Path
from typing import Final

import polars as pl

from skywitness.store.registers.csv_rows import need, rows_of, text_of
from skywitness.store.registers.shape import parsed
from skywitness.store.registers.source import Parsed, Source
from skywitness.store.registers.unpack import unpacked

_WANTED: Final = {
    "$icao": "icao24",
    "$registration": "registration",
    "$operator": "operator",
    "$type": "model",
    "$icao type": "typecode",
    "#cmpg": "group",
    "$tag 1": "tag_1",
    "$#tag 2": "tag_2",
    "$#tag 3": "tag_3",
    "category": "use",
}
_GRADES: Final = {"mil": "military", "gov": "state", "pol": "state", "civ": "civil"}
_TAGS: Final = ("tag_1", "tag_2", "tag_3")


def read(path: Path, origin: str, most_bytes: int) -> Parsed:
    """Aircraft, each with a grade.

    Raises:
        SourceFileError: not this table.
    """
    rows = rows_of(text_of(unpacked(path, origin, most_bytes), origin), origin, _WANTED)
    need(rows, ("icao24", "registration", "operator", "group"), origin, SOURCE.name)
    there = [tag for tag in _TAGS if tag in rows.table.columns]
    texts = [pl.col(tag).str.strip_chars() for tag in there]
    filled = [pl.when(text != "").then(text) for text in texts]
    table = rows.table.with_columns(
        military=pl.col("group").str.strip_chars().str.to_lowercase().replace(_GRADES),
        tags=pl.concat_str(filled, separator="; ", ignore_nulls=True) if filled else None,
    )
    return parsed(table.drop("group", *there), rows.rejected)


SOURCE: Final = Source(
    name="plane-alert-db",
    url="https://raw.githubusercontent.com/sdr-enthusiasts/plane-alert-db/main/plane-alert-db.csv",
    licence="ODbL 1.0 (plane-alert-db)",
    file="plane-alert-db.csv",
    least_rows=8_000,  # about half of what it had in 2026
    most_bytes=40_000_000,
    what="aircraft of interest, listed by enthusiasts: operator, military, government, police or civil, tags",
    read=read,
)
"""As published in its repository; the file on the branch ``main``."""
