"""Register extract: a table of aircraft that a case holds as a source, as statements about who they are."""

import csv
from collections.abc import Iterator
from datetime import date

from skywitness.model import CaseSource, IdentityStatement

ATTRIBUTES = ("registration", "typecode", "model", "operator", "owner", "flag_state", "military")
"""Columns that are taken; others are left alone."""


def statements_of(source: CaseSource, text: str) -> list[IdentityStatement]:
    """Statements of a captured table.

    The table has a line of names and a column ``icao24``; ``valid_from`` and ``valid_to`` (YYYY-MM-DD) where it
    tells them. The source's day of publication stands for when it said so.

    Args:
        source: of the case, of kind ``dataset``.
        text: of its capture.
    """
    return [
        one for number, row in enumerate(csv.DictReader(text.splitlines()), 2) for one in _row(source, row, number)
    ]


def _row(source: CaseSource, row: dict[str, str], number: int) -> Iterator[IdentityStatement]:
    icao24 = (row.get("icao24") or "").strip().lower()
    if not icao24:
        return
    dates = [_date(row.get(name)) for name in ("valid_from", "valid_to")]
    published = _date(source.published)
    for attribute in ATTRIBUTES:
        value = (row.get(attribute) or "").strip()
        if value:
            yield IdentityStatement(
                icao24,
                attribute,
                value,
                source.publisher or source.title,
                published,
                dates[0],
                dates[1],
                published,
                None,
                "listed",
                None,
                number,
            )


def _date(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None
