"""Schema: the columns of every table, derived from the words in ``model`` and from nothing else.

Numbers are stored as exact decimals where a source gives a few digits: six decimals of a degree (0.11 m, finer
than compact position reports), two of a knot or of a track. They are half the size of floating point on disk, and
read back as the float64 that the source's own digits mean.
"""

import inspect
import re
from collections.abc import Callable
from datetime import date, datetime
from types import NoneType, UnionType
from typing import Any, NamedTuple, get_args, get_origin, get_type_hints

import polars as pl

from skywitness.model import (
    AircraftIdentity,
    AirframeDay,
    Derivation,
    FalsePlace,
    Flight,
    Gap,
    HomeBase,
    Remark,
    Source,
    Statement,
    StateVector,
    Trip,
    TripLeg,
    Visit,
)

SCHEMA_VERSION = "1"
"""Rises when a table's columns change; kept in each table's metadata."""

_UTC = pl.Datetime("us", "UTC")
_COUNTS = pl.List(pl.Struct({"reason": pl.String, "count": pl.Int64}))
_PLAIN: dict[Any, pl.DataType] = {
    str: pl.String(),
    int: pl.Int64(),
    float: pl.Float64(),
    bool: pl.Boolean(),
    datetime: _UTC,
    date: pl.Date(),
    list[str]: pl.List(pl.String),
    list[float]: pl.List(pl.Float64),
    dict: _COUNTS,
}
_COMPACT: tuple[tuple[Callable[[str], Any], pl.DataType], ...] = (
    (re.compile(r"(^|_)(lat|lon)_deg$").search, pl.Decimal(9, 6)),
    (re.compile(r"(^|_)track_deg$").search, pl.Decimal(5, 2)),
    (re.compile(r"_kt$").search, pl.Decimal(7, 2)),
    (re.compile(r"_(ft|fpm)$").search, pl.Int32()),
    (re.compile(r"^(nic|nac_p|sil|adsb_version)$").search, pl.Int8()),
)
"""Narrower types by the unit in a field's name; the first that fits holds."""


class Column(NamedTuple):
    """One column: its name, its type on disk, its type when read, and what it means."""

    name: str
    stored: pl.DataType
    read: pl.DataType
    doc: str


class Table(NamedTuple):
    """One table: its name, its columns, the order of its rows, and what kind of table it is.

    Attributes:
        name: of the table and its folder.
        columns: in order.
        order: columns by which its rows are sorted.
        by_day: partitioned by ``day``.
        derived: made from the other tables and made anew whenever the rules change.
    """

    name: str
    columns: tuple[Column, ...]
    order: tuple[str, ...]
    by_day: bool = False
    derived: bool = False

    @property
    def stored_schema(self) -> dict[str, pl.DataType]:
        """Column types in the files; ``day`` lives in the folder's name."""
        return {
            column.name: column.stored for column in self.columns if not (self.by_day and column.name == "day")
        }

    @property
    def read_schema(self) -> dict[str, pl.DataType]:
        """Column types that readers get."""
        return {column.name: column.read for column in self.columns}


def _column(model: type, name: str, hint: object) -> Column:
    kind = next(a for a in get_args(hint) if a is not NoneType) if isinstance(hint, UnionType) else hint
    plain = _PLAIN[kind] if kind in _PLAIN else _PLAIN[get_origin(kind) or kind]
    number = plain in {pl.Int64(), pl.Float64()}
    stored = next((type_ for fits, type_ in _COMPACT if number and fits(name)), plain)
    read = pl.Float64() if isinstance(stored, pl.Decimal) else stored
    return Column(name, stored, read, field_docs(model)[name])


def _columns(model: type) -> tuple[Column, ...]:
    return tuple(_column(model, name, hint) for name, hint in get_type_hints(model).items())


def field_docs(model: type) -> dict[str, str]:
    """What each field means, from the ``Attributes`` section of a class's docstring."""
    section = inspect.cleandoc(model.__doc__ or "").partition("Attributes:")[2]
    docs: dict[str, str] = {}
    name = ""
    for line in section.splitlines():
        head = re.match(r"^ {4}(\w+): (.*)$", line)
        if head:
            name = head[1]
            docs[name] = head[2].strip()
        elif name and line.strip():
            docs[name] += " " + line.strip()
    return docs


_SHA256 = Column("source_sha256", pl.String(), pl.String(), "SHA-256 of what the row rests on, as in Source.")
_RECONSTRUCTION = Column(
    "reconstruction",
    pl.Boolean(),
    pl.Boolean(),
    "True when the source says or the user said that it was simulated.",
)
_DAY = Column("day", pl.Date(), pl.Date(), "UTC day of observed_at; the folder that the row lies in.")

POSITIONS = Table(
    "positions",
    (*_columns(StateVector), _SHA256, _RECONSTRUCTION, _DAY),
    order=("icao24", "observed_at", "source_sha256", "source_row"),
    by_day=True,
)
STATEMENTS = Table(
    "statements",
    (*_columns(Statement), _SHA256),
    order=("icao24", "attribute", "observed_at", "source_sha256", "source_row"),
)
SOURCES = Table("sources", _columns(Source), order=("imported_at", "name", "source_sha256"))
FLIGHTS = Table("flights", _columns(Flight), order=("icao24", "first_seen_at"), derived=True)
VISITS = Table(
    "visits", _columns(Visit), order=("icao24", "arrived_not_before", "departed_not_after"), derived=True
)
GAPS = Table("gaps", _columns(Gap), order=("icao24", "from_at"), derived=True)
TRIPS = Table("trips", _columns(Trip), order=("icao24", "began_at"), derived=True)
TRIP_LEGS = Table("trip_legs", _columns(TripLeg), order=("icao24", "trip_id", "number"), derived=True)
HOME_BASES = Table("home_bases", _columns(HomeBase), order=("icao24", "since", "airport"), derived=True)
REMARKS = Table("remarks", _columns(Remark), order=("icao24", "since", "kind"), derived=True)
FALSE_PLACES = Table(
    "false_places", _columns(FalsePlace), order=("icao24", "hour", "cell_lat_deg", "cell_lon_deg"), derived=True
)
IDENTITIES = Table("identities", _columns(AircraftIdentity), order=("icao24", "since"), derived=True)
DERIVATIONS = Table("derivations", _columns(Derivation), order=("source_sha256", "algorithm"), derived=True)

DERIVED: tuple[Table, ...] = (
    FLIGHTS,
    VISITS,
    GAPS,
    TRIPS,
    TRIP_LEGS,
    HOME_BASES,
    REMARKS,
    FALSE_PLACES,
    IDENTITIES,
)
"""Tables that a derivation writes, one row or more an aircraft."""

POSITIONS_BY_PLACE = POSITIONS._replace(name="positions_by_place")
"""Rows of compacted positions again, in an order of their own (``sorted_file.BY_PLACE``)."""
AIRFRAME_DAYS = Table("airframe_days", _columns(AirframeDay), order=("icao24", "day", "file"))

INDEXES: tuple[Table, ...] = (POSITIONS_BY_PLACE, AIRFRAME_DAYS)
"""What compaction keeps beside the positions, so that questions read less; it can be made again from them."""

TABLES: dict[str, Table] = {t.name: t for t in (POSITIONS, STATEMENTS, SOURCES, *DERIVED, DERIVATIONS)}
"""Every table by its name."""
