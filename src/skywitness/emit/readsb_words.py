"""The words that readsb's JSON has for what a state vector holds (readsb, README-json.md)."""

from collections.abc import Mapping

from skywitness.emit.known_aircraft import AircraftName
from skywitness.model import StateVector

CALLSIGN_LENGTH = 8
"""readsb pads callsigns with blanks to the eight characters of the message."""
MILITARY_FLAG = 1
SIMULATED = "[reconstruction]"
"""Stands before the model of an aircraft whose track was simulated: every reader of these formats shows it."""
_ICAO = {"adsb": "adsb_icao", "adsr": "adsr_icao", "tisb": "tisb_icao"}
_OTHER = {"adsb": "adsb_other", "adsr": "adsr_other", "tisb": "tisb_other"}
_PLAIN = frozenset({"adsc", "mlat", "mode_s"})


def type_of(state: StateVector) -> str:
    """The word of readsb for the messages that a state rests on; ``unknown`` where the source does not say.

    ``other`` stands for those that readsb has no word of its own for.
    """
    source = state.position_source
    if source is None:
        return "unknown"
    if source in _PLAIN:
        return source
    return (_OTHER if state.icao24.startswith("~") else _ICAO).get(source, "other")


def padded(callsign: str) -> str:
    """A callsign as readsb writes it."""
    return callsign.ljust(CALLSIGN_LENGTH)


def altitude_of(state: StateVector) -> int | str | None:
    """Pressure altitude in feet, or the word ``ground``."""
    return "ground" if state.on_ground else state.baro_altitude_ft


def said(values: Mapping[str, object]) -> dict[str, object]:
    """Only what is known: a field that is not is left out, as readsb does."""
    return {name: value for name, value in values.items() if value is not None}


def rounded(value: float | None, digits: int) -> float | None:
    """A number with so many digits after the point."""
    return None if value is None else round(value, digits)


def name_fields(name: AircraftName) -> dict[str, object]:
    """Who it is: ``r``, ``t``, ``desc``, ``ownOp`` and ``dbFlags``."""
    return said(
        {
            "r": name.registration,
            "t": name.typecode,
            "desc": f"{SIMULATED} {name.model or ''}".strip() if name.reconstruction else name.model,
            "ownOp": name.operator,
            "dbFlags": MILITARY_FLAG if name.military else None,
        }
    )


def is_address(icao24: str) -> bool:
    """Whether readsb's formats can hold it: six hex digits, with ``~`` before them or not."""
    digits = icao24.removeprefix("~")
    return len(digits) == 6 and all(digit in "0123456789abcdef" for digit in digits)
