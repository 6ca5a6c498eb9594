"""Kinds of field, as OurAirports divides them, and what a name alone says of the kind."""

import re
from typing import Final

KINDS: Final = (
    "large",
    "medium",
    "small",
    "heliport",
    "seaplane_base",
    "closed",
    "balloonport",
    "unknown",
)
"""Every kind; its place in this table is its code. "closed" means closed, nobody has written down when."""

CODES: Final = {kind: code for code, kind in enumerate(KINDS)}
OURAIRPORTS: Final = {"large_airport": "large", "medium_airport": "medium", "small_airport": "small"}
"""Words of OurAirports that differ from ours."""

NO_RUNWAY: Final = frozenset({"heliport", "seaplane_base", "balloonport"})
"""Kinds at which no land aeroplane can land."""

ROTOR: Final = r"\b(heliport|helipad|helistop)\b"
WATER: Final = r"\b(seaplane|water aerodrome)\b"
"""What a name says of the kind: heliports and seaplane bases say so, nothing else does."""


def kind_by_name(name: str) -> str:
    """Kind as far as a name tells it."""
    if re.search(ROTOR, name, re.IGNORECASE):
        return "heliport"
    return "seaplane_base" if re.search(WATER, name, re.IGNORECASE) else "unknown"
