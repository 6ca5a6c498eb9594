"""Background: other aircraft, all invented, so that coverage, base rates and companions mean something.

No row stands for a real aircraft or flight. Addresses lie at the end of a state's block, where allotment has
hardly come; Russian ones follow the state's rule from registrations beyond those in use. Civil callsigns begin
with DMO, which no operator holds; military ones with the designator of the air force concerned and invented
digits. City pairs and types are of kinds that were flown.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from skywitness.demo.chance import uniform
from skywitness.demo.flight.routes import Place
from skywitness.demo.legs import ASSUMED, Airframe, Leg, Rhythm
from skywitness.demo.ways import CASPIAN_IRAN_IRAQ, MEDITERRANEAN, back

_RHYTHM = Rhythm(low_s=15, high_s=90, ground_s=15)
_EVERY = 22  # recorded days between two flights of one airframe, as a rule
_SPREAD_MIN = 60  # take-offs vary by this many minutes
_AROUND_UKRAINE: tuple[Place, ...] = ((51.5, 41.0), (46.8, 40.8), (43.0, 38.0))
_CASPIAN: tuple[Place, ...] = ((48.5, 45.5), (42.5, 50.0))
_ATLANTIC_SOUTH: tuple[Place, ...] = ((31.0, -25.0), (14.8, -58.5))
_IRAQ: tuple[Place, ...] = ((34.3, 46.0), (33.6, 42.0))


class _Line(NamedTuple):
    """One airframe and where it flies to and fro.

    Attributes:
        icao24: its address.
        typecode: its type.
        callsign: designator and number; the way back has the next number.
        home: where it starts.
        away: where it goes.
        way: waypoints from home to away.
        hour: usual hour of take-off, UTC.
        back_after_h: hours from one take-off to the next.
        every: recorded days between two flights.
    """

    icao24: str
    typecode: str
    callsign: str
    home: str
    away: str
    way: tuple[Place, ...]
    hour: int
    back_after_h: float
    every: int = _EVERY


_LINES = (
    # Military transports to Latakia and elsewhere
    _Line("153435", "IL76", "RFF9501", "UUMU", "OSLK", CASPIAN_IRAN_IRAQ, 2, 9.0, 15),
    _Line("153436", "IL76", "RFF9503", "UUMU", "OSLK", CASPIAN_IRAN_IRAQ, 5, 10.0, 17),
    _Line("153437", "IL76", "RFF9505", "UUMU", "OSLK", CASPIAN_IRAN_IRAQ, 4, 11.0, 19),
    _Line("153438", "IL76", "RFF9507", "UWWW", "OSLK", CASPIAN_IRAN_IRAQ[1:], 6, 9.0, 21),
    _Line("153439", "IL76", "RFF9509", "UWWW", "UUMU", (), 8, 4.0),
    _Line("154f8d", "T154", "RFF9601", "UUMU", "OSLK", CASPIAN_IRAN_IRAQ, 6, 8.0, 13),
    _Line("154f8e", "T154", "RFF9603", "UUMU", "ULMM", (), 7, 6.0),
    _Line("154f8f", "T154", "RFF9605", "UUMU", "UWWW", (), 9, 5.0),
    _Line("afff01", "C17", "RCH901", "OTBH", "ORBI", ((29.5, 48.5),), 5, 6.0),
    _Line("afff02", "C17", "RCH903", "LPPT", "GOOY", ((28.5, -14.0),), 9, 8.0),
    _Line("778ff1", "IL76", "DMO7781", "OSDI", "OIII", back(_IRAQ), 10, 7.0),
    # Moscow and the south
    _Line("153c01", "A320", "DMO1501", "UUEE", "LTAI", _AROUND_UKRAINE, 6, 6.0),
    _Line("153c02", "B738", "DMO1503", "UUDD", "LCLK", _AROUND_UKRAINE, 5, 6.5),
    _Line("153c03", "A320", "DMO1505", "UUEE", "UBBB", _CASPIAN, 11, 5.0),
    _Line("153c04", "B738", "DMO1507", "UUWW", "UDYZ", ((48.7, 44.3), (43.0, 44.6)), 8, 5.0),
    _Line("153c05", "A332", "DMO1509", "UUEE", "OIII", _CASPIAN, 17, 6.0),
    _Line("153c06", "B77W", "DMO1511", "UUEE", "MUHA", ((59.5, 20.0), (55.5, -20.0), (35.0, -62.0)), 7, 15.0, 30),
    # The eastern Mediterranean and the Middle East
    _Line("46fff1", "A320", "DMO4601", "LGAV", "LLBG", ((34.3, 28.5),), 9, 4.0),
    _Line("33fff1", "A320", "DMO3301", "LIRF", "LLBG", ((35.5, 24.5), (33.2, 32.0)), 8, 6.0),
    _Line("43fff1", "B738", "DMO4301", "EGLL", "LCLK", ((46.5, 13.0), (36.0, 28.0)), 7, 7.0),
    _Line("74fff1", "A320", "DMO7401", "OLBA", "LCLK", (), 10, 3.0),
    _Line("74fff2", "A320", "DMO7403", "OLBA", "LFPG", ((35.2, 28.0), (43.5, 13.5)), 6, 7.0),
    _Line("06a7f1", "A332", "DMO0601", "OTHH", "OLBA", ((30.0, 49.0), (33.0, 43.0), (33.6, 37.0)), 6, 7.0),
    _Line("778ff2", "A320", "DMO7783", "OSDI", "HECA", ((32.7, 34.2),), 9, 4.0),
    _Line("778ff3", "A320", "DMO7785", "OSLK", "HECA", ((34.0, 34.0),), 12, 5.0, 12),
    _Line("737ff1", "A320", "DMO7301", "OIII", "OSDI", _IRAQ, 14, 6.0),
    _Line("010ff1", "B738", "DMO0101", "HECA", "LIRF", ((34.0, 25.0),), 8, 7.0),
    # The western Mediterranean and West Africa
    _Line("027ff1", "B738", "DMO0201", "GMMN", "GOBD", ((27.5, -15.0),), 20, 7.0),
    _Line("027ff2", "B738", "DMO0203", "GMMN", "LFPG", (), 9, 6.0),
    _Line("3bfff1", "A332", "DMO3901", "LFPG", "GOBD", ((43.5, -6.0), (28.5, -14.5)), 15, 8.0),
    _Line("497ff1", "A320", "DMO4901", "LPPT", "GOBD", ((28.5, -14.5),), 19, 7.0),
    _Line("0701f1", "A320", "DMO0701", "GOBD", "LEMD", ((28.5, -14.5),), 8, 7.0),
    _Line("37fff2", "A320", "DMO3403", "LEMD", "GMME", (), 11, 3.5),
    # The Atlantic, the Caribbean and Venezuela
    _Line("37fff1", "A332", "DMO3401", "LEMD", "SVMI", _ATLANTIC_SOUTH, 12, 12.0, 14),
    _Line("497ff2", "A332", "DMO4903", "LPPT", "SVMI", _ATLANTIC_SOUTH, 10, 12.0, 16),
    _Line("3bfff2", "B77W", "DMO3903", "LFPG", "TFFR", ((46.0, -8.0),), 11, 12.0, 26),
    _Line("43fff2", "A332", "DMO4303", "EGLL", "TBPB", ((49.5, -10.0),), 10, 12.0, 28),
    _Line("adf7c7", "B738", "DMO9901", "KMIA", "SVMI", ((18.0, -72.5),), 13, 6.0),
    _Line("0dfff1", "E190", "DMO0501", "SVMI", "TNCC", (), 14, 3.0, 15),
    _Line("0dfff2", "B738", "DMO0503", "SVMI", "MDSD", (), 13, 4.5, 17),
    _Line("0acff1", "E190", "DMO0901", "SKBO", "SVMI", (), 15, 5.0),
    _Line("0c67f1", "B738", "DMO0801", "TTPP", "TBPB", (), 12, 3.0),
    _Line("0b07f1", "A320", "DMO0301", "MUHA", "SVMI", ((18.0, -74.5),), 12, 8.0),
    _Line("34fff3", "A320", "DMO3405", "LEMD", "LCLK", back(MEDITERRANEAN[3:6]), 7, 7.0),
)
_RUSSIAN_BLOCK = 0x140000  # registrations RA-nnnnn are this plus the number


def background_legs(seed: int, days: Sequence[date]) -> list[Leg]:
    """Flights of the invented aircraft, there and back, on some of the days.

    Args:
        seed: of the reconstruction.
        days: the days that are recorded, ascending.
    """
    legs = []
    for place, line in enumerate(_LINES):
        offset = place * 7 % line.every
        for turn, day in enumerate(days[offset :: line.every]):
            legs += _there_and_back(seed, line, day, f"{line.icao24}/{turn}")
    return legs


def _there_and_back(seed: int, line: _Line, day: date, story: str) -> list[Leg]:
    out, home = (int(number * _SPREAD_MIN) for number in uniform(seed, f"background/{story}", 2))
    takeoff_at = datetime.combine(day, time(line.hour, out), UTC)
    return_at = takeoff_at + timedelta(hours=line.back_after_h, minutes=home)
    airframe = Airframe(line.icao24, line.typecode, _registration(line.icao24))
    designator, number = line.callsign[:3], line.callsign[3:]
    next_callsign = f"{designator}{int(number) + 1:0{len(number)}}"
    return [
        Leg(airframe, line.callsign, line.home, line.away, takeoff_at, line.way, ASSUMED, "", _RHYTHM),
        Leg(airframe, next_callsign, line.away, line.home, return_at, back(line.way), ASSUMED, "", _RHYTHM),
    ]


def _registration(icao24: str) -> str | None:
    """Registration by the Russian rule, None for other states."""
    number = int(icao24, 16) - _RUSSIAN_BLOCK
    return f"RA-{number:05}" if 0 <= number <= 99_999 else None
