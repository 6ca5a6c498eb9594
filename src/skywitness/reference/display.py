"""Display: of several statements about one attribute, which is shown, and whether they are in conflict.

The rule is one for all: the user's own file goes before a state's registry, that before what was recorded beside
positions, that before the tables of communities, and what follows from the address comes last. Among equals the
value that most sources share is shown, then the one with the latest date, then the first in alphabetical order.
What is not shown stays where it is, and differing values are reported as a conflict.

How it is fooled: tables copy from one another, so that an error can have the majority.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final, NamedTuple

import polars as pl

from skywitness.model import IdentityStatement
from skywitness.reference.register import bare, bare_column

RANK: Final[Mapping[str, int]] = {"own": 0, "registry": 1, "recorded": 2, "table": 3, "address": 4}
"""Kinds of source, the one to be shown first."""

COMPARED: Final = ("registration", "typecode", "serial_number", "flag_state", "military")
"""Attributes whose values can be told to differ; operators and models are written in too many ways."""

_LONG_AGO = date.min


class Shown(NamedTuple):
    """The value that is shown of one attribute.

    Attributes:
        value: as the source has it.
        source: who says so.
        agreeing: sources that say the same, this one among them.
        differing: other values with their sources, each once; empty where they cannot be compared.
    """

    value: str
    source: str
    agreeing: tuple[str, ...]
    differing: tuple[tuple[str, str], ...]


def same(attribute: str, value: str) -> str:
    """What two spellings of one value have in common."""
    if attribute in {"registration", "serial_number"}:
        return bare(value)
    return value.casefold()


def same_column(attribute: str) -> pl.Expr:
    """As ``same``, of the column ``value``."""
    if attribute in {"registration", "serial_number"}:
        return bare_column("value")
    return pl.col("value").str.to_lowercase()


def shown(
    statements: Iterable[IdentityStatement], kinds: Mapping[str, str], on: date | None = None
) -> dict[str, Shown]:
    """What is shown of each attribute.

    Args:
        statements: about one address.
        kinds: kind of each source by its name, as in ``SourceNote``.
        on: the day to show; None for now.
    """
    said: dict[str, list[IdentityStatement]] = {}
    for one in statements:
        if one.holds_on(on):
            said.setdefault(one.attribute, []).append(one)
    return {attribute: _shown(attribute, group, kinds) for attribute, group in said.items()}


def _shown(attribute: str, group: list[IdentityStatement], kinds: Mapping[str, str]) -> Shown:
    sources: dict[str, set[str]] = {}
    for one in group:
        sources.setdefault(same(attribute, one.value), set()).add(one.source)

    def order(one: IdentityStatement) -> tuple[int, int, int, str, str]:
        sharing = len(sources[same(attribute, one.value)])
        return (
            RANK[kinds[one.source]],
            -sharing,
            -(one.source_date or _LONG_AGO).toordinal(),
            one.value,
            one.source,
        )

    best = min(group, key=order)
    key = same(attribute, best.value)
    others = {(one.value, one.source) for one in group if same(attribute, one.value) != key}
    return Shown(
        best.value,
        best.source,
        tuple(sorted(sources[key])),
        tuple(sorted(others)) if attribute in COMPARED else (),
    )
