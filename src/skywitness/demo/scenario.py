"""Scenario: the case's flights as a dated table, each with what is published and what is assumed.

Sources are news reports and flight-watchers' posts of the time, second-hand: Interfax (1 and 3 October 2018) on
the An-124s to Khmeimim; the Russian defence ministry's statements of 10 and 15 December 2018; UAWire (3 March
2019) after Flightradar24; RBC (24 March 2019) after Flightradar24 and CivMilAir; Reuters (24 March, 24 June 2019);
In Venezuela (24 June 2019); reports of 25 September 2019. Every time without a report of its own is assumed, and
so is every way that no report names. Operators' designators are real (RFF: Russian Federation Air Force), the
digits are invented.
"""

from datetime import UTC, datetime
from functools import partial

from skywitness.demo.legs import ASSUMED, PUBLISHED, Airframe, Leg, Rhythm
from skywitness.demo.ways import (
    BALTIC_AND_BISCAY,
    BARENTS_AND_NORWEGIAN_SEA,
    CASPIAN_IRAN_IRAQ,
    DAKAR_CARACAS,
    DAKAR_MOSCOW,
    MURMANSK,
    MURMANSK_CARACAS,
    RABAT_CARACAS,
    RABAT_MOSCOW,
    TO_CARACAS,
    TO_DAKAR,
    back,
)

CARGO = Airframe("154073", "A124", "RA-82035", invented=False)
AIRLINER = Airframe("1551e0", "IL62", "RA-86496", invented=False)
CASE = (CARGO, AIRLINER)
_SISTER_10 = Airframe("15405a", "A124", "RA-82010", invented=False)
_SISTER_32 = Airframe("154070", "A124", "RA-82032", invented=False)
_RHYTHM = Rhythm(low_s=5, high_s=40, ground_s=10)
_leg = partial(Leg, rhythm=_RHYTHM)
_REGULAR = "Published: regular runs. Assumed: that this one took place, its day, times and way."
_REGULAR_RUNS = (
    # airframe, number of the callsign, take-off at Chkalovsky, take-off at Latakia on the way back
    (AIRLINER, 7071, "2018-09-18T04:10", "2018-09-18T14:00"),
    (AIRLINER, 7073, "2018-10-05T04:25", "2018-10-05T13:30"),
    (AIRLINER, 7071, "2018-10-16T04:05", "2018-10-17T05:40"),
    (CARGO, 8131, "2018-10-19T02:50", "2018-10-20T05:15"),
    (AIRLINER, 7075, "2018-10-30T05:00", "2018-10-30T14:45"),
    (CARGO, 8131, "2018-11-08T03:35", "2018-11-08T16:10"),
    (AIRLINER, 7071, "2018-11-13T04:30", "2018-11-13T13:20"),
    (AIRLINER, 7073, "2018-11-27T04:15", "2018-11-28T06:05"),
    (CARGO, 8133, "2018-11-29T02:40", "2018-11-30T06:30"),
    (AIRLINER, 7071, "2018-12-20T04:40", "2018-12-20T14:10"),
    (CARGO, 8131, "2018-12-27T03:20", "2018-12-27T15:55"),
    (AIRLINER, 7075, "2019-01-10T05:10", "2019-01-10T14:30"),
    (CARGO, 8131, "2019-01-17T03:05", "2019-01-18T07:20"),
    (AIRLINER, 7071, "2019-01-22T04:20", "2019-01-22T13:50"),
    (AIRLINER, 7073, "2019-02-05T04:35", "2019-02-06T06:15"),
    (CARGO, 8133, "2019-02-07T02:55", "2019-02-07T15:25"),
    (AIRLINER, 7071, "2019-02-19T04:15", "2019-02-19T14:20"),
    (CARGO, 8131, "2019-02-28T03:30", "2019-03-01T06:40"),
    (AIRLINER, 7075, "2019-03-12T04:50", "2019-03-12T14:05"),
    (CARGO, 8131, "2019-03-14T03:15", "2019-03-14T15:40"),
    (AIRLINER, 7071, "2019-04-11T04:10", "2019-04-11T13:45"),
    (CARGO, 8133, "2019-04-18T03:00", "2019-04-19T06:10"),
    (AIRLINER, 7073, "2019-05-14T04:25", "2019-05-14T14:15"),
    (CARGO, 8131, "2019-05-30T02:45", "2019-05-30T15:10"),
    (AIRLINER, 7071, "2019-06-11T04:30", "2019-06-11T13:35"),
    (AIRLINER, 7075, "2019-07-16T04:20", "2019-07-16T14:00"),
    (CARGO, 8131, "2019-07-25T03:10", "2019-07-26T05:50"),
    (AIRLINER, 7071, "2019-08-20T04:45", "2019-08-20T13:55"),
)


