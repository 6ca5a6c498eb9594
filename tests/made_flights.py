"""Flights and visits made by hand for tests, with the fields that a test does not care about filled in."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from skywitness.model import Flight, Visit

DAY = datetime(2019, 3, 1, tzinfo=UTC)
ICAO24 = "154073"


def hours(after: float) -> datetime:
    """Hours after 2019-03-01T00:00Z."""
    return DAY + timedelta(hours=after)


def made_flight(
    adep: str | None,
    ades: str | None,
    seen: tuple[float, float],
    *,
    ends_seen: tuple[bool, bool] = (True, True),
    **known: object,
) -> Flight:
    """A flight that was seen between two hours, from take-off to landing unless ``ends_seen`` says otherwise.

    Args:
        adep: airport of departure, None with the reason ``outside_coverage``.
        ades: airport of destination, likewise.
        seen: hours of the first and the last position after 2019-03-01T00:00Z.
        ends_seen: whether take-off and landing were seen.
        known: any other field of a flight; ``icao24`` among them.
    """
    first, last = map(hours, seen)
    icao24 = str(known.get("icao24", ICAO24))
    fields: dict[str, object] = {
        "flight_id": f"{icao24}-{first:%Y%m%dT%H%M%SZ}",
        "icao24": icao24,
        "registration": "RA-82035",
        "typecode": "A124",
        "flag_state": "RU",
        "callsign": "RFF7041",
        "callsigns": ["RFF7041"],
        "adep": adep,
        "ades": ades,
        "adep_reason": None if adep else "outside_coverage",
        "ades_reason": None if ades else "outside_coverage",
        "adep_evidence": _evidence(adep, ends_seen[0]),
        "ades_evidence": _evidence(ades, ends_seen[1]),
        "adep_candidates": [adep] if adep else [],
        "adep_posteriors": [0.99] if adep else [],
        "ades_candidates": [ades] if ades else [],
        "ades_posteriors": [0.99] if ades else [],
        "takeoff_at": first if ends_seen[0] else None,
        "takeoff_uncertainty_s": 10.0 if ends_seen[0] else None,
        "landing_at": last if ends_seen[1] else None,
        "landing_uncertainty_s": 10.0 if ends_seen[1] else None,
        "first_seen_at": first,
        "last_seen_at": last,
        "first_lat_deg": 0.0,
        "first_lon_deg": 0.0,
        "last_lat_deg": 0.0,
        "last_lon_deg": 0.0,
        "positions": 100,
        "doubted": 0,
        "distance_nm": 400.0,
        "longest_silence_s": 60.0,
        "touch_and_goes": 0,
        "cut_before": "ground",
        "source_sha256s": ["sha"],
        "algorithm": "movements",
        "reconstruction": False,
        **known,
    }
    return Flight(**{name: fields.get(name) for name in Flight._fields})  # type: ignore[arg-type]  # checked by use


def _evidence(airport: str | None, seen: bool) -> str | None:  # noqa: FBT001  one of two flags of a pair
    return None if airport is None else "ground" if seen else "projected"


def made_visit(
    arrival: Flight | None, departure: Flight | None, airport: str | None = None, **known: object
) -> Visit:
    """The stay after one flight and before another; its place is that of either end unless it is given."""
    place = airport or (arrival and arrival.ades) or (departure and departure.adep)
    arrived, departed = arrival and arrival.landing_at, departure and departure.takeoff_at
    flight = arrival or departure
    stay_s = (departed - arrived).total_seconds() if arrived and departed else None
    fields: dict[str, object] = {
        "icao24": flight.icao24 if flight else ICAO24,
        "airport": place,
        "airport_reason": None if place else "outside_coverage",
        "airport_candidates": [place] if place else [],
        "airport_posteriors": [0.99] if place else [],
        "arrived_at": arrived,
        "departed_at": departed,
        "arrived_not_before": arrived or (arrival and arrival.last_seen_at),
        "departed_not_after": departed or (departure and departure.first_seen_at),
        "arrival_seen": arrived is not None,
        "departure_seen": departed is not None,
        "stay_s": stay_s,
        "inferred": arrived is None and departed is None,
        "arrival_flight_id": arrival.flight_id if arrival else None,
        "departure_flight_id": departure.flight_id if departure else None,
        "source_sha256s": ["sha"],
        "algorithm": "movements",
        "reconstruction": bool(flight and flight.reconstruction),
        **known,
    }
    return Visit(**{name: fields.get(name) for name in Visit._fields})  # type: ignore[arg-type]  # checked by use


def made_visits(flights: Sequence[Flight]) -> list[Visit]:
    """Visits between and around flights in order: one where at most one place is named, else one at each end."""
    if not flights:
        return []
    found = [made_visit(None, flights[0])] if flights[0].adep else []
    for before, after in pairwise(flights):
        if before.ades and after.adep and before.ades != after.adep:
            found += [made_visit(before, None), made_visit(None, after)]
        else:
            found.append(made_visit(before, after))
    return [*found, made_visit(flights[-1], None)] if flights[-1].ades else found
