"""Heights: feet as received turned into the metres that KML and GPX want, one kind of height a line."""

from collections.abc import Sequence
from typing import NamedTuple

from skywitness.emit.exports.drawing import Fix
from skywitness.measure.units import FT_PER_M


class Height(NamedTuple):
    """Which of the two heights a line is drawn with.

    Attributes:
        field: name of the field in feet.
        meaning: what it is, for people.
    """

    field: str
    meaning: str

    def metres(self, fix: Fix) -> float | None:
        """Height of a fix, metres, None where it was not received."""
        feet = getattr(fix, self.field)
        return None if feet is None else round(feet / FT_PER_M, 1)


GEOMETRIC = Height("geo_altitude_ft", "height above the WGS 84 ellipsoid (satellite)")
PRESSURE = Height("baro_altitude_ft", "pressure altitude (1013.25 hPa), not corrected for the day's pressure")


def height_of(fixes: Sequence[Fix]) -> Height:
    """The kind that more of these fixes have; they are never mixed, because they differ by hundreds of feet."""
    geometric = sum(fix.geo_altitude_ft is not None for fix in fixes)
    pressure = sum(fix.baro_altitude_ft is not None for fix in fixes)
    return GEOMETRIC if geometric >= pressure and geometric else PRESSURE
