"""Serials: what the form of a registration says of who flies under it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from skywitness.reference.nationality_mark_columns import states_of
from skywitness.reference.nationality_marks import NationalityMarks

SERIAL, CIVIL = "serial", "civil"
"""Forms without a row of their own: no civil register's, and a civil register's."""

_NEVER = 9999
_HAS_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class SerialForms:
    """Forms of registrations by the state whose address block they are used in.

    How it is fooled: a private aircraft that is painted with a former serial and listed under it; a state that
    lends its forces civil registrations (then the form says civil, and is wrong).

    Attributes:
        forms: state, pattern and use of each.
        marks: nationality marks, to tell what a civil register gives.
    """

    forms: tuple[tuple[str, re.Pattern[str], str], ...]
    marks: NationalityMarks

    @classmethod
    def from_rows(
        cls, rows: Iterable[Mapping[str, str]], marks: NationalityMarks, on: date | None = None
    ) -> "SerialForms":
        """Forms from rows of ``registration_patterns``: state, pattern, use, valid_from, valid_to (years).

        Args:
            rows: the table.
            marks: nationality marks.
            on: only forms of that day.
        """
        held = [row for row in rows if on is None or _holds(row, on.year)]
        return cls(tuple((row["state"], re.compile(row["pattern"]), row["use"]) for row in held), marks)

    def uses_of(self, registrations: pl.Series, blocks: pl.Series) -> pl.Series:
        """What each registration says.

        Args:
            registrations: upper case.
            blocks: the state whose block the address is from, beside each; null for none.

        Returns:
            ``military``, ``state``, ``serial``, ``civil``; null where there is no registration.
        """
        marked = states_of(self.marks, registrations)
        pairs = pl.DataFrame({"registration": registrations, "block": blocks, "register": marked["civil_pattern"]})
        known = pairs.drop_nulls("registration").unique()
        uses = [self._use(*row) for row in known.select("registration", "block", "register").iter_rows()]
        keyed = known.with_columns(use=pl.Series(uses, dtype=pl.String))
        on = ["registration", "block", "register"]
        return pairs.join(keyed, on=on, how="left", nulls_equal=True, maintain_order="left")["use"]

    def _use(self, registration: str, block: str | None, civil_pattern: bool | None) -> str | None:  # noqa: FBT001  a cell
        for state, pattern, use in self.forms:
            if state in {"", block} and pattern.fullmatch(registration):
                return use
        if civil_pattern:
            return CIVIL
        return SERIAL if _HAS_DIGIT.search(registration) else None


def _holds(row: Mapping[str, str], year: int) -> bool:
    return int(row["valid_from"] or 0) <= year < int(row["valid_to"] or _NEVER)