def case_legs() -> list[Leg]:
    """Every flight of the case, in order of take-off."""
    legs = [
        *_september_2018(),
        *_regular(),
        *_december(),
        *_early_march(),
        *_late_march(),
        *_june(),
        *_september_2019(),
    ]
    return sorted(legs, key=lambda leg: (leg.takeoff_at, leg.airframe.icao24))


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def _to_syria(airframe: Airframe, number: int, out: str, home: str, basis: str, why: str) -> list[Leg]:
    """A run to Latakia and back, which flies the way that is published for late September 2018."""
    way = CASPIAN_IRAN_IRAQ
    return [
        _leg(airframe, f"RFF{number}", "UUMU", "OSLK", _at(out), way, basis, why),
        _leg(airframe, f"RFF{number + 1}", "OSLK", "UUMU", _at(home), back(way), ASSUMED, f"Return. {why}"),
    ]


def _september_2018() -> list[Leg]:
    """Published: five flights of three An-124s by 1 October, six by the 2nd, a seventh in the night to the 3rd."""
    five = "Published: one of five flights of three airframes. Assumed: which airframe on which day, all times."
    monday = "Published: RA-82010 landed on Monday 1 October. Assumed: times."
    sixth = "Published: a sixth flight by Tuesday 2 October. Assumed: that it was this airframe, times."
    seventh = "Published: RA-82032 from Chkalovsky landed in the night to 3 October. Assumed: times."
    return [
        *_to_syria(CARGO, 8121, "2018-09-27T03:00", "2018-09-27T14:20", PUBLISHED, five),
        *_to_syria(_SISTER_32, 8123, "2018-09-28T02:30", "2018-09-28T15:30", PUBLISHED, five),
        *_to_syria(_SISTER_10, 8125, "2018-09-29T03:10", "2018-09-29T16:05", PUBLISHED, five),
        *_to_syria(CARGO, 8121, "2018-09-30T02:45", "2018-09-30T15:10", PUBLISHED, five),
        *_to_syria(_SISTER_10, 8125, "2018-10-01T03:20", "2018-10-01T16:30", PUBLISHED, monday),
        *_to_syria(CARGO, 8121, "2018-10-02T02:35", "2018-10-02T14:55", PUBLISHED, sixth),
        *_to_syria(_SISTER_32, 8123, "2018-10-02T18:40", "2018-10-03T09:15", PUBLISHED, seventh),
    ]


def _regular() -> list[Leg]:
    return [leg for row in _REGULAR_RUNS for leg in _to_syria(*row, ASSUMED, _REGULAR)]


def _december() -> list[Leg]:
    """With two Tu-160s, which carry no civil transponder and so are not simulated."""
    out = "Published: landed at Maiquetia on 10 December over these seas. Assumed: times, Chkalovsky."
    home = (
        "Published: left on 14 December, 10,459 km, reported home by 00:36 Moscow time on the 15th."
        " Assumed: Chkalovsky, times."
    )
    stop = "Published: landed at Maiquetia on 10 December. Assumed: a stop at Murmansk, for the type's range."
    stop_home = "Published: left on 14 December. Assumed: a stop at Murmansk, times."
    north, sea = BARENTS_AND_NORWEGIAN_SEA, MURMANSK_CARACAS
    return [
        _leg(CARGO, "RFF8141", "UUMU", "SVMI", _at("2018-12-10T01:10"), north, PUBLISHED, out),
        _leg(CARGO, "RFF8142", "SVMI", "UUMU", _at("2018-12-14T07:20"), back(north), PUBLISHED, home),
        _leg(AIRLINER, "RFF7081", "UUMU", "ULMM", _at("2018-12-09T09:00"), MURMANSK, ASSUMED, stop),
        _leg(AIRLINER, "RFF7081", "ULMM", "SVMI", _at("2018-12-10T03:20"), sea, PUBLISHED, stop),
        _leg(AIRLINER, "RFF7082", "SVMI", "ULMM", _at("2018-12-14T08:50"), back(sea), PUBLISHED, stop_home),
        _leg(AIRLINER, "RFF7082", "ULMM", "UUMU", _at("2018-12-15T07:30"), back(MURMANSK), ASSUMED, stop_home),
    ]


def _early_march() -> list[Leg]:
    out = (
        "Published: left near Chkalovsky (another report: Sheremetyevo) at 09:34 local time on 2 March, by way of"
        " Rabat, near Caracas early on 3 March. Assumed: that it landed at Rabat, how long it stood, the way."
    )
    home = "Published: turned back soon, seen over Grenada later on 3 March. Assumed: times, a stop at Rabat."
    return [
        _leg(AIRLINER, "RFF7091", "UUMU", "GMME", _at("2019-03-02T06:34"), BALTIC_AND_BISCAY, PUBLISHED, out),
        _leg(AIRLINER, "RFF7091", "GMME", "SVMI", _at("2019-03-02T20:50"), RABAT_CARACAS, PUBLISHED, out),
        _leg(AIRLINER, "RFF7092", "SVMI", "GMME", _at("2019-03-03T13:40"), back(RABAT_CARACAS), PUBLISHED, home),
        _leg(AIRLINER, "RFF7092", "GMME", "UUMU", _at("2019-03-04T09:15"), RABAT_MOSCOW, ASSUMED, home),
    ]


