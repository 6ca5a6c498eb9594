"""Registrations that follow from the address by a state's published or observed rule."""

import re

import rs1090

_ADDRESS = re.compile(r"[0-9a-f]{6}")


def computed_registration(icao24: str) -> str | None:
    """Registration that the address stands for where the state allots addresses by a rule, else None.

    The rules are those of rs1090's ``aircraft_information`` (United States, Canada, Russia, Germany, France and
    others). The result is what the rule gives, not a registry's record: a military or re-used address, or one set
    wrongly in the transponder, makes it false, and a source's own statement goes before it.
    """
    if not _ADDRESS.fullmatch(icao24):
        return None
    registration = rs1090.aircraft_information(icao24).get("registration")
    return str(registration) if registration else None
