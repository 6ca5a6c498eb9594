"""Airfields that the simulation flies from: reference point, elevation and main runway, rounded.

Published aerodrome data (aeronautical information publications); the runway is laid through the reference point,
which is near enough for a reconstruction. Parking stands and taxiways are invented.
"""

from typing import NamedTuple


class Airfield(NamedTuple):
    """One field.

    Attributes:
        icao: ICAO code.
        lat_deg: aerodrome reference point, degrees north.
        lon_deg: degrees east.
        elevation_ft: above mean sea level; with standard pressure at sea level also the pressure altitude.
        runway_deg: true direction of the main runway, one of its two.
        runway_nm: its length.
    """

    icao: str
    lat_deg: float
    lon_deg: float
    elevation_ft: float
    runway_deg: float
    runway_nm: float


_FIELDS = (
    Airfield("EGLL", 51.471, -0.462, 83, 90, 2.1),
    Airfield("GMME", 34.051, -6.751, 276, 33, 1.9),
    Airfield("GMMN", 33.367, -7.590, 656, 164, 2.0),
    Airfield("GOBD", 14.671, -17.067, 289, 0, 1.9),
    Airfield("GOOY", 14.740, -17.479, 85, 173, 1.9),
    Airfield("HECA", 30.122, 31.406, 382, 49, 2.1),
    Airfield("KMIA", 25.795, -80.290, 9, 87, 2.1),
    Airfield("LCLK", 34.875, 33.625, 8, 45, 1.6),
    Airfield("LEMD", 40.472, -3.563, 2001, 181, 2.2),
    Airfield("LFPG", 49.013, 2.550, 392, 85, 2.2),
    Airfield("LGAV", 37.936, 23.945, 308, 37, 2.1),
    Airfield("LIRF", 41.804, 12.251, 15, 163, 2.1),
    Airfield("LLBG", 32.011, 34.887, 135, 80, 2.0),
    Airfield("LPPT", 38.781, -9.136, 355, 22, 2.0),
    Airfield("LTAI", 36.899, 30.800, 177, 178, 1.8),
    Airfield("MDSD", 18.430, -69.669, 59, 161, 1.8),
    Airfield("MUHA", 22.989, -82.409, 210, 54, 2.1),
    Airfield("OIII", 35.689, 51.313, 3962, 109, 2.1),
    Airfield("OLBA", 33.821, 35.488, 87, 33, 2.0),
    Airfield("ORBI", 33.263, 44.235, 114, 150, 2.1),
    Airfield("OSDI", 33.411, 36.516, 2020, 48, 1.9),
    Airfield("OSLK", 35.401, 35.949, 157, 177, 1.5),
    Airfield("OTBH", 25.117, 51.315, 130, 156, 2.0),
    Airfield("OTHH", 25.261, 51.614, 13, 156, 2.5),
    Airfield("SKBO", 4.702, -74.147, 8361, 127, 2.0),
    Airfield("SVMI", 10.603, -66.991, 235, 88, 1.8),
    Airfield("TBPB", 13.075, -59.493, 169, 76, 1.8),
    Airfield("TFFR", 16.265, -61.532, 36, 101, 1.9),
    Airfield("TNCC", 12.189, -68.960, 29, 102, 1.8),
    Airfield("TTPP", 10.595, -61.337, 58, 90, 1.7),
    Airfield("UBBB", 40.467, 50.047, 10, 167, 2.1),
    Airfield("UDYZ", 40.147, 44.396, 2838, 90, 2.0),
    Airfield("ULMM", 68.782, 32.751, 266, 146, 1.3),
    Airfield("UUDD", 55.409, 37.906, 588, 146, 1.8),
    Airfield("UUEE", 55.973, 37.415, 622, 64, 2.0),
    Airfield("UUMU", 55.878, 38.062, 499, 131, 1.9),
    Airfield("UUWW", 55.591, 37.262, 685, 69, 1.8),
    Airfield("UWWW", 53.505, 50.164, 477, 160, 1.6),
)


def airfield(icao: str) -> Airfield:
    """The field with this ICAO code.

    Raises:
        KeyError: the simulation does not know the field.
    """
    return {field.icao: field for field in _FIELDS}[icao]
