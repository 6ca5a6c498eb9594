"""A planted world for checks: journeys whose truth is known, as the records of an archive."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import NamedTuple

from skywitness.cases.checks.facts import Capacity, Facts, Field, Passage, Sighting
from skywitness.model import Flight, Gap, IdentityStatement, Visit
from skywitness.reference.known_airlifts import KnownAirlift

FIELDS = {
    code: Field(code, code, lat, lon, country, zone)
    for code, lat, lon, country, zone in (
        ("UUMU", 55.88, 38.06, "RU", "Europe/Moscow"),
        ("OSLK", 35.40, 35.95, "SY", "Asia/Damascus"),
        ("GOBD", 14.67, -17.07, "SN", "Africa/Dakar"),
        ("SVMI", 10.60, -66.99, "VE", "America/Caracas"),
        ("MUHA", 22.99, -82.41, "CU", "America/Havana"),
    )
}
CAPACITIES = {
    one.typecode: one
    for one in (
        Capacity("A124", 150, 70, 440, None, ("maker",)),
        Capacity("IL62", 23, 10, 198, None, ("maker",)),
        Capacity("C30J", 20, 12, 128, None, ("maker",)),
        Capacity("C17", 77, 40, 188, None, ("maker",)),
    )
}
FASTEST_KT = {"A124": 850.0, "IL62": 850.0, "C17": 850.0, "C30J": 650.0}
AIRLIFTS = (
    KnownAirlift(
        "Khmeimim 2015", "2015-09", "2015-10", "OSLK", 280, 13750.0, None, "IL76 A124", "TASS", "2015", ""
    ),
)
RECORD = frozenset(date(2018, 9, 1) + timedelta(days=n) for n in range(300))
STEP = timedelta(minutes=20)


class Airframe(NamedTuple):
    """One airframe; a typecode of None is not known to anyone."""

    icao24: str
    registration: str | None
    typecode: str | None
    flag_state: str = "RU"
    military: float | None = 0.99


CARGO = Airframe("154073", "RA-82035", "A124")
AIRLINER = Airframe("1551e0", "RA-86496", "IL62")
SISTER = Airframe("154070", "RA-82032", "A124")
UNKNOWN = Airframe("154099", None, None)
HERCULES = Airframe("ae5678", "08-8601", "C30J", "US")
GLOBEMASTER = Airframe("ae1234", "07-7170", "C17", "US")


class Leg(NamedTuple):
    """One flight, as it was seen.

    Attributes:
        adep: where it began.
        ades: where it ended.
        off: take-off.
        on: landing.
        evidence: of the landing.
        doubted: positions of a hundred that are doubted.
        hole: between these nobody heard it.
        ends: whether beginning and end are known.
    """

    adep: str
    ades: str
    off: datetime
    on: datetime
    evidence: str = "runway"
    doubted: int = 0
    hole: tuple[datetime, datetime] | None = None
    ends: tuple[bool, bool] = (True, True)


def at(text: str) -> datetime:
    """``22T12:12`` of March 2019, or a whole ISO time; UTC."""
    whole = text if len(text) > 8 else f"2019-03-{text}"
    return datetime.fromisoformat(whole).replace(tzinfo=UTC)


def leg(ends: str, off: str, on: str, **more: object) -> Leg:
    """A leg from ``UUMU-OSLK`` and its times."""
    adep, ades = ends.split("-")
    return Leg(adep, ades, at(off), at(on), **more)  # type: ignore[arg-type]  # named as the fields are


class Journey(NamedTuple):
    """The legs of one airframe, in order."""

    airframe: Airframe
    legs: Sequence[Leg]


def world(
    *journeys: Journey,
    statements: Iterable[IdentityStatement] = (),
    unwatched: Iterable[str] = (),
    passages: Iterable[Passage] = (),
    inferred: Iterable[Visit] = (),
    gaps: Iterable[Gap] = (),
    record: frozenset[date] = RECORD,
) -> Facts:
    """The facts of some journeys; every field but those named is watched on every day of the record."""
    watched = {code: frozenset[date]() if code in set(unwatched) else record for code in FIELDS}
    return Facts(
        flights=[flight(one.airframe, each) for one in journeys for each in one.legs],
        visits=[*(visit for one in journeys for visit in visits(one)), *inferred],
        gaps=list(gaps),
        statements=list(statements),
        sightings={one.airframe.icao24: sightings(one) for one in journeys},
        passages=list(passages),
        record_days=record,
        watched=watched,
        fields=FIELDS,
        capacities=CAPACITIES,
        fastest_kt=FASTEST_KT,
        airlifts=AIRLIFTS,
        history_days=365,
    )


def flight(airframe: Airframe, one: Leg) -> Flight:
    """The row of a leg."""
    known = {"adep": one.ends[0], "ades": one.ends[1]}
    row: dict[str, object] = {
        "flight_id": f"{airframe.icao24}-{one.off:%Y%m%dT%H%M%SZ}",
        "icao24": airframe.icao24,
        "registration": airframe.registration,
        "typecode": airframe.typecode,
        "flag_state": airframe.flag_state,
        "callsign": "RFF8151",
        "callsigns": ["RFF8151"],
        "adep_evidence": "runway" if one.ends[0] else None,
        "ades_evidence": one.evidence if one.ends[1] else None,
        "takeoff_at": one.off if one.ends[0] else None,
        "landing_at": one.on if one.ends[1] else None,
        "first_seen_at": one.off,
        "last_seen_at": one.on,
        "positions": 100 - one.doubted,
        "doubted": one.doubted,
        "longest_silence_s": (one.hole[1] - one.hole[0]).total_seconds() if one.hole else 60.0,
        "touch_and_goes": 0,
        "cut_before": "ground",
        "source_sha256s": ["sha"],
        "algorithm": "movements",
        "reconstruction": False,
        "military_probability": airframe.military,
        "distance_nm": 1000.0,
    }
    for end, seen in known.items():
        code = getattr(one, end)
        row |= {end: code if seen else None, f"{end}_reason": None if seen else "outside_coverage"}
        row |= {f"{end}_candidates": [code] if seen else [], f"{end}_posteriors": [0.99] if seen else []}
    for which, code in (("first", one.adep), ("last", one.ades)):
        row |= {f"{which}_lat_deg": FIELDS[code].lat_deg, f"{which}_lon_deg": FIELDS[code].lon_deg}
    return Flight(**{name: row.get(name) for name in Flight._fields})  # type: ignore[arg-type]  # checked by use


def visits(journey: Journey) -> list[Visit]:
    """The stays between the legs and after the last."""
    legs = list(journey.legs)
    found = [visit(journey.airframe, legs[-1].ades, legs[-1], None)] if legs and legs[-1].ends[1] else []
    stays = [(one.ades, one, after) for one, after in pairwise(legs) if one.ends[1] and one.ades == after.adep]
    return [visit(journey.airframe, *stay) for stay in stays] + found


def visit(airframe: Airframe, airport: str, before: Leg | None, after: Leg | None, **more: object) -> Visit:
    """One stay."""
    arrived, departed = before.on if before else None, after.off if after else None
    row: dict[str, object] = {
        "icao24": airframe.icao24,
        "registration": airframe.registration,
        "typecode": airframe.typecode,
        "flag_state": airframe.flag_state,
        "airport": airport,
        "airport_candidates": [airport],
        "airport_posteriors": [0.99],
        "arrived_at": arrived,
        "departed_at": departed,
        "arrived_not_before": arrived,
        "departed_not_after": departed,
        "arrival_seen": arrived is not None,
        "departure_seen": departed is not None,
        "inferred": False,
        "arrival_flight_id": f"{airframe.icao24}-{before.off:%Y%m%dT%H%M%SZ}" if before else None,
        "departure_flight_id": f"{airframe.icao24}-{after.off:%Y%m%dT%H%M%SZ}" if after else None,
        "source_sha256s": ["sha"],
        "algorithm": "movements",
        "reconstruction": False,
        "military_probability": airframe.military,
        **more,
    }
    return Visit(**{name: row.get(name) for name in Visit._fields})  # type: ignore[arg-type]  # checked by use


def unseen_visit(airframe: Airframe, airport: str, since: str, until: str) -> Visit:
    """A stay that nobody saw."""
    return visit(
        airframe, airport, None, None, arrived_not_before=at(since), departed_not_after=at(until), inferred=True
    )


def gap(airframe: Airframe, since: str, until: str, kind: str = "landed_unseen") -> Gap:
    """A silence."""
    row: dict[str, object] = {
        "gap_id": f"{airframe.icao24}-gap-{since}",
        "icao24": airframe.icao24,
        "kind": kind,
        "from_at": at(since),
        "to_at": at(until),
        "duration_s": (at(until) - at(since)).total_seconds(),
        "from_lat_deg": 20.0,
        "from_lon_deg": 0.0,
        "source_sha256s": ["sha"],
        "algorithm": "movements",
        "reconstruction": False,
    }
    return Gap(**{name: row.get(name) for name in Gap._fields})  # type: ignore[arg-type]  # checked by use


def sightings(journey: Journey) -> list[Sighting]:
    """Positions every twenty minutes, on the ground between legs too; none of a doubted leg, none in a hole."""
    found: list[Sighting] = []
    legs = list(journey.legs)
    for number, one in enumerate(legs):
        if one.doubted <= 20:
            found += [_along(one, when) for when in _times(one.off, one.on) if not _in(when, one.hole)]
        following = legs[number + 1].off if number + 1 < len(legs) else one.on + timedelta(days=6)
        if one.ends[1] and one.doubted <= 20 and following - one.on <= timedelta(days=6):
            found += [_along(one, when) for when in _times(one.on, following)]
    return sorted(set(found), key=lambda one: one.at)


def _times(first: datetime, last: datetime) -> list[datetime]:
    return [first + n * STEP for n in range(int((last - first) / STEP) + 1)]


def _in(when: datetime, hole: tuple[datetime, datetime] | None) -> bool:
    return hole is not None and hole[0] < when < hole[1]


def _along(one: Leg, when: datetime) -> Sighting:
    """On the straight line between the fields, which is no great circle and never faster than one by much."""
    begun, ended = FIELDS[one.adep], FIELDS[one.ades]
    share = min(1.0, (when - one.off) / (one.on - one.off))
    lat = begun.lat_deg + share * (ended.lat_deg - begun.lat_deg)
    lon = begun.lon_deg + share * (ended.lon_deg - begun.lon_deg)
    return Sighting(when, lat, lon, share >= 1.0, reconstruction=False, source_sha256="sha")


def stated(
    airframe: Airframe,
    attribute: str,
    value: str,
    source: str = "registry",
    since: date | None = date(2010, 1, 1),
    until: date | None = None,
    method: str = "listed",
) -> IdentityStatement:
    """One statement."""
    return IdentityStatement(
        airframe.icao24, attribute, value, source, since, since, until, since, until, method, None, 1
    )
