"""Look-ups against facts known from outside."""

import airportsdata
import pytest
import rs1090

from skywitness.measure.geodesy import distance_nm
from skywitness.reference.airports import Airports
from skywitness.reference.registrations import computed_registration
from skywitness.reference.states import AddressBlocks
from skywitness.store.packaged import aircraft_blocks


@pytest.fixture(scope="module")
def blocks() -> AddressBlocks:
    return aircraft_blocks()


@pytest.mark.parametrize(
    ("icao24", "state"),
    [
        ("154073", "RU"),
        ("ae4af6", "US"),
        ("406b90", "GB"),
        ("3c4589", "DE"),
        ("0d8000", "VE"),
        ("778000", "SY"),
        ("77ffff", "SY"),
        ("000000", None),
        ("ffffff", None),
        ("~2a8c01", None),
        ("~flight_id:e5259c3", None),
        ("zzzzzz", None),
        ("", None),
    ],
)
def test_flag_state_from_the_address_block(blocks: AddressBlocks, icao24: str, state: str | None) -> None:
    assert blocks.flag_state(icao24) == state


def test_blocks_do_not_overlap_and_agree_with_an_independent_table(blocks: AddressBlocks) -> None:
    assert all(last < first for last, first in zip(blocks.last, blocks.first[1:], strict=False))
    for first, last, state in zip(blocks.first, blocks.last, blocks.state, strict=True):
        flag = str(rs1090.aircraft_information(f"{(first + last) // 2:06x}")["flag"])
        assert "".join(chr(ord(letter) - 0x1F1E6 + ord("A")) for letter in flag) == state


@pytest.mark.parametrize(
    ("icao24", "registration"),
    # As the registries and two aircraft databases have them; a military address has no N-number.
    [("ac671b", "N899DN"), ("154073", "RA-82035"), ("1551e0", "RA-86496"), ("ae4af6", None), ("~ac671b", None)],
)
def test_registration_from_the_address(icao24: str, registration: str | None) -> None:
    assert computed_registration(icao24) == registration


def test_airports_near_agree_with_a_search_through_all() -> None:
    airports = Airports.from_rows(airportsdata.load("ICAO").values())
    for lat, lon in [(51.47, -0.46), (-17.7, 179.9), (-17.7, -179.9), (89.0, 10.0), (0.0, 0.0)]:
        near = airports.near(lat, lon, 60)
        distances = distance_nm(lat, lon, airports.lat_deg, airports.lon_deg)
        assert sorted(near.rows.tolist()) == sorted((distances <= 60).nonzero()[0].tolist())
        assert near.distance_nm.tolist() == sorted(near.distance_nm.tolist())
