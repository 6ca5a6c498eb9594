"""Performance: how each type climbs, cruises, descends and taxies, and how far it reaches.

Cruise Mach numbers, levels and ranges are rounded from manufacturers' published figures: Il-62M 10,000 km;
An-124-100 11,500 km with 40 t; Il-76MD 7,800 km with 20 t; Tu-154M 5,300 km; C-17A about 4,400 NM with a light
load; Boeing and Airbus types from their airport-planning documents. Climb rates, descent and approach speeds are
our assumption, typical of the weight class (compare EUROCONTROL's aircraft performance database).
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
_TROPOPAUSE_FT = 36_089.0


class Performance(NamedTuple):
    """One type.

    Attributes:
        typecode: ICAO document 8643 designator.
        category: emitter category of set A: 3 large, 5 heavy.
        cruise_ft: usual first cruising level.
        cruise_mach: Mach number in cruise.
        climb_cas_kt: calibrated airspeed in climb and descent above 10,000 ft.
        climb_fpm: rate of climb up to 10,000 ft, up to 24,000 ft, and above.
        rotation_kt: speed at lift-off.
        approach_kt: speed on final approach and at touch-down.
        range_nm: longest flight that the simulation allows.
    """

    typecode: str
    category: int
    cruise_ft: int
    cruise_mach: float
    climb_cas_kt: float
    climb_fpm: tuple[float, float, float]
    rotation_kt: float
    approach_kt: float
    range_nm: float


_TYPES = (
    Performance("IL62", 5, 35000, 0.80, 300, (2000, 1500, 900), 165, 145, 5400),
    Performance("A124", 5, 31000, 0.74, 290, (1500, 1100, 700), 160, 140, 6200),
    Performance("IL76", 5, 31000, 0.72, 280, (1800, 1300, 800), 145, 130, 4200),
    Performance("T154", 3, 34000, 0.80, 300, (2200, 1700, 1000), 150, 140, 2850),
    Performance("C17", 5, 33000, 0.74, 290, (2200, 1700, 1000), 140, 125, 4400),
    Performance("A320", 3, 36000, 0.78, 300, (2500, 2000, 1200), 145, 135, 3200),
    Performance("B738", 3, 37000, 0.785, 300, (2600, 2100, 1300), 150, 142, 2900),
    Performance("A332", 5, 38000, 0.81, 300, (2200, 1800, 1100), 155, 138, 7000),
    Performance("B77W", 5, 36000, 0.84, 310, (2300, 1900, 1200), 165, 148, 7300),
    Performance("E190", 3, 36000, 0.78, 290, (2400, 1900, 1200), 140, 128, 2300),
)


def performance(typecode: str) -> Performance:
    """The type with this designator.

    Raises:
        KeyError: the simulation does not know the type.
    """
    return {entry.typecode: entry for entry in _TYPES}[typecode]


def true_airspeed_kt(cas_kt: ArrayLike, mach: float, altitude_ft: ArrayLike) -> Floats:
    """True airspeed in the standard atmosphere: calibrated airspeed, but no faster than the Mach number.

    Compressibility is left out: at 300 kt and 25,000 ft it makes 2 %.
    """
    altitude = np.asarray(altitude_ft, np.float64)
    below = np.minimum(altitude, _TROPOPAUSE_FT)
    temperature = 1 - 6.8756e-6 * below  # of 288.15 K
    density = temperature**4.2559 * np.exp(-(altitude - below) / 20_806)
    return np.minimum(np.asarray(cas_kt, np.float64) / np.sqrt(density), mach * 661.48 * np.sqrt(temperature))
