"""Flights and visits on made tracks whose truth is known by construction."""

from dataclasses import replace

import numpy as np
import pytest

from made_tracks import Fix, leg, made_track
from skywitness.model import Flight, Visit
from skywitness.movements.airframe import AirframeFinder
from skywitness.movements.gaps import GapFinder
from skywitness.movements.identity import Identity
from skywitness.movements.lens import Lens
from skywitness.movements.movements import Movements
from skywitness.reference.airports import Airports
from skywitness.store.packaged import military_blocks, military_designators, type_table

# Reference points and elevations as published: EGLL 51.4706 N 0.4619 W 83 ft, LFPG 49.0128 N 2.55 E 392 ft.
EGLL = (51.4706, -0.4619)
LFPG = (49.0128, 2.55)


def found(movements: Movements, fixes: list[Fix]) -> tuple[list[Flight], list[Visit]]:
    track = made_track(fixes)
    all_found = movements.find(track, np.zeros(len(track), np.uint16), Identity())
    return all_found.flights, all_found.visits


def taxi(start: Fix, minutes: float = 4.0) -> list[Fix]:
    """Slow positions on the ground at one place."""
    count = int(minutes * 6)
    return [start._replace(time_s=start.time_s + 10.0 * (i + 1), ground_speed_kt=12.0) for i in range(count)]


def london_to_paris(at_s: float = 0.0, callsign: str = "BAW306") -> list[Fix]:
    """A whole flight from stand to stand, heard throughout."""
    fixes = [Fix(at_s, *EGLL, None, 5.0, callsign)]
    fixes += taxi(fixes[-1])
    airborne = fixes[-1]._replace(baro_altitude_ft=100.0, time_s=fixes[-1].time_s + 10, ground_speed_kt=150)
    fixes.append(airborne)
    fixes += leg(airborne, 51.0, 0.2, 20_000, 330)
    fixes += leg(fixes[-1], 49.9, 1.5, 21_000, 430)
    fixes += leg(fixes[-1], 49.2, 2.3, 3_500, 280)
    fixes += leg(fixes[-1], *LFPG, 450, 145, step_s=5)
    fixes.append(fixes[-1]._replace(time_s=fixes[-1].time_s + 10, baro_altitude_ft=None, ground_speed_kt=110))
    return fixes + taxi(fixes[-1])


def test_a_flight_heard_throughout_is_named_at_both_ends(movements: Movements) -> None:
    fixes = london_to_paris()
    (flight,), stays = found(movements, fixes)
    assert (flight.adep, flight.ades) == ("EGLL", "LFPG")
    assert (flight.adep_evidence, flight.ades_evidence) == ("ground", "ground")
    assert flight.adep_candidates[0] == "EGLL"
    assert flight.adep_posteriors[0] > 0.99
    assert flight.adep_reason is None
    assert flight.takeoff_at is not None
    assert flight.landing_at is not None
    last_taxi_out = max(fix.time_s for fix in fixes[:30] if fix.baro_altitude_ft is None)
    assert last_taxi_out <= flight.takeoff_at.timestamp() - 1_553_299_200 <= last_taxi_out + 10
    assert flight.takeoff_uncertainty_s == pytest.approx(20, abs=1)
    assert [(visit.airport, visit.inferred) for visit in stays] == [("EGLL", False), ("LFPG", False)]
    assert [visit.source_sha256s for visit in stays] == [["sha"], ["sha"]]
    assert stays[0].departed_at == flight.takeoff_at
    assert stays[1].arrived_at == flight.landing_at


def test_a_turnaround_heard_without_a_gap_is_two_flights_and_one_visit(movements: Movements) -> None:
    first = london_to_paris()
    back = [fix._replace(time_s=first[-1].time_s + 600 + first[-1].time_s - fix.time_s) for fix in reversed(first)]
    flights, stays = found(movements, first + back)
    assert [(flight.adep, flight.ades) for flight in flights] == [("EGLL", "LFPG"), ("LFPG", "EGLL")]
    assert [visit.airport for visit in stays] == ["EGLL", "LFPG", "EGLL"]
    assert stays[1].arrived_at == flights[0].landing_at
    assert stays[1].departed_at == flights[1].takeoff_at


