"""Cases drawn: what a case has for the map, as plain numbers."""

from collections.abc import Sequence
from typing import Any

from skywitness.cases.dossier.content import Line, Pin
from skywitness.model import Observation
from skywitness.web.answer import Document


def drawn(
    lines: Sequence[Line], pins: Sequence[Pin], seen: Sequence[tuple[Observation, bool]], notes: Sequence[str] = ()
) -> Document:
    """Lines, fields and observations with a place.

    Args:
        lines: seen stretches, and those that nobody heard.
        pins: fields.
        seen: observations, each with whether it speaks for the claim.
        notes: what the reader must know beside, in words.
    """
    content = {
        "lines": [_line(one) for one in lines],
        "pins": [one._asdict() for one in pins],
        "observations": [_observation(one, supports) for one, supports in seen if one.lat_deg is not None],
        "reconstruction": any(one.reconstruction for one in lines) or any(one.reconstruction for one, _ in seen),
    }
    return Document(content, tuple(notes))


def _line(one: Line) -> dict[str, Any]:
    return one._asdict() | {"points": [[round(lon, 5), round(lat, 5)] for lat, lon in one.points]}


def _observation(one: Observation, supports: bool) -> dict[str, Any]:  # noqa: FBT001  of a pair
    names = ("observation_id", "kind", "icao24", "since", "until", "lat_deg", "lon_deg", "sentence")
    return {name: getattr(one, name) for name in names} | {"supports": supports}
