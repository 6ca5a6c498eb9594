"""Airports of ends, over the real table of fields; the truth of each case follows from published places."""

from collections.abc import Sequence
from datetime import UTC, datetime

import numpy as np
import pytest

from made_tracks import Fix, leg, made_track
from skywitness.measure.geodesy import destination
from skywitness.model import Flight
from skywitness.movements.airframe import Airframe
from skywitness.movements.field_prior import FieldPrior
from skywitness.movements.identity import Identity
from skywitness.movements.movements import Movements
from skywitness.reference.airports import Airports
from skywitness.reference.envelopes import WIDEST

MARCH_2019_S = 1_553_299_200.0


def flights(
    movements: Movements, fixes: Sequence[Fix], icao24: str = "4ca2d1", typecode: str | None = None
) -> list[Flight]:
    track = made_track(fixes, icao24)
    return movements.find(track, np.zeros(len(track), np.uint16), Identity(typecode=typecode)).flights


def final(
    airports: Airports, icao: str, designator: str, lowest_ft: float, callsign: str, from_nm: float = 25.0
) -> list[Fix]:
    """A three-degree approach (318 ft/NM) to a runway, lost at a height above the field."""
    field = airports.by_icao[icao]
    row = list(airports.codes).index(field.icao)
    ends = airports.ends_of(row)
    end = ends.start + list(airports.runway_ends.designator[ends]).index(designator)
    lat, lon = airports.runway_ends.lat_deg[end], airports.runway_ends.lon_deg[end]
    heading = airports.runway_ends.heading_deg[end]
    fixes = []
    for number, distance in enumerate(np.arange(from_nm, lowest_ft / 318, -0.3)):
        place = destination(lat, lon, heading + 180, distance)
        height = field.elevation_ft + distance * 318
        fixes.append(Fix(number * 6.0, float(place[0]), float(place[1]), round(height / 25) * 25, 180.0, callsign))
    return fixes


def test_a_lined_up_approach_names_the_airport_and_its_runway(movements: Movements, airports: Airports) -> None:
    (flight,) = flights(movements, final(airports, "EGLL", "27R", 600, "BAW12"), typecode="A320")
    assert (flight.ades, flight.ades_evidence, flight.ades_runway) == ("EGLL", "runway", "27R")
    assert flight.ades_posteriors[0] > 0.99
    assert flight.adep is None
    assert flight.landing_at is not None
    # 600 ft on three degrees: 600 / 318 NM = 1.9 NM, 38 s at 180 kt and longer for an aircraft that slows down.
    ahead_s = (flight.landing_at - flight.last_seen_at).total_seconds()
    assert ahead_s == pytest.approx(45, abs=12)
    assert flight.landing_uncertainty_s is not None
    assert flight.landing_uncertainty_s >= 15


@pytest.mark.parametrize(
    ("icao", "callsign", "icao24", "typecode"),
    [("LICC", "RYR81KC", "4ca2d1", "B738"), ("LICZ", "RCH431", "ae4af6", "C17")],
)
def test_base_and_civil_field_next_to_it_are_told_apart(
    movements: Movements, airports: Airports, icao: str, callsign: str, icao24: str, typecode: str
) -> None:
    """Catania and Sigonella, eight miles apart: each approached to 800 ft, by who uses it."""
    row = list(airports.codes).index(icao)
    designator = str(airports.runway_ends.designator[airports.ends_of(row)][0])
    (flight,) = flights(movements, final(airports, icao, designator, 800, callsign), icao24, typecode)
    assert flight.ades == icao


def test_cruise_and_high_descent_name_nothing(movements: Movements) -> None:
    level = leg(Fix(0, 50.5, -0.4619, 35_000, 450), 51.4706, -0.4619, 35_000, 450)
    (flight,) = flights(movements, level)
    assert (flight.ades, flight.ades_reason, flight.ades_candidates) == (None, "outside_coverage", [])
    down = leg(Fix(0, 49.5, -0.4619, 35_000, 450), 50.6, -0.4619, 22_000, 450)
    (flight,) = flights(movements, down)
    assert (flight.ades, flight.ades_reason) == (None, "outside_coverage")


def test_a_descent_to_the_sea_names_nothing(movements: Movements) -> None:
    """Mid-Atlantic, 500 NM from any field, down to 300 ft."""
    fixes = leg(Fix(0, 40.0, -38.0, 9_000, 200, "RCH1"), 40.0, -36.5, 300, 180)
    (flight,) = flights(movements, fixes, "ae4af6")
    assert (flight.ades, flight.ades_candidates) == (None, [])
    assert flight.ades_reason == "undetermined"


def test_low_and_level_flight_past_a_field_is_no_landing(movements: Movements) -> None:
    """A light aircraft at 2,000 ft crosses Heathrow's zone and is lost two miles abeam."""
    fixes = leg(Fix(0, 51.0, -0.40, 2_000, 100, "GABCD"), 51.47, -0.40, 2_000, 100)
    (flight,) = flights(movements, fixes)
    assert flight.ades is None


def test_a_field_that_was_not_open_has_no_weight(airports: Airports) -> None:
    """Istanbul's new airport opened on 29 October 2018; Tegel closed on 8 November 2020."""
    airliner = Airframe("airline", WIDEST, 450.0, "")
    rows = np.array([list(airports.codes).index(code) for code in ("LTFM", "EDDT", "EGLL")])
    in_2017 = datetime(2017, 8, 2, tzinfo=UTC).timestamp()
    in_2022 = datetime(2022, 8, 2, tzinfo=UTC).timestamp()
    prior = FieldPrior(airports)
    assert (prior.of(rows, airliner, in_2017)[0] > 0).tolist() == [False, True, True]
    assert (prior.of(rows, airliner, in_2022)[0] > 0).tolist() == [True, False, True]


def test_two_ends_of_one_stop_are_weighed_together(movements: Movements) -> None:
    """Lost descending to a lonely strip of the desert and found climbing from it: surer together than alone."""
    field = movements.airports.by_icao["DATM"]  # Bordj Mokhtar, 21.38 N 0.93 E, 1,303 ft
    down = leg(
        Fix(0, field.lat_deg + 1.0, field.lon_deg, 20_000, 280), field.lat_deg + 0.35, field.lon_deg, 9_000, 250
    )
    start = Fix(down[-1].time_s + 7_200, field.lat_deg + 0.5, field.lon_deg, 11_000, 280)
    up = [start, *leg(start, field.lat_deg + 1.0, field.lon_deg, 20_000, 280)]
    alone = flights(movements, up)[0]
    track = made_track([*down, *up])
    track.track_deg[len(down) - 1] = 180.0  # and not towards the place where it is heard again
    both = movements.find(track, np.zeros(len(track), np.uint16), Identity()).flights
    assert len(both) == 2
    assert both[0].ades_candidates[0] == both[1].adep_candidates[0]
    assert both[1].adep_posteriors[0] > alone.adep_posteriors[0]


def test_posteriors_are_probabilities(movements: Movements, airports: Airports) -> None:
    (flight,) = flights(movements, final(airports, "EGLL", "27R", 3_500, "BAW12"))
    assert flight.ades_posteriors == sorted(flight.ades_posteriors, reverse=True)
    assert 0 < sum(flight.ades_posteriors) <= 1.001
    assert len(flight.ades_candidates) == len(flight.ades_posteriors) == len(set(flight.ades_candidates))
