"""Case capacities: what the types of a claim can carry over its leg, and how fast they are at most."""

from collections.abc import Collection, Sequence

from skywitness.cases.checks.facts import Capacity
from skywitness.findings.airlift_loads import load_of, seats_of
from skywitness.measure.geodesy import way_nm
from skywitness.model import Flight
from skywitness.reference.airports import Airports
from skywitness.reference.envelopes import envelope_of
from skywitness.reference.performance import Performance
from skywitness.store.packaged import type_performance, type_table


def capacities(
    typecodes: Collection[str], flights: Sequence[Flight], fields: Collection[str], table: Airports
) -> dict[str, Capacity]:
    """What each type can carry; over the shortest leg into the fields whose both ends are known.

    Args:
        typecodes: designators.
        flights: of the airframes that the claim can mean.
        fields: codes of the claim's fields.
        table: for the places of the fields.
    """
    legs = [_leg_nm(one, table) for one in flights if one.ades in fields and one.adep is not None]
    leg_nm = min((one for one in legs if one is not None), default=None)
    return {code: _capacity(code, leg_nm) for code in sorted(filter(None, typecodes))}


def fastest_kt(typecodes: Collection[str]) -> dict[str, float]:
    """Knots over ground that no aircraft of each type exceeds."""
    return {
        code: envelope_of(type_table().get(code)).max_ground_speed_kt for code in sorted(filter(None, typecodes))
    }


def _leg_nm(flight: Flight, table: Airports) -> float | None:
    begun, ended = (table.by_icao.get(code or "") for code in (flight.adep, flight.ades))
    if begun is None or ended is None or begun is ended:
        return None
    return way_nm(begun.lat_deg, begun.lon_deg, ended.lat_deg, ended.lon_deg)


def _capacity(typecode: str, leg_nm: float | None) -> Capacity:
    able = type_performance().of(typecode, type_table().get(typecode))
    load = load_of(able, leg_nm or 0.0)
    return Capacity(
        typecode,
        load.most_t if load else 0.0,
        load.typical_t if load else 0.0,
        seats_of(able),
        leg_nm,
        _sources(able),
    )


def _sources(able: Performance) -> tuple[str, ...]:
    figures = (figure for spread in able.spreads for figure in spread.figures if _bears(figure.quantity))
    return tuple(dict.fromkeys(figure.source for figure in figures))


def _bears(quantity: str) -> bool:
    return quantity.startswith(("payload", "seats", "troops"))
