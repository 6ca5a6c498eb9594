"""Fields: values of any type and origin, turned into checked fields of a state vector.

A value that is not what its field can hold is unknown (None) where the field is optional. A bad address, time or
position makes the whole row worthless: RejectedError. No value makes these functions raise anything else.
"""

import re
from datetime import datetime
from functools import lru_cache
from math import isfinite, isnan

from skywitness.measure.clock import is_plausible, parse_utc, utc_from_ms

_SHOWABLE = (str, int, float)
_LARGEST = 10**30  # larger whole numbers mean nothing here, and some are too large for a float
_MISSING = frozenset({"", "null", "nan", "none", "na", "n/a", "\\n", "-"})
_ADDRESS = re.compile(r"~?[0-9a-f]{6}")
_UNASSIGNABLE = frozenset({"000000", "ffffff"})  # ICAO Annex 10 volume III, 9.1: never assigned to an aircraft
_CALLSIGN = re.compile(r"[A-Z0-9][A-Z0-9 -]{0,15}")  # hyphen: some sources give a registration here
_SQUAWK = re.compile(r"[0-7]{2,4}")
_EMERGENCIES = frozenset({"general", "lifeguard", "minfuel", "nordo", "unlawful", "downed", "reserved"})
_TRUE = frozenset({"true", "t", "1", "-1", "yes", "y", "1.0"})
_FALSE = frozenset({"false", "f", "0", "no", "n", "0.0"})
_TIME_SCALES = ((1e11, 1000.0), (1e14, 1.0), (1e17, 1e-3), (1e20, 1e-6))
"""Upper limit of a plausible Unix time and milliseconds per unit, for s, ms, us, ns: the ranges do not overlap."""

LOWEST_FT, HIGHEST_FT = -5_000, 200_000
"""Wider than what a transponder can send (-1,000 to 126,700 ft), for balloons and for geometric heights."""
FASTEST_KT = 4_100  # a supersonic velocity message ends at 4,084 kt
STEEPEST_FPM = 65_536  # twice what a velocity message can carry


class RejectedError(Exception):
    """A row that cannot be used.

    Attributes:
        reason: as in Reject.
        detail: as in Reject.
    """

    def __init__(self, reason: str, detail: object = "", longest: int = 60) -> None:
        super().__init__(reason, detail)
        self.reason = reason
        self.detail = shown(detail, longest)

    def __str__(self) -> str:
        return f"{self.reason} {self.detail}".rstrip()


def shown(value: object, longest: int = 60) -> str:
    """A value as a reject's detail shows it: printable, and no longer than so many characters."""
    if not isinstance(value, _SHOWABLE):
        return "" if value is None else type(value).__name__
    text = value if isinstance(value, str) else f"{value:g}" if abs(value) < 1e300 else "a huge number"
    return "".join(c if c.isprintable() else "\ufffd" for c in text[:longest])


def is_missing(value: object) -> bool:
    """Whether a value stands for no value."""
    if isinstance(value, str):
        return value.strip().lower() in _MISSING
    return value is None or (isinstance(value, float) and isnan(value))


def number(value: object) -> float | None:
    """A finite number from a number or text; None for anything else."""
    # This is where a large file spends its time: exact types, the likeliest first, are quickest.
    if type(value) is float:
        return value if isfinite(value) else None
    if type(value) is str:
        return _number_of(value) if value else None
    return float(value) if type(value) is int and -_LARGEST < value < _LARGEST else None


def _number_of(word: str) -> float | None:
    try:
        result = float(word)
    except ValueError:
        return None
    return result if isfinite(result) and "_" not in word else None


def altitude_ft(value: object, ft_per_unit: float = 1.0) -> int | None:
    """Altitude in whole feet, None outside what anything that flies can reach."""
    units = number(value)
    if units is None or not LOWEST_FT <= (feet := units * ft_per_unit) <= HIGHEST_FT:
        return None
    return round(feet)


def ground_speed_kt(value: object, kt_per_unit: float = 1.0) -> float | None:
    """Speed in knots, None where it is negative or beyond any aircraft."""
    units = number(value)
    if units is None or not 0 <= (knots := units * kt_per_unit) <= FASTEST_KT:
        return None
    return units if kt_per_unit == 1 else round(knots, 2)


def vertical_rate_fpm(value: object, fpm_per_unit: float = 1.0) -> int | None:
    """Vertical rate in whole feet per minute."""
    units = number(value)
    if units is None or abs(rate := units * fpm_per_unit) > STEEPEST_FPM:
        return None
    return round(rate)


def track_deg(value: object) -> float | None:
    """Direction in [0, 360)."""
    degrees = number(value)
    if degrees is None or not 0 <= degrees <= 360:
        return None
    return 0.0 if degrees == 360 else degrees


def category(value: object, highest: int) -> int | None:
    """A small whole number from 0 to ``highest``: NIC, NACp, SIL, version."""
    if type(value) is int:
        return value if 0 <= value <= highest else None
    plain = number(value)
    if plain is None or not 0 <= plain <= highest or not plain.is_integer():
        return None
    return int(plain)


