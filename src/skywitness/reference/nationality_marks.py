"""Nationality marks: which state's register a registration belongs to, by how it begins and how it goes on."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final, NamedTuple

_WRITTEN: Final = re.compile(r"[A-Z0-9-]+")
_HYPHENS: Final = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"))
"""Hyphens and dashes that stand for one another in tables."""

CIVIL: Final = "civil"
STATE: Final = "state"
"""Kinds of register; ``state`` is of forms that armed forces and state bodies write instead of a civil one."""

UNHYPHENED: Final = frozenset(("no", "either"))
"""Rules under which a registration without a hyphen is written as it should be."""

_FORMS: Final = {
    CIVIL: "a form of its civil register",
    STATE: "a form of its state aviation, not of its civil register",
    "unknown": "a form that may be of its civil register or of its state aviation",
}


class Mark(NamedTuple):
    """One form of registration.

    Attributes:
        mark: as it is written, a hyphen within it included, for example ``RA``, ``VP-B``.
        states: ISO 3166 alpha-2 codes; several where the mark does not tell them apart. Former states have the
            codes that they had; ``UN`` is the United Nations.
        pattern: regular expression of all that follows the mark, without hyphens.
        hyphen: ``yes`` after the mark; ``always``, which is to say that without it nothing is found; ``inside``
            the mark and none after; ``either``; ``no``, which is to say that a hyphen refutes it.
        register: ``civil``, ``state`` or ``unknown``.
        valid_from: first day; None for no known beginning.
        valid_to: first day on which it is a mark no more; None where it is in use.
    """

    mark: str
    states: tuple[str, ...]
    pattern: str
    hyphen: str
    register: str
    valid_from: date | None = None
    valid_to: date | None = None

    @property
    def bare(self) -> str:
        """Letters and digits of the mark."""
        return self.mark.replace("-", "")

    @property
    def hyphen_at(self) -> int | None:
        """How many letters and digits stand before the first hyphen; None where there must be none."""
        if self.hyphen == "no":
            return None
        return self.mark.index("-") if self.hyphen == "inside" else len(self.mark)

    def holds_on(self, on: date) -> bool:
        """Whether it was a mark on that day."""
        return (self.valid_from is None or self.valid_from <= on) and (self.valid_to is None or on < self.valid_to)


class MarkMatch(NamedTuple):
    """What a registration says of its state.

    Attributes:
        states: ISO 3166 alpha-2 codes; several where the mark does not tell them apart.
        mark: as it is written.
        civil_pattern: whether what follows is as in a civil register; false for forms of state aviation, and where
            it is not known which of the two it is.
        exact: whether it is written with the hyphen that belongs to it, or with none where none belongs.
        reason: one sentence without its full stop.
    """

    states: tuple[str, ...]
    mark: str
    civil_pattern: bool
    exact: bool
    reason: str


@dataclass(frozen=True)
class NationalityMarks:
    """Nationality and common marks (ICAO Annex 7), with what may follow them.

    The longest mark wins whose pattern matches all that follows. A hyphen must stand where the state writes it; a
    registration written without any is taken too. Serials of armed forces match nothing and give None, which is
    meant: they carry no nationality mark.

    How it is fooled: what has the form of a registration is taken for one, be it a serial (Dutch ``N110`` without
    its hyphen) or a word (``MAGIC``); a form that a state begins to use is not known until the table has it; the
    mark says where the register is, and nothing of owner or operator.

    Attributes:
        marks: in the order of the table.
    """

    marks: tuple[Mark, ...]

    @classmethod
    def from_rows(cls, rows: Iterable[Mapping[str, str]]) -> "NationalityMarks":
        """Marks from rows of ``nationality_marks``, whose columns are the fields of ``Mark`` with ``state``."""
        return cls(
            tuple(
                Mark(
                    row["mark"],
                    tuple(row["state"].split()),
                    row["pattern"],
                    row["hyphen"],
                    row["register"],
                    _first_day(row["valid_from"]),
                    _first_day(row["valid_to"]),
                )
                for row in rows
            )
        )

    def state_of(self, registration: str | None, on: date | None = None) -> MarkMatch | None:
        """The state that a registration names, None where it bears no mark that we know.

        Args:
            registration: in any case, with or without hyphen and spaces.
            on: only marks of that day; None for any day, marks in use before former ones.
        """
        written = as_written(registration)
        if written is None:
            return None
        bare, hyphen_at = written.replace("-", ""), written.find("-")
        fitting = [mark for mark in self._beginning(bare) if _fits(mark, bare, hyphen_at)]
        fitting = [mark for mark in fitting if on is None or mark.holds_on(on)]
        if not fitting:
            return None
        best = max(fitting, key=order)
        exact = hyphen_at >= 0 or best.hyphen in UNHYPHENED
        return MarkMatch(best.states, best.mark, best.register == CIVIL, exact, _reason(best, exact=exact))

    def _beginning(self, bare: str) -> list[Mark]:
        """Marks with which it begins, and goes on."""
        longest = min(self._longest, len(bare) - 1)
        return [mark for size in range(1, longest + 1) for mark in self._by_bare.get(bare[:size], ())]

    @cached_property
    def _longest(self) -> int:
        return max((len(mark.bare) for mark in self.marks), default=0)

    @cached_property
    def _by_bare(self) -> Mapping[str, tuple[Mark, ...]]:
        found: dict[str, tuple[Mark, ...]] = {}
        for mark in self.marks:
            found[mark.bare] = (*found.get(mark.bare, ()), mark)
        return found


def order(mark: Mark) -> tuple[bool, int]:
    """The greater, the rather it is taken: marks in use first, then long ones."""
    return mark.valid_to is None, len(mark.bare)


def as_written(registration: str | None) -> str | None:
    """Capital letters, digits and hyphens of a registration; None for what has other signs, as serials have."""
    text = "".join((registration or "").upper().translate(_HYPHENS).split())
    return text if _WRITTEN.fullmatch(text) else None


def _reason(mark: Mark, *, exact: bool) -> str:
    said = f"{mark.mark} is the mark of {' or '.join(mark.states)} and what follows has {_FORMS[mark.register]}"
    if not exact:
        said += "; it is written here without its hyphen"
    if mark.valid_to is not None:
        said += f"; a former mark, in use until {mark.valid_to.year - (mark.valid_to.timetuple().tm_yday == 1)}"
    return said


def _fits(mark: Mark, bare: str, hyphen_at: int) -> bool:
    if hyphen_at != mark.hyphen_at and (hyphen_at >= 0 or mark.hyphen == "always"):
        return False
    return re.fullmatch(mark.pattern, bare[len(mark.bare) :]) is not None


def _first_day(text: str) -> date | None:
    """First day of an EDTF year, month or day; None for an empty cell."""
    return date.fromisoformat(text + "-01" * (2 - text.count("-"))) if text else None
