"""Airframe: what kind of flying an airframe does, as far as its record shows."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from skywitness.model import Track
from skywitness.movements.identity import Identity
from skywitness.reference.aircraft_types import AircraftType, AircraftTypes
from skywitness.reference.envelopes import Envelope, envelope_of
from skywitness.reference.military import MilitaryBlocks, MilitaryDesignators

_FLIGHT_NUMBER = re.compile(r"[A-Z]{3}\d{1,4}[A-Z]{0,2}")
"""Operator's three-letter designator and flight number (ICAO Annex 10, Volume II, 5.2.1.7.2.1, type c)."""
_JET_KT, _JET_FT = 330.0, 27_000.0  # speed and height together that no propeller aircraft sustains
_AIRLINER_KT = 200.0
_SLOW_KT = 130.0
_SAMPLED = 2_000  # speeds that tell an upper decile as well as all of them
_HOVER_KT, _HOVERS = (
    30.0,
    5,
)  # a light aircraft stalls at 40 kt and more; gliders and balloons pass for helicopters


class Airframe(NamedTuple):
    """What movements need to know of an airframe.

    Attributes:
        kind: ``airline``, ``military``, ``business``, ``light``, ``helicopter`` or ``unknown``.
        envelope: what its type can do, the widest where the type is unknown.
        cruise_kt: its usual speed over ground.
        reason: why this kind, in words.
    """

    kind: str
    envelope: Envelope
    cruise_kt: float
    reason: str


@dataclass(frozen=True, slots=True)
class AirframeFinder:
    """Tells the kind of flying by address, callsigns, type and, failing these, by speed and height.

    It weighs fields against one another and is no statement of identity; nothing of it is stored as such.

    How it is fooled: a government's airliner with a civil address and a private callsign passes for a business
    aircraft; an airline that uses a military designator's letters passes for military.

    Attributes:
        types: ICAO document 8643.
        blocks: military address ranges.
        designators: callsign prefixes of armed forces and states.
    """

    types: AircraftTypes
    blocks: MilitaryBlocks
    designators: MilitaryDesignators

    def of(self, track: Track, ground: NDArray[np.bool_], identity: Identity) -> Airframe:
        """The airframe of a track.

        Args:
            track: undoubted positions of one airframe.
            ground: True where it was on the ground, shape (n,).
            identity: what the record says of who it is.
        """
        aircraft_type = self.types.get(identity.typecode)
        envelope = envelope_of(aircraft_type)
        cruise_kt = usual_speed_kt(track, ground)
        names = track.callsigns_sent()
        kind, reason = self._kind(track, ground, names, aircraft_type, envelope, cruise_kt)
        return Airframe(kind, envelope, cruise_kt, reason)

    def _kind(
        self,
        track: Track,
        ground: NDArray[np.bool_],
        callsigns: list[str],
        aircraft_type: AircraftType | None,
        envelope: Envelope,
        cruise_kt: float,
    ) -> tuple[str, str]:
        official = self._official(track.icao24, callsigns)
        if envelope.rotor:
            return "helicopter", f"type {aircraft_type.typecode if aircraft_type else '?'}"
        if official:
            return "military", official
        numbered = _most(callsigns, lambda callsign: _FLIGHT_NUMBER.fullmatch(callsign) is not None)
        if aircraft_type is not None:
            return _by_type(aircraft_type, numbered=numbered)
        if numbered and cruise_kt >= _AIRLINER_KT:
            return "airline", "airline flight number"
        hovers = _hovers(track, ground)
        return ("helicopter", "flies slower than any aeroplane can") if hovers else _by_speed(track, cruise_kt)

    def _official(self, icao24: str, callsigns: list[str]) -> str | None:
        """Why it flies for armed forces or a state; None when nothing says so."""
        if self.blocks.holds(icao24):
            return "address in a military block"
        if _most(callsigns, lambda callsign: self.designators.match(callsign) is not None):
            return "callsign of an armed force or state"
        return None


def _by_type(aircraft_type: AircraftType, *, numbered: bool) -> tuple[str, str]:
    word = f"type {aircraft_type.typecode}"
    if aircraft_type.engine == "Piston":
        return "light", word
    if aircraft_type.wake in {"H", "J"}:
        return "airline", f"{word}, wake category {aircraft_type.wake}"
    if numbered:
        return "airline", f"{word} under a flight number"
    return ("light" if aircraft_type.engine != "Jet" and aircraft_type.wake == "L" else "business"), word


def _by_speed(track: Track, cruise_kt: float) -> tuple[str, str]:
    highest_ft = float(np.nanmax(track.baro_altitude_ft, initial=-np.inf))
    if cruise_kt > _JET_KT and highest_ft > _JET_FT:
        return "business", "flies as fast and high as a jet, without a flight number"
    if cruise_kt < _SLOW_KT:
        return "light", "never fast"
    return "unknown", "nothing known"


def _hovers(track: Track, ground: NDArray[np.bool_]) -> bool:
    slow = (track.ground_speed_kt < _HOVER_KT) & (track.on_ground == 0) & ~ground
    return int(np.count_nonzero(slow)) >= max(_HOVERS, len(track) // 100)


def _most(callsigns: list[str], fits: Callable[[str], bool]) -> bool:
    return bool(callsigns) and 2 * sum(map(fits, callsigns)) > len(callsigns)


def usual_speed_kt(track: Track, ground: NDArray[np.bool_]) -> float:
    """Upper decile of the airframe's speed in the air, between 80 and 520 kt; 250 kt when it reports none."""
    speeds = track.ground_speed_kt[(track.ground_speed_kt > 0) & ~ground]
    if not len(speeds):
        return 250.0
    speeds = speeds[:: max(len(speeds) // _SAMPLED, 1)]
    place = int(0.9 * (len(speeds) - 1))
    return float(np.clip(np.partition(speeds, place)[place], 80, 520))
