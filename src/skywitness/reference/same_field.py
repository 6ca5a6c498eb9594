"""Same field: which rows of two tables, or of one, are one place on the ground."""

import re
import unicodedata
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from skywitness.measure.geodesy import distance_nm
from skywitness.reference.place_index import PlaceIndex

Rows = NDArray[np.int64]
Floats = NDArray[np.float64]

ONE_PLACE_NM = 0.15
"""Reference points this close are those of one landing ground: it is 280 m, and runways are longer."""
NEAR_NM = 0.7
"""Two tables put the reference point of one field up to this far apart: half a runway."""

_GENERIC = frozenset(
    {
        "aerodrome",
        "aerodromo",
        "aeroporto",
        "aeropuerto",
        "afb",
        "air",
        "aircraft",
        "airfield",
        "airpark",
        "airport",
    }
    | {
        "airstrip",
        "base",
        "field",
        "flugplatz",
        "international",
        "intl",
        "landing",
        "lotnisko",
        "muni",
        "municipal",
    }
    | {"regional", "strip", "the"}
)


def significant_words(name: str) -> frozenset[str]:
    """The words of a field's name that set it apart, without accents and without what every field is called."""
    plain = unicodedata.normalize("NFKD", name.lower()).encode("ascii", "ignore").decode()
    return frozenset(re.findall(r"[a-z0-9]+", plain)) - _GENERIC


def same_places(lat_deg: Floats, lon_deg: Floats, names: Sequence[str]) -> tuple[Rows, Rows]:
    """Pairs of rows that are one field: nearly one reference point, or close by and called the same.

    How it is fooled: two owners' strips side by side whose reference points nearly meet.

    Args:
        lat_deg: reference points, shape (n,).
        lon_deg: degrees, shape (n,).
        names: as the tables have them.
    """
    first, second = PlaceIndex.of(lat_deg, lon_deg).pairs(NEAR_NM)
    apart = distance_nm(lat_deg[first], lon_deg[first], lat_deg[second], lon_deg[second])
    alike = [
        bool(close) or significant_words(names[one]) == significant_words(names[other])
        for one, other, close in zip(first, second, apart < ONE_PLACE_NM, strict=True)
    ]
    kept = np.array(alike, np.bool_)
    return first[kept], second[kept]
