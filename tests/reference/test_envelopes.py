"""Envelopes: bounds by type, judged by aircraft whose performance is public."""

import pytest

from skywitness.reference.aircraft_types import AircraftType
from skywitness.reference.envelopes import WIDEST, envelope_of
from skywitness.store.packaged import type_table

HOUR_S = 3600


@pytest.mark.parametrize(
    ("typecode", "speed_kt", "ceiling_ft", "endurance_h"),
    [
        ("B77L", 650, 43_100, 22.7),  # record flight of 2005
        ("A388", 650, 43_000, 17),
        ("A320", 620, 39_800, 8),
        ("C172", 130, 14_000, 6),
        ("GLF6", 650, 51_000, 15),
        ("F16", 900, 50_000, 10),
        ("EUFI", 900, 55_000, 10),
        ("U2", 500, 74_000, 12),
        ("B52", 650, 50_000, 44),
        ("Q4", 400, 60_000, 34.3),  # record flight of 2014
        ("C30J", 400, 40_000, 20),
        ("P180", 500, 41_000, 7),
        ("H60", 190, 20_000, 5),
        ("LAMA", 120, 40_820, 3),  # height record of 1972
        ("V22", 320, 25_000, 10),
        ("AT76", 350, 25_000, 6),
    ],
)
def test_no_envelope_is_narrower_than_what_was_flown(
    typecode: str, speed_kt: float, ceiling_ft: float, endurance_h: float
) -> None:
    envelope = envelope_of(type_table().get(typecode))
    assert envelope.max_ground_speed_kt >= speed_kt
    assert envelope.ceiling_ft >= ceiling_ft
    assert envelope.endurance_s >= endurance_h * HOUR_S


def test_classes_are_narrower_than_the_unknown() -> None:
    light, jet = envelope_of(type_table().get("C172")), envelope_of(type_table().get("A320"))
    assert light.max_ground_speed_kt < jet.max_ground_speed_kt < WIDEST.max_ground_speed_kt
    assert light.ceiling_ft < jet.ceiling_ft < WIDEST.ceiling_ft


def test_an_unknown_type_has_the_widest() -> None:
    assert envelope_of(None) is WIDEST
    assert envelope_of(AircraftType("SS9", ("X",), "LandPlane", "Rocket", "1", "M")) is WIDEST


def test_every_type_of_document_8643_has_sound_bounds() -> None:
    for aircraft_type in type_table().by_typecode.values():
        envelope = envelope_of(aircraft_type)
        assert 0 < envelope.cruise_kt < envelope.max_ground_speed_kt
        assert envelope.ceiling_ft >= 20_000
        assert envelope.max_climb_fpm >= 2000
        assert HOUR_S <= envelope.endurance_s <= 72 * HOUR_S
        assert envelope.rotor == (aircraft_type.description in {"Helicopter", "Tiltrotor"})


@pytest.mark.parametrize(
    ("typecode", "shortest_ft", "paved"),
    [
        ("B744", 5000, True),
        ("C30J", 3000, False),
        ("C17", 3500, False),
        ("IL76", 6000, False),
        ("C172", 1500, False),
    ],
)
def test_runways(typecode: str, shortest_ft: float, *, paved: bool) -> None:
    """No longer than what the type is planned with."""
    envelope = envelope_of(type_table().get(typecode))
    assert envelope.min_runway_ft <= shortest_ft
    assert envelope.needs_paved is paved


def test_water_needs_no_runway() -> None:
    assert envelope_of(type_table().get("CL2T")).min_runway_ft == 0