def test_a_blank_or_changing_callsign_does_not_cut_a_flight(movements: Movements) -> None:
    fixes = london_to_paris()
    names = ["BAW306", None, "BAW306", "RRR12"]
    changed = [fix._replace(callsign=names[i * len(names) // len(fixes)]) for i, fix in enumerate(fixes)]
    flights, _ = found(movements, changed)
    assert len(flights) == 1


def test_silence_at_cruise_speed_is_one_flight(movements: Movements) -> None:
    fixes = leg(Fix(0, 40.0, -60.0, 35_000, 460, "DLH400"), 40.0, -50.0, 35_000, 460)
    fixes += leg(fixes[-1], 40.0, -30.0, 35_000, 460, step_s=7200)
    fixes += leg(fixes[-1], 40.0, -20.0, 35_000, 460)
    (flight,), stays = found(movements, fixes)
    assert (flight.adep_reason, flight.ades_reason) == ("outside_coverage", "outside_coverage")
    assert flight.longest_silence_s > 3600
    assert stays == []


def test_a_landing_nobody_heard_is_an_inferred_visit_without_a_name(movements: Movements) -> None:
    down = leg(Fix(0, 24.0, -75.0, 24_000, 300, "RCH431"), 20.5, -75.0, 24_000, 300)
    down += leg(down[-1], 20.3, -75.0, 12_000, 250)
    up = leg(down[-1]._replace(time_s=down[-1].time_s + 6800, baro_altitude_ft=12_000), 20.5, -75.0, 24_000, 250)
    up += leg(up[-1], 24.0, -75.0, 24_000, 300)
    flights, stays = found(movements, down + up)
    assert [flight.ades_reason for flight in flights] == ["undetermined", "outside_coverage"]
    assert flights[0].ades_candidates[0] in {"MUGM", "MUGT"}  # the naval station and the town's field, 10 NM apart
    assert flights[1].cut_before == "landed_unseen"
    assert flights[1].cut_before_log_odds is not None
    assert flights[1].cut_before_log_odds > 0
    assert [(visit.airport, visit.inferred, visit.arrived_at, visit.departed_at) for visit in stays] == [
        (None, True, None, None)
    ]
    assert stays[0].arrived_not_before == flights[0].last_seen_at
    assert stays[0].departed_not_after == flights[1].first_seen_at


def test_a_touch_and_go_does_not_cut(movements: Movements) -> None:
    fixes = leg(Fix(0, 51.6, -0.9, 3_000, 140, "GABCD"), *EGLL, 100, 120, step_s=5)
    rolling = [fixes[-1]._replace(time_s=fixes[-1].time_s + 5 * i, baro_altitude_ft=None) for i in range(1, 4)]
    up = rolling[-1]._replace(time_s=rolling[-1].time_s + 5, baro_altitude_ft=100)
    flights, _ = found(movements, fixes + rolling + leg(up, 51.3, 0.2, 3_000, 140))
    assert len(flights) == 1


def test_cruise_over_a_field_names_nothing(movements: Movements) -> None:
    fixes = leg(Fix(0, 50.5, -0.4619, 35_000, 450), *EGLL, 35_000, 450)
    (flight,), _ = found(movements, fixes)
    assert (flight.ades, flight.ades_reason) == (None, "outside_coverage")


def test_two_fields_equally_near_stay_undetermined() -> None:
    """Two strips of one kind a mile either side of the place of landing, without any runway known."""
    rows = [
        {"icao": code, "iata": "", "name": code, "city": "", "country": "AA", "elevation": 0.0, "lat": 10.0,
         "lon": 20.0 + side / 60, "tz": "UTC"}
        for code, side in (("WEST", -1), ("EAST", 1))
    ]  # fmt: skip
    fields = Airports.from_rows(rows)
    airframes = AirframeFinder(type_table(), military_blocks(), military_designators())
    fixes = leg(Fix(0, 11.0, 20.0, 9_000, 200), 10.0, 20.0, 300, 140, step_s=5)
    fixes += taxi(fixes[-1]._replace(baro_altitude_ft=None))
    (flight,), _ = found(Movements.over(fields, airframes, GapFinder(None, None, Lens())), fixes)
    assert (flight.ades, flight.ades_reason) == (None, "undetermined")
    assert sorted(flight.ades_candidates) == ["EAST", "WEST"]
    assert flight.ades_posteriors == pytest.approx([0.5, 0.5], abs=0.01)


@pytest.mark.parametrize(
    "fixes",
    [
        [Fix(0, 10.0, 20.0, 30_000, 400)],
        [Fix(0, 10.0, 20.0, 30_000, 400), Fix(365 * 86_400, 12.0, 20.0, 30_000, 400)],
        [Fix(i * 10.0, 10.0, 20.0, 30_000, 0) for i in range(50)],
        [Fix(i * 10.0, *EGLL, None, 0) for i in range(50)],
        [Fix(0, 10.0 + i * 0.001, 20.0, 30_000, 400) for i in range(50)],
    ],
    ids=["one fix", "two fixes a year apart", "all identical", "parked", "all at one time"],
)
def test_no_flight_is_invented(movements: Movements, fixes: list[Fix]) -> None:
    flights, _ = found(movements, fixes)
    assert flights == []


@pytest.mark.parametrize("speed", [0.0, np.nan])
def test_missing_altitudes_and_speeds_do_not_raise(movements: Movements, speed: float) -> None:
    track = made_track([fix._replace(ground_speed_kt=speed) for fix in london_to_paris()])
    blank = replace(track, baro_altitude_ft=np.full(len(track), np.nan))
    all_found = movements.find(blank, np.zeros(len(blank), np.uint16), Identity())
    assert len(all_found.flights) <= 1
    assert "no_altitude" in {remark.kind for remark in all_found.remarks}


def test_across_the_antimeridian_and_near_the_pole(movements: Movements) -> None:
    fixes = leg(Fix(0, 60.0, 175.0, 35_000, 450), 60.0, 179.9, 35_000, 450)
    fixes += leg(fixes[-1]._replace(lon_deg=-179.9, time_s=fixes[-1].time_s + 48), 60.0, -175.0, 35_000, 450)
    (flight,), _ = found(movements, fixes)
    assert flight.distance_nm == pytest.approx(10 * 60 * 0.5, rel=0.01)
    over = [Fix(i * 60.0, 89.0 + i * 0.1, 0.0, 35_000, 450) for i in range(10)]
    over += [Fix((10 + i) * 60.0, 90.0 - i * 0.1, 180.0, 35_000, 450) for i in range(10)]
    (flight,), _ = found(movements, over)
    assert flight.distance_nm == pytest.approx(1.9 * 60, rel=0.03)


def test_flights_tile_the_time_without_overlap(movements: Movements) -> None:
    first = london_to_paris()
    fixes = first + london_to_paris(at_s=first[-1].time_s + 30 * 3600, callsign="BAW308")
    flights, stays = found(movements, fixes)
    assert [(flight.adep, flight.ades) for flight in flights] == [("EGLL", "LFPG")] * 2
    assert flights[0].last_seen_at < flights[1].first_seen_at
    # Paris to London in between was not seen: two visits with their own ends, no leap.
    assert [(visit.airport, visit.arrived_at, visit.departed_at) for visit in stays[1:3]] == [
        ("LFPG", flights[0].landing_at, None),
        ("EGLL", None, flights[1].takeoff_at),
    ]
