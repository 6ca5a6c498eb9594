"""StateColumns: many state vectors of one aircraft as columns, as a file of them is read at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class StateColumns:
    """State vectors in the order of their source, a row each; a field that is in no column is None in every row.

    Attributes:
        icao24: of all rows, as in StateVector.
        time_ms: observed_at as Unix milliseconds, shape (n,).
        numbers: other fields that are no text, by the name that they have in StateVector; NaN for None; (n,) each.
        words: fields that are text or None: the values that occur, and the index of each row's, shape (n,).
    """

    icao24: str
    time_ms: NDArray[np.int64]
    numbers: Mapping[str, NDArray[np.float64] | NDArray[np.int64] | NDArray[np.bool_]]
    words: Mapping[str, tuple[Sequence[str | None], NDArray[np.int64]]]

    def __len__(self) -> int:
        return len(self.time_ms)
