"""Aliases: other names of fields from our own table, each row with its certainty, its dates and its source."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, NamedTuple

import numpy as np

from skywitness.reference.airport_name_fold import fold, sounds
from skywitness.reference.airport_name_question import Question
from skywitness.reference.airport_name_words import Said, without_kinds
from skywitness.reference.validity import edtf_start_s

_NEARLY: Final = 0.9
_SHORTEST_SOUND: Final = 5


class Meant(NamedTuple):
    """A field that an alias stands for.

    Attributes:
        certainty: probability that the field is meant.
        reason: in words.
        exact: spelled as in the table.
    """

    certainty: float
    reason: str
    exact: bool


class Alias(NamedTuple):
    """One row of the table.

    Attributes:
        text: as written.
        row: of the table of fields.
        certainty: probability that who writes this means the field.
        since_s: Unix seconds; -inf when unknown.
        until_s: Unix seconds; +inf when unknown or still so.
        alone: it names the field also in running prose without a word such as airport.
        military: the field is military, or joint.
        source: where it says so.
    """

    text: str
    row: int
    certainty: float
    since_s: float
    until_s: float
    alone: bool
    military: bool
    source: str


@dataclass(frozen=True)
class Aliases:
    """The rows."""

    rows: tuple[Alias, ...]

    @classmethod
    def from_rows(cls, rows: Iterable[Mapping[str, Any]]) -> "Aliases":
        """Aliases from rows.

        Args:
            rows: alias, row, certainty, since and until (EDTF or empty), alone (yes or empty), military (a bool)
                and source.
        """
        return cls(
            tuple(
                Alias(
                    row["alias"],
                    row["row"],
                    float(row["certainty"]),
                    edtf_start_s(row["since"]) if row["since"] else -np.inf,
                    edtf_start_s(row["until"]) if row["until"] else np.inf,
                    row["alone"] == "yes",
                    row["military"],
                    row["source"],
                )
                for row in rows
            )
        )

    @cached_property
    def by_key(self) -> dict[str, list[Alias]]:
        """Rows by folded alias; by it without the words for the kind of field where no other row is called so."""
        whole = _grouped((fold(alias.text), alias) for alias in self.rows)
        cores = _grouped((without_kinds(fold(alias.text))[0], alias) for alias in self.rows)
        return {key: rows for key, rows in cores.items() if key} | whole

    @cached_property
    def by_sound(self) -> dict[str, list[Alias]]:
        """Rows by how the alias sounds."""
        return _grouped(
            (sounds(key), alias)
            for key, aliases in self.by_key.items()
            for alias in aliases
            if len(key) >= _SHORTEST_SOUND
        )

    def meant(self, question: Question, text: str, time_s: float) -> dict[int, Meant]:
        """Fields that the text stands for, by row of the table of fields; empty when no row has it."""
        names = dict.fromkeys((fold(text), *question.names, *question.names_beside_states))
        for table, exact in ((self.by_key, True), (self.by_sound, False)):
            for name in names:
                rows = table.get(name if exact else sounds(name), ())
                valid = [one for one in rows if one.since_s <= time_s < one.until_s and _fits(one, name, question)]
                if valid:
                    return _meant(valid, text, exact=exact)
        return {}


def _fits(alias: Alias, name: str, question: Question) -> bool:
    """Whether the alias is said in full, or with another word for the kind of field that suits it."""
    if fold(alias.text) == fold(" ".join(question.words)):
        return True
    calls_it = without_kinds(fold(alias.text))[1]
    if question.says(Said.MILITARY):
        return alias.military and not calls_it & Said.AIRPORT
    if question.kind_said or fold(alias.text) == name:
        return not (calls_it & Said.MILITARY and question.says(Said.AIRPORT))
    return alias.alone or not calls_it & Said.MILITARY


def _meant(rows: list[Alias], text: str, *, exact: bool) -> dict[int, Meant]:
    """By row of the table of fields: of several aliases the surest, and of these the one that was written."""
    best: dict[int, Alias] = {}
    for row in sorted(rows, key=lambda one: (one.certainty, one.text == text)):
        best[row.row] = row
    worth = (1.0 if exact else _NEARLY) / max(1.0, sum(row.certainty for row in best.values()))
    return {row: Meant(a.certainty * worth, _reason(a, exact=exact), exact) for row, a in best.items()}


def _reason(alias: Alias, *, exact: bool) -> str:
    return f'"{alias.text}"{"" if exact else ", nearly as written"}: {alias.source}'


def _grouped(pairs: Iterable[tuple[str, Alias]]) -> dict[str, list[Alias]]:
    grouped: dict[str, list[Alias]] = {}
    for key, alias in pairs:
        listed = grouped.setdefault(key, [])
        if alias not in listed:
            listed.append(alias)
    return grouped
