"""Track: the same fields as StateVector, as columns, for one airframe in order of time."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Track:
    """Positions of one airframe, ascending in time; all columns have the same length n.

    Attributes:
        icao24: as in StateVector.
        time_s: Unix seconds, float64.
        lat_deg: degrees, never NaN.
        lon_deg: degrees, never NaN.
        baro_altitude_ft: feet, NaN where unknown, as in every following column of numbers.
        geo_altitude_ft: feet.
        ground_speed_kt: knots.
        track_deg: degrees.
        vertical_rate_fpm: feet per minute.
        on_ground: int8, 1 on ground, 0 airborne, -1 unknown.
        nic: int8, navigation integrity category, -1 unknown, as in the two following columns.
        nac_p: int8, navigation accuracy category for position.
        sil: int8, source integrity level.
        stale: bool.
        new_leg: bool.
        callsign: int32, index into callsigns, -1 for blank.
        source: int32, index into sources.
        callsigns: every callsign that callsign points to; may hold more than this track's.
        sources: every source_sha256 that source points to; may hold more than this track's.
        reconstruction: bool, any position simulated.
    """

    icao24: str
    time_s: Floats
    lat_deg: Floats
    lon_deg: Floats
    baro_altitude_ft: Floats
    geo_altitude_ft: Floats
    ground_speed_kt: Floats
    track_deg: Floats
    vertical_rate_fpm: Floats
    on_ground: NDArray[np.int8]
    nic: NDArray[np.int8]
    nac_p: NDArray[np.int8]
    sil: NDArray[np.int8]
    stale: NDArray[np.bool_]
    new_leg: NDArray[np.bool_]
    callsign: NDArray[np.int32]
    source: NDArray[np.int32]
    callsigns: tuple[str, ...]
    sources: tuple[str, ...]
    reconstruction: bool

    def __len__(self) -> int:
        """Number of positions."""
        return len(self.time_s)

    def place(self, row: int) -> tuple[float, float]:
        """Latitude and longitude of one position, degrees."""
        return float(self.lat_deg[row]), float(self.lon_deg[row])

    def callsign_at(self, row: int) -> str | None:
        """Callsign sent with a position; None when blank."""
        code = int(self.callsign[row])
        return None if code < 0 else self.callsigns[code]

    def callsigns_sent(self) -> list[str]:
        """Callsigns of its positions, each once, in alphabetical order."""
        return sorted(self.callsigns[code] for code in _distinct(self.callsign) if code >= 0)

    def source_sha256s(self, first: int = 0, last: int | None = None) -> list[str]:
        """Sources of the rows ``first`` to ``last`` (inclusive; to the end when None), in order, each once."""
        codes = self.source[first : None if last is None else last + 1]
        if len(codes) and codes.min() == codes.max():
            return [self.sources[codes[0]]]
        return sorted(self.sources[code] for code in _distinct(codes))

    def take(self, rows: NDArray[np.int64] | NDArray[np.bool_] | slice) -> "Track":
        """The track of these rows only."""
        columns = {name: getattr(self, name)[rows] for name in COLUMNS}
        return Track(
            icao24=self.icao24,
            callsigns=self.callsigns,
            sources=self.sources,
            reconstruction=self.reconstruction,
            **columns,
        )


def _distinct(codes: NDArray[np.int32]) -> NDArray[np.int32]:
    """The different values of a column that mostly repeats itself, ascending."""
    if not len(codes):
        return codes
    starts = np.flatnonzero(codes[1:] != codes[:-1]) + 1
    return np.unique(codes[np.concatenate(([0], starts))])


_WHOLE = {"icao24", "callsigns", "sources", "reconstruction"}
COLUMNS = tuple(name for name in Track.__dataclass_fields__ if name not in _WHOLE)
"""Names of the columns, in order."""
