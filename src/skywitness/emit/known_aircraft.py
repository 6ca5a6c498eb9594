"""Known aircraft: what is written of one aircraft into a snapshot: its latest state and who it is."""

from typing import NamedTuple

from skywitness.model import StateVector


class AircraftName(NamedTuple):
    """Who an aircraft is shown as.

    Attributes:
        registration: None when no source states one.
        typecode: ICAO document 8643 designator.
        model: as a source writes it.
        operator: as a source writes it.
        military: whether it is graded military; False also where nothing is known.
        reconstruction: whether what is shown of it was simulated, which is said where the model stands.
    """

    registration: str | None = None
    typecode: str | None = None
    model: str | None = None
    operator: str | None = None
    military: bool = False
    reconstruction: bool = False


NOBODY = AircraftName()


class KnownAircraft(NamedTuple):
    """One aircraft as it was last heard.

    Attributes:
        state: the latest of each field; the place is the last one that was received.
        heard_ms: when anything was last heard of it, Unix milliseconds.
        placed_ms: when the place was received; None without one.
        messages: rows that it gave so far.
        name: who it is.
    """

    state: StateVector
    heard_ms: int
    placed_ms: int | None
    messages: int = 1
    name: AircraftName = NOBODY
