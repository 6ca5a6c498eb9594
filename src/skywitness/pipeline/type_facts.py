"""Type facts: what the tables know of one type of aircraft, for objects and in words."""

from collections.abc import Iterable
from typing import Any

from skywitness.reference.performance import Figure, Performance, Spread
from skywitness.store.packaged import type_performance, type_table

UNLISTED = "not in ICAO document 8643"
_LABELS = {
    "cruise_kt": "cruise",
    "cruise_mach": "cruise, Mach",
    "ceiling_ft": "ceiling",
    "range_nm": "range",
    "range_max_payload_nm": "range, full payload",
    "ferry_range_nm": "range, no payload",
    "endurance_h": "endurance",
    "seats_typical": "seats, usual",
    "seats_max": "seats, most",
    "troops": "troops",
    "payload_planning_t": "payload, planned",
    "payload_typical_t": "payload, reported",
    "payload_max_t": "payload, most",
    "max_takeoff_mass_t": "take-off mass, most",
}
_RANGES = ("range_nm", "range_max_payload_nm", "ferry_range_nm")
_SHORT = ("cruise_kt", "cruise_mach", "ceiling_ft", *_RANGES, "endurance_h", "seats_max", "payload_max_t")
"""What the page of an aircraft has."""
_CLOSEST = 4


def performance_of(typecode: str) -> Performance:
    """What is known of a type, by its designator."""
    return type_performance().of(typecode, type_table().get(typecode))


def type_facts(typecode: str, asked: str) -> dict[str, Any]:
    """Names, kind, engines, wake category and figures of a type.

    Args:
        typecode: its designator.
        asked: what was written; names of the type that are most like it come first.
    """
    known, can = type_table().get(typecode), performance_of(typecode)
    return {
        "names": _closest(known.names, asked) if known else [],
        "kind": known.description if known else None,
        "wake": can.wake or None,
        "engines": can.engines or None,
        "engine": can.engine or None,
        "performance": [_spread(one) for one in can.spreads],
    }


def quantity_lines(can: Performance) -> dict[str, object]:
    """By label: the range of each quantity in words, and a line for each figure with its citation."""
    return {_LABELS[one.quantity]: [_in_words(one), *map(_cited, one.figures)] for one in can.spreads}


def in_short(typecode: str | None) -> list[str] | None:
    """The main figures of a type in words, one an element; None when there are none."""
    if typecode is None:
        return None
    spreads = (performance_of(typecode).spread(quantity) for quantity in _SHORT)
    return [f"{_LABELS[one.quantity]} {_in_words(one)}" for one in spreads if one] or None


def _closest(names: Iterable[str], asked: str) -> list[str]:
    """The names, those first that share most words with what was asked."""
    words = set(asked.casefold().split())
    return sorted(names, key=lambda name: -len(words & set(name.casefold().split())))[:_CLOSEST]


def _spread(one: Spread) -> dict[str, Any]:
    figures = [figure._asdict() | {"cited": figure.cited} for figure in one.figures]
    return one._asdict() | {"basis": one.basis, "figures": figures}


def _in_words(one: Spread) -> str:
    return f"{_range(one.low, one.high)} {one.unit} ({one.basis})"


def _cited(one: Figure) -> str:
    note = f"; {one.note}" if one.note else ""
    return f"  {_range(one.low, one.high)}: {one.source} ({one.source_date}){note}"


def _range(low: float, high: float) -> str:
    return f"{low:,g}" if low == high else f"{low:,g} to {high:,g}"