def yes_no(value: object) -> bool | None:
    """True or False from a boolean, a number (SBS writes -1 for true) or a word."""
    if isinstance(value, bool) or value is None:
        return value
    word = value.strip().lower() if isinstance(value, str) else shown(value)
    if word in _TRUE:
        return True
    return False if word in _FALSE else None


def text(value: object, longest: int = 200) -> str | None:
    """Printable text, stripped; a whole number as its digits; None for blank and for anything else."""
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**18:
        value = str(value)
    if not isinstance(value, str):
        return None
    stripped = value.strip()
    return stripped if stripped and len(stripped) <= longest and stripped.isprintable() else None


def callsign(value: object) -> str | None:
    """Callsign in upper case, without the padding (spaces, ``@``, ``_``) of its eight places."""
    return _callsign(value) if isinstance(value, str) and len(value) < 64 else None


@lru_cache(maxsize=1 << 14)
def _callsign(value: str) -> str | None:
    word = value.strip().rstrip("@_ ").upper()
    return word if _CALLSIGN.fullmatch(word) and word not in {"NONE", "NULL", "NAN"} else None


def squawk(value: object) -> str | None:
    """Four octal digits; leading zeros that a source dropped come back, a bare 0 means unknown."""
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 7777:
        value = str(value)
    if not isinstance(value, str):
        return None
    digits = value.strip().removesuffix(".0")
    return digits.zfill(4) if _SQUAWK.fullmatch(digits) else None


def emergency(value: object) -> str | None:
    """One of readsb's words for an emergency, None for ``none`` and for other words."""
    return value if isinstance(value, str) and value in _EMERGENCIES else None


def address(value: object) -> str:
    """Normal form of an address: lower case, six hex digits, ``~`` before one that is not ICAO's.

    Raises:
        RejectedError: ``no_address`` or ``bad_address``.
    """
    if isinstance(value, str) and len(value) < 64 and (found := _address(value)):
        return found
    raise RejectedError("no_address" if is_missing(value) else "bad_address", value)


@lru_cache(maxsize=1 << 16)
def _address(value: str) -> str | None:
    word = value.strip().lower()
    return word if _ADDRESS.fullmatch(word) and word not in _UNASSIGNABLE else None


def position(lat_value: object, lon_value: object) -> tuple[float, float] | tuple[None, None]:
    """Latitude and longitude in degrees, longitude in [-180, 180); both None where both are missing.

    Raises:
        RejectedError: ``latitude_out_of_range``, ``longitude_out_of_range``, ``position_incomplete`` or
            ``bad_position``.
    """
    lat_deg, lon_deg = number(lat_value), number(lon_value)
    if lat_deg is None or lon_deg is None:
        return _no_position(lat_value, lon_value)
    if not -90 <= lat_deg <= 90:
        raise RejectedError("latitude_out_of_range", lat_deg)
    if not -180 <= lon_deg <= 180:
        raise RejectedError("longitude_out_of_range", lon_deg)
    return lat_deg, -180.0 if lon_deg == 180 else lon_deg


def _no_position(lat_value: object, lon_value: object) -> tuple[None, None]:
    lat_missing, lon_missing = is_missing(lat_value), is_missing(lon_value)
    if lat_missing and lon_missing:
        return None, None
    if (number(lat_value) is not None or number(lon_value) is not None) and (lat_missing or lon_missing):
        raise RejectedError("position_incomplete", "longitude missing" if lon_missing else "latitude missing")
    raise RejectedError("bad_position", f"{shown(lat_value)} {shown(lon_value)}")


def unix_time(value: object) -> datetime:
    """UTC time from Unix seconds, or from milli-, micro- or nanoseconds, told apart by their size.

    Raises:
        RejectedError: ``no_time``, ``bad_time`` or ``time_implausible``.
    """
    units = number(value)
    if units is None:
        raise RejectedError("no_time" if is_missing(value) else "bad_time", value)
    for limit, ms_per_unit in _TIME_SCALES:
        if 0 <= units < limit:
            return plausible(utc_from_ms(round(units * ms_per_unit)), value)
    raise RejectedError("time_implausible", value)


def iso_time(value: str) -> datetime:
    """UTC time from ISO 8601 text with a time of day; UTC where it names no zone.

    Raises:
        RejectedError: ``no_time``, ``bad_time`` or ``time_implausible``.
    """
    if len(value) > 13:
        try:
            return plausible(parse_utc(value.removesuffix(" UTC")), value)
        except (ValueError, OverflowError):
            pass
    raise RejectedError("no_time" if is_missing(value) else "bad_time", value)


@lru_cache(maxsize=1 << 12)
def any_time(value: str) -> datetime:
    """UTC time from ISO 8601 text or a Unix time.

    Raises:
        RejectedError: ``no_time``, ``bad_time`` or ``time_implausible``.
    """
    return iso_time(value) if "-" in value or ":" in value else unix_time(value)


def plausible(time: datetime, value: object) -> datetime:
    """The same time.

    Raises:
        RejectedError: ``time_implausible``: no recording can carry it.
    """
    if not is_plausible(time):
        raise RejectedError("time_implausible", value)
    return time
