"""Prior: how likely people are to write of a field at all, by its size, its use, and what they say of its kind."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from skywitness.reference.airport_name_words import Said
from skywitness.reference.airports import Airports
from skywitness.reference.field_kinds import CODES

_BY_KIND: Final = {
    "large": 0.6,
    "medium": 0.25,
    "small": 0.02,
    "heliport": 0.004,
    "seaplane_base": 0.008,
    "closed": 0.015,
    "balloonport": 0.002,
    "unknown": 0.01,
}
"""Judgement: of a hundred articles that name a field, in how many it is one of this kind."""
_SCHEDULED: Final = 2.0
_NOT_OPEN: Final = 0.02
_NOT_THE_KIND: Final = 0.03
_TWIN: Final = 0.1


@dataclass(frozen=True)
class Prior:
    """Priors of all fields, shape (n,), not normalised."""

    airports: Airports
    base: NDArray[np.float64]

    @classmethod
    def of(cls, airports: Airports) -> "Prior":
        """Priors of a table of fields."""
        by_code = np.empty(len(CODES))
        for kind, code in CODES.items():
            by_code[code] = _BY_KIND[kind]
        return cls(airports, _twins_as_one(by_code[airports.kind_code], airports.codes))

    def of_rows(self, rows: NDArray[np.int64], time_s: float) -> NDArray[np.float64]:
        """Priors of some fields.

        Args:
            rows: of the table of fields.
            time_s: Unix seconds; fields not open then count little.
        """
        airports = self.airports
        weight = self.base[rows] * np.where(airports.scheduled_at(rows, time_s), _SCHEDULED, 1.0)
        is_open = (airports.opened_s[rows] <= time_s) & (time_s < airports.closed_s[rows])
        return weight * np.where(is_open, 1.0, _NOT_OPEN)

    def fits(self, rows: NDArray[np.int64], said: int, time_s: float) -> NDArray[np.float64]:
        """How well fields fit what was said of their kind, bits of ``Said``."""
        airports = self.airports
        fit, scheduled = np.ones(len(rows)), airports.scheduled_at(rows, time_s)
        military, joint = airports.military[rows], airports.joint[rows]
        if said & Said.MILITARY:
            fit *= np.where(military, np.where(joint, 0.3, 1.0), _NOT_THE_KIND) / np.where(
                scheduled, _SCHEDULED, 1.0
            )
        elif said & (Said.AIRPORT | Said.CIVIL):
            fit *= np.where(military & ~joint, 0.3, 1.0)
        rotor = airports.kind_code[rows] == CODES["heliport"]
        if said & Said.HELIPORT:
            fit *= np.where(rotor, 50.0, _NOT_THE_KIND)
        if said & Said.INTERNATIONAL:
            fit *= np.where(scheduled, 1.5, 0.5)
        if said & Said.MAIN:
            fit *= np.where(scheduled, 1.0, 0.2) * np.square(self.base[rows])
        return fit


def _twins_as_one(base: NDArray[np.float64], codes: Sequence[str]) -> NDArray[np.float64]:
    """A field that the tables put far apart stands twice, once as "TN/DTTG": the plain code takes its weight."""
    row_of = dict(zip(codes, range(len(codes)), strict=True))
    weights = base.copy()
    for code, row in row_of.items():
        plain = row_of.get(code.partition("/")[2])
        if plain is not None:
            weights[plain] = max(base[plain], base[row])
            weights[row] = base[row] * _TWIN
    return weights
