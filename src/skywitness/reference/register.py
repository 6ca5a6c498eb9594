"""Register: every reference source of aircraft, side by side, asked by address or by registration."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from skywitness.model import IdentityStatement
from skywitness.reference.aircraft_records import ATTRIBUTES, SCHEMA

_NOT_IN_NAMES = re.compile(r"[^A-Z0-9]")
_DATES = ("valid_from", "valid_to", "stated_since", "stated_until")


class SourceNote(NamedTuple):
    """What is known of a source.

    Attributes:
        name: as ``skywitness reference`` calls it.
        kind: ``own`` (the user's file), ``registry`` (of a state), ``recorded`` (beside positions) or ``table``
            (made by a community).
        as_of: date of its content or of its retrieval.
        licence: None where none is stated.
    """

    name: str
    kind: str
    as_of: date | None = None
    licence: str | None = None


class SourceTable(NamedTuple):
    """A source and its rows.

    Attributes:
        note: what is known of it.
        rows: some columns of ``aircraft_records.SCHEMA``; columns that it has nothing in may be missing.
    """

    note: SourceNote
    rows: pl.DataFrame


def bare(registration: str) -> str:
    """A registration in capital letters and digits alone, for comparing: some sources leave hyphens out."""
    return _NOT_IN_NAMES.sub("", registration.upper())


def bare_column(name: str) -> pl.Expr:
    """As ``bare``, of a column."""
    return pl.col(name).str.to_uppercase().str.replace_all(r"[^A-Z0-9]", "")


@dataclass(frozen=True)
class Register:
    """The sources in use.

    Attributes:
        tables: in the order in which statements are listed.
    """

    tables: tuple[SourceTable, ...]

    @classmethod
    def of(cls, tables: Iterable[SourceTable]) -> "Register":
        """Tables sorted by address, which makes asking for one a matter of microseconds."""
        return cls(tuple(SourceTable(table.note, _sorted(table.rows)) for table in tables))

    def __len__(self) -> int:
        """Rows in all."""
        return sum(table.rows.height for table in self.tables)

    def of_addresses(self, icao24s: pl.Series) -> "Register":
        """The rows about these addresses only, and those about no address."""
        wanted = pl.col("icao24").is_null() | pl.col("icao24").is_in(icao24s.implode())
        return Register(tuple(SourceTable(note, rows.filter(wanted)) for note, rows in self.tables))

    def statements(self, icao24: str) -> list[IdentityStatement]:
        """All that the sources say of an address, also what they no longer say.

        A row without an address counts for the addresses to which another source gives its registration.
        """
        said = [
            statement
            for table, keys in zip(self.tables, self._keys, strict=True)
            for statement in _statements(table.note, _of_address(table.rows, keys, icao24), icao24, "listed")
        ]
        borne = {bare(one.value) for one in said if one.attribute == "registration"}
        return said + [
            statement
            for table, unaddressed in zip(self.tables, self._unaddressed, strict=True)
            for name in sorted(borne & unaddressed.keys())
            for statement in _statements(table.note, unaddressed[name], icao24, "listed by registration")
        ]

    def addresses_of(self, registration: str) -> list[str]:
        """Addresses that any source gives to a registration, at any time, hyphens or not."""
        wanted = bare(registration)
        return sorted(self._by_registration.get(wanted, ())) if wanted else []

    def addresses(self) -> pl.Series:
        """Every address that a source has a row about, in order."""
        held = [rows["icao24"] for _, rows in self.tables if rows.height]
        return pl.concat(held).drop_nulls().unique().sort() if held else pl.Series("icao24", [], pl.String())

    @cached_property
    def _keys(self) -> tuple[NDArray[np.str_], ...]:
        """By source: the addresses of its rows, in order; rows without one come after them."""
        return tuple(
            rows["icao24"].head(rows.height - rows["icao24"].null_count()).to_numpy().astype(np.str_)
            for _, rows in self.tables
        )

    @cached_property
    def _unaddressed(self) -> tuple[Mapping[str, pl.DataFrame], ...]:
        """By source: rows that name a registration and no address, by the bare registration."""
        return tuple(_by_bare_registration(rows.filter(pl.col("icao24").is_null())) for _, rows in self.tables)

    @cached_property
    def _by_registration(self) -> Mapping[str, set[str]]:
        found: dict[str, set[str]] = {}
        for _, rows in self.tables:
            if "registration" not in rows.columns:
                continue
            named = rows.filter(pl.col("icao24").is_not_null() & pl.col("registration").is_not_null())
            for name, icao24 in named.select(bare_column("registration"), "icao24").iter_rows():
                found.setdefault(name, set()).add(icao24)
        return found


def _sorted(rows: pl.DataFrame) -> pl.DataFrame:
    if "icao24" not in rows.columns:
        rows = rows.with_columns(pl.lit(None, pl.String()).alias("icao24"))
    if rows["icao24"].is_sorted(nulls_last=True):
        return rows
    return rows.sort("icao24", nulls_last=True, maintain_order=True)


def _of_address(rows: pl.DataFrame, keys: NDArray[np.str_], icao24: str) -> pl.DataFrame:
    first, last = (int(np.searchsorted(keys, np.str_(icao24), side=side)) for side in ("left", "right"))
    return rows.slice(first, last - first)


def _by_bare_registration(rows: pl.DataFrame) -> dict[str, pl.DataFrame]:
    if not rows.height or "registration" not in rows.columns:
        return {}
    named = rows.filter(pl.col("registration").is_not_null()).with_columns(
        bare_column("registration").alias("bare")
    )
    return {str(name): part.drop("bare") for (name,), part in named.group_by("bare", maintain_order=True)}


def _statements(note: SourceNote, rows: pl.DataFrame, icao24: str, method: str) -> list[IdentityStatement]:
    said = []
    for row in rows.iter_rows(named=True):
        valid_from, valid_to, since, until = (row.get(name) for name in _DATES)
        said += [
            IdentityStatement(
                icao24,
                attribute,
                str(row[attribute]),
                note.name,
                row.get("stated_on") or note.as_of,
                valid_from,
                valid_to,
                since,
                until,
                method,
                note.licence,
                row.get("source_row"),
            )
            for attribute in ATTRIBUTES
            if row.get(attribute) is not None
        ]
    return said


EMPTY = pl.DataFrame(schema=SCHEMA)
"""A source of no rows."""
