"""Aircraft identity: what is shown of an address for some days, and who says so."""

from datetime import date
from typing import NamedTuple


class AircraftIdentity(NamedTuple):
    """Who an address is taken to be from one day to another; each label with the name of its source.

    A source is a reference table or registry by its name, ``recordings`` for what stood beside positions, or
    ``address`` for what follows from the address.

    Attributes:
        icao24: as in StateVector.
        since: first day; None for no beginning.
        until: first day after; None for no end.
        registration: None when no source states one and none follows from the address.
        registration_source: whose.
        typecode: designator of ICAO document 8643, None when no source states one.
        typecode_source: whose.
        model: manufacturer and model as a source writes them.
        model_source: whose.
        operator: as a source writes it.
        operator_source: whose.
        flag_state: ISO 3166 alpha-2 code of the state of registry.
        flag_state_source: whose; ``registration`` for its nationality mark, ``address`` for the block it is in.
        grade: ``military``, ``state`` or ``civil``; None when not known.
        military_probability: that it flies for armed forces, by all but its callsigns.
        state_probability: that it flies for a state otherwise: police, customs, coast guard, government.
        grade_words: what the grade rests on.
        conflicts: labels about which sources differ.
        algorithm: name and version of the rules that picked and graded.
    """

    icao24: str
    since: date | None = None
    until: date | None = None
    registration: str | None = None
    registration_source: str | None = None
    typecode: str | None = None
    typecode_source: str | None = None
    model: str | None = None
    model_source: str | None = None
    operator: str | None = None
    operator_source: str | None = None
    flag_state: str | None = None
    flag_state_source: str | None = None
    grade: str | None = None
    military_probability: float | None = None
    state_probability: float | None = None
    grade_words: str | None = None
    conflicts: list[str] = []  # noqa: RUF012  never changed
    algorithm: str = ""
