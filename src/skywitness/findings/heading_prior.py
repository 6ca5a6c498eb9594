"""Heading's prior: where aircraft like this one went before, backed off from the airframe to everyone."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from skywitness.reference.airports import Airports
from skywitness.reference.field_kinds import CODES

Floats = NDArray[np.float64]

_LEVELS: tuple[tuple[str, ...], ...] = (
    ("icao24", "adep"),
    ("icao24",),
    ("operator", "adep"),
    ("operator",),
    ("typecode", "adep"),
    ("typecode",),
)
"""From the narrowest to the widest: the airframe from this field, the airframe, its operator, its type."""

_GRAVITY = {"large": 1.0, "medium": 0.1, "small": 0.01, "unknown": 0.01, "heliport": 1e-4, "seaplane_base": 1e-4}
"""Relative numbers of arrivals at a field of each kind, for an aircraft of which nothing is known; judgement, in
orders of magnitude."""
_JOINT_OR_BASE = 0.1


@dataclass(frozen=True, slots=True)
class HeadingPrior:
    """Probability of each field of the table as destination, before the track is looked at.

    A hierarchical Dirichlet: at each level the counts of the past, and below them the next wider level with the
    weight of ``strength`` flights (MacKay and Peto, A Hierarchical Dirichlet Language Model, Natural Language
    Engineering 1, 1995).

    Attributes:
        fields: the table of fields.
        codes: code and row of each.
        strength: flights that the wider level weighs; judgement: two flights to a place are a habit as much as
            everything that the operator does.
    """

    fields: Airports
    codes: pl.DataFrame
    strength: float = 2.0

    @classmethod
    def over(cls, fields: Airports) -> "HeadingPrior":
        """The prior over a table of fields."""
        return cls(
            fields, pl.DataFrame({"code": list(fields.codes)}).with_row_index("row").cast({"row": pl.Int64})
        )

    def of(self, flight: dict[str, str | None], history: pl.DataFrame) -> Floats:
        """Probabilities, shape (number of fields,), summing to 1.

        Args:
            flight: icao24, operator, typecode, adep; None for unknown.
            history: icao24, operator, typecode, adep, ades of flights before this one; ``ades`` named.
        """
        known = history.with_columns(row=self._rows(history["ades"])).filter(pl.col("row") >= 0)
        prior = self.gravity()
        for level in self._counted(flight, known):
            counts = np.bincount(level, minlength=len(prior))
            prior = (counts + self.strength * prior) / (len(level) + self.strength)
        return prior

    def gravity(self) -> Floats:
        """Probabilities for an aircraft of which nothing is known."""
        weights = np.zeros(len(CODES))
        for kind, weight in _GRAVITY.items():
            weights[CODES[kind]] = weight
        of_fields = weights[self.fields.kind_code]
        of_fields = np.where(
            self.fields.military | self.fields.joint, np.maximum(of_fields, _JOINT_OR_BASE), of_fields
        )
        return np.asarray(of_fields / of_fields.sum())

    def _counted(self, flight: dict[str, str | None], known: pl.DataFrame) -> Iterator[NDArray[np.int64]]:
        """Fields of the past flights at each level, from the widest on; unknown levels are passed over."""
        for level in reversed(_LEVELS):
            if any(flight[name] is None for name in level):
                continue
            alike = known.filter(pl.col(name) == flight[name] for name in level)
            yield alike["row"].to_numpy()

    def _rows(self, codes: pl.Series) -> pl.Series:
        named = codes.to_frame("code").join(self.codes, on="code", how="left", maintain_order="left")
        return named["row"].fill_null(-1)