def _late_march() -> list[Leg]:
    cargo_out = (
        "Published: left Chkalovsky for Latakia on 22 March at 15:12 Moscow time (RBC after Flightradar24;"
        " some reports give 16:05, which RBC gives for the Il-62M). Assumed: the way."
    )
    il62_out = (
        "Published: left Chkalovsky on 22 March at 16:05 Moscow time (RBC), by way of Syria. Assumed: the way."
    )
    dakar = (
        "Published: both came from Syria, some say by way of Dakar, and landed on 23 March. Assumed: that they"
        " landed there, and at Diass (GOBD) rather than at the old field (GOOY); all times."
    )
    cargo_home = (
        "Published: the cargo aircraft left on the afternoon of Sunday 24 March. Assumed: 14:30 local, the way."
    )
    il62_home = (
        "Published: the Il-62 was still parked on 24 March. Assumed: that it left on 26 March by way of Dakar."
    )
    syria, north, west = CASPIAN_IRAN_IRAQ, back(BARENTS_AND_NORWEGIAN_SEA), DAKAR_CARACAS
    return [
        _leg(CARGO, "RFF8151", "UUMU", "OSLK", _at("2019-03-22T12:12"), syria, PUBLISHED, cargo_out),
        _leg(AIRLINER, "RFF7101", "UUMU", "OSLK", _at("2019-03-22T13:05"), syria, PUBLISHED, il62_out),
        _leg(AIRLINER, "RFF7101", "OSLK", "GOBD", _at("2019-03-22T19:20"), TO_DAKAR, PUBLISHED, dakar),
        _leg(CARGO, "RFF8151", "OSLK", "GOBD", _at("2019-03-22T20:15"), TO_DAKAR, PUBLISHED, dakar),
        _leg(AIRLINER, "RFF7101", "GOBD", "SVMI", _at("2019-03-23T05:05"), west, PUBLISHED, dakar),
        _leg(CARGO, "RFF8151", "GOBD", "SVMI", _at("2019-03-23T07:20"), west, PUBLISHED, dakar),
        _leg(CARGO, "RFF8152", "SVMI", "UUMU", _at("2019-03-24T18:30"), north, PUBLISHED, cargo_home),
        _leg(AIRLINER, "RFF7102", "SVMI", "GOBD", _at("2019-03-26T12:25"), back(west), ASSUMED, il62_home),
        _leg(AIRLINER, "RFF7102", "GOBD", "UUMU", _at("2019-03-26T21:40"), DAKAR_MOSCOW, ASSUMED, il62_home),
    ]


def _june() -> list[Leg]:
    out = (
        "Published: landed at Maiquetia early on 23 June (In Venezuela after Flightradar24; Reuters saw it on the"
        " 24th). Assumed: a stop at Rabat as in March, times, the way."
    )
    home = "Published: a post of 26 June says that it was going home. Assumed: times, a stop at Rabat."
    return [
        _leg(AIRLINER, "RFF7111", "UUMU", "GMME", _at("2019-06-22T07:30"), BALTIC_AND_BISCAY, ASSUMED, out),
        _leg(AIRLINER, "RFF7111", "GMME", "SVMI", _at("2019-06-22T22:10"), RABAT_CARACAS, PUBLISHED, out),
        _leg(AIRLINER, "RFF7112", "SVMI", "GMME", _at("2019-06-26T15:00"), back(RABAT_CARACAS), ASSUMED, home),
        _leg(AIRLINER, "RFF7112", "GMME", "UUMU", _at("2019-06-27T08:20"), RABAT_MOSCOW, ASSUMED, home),
    ]


def _september_2019() -> list[Leg]:
    syria = "Published: an An-124 of the 224th Flight Unit left Chkalovsky on 20 September. Assumed: the rest."
    out = "Published: it flew from Latakia to Caracas, there by 25 September. Assumed: airframe, day, no stop."
    home = "Assumed: the whole flight."
    north = back(BARENTS_AND_NORWEGIAN_SEA)
    return [
        _leg(CARGO, "RFF8161", "UUMU", "OSLK", _at("2019-09-20T05:20"), CASPIAN_IRAN_IRAQ, PUBLISHED, syria),
        _leg(CARGO, "RFF8161", "OSLK", "SVMI", _at("2019-09-23T19:30"), TO_CARACAS, PUBLISHED, out),
        _leg(CARGO, "RFF8162", "SVMI", "UUMU", _at("2019-09-27T13:00"), north, ASSUMED, home),
    ]
