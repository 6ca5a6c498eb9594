"""Legs: who flies from where to where, when and how; the words that scenario and background speak."""

from datetime import datetime
from typing import NamedTuple

from skywitness.demo.flight.routes import Place

PUBLISHED, ASSUMED = "published", "assumed"


class Airframe(NamedTuple):
    """One aircraft of the reconstruction.

    Attributes:
        icao24: six lower-case hex digits.
        typecode: ICAO document 8643 designator.
        registration: None where the state allots addresses by no rule and the airframe is invented.
        invented: True for background traffic, which stands for no real aircraft.
    """

    icao24: str
    typecode: str
    registration: str | None = None
    invented: bool = True


class Rhythm(NamedTuple):
    """How often a flight is sampled, in seconds between bursts of frames.

    Attributes:
        low_s: below 10,000 ft.
        high_s: above.
        ground_s: on the ground.
    """

    low_s: int
    high_s: int
    ground_s: int


class Leg(NamedTuple):
    """One flight.

    Attributes:
        airframe: who flies.
        callsign: flight identification as sent.
        adep: ICAO code of the airport of departure.
        ades: ICAO code of the airport of destination.
        takeoff_at: lift-off, UTC.
        waypoints: places between the two, latitude and longitude in degrees.
        basis: ``published`` where reports name this flight, ``assumed`` where we made it up.
        why: what is published and what is our assumption; empty for background traffic.
        rhythm: how often it is sampled.
    """

    airframe: Airframe
    callsign: str
    adep: str
    ades: str
    takeoff_at: datetime
    waypoints: tuple[Place, ...]
    basis: str
    why: str
    rhythm: Rhythm

    @property
    def story(self) -> str:
        """Name of the flight that chance is drawn for."""
        return f"{self.airframe.icao24}/{self.takeoff_at:%Y%m%dT%H%M}"
