"""Runway ends: where one lands, in which direction, and how far it goes from there."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class RunwayEnds:
    """Columns, one row for each end of an open runway whose threshold is known, sorted by field.

    Attributes:
        field: row of the field in the table of fields.
        lat_deg: of the landing threshold (displaced, where it is).
        lon_deg: degrees.
        elevation_ft: of the end; that of the field when unknown.
        heading_deg: true direction of landing, in [0, 360); NaN when unknown.
        length_ft: of the whole runway; NaN when unknown.
        paved: asphalt, concrete or the like.
        designator: as it is painted, such as ``09L``.
    """

    field: NDArray[np.int64]
    lat_deg: NDArray[np.float64]
    lon_deg: NDArray[np.float64]
    elevation_ft: NDArray[np.float64]
    heading_deg: NDArray[np.float64]
    length_ft: NDArray[np.float64]
    paved: NDArray[np.bool_]
    designator: NDArray[np.object_]

    @classmethod
    def none(cls) -> "RunwayEnds":
        """No ends at all."""
        empty = np.empty(0)
        return cls(
            empty.astype(np.int64), empty, empty, empty, empty, empty, empty.astype(np.bool_), empty.astype(object)
        )

    def __len__(self) -> int:
        return len(self.field)
