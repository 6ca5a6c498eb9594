"""Companions in the air, on a route and on the ground, and those who only look like it."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import polars as pl
import pytest

from made_pairs import straight
from skywitness.findings.companions import Companions, Record
from skywitness.model import Finding

T0 = datetime(2025, 1, 1, tzinfo=UTC)
UTC_TIME = pl.Datetime("us", "UTC")
TEXT = pl.String()
FLIGHT = pl.Schema({"icao24": TEXT, "flight_id": TEXT, "adep": TEXT, "ades": TEXT, "at": UTC_TIME})
STAY = pl.Schema({"icao24": TEXT, "airport": TEXT, "arrived": UTC_TIME, "departed": UTC_TIME})

Hours = Sequence[float]


def flights(icao24: str, hours: Hours, adep: str = "UUMU", ades: str = "OSLK") -> list[tuple[object, ...]]:
    return [(icao24, f"{icao24}-{hour}", adep, ades, T0 + timedelta(hours=hour)) for hour in hours]


def stays(icao24: str, days: Hours, airport: str = "SVMI", hours: float = 20) -> list[tuple[object, ...]]:
    arrived = [T0 + timedelta(days=day) for day in days]
    return [(icao24, airport, at, at + timedelta(hours=hours)) for at in arrived]


def found(
    *,
    positions: Sequence[pl.DataFrame] = (),
    flown: Sequence[tuple[object, ...]] = (),
    stood: Sequence[tuple[object, ...]] = (),
    homes: Sequence[tuple[str, str]] = (),
    about: list[str] | None = None,
    watched: int = 180,
    heard_at: tuple[str, ...] = ("SVMI", "UUMU", "OSLK"),
) -> list[Finding]:
    every_day = pl.DataFrame({"day": pl.date_range(T0.date(), T0.date() + timedelta(days=watched), eager=True)})
    record = Record(
        positions=positions,
        flying=10,
        flights=pl.DataFrame(flown, FLIGHT, orient="row"),
        visits=pl.DataFrame(stood, STAY, orient="row"),
        covered=every_day.join(pl.DataFrame({"airport": sorted(heard_at)}), how="cross"),
        home_bases=pl.DataFrame(homes, {"icao24": pl.String, "airport": pl.String}, orient="row"),
        about=about,
    )
    return Companions().find(record)


def test_level_and_near_is_formation_a_thousand_feet_up_is_only_close() -> None:
    lead = straight("aaaaaa", 30, 50, 10)
    level, above = straight("bbbbbb", 30, 50.01, 10, 20_200), straight("cccccc", 30, 50.01, 10, 21_200)
    first, *others = found(positions=[pl.concat([lead, level, above])])
    assert (first.verdict, first.icao24s, first.base_rate) == ("formation", ["aaaaaa", "bbbbbb"], 2 / 10)
    assert first.sentence.startswith("aaaaaa and bbbbbb flew 0.6 NM and 200 ft apart (medians) for 30 min from")
    assert {finding.verdict for finding in others} == {"close"}
    assert all("1,000 ft apart on one airway" in finding.sentence for finding in others)
    assert all(finding.confidence < first.confidence for finding in others)


def test_one_place_under_two_addresses_is_said() -> None:
    (finding,) = found(positions=[pl.concat([straight("aaaaaa", 30, 50, 10), straight("bbbbbb", 30, 50, 10)])])
    assert "may be one aircraft under two addresses" in finding.sentence


def test_below_the_speed_of_gliders_nothing_is_said() -> None:
    slow = pl.col("lat_deg") / 10 + 45, pl.col("lon_deg") / 10 + 9
    both = pl.concat([straight("aaaaaa", 30, 50, 10), straight("bbbbbb", 30, 50, 10)]).with_columns(*slow)
    assert found(positions=[both]) == []


IRREGULAR = (3, 290, 700, 1_330, 1_900, 2_800, 3_317, 4_001)


def test_leaving_together_again_and_again_is_a_convoy() -> None:
    alone = flights("cccccc", [100, 1_000, 2_300, 3_500])
    (finding,) = found(
        flown=[*flights("aaaaaa", IRREGULAR), *flights("bbbbbb", [h + 1 for h in IRREGULAR]), *alone]
    )
    assert (finding.verdict, finding.icao24s, finding.airports) == (
        "convoy",
        ["aaaaaa", "bbbbbb"],
        ["UUMU", "OSLK"],
    )
    numbers = dict(zip(finding.number_names, finding.number_values, strict=True))
    assert numbers["together"] == 8
    assert numbers["expected"] < 0.5
    assert numbers["false_discovery_rate"] == pytest.approx(1 - finding.confidence)
    assert len(finding.basis) == 16


def test_out_and_back_on_one_day_is_one_coincidence() -> None:
    both = [
        row
        for icao24, late in (("aaaaaa", 0.0), ("bbbbbb", 0.5))
        for row in (
            *flights(icao24, [24 * day + 6 + late for day in (1, 20, 50)]),
            *flights(icao24, [24 * day + 12 + late for day in (1, 20, 50)], "OSLK", "UUMU"),
        )
    ]
    (finding,) = found(flown=both)
    assert finding.number_values[0] == 3


@pytest.mark.parametrize("every", [1, 7])
def test_a_daily_or_weekly_service_is_no_company(every: int) -> None:
    days = range(0, 180, every)
    timetable = [
        row
        for number, icao24 in enumerate(("aaaaaa", "bbbbbb", "cccccc"))
        for row in flights(icao24, [24 * day + 8 + number / 2 for day in days])
    ]
    assert found(flown=timetable) == []


def test_days_without_a_receiver_are_not_days_apart() -> None:
    daily = [*flights("aaaaaa", range(8, 240, 24)), *flights("bbbbbb", range(9, 241, 24))]
    assert found(flown=daily, watched=9) == []


def test_standing_together_far_from_home_is_company() -> None:
    stood = [*stays("aaaaaa", [10, 60, 130]), *stays("bbbbbb", [10, 60, 130]), *stays("cccccc", [40])]
    (finding,) = found(stood=stood)
    assert (finding.verdict, finding.icao24s) == ("stays", ["aaaaaa", "bbbbbb"])
    assert "stood at SVMI at the same time, away from home, 3 times" in finding.sentence


def test_neighbours_on_the_home_apron_are_no_companions() -> None:
    stood = [*stays("aaaaaa", [10, 60, 130]), *stays("bbbbbb", [10, 60, 130])]
    assert found(stood=stood, homes=[("aaaaaa", "SVMI")]) == []


def test_at_a_hub_everyone_stands_beside_everyone() -> None:
    crowd = [row for number in range(1_300) for row in stays(f"{number:06x}", [10, 60, 130])]
    assert found(stood=crowd) == []


def test_a_question_about_one_aircraft_needs_less_to_stand_out() -> None:
    others = [row for number in range(40) for row in stays(f"{number:06x}", [number * 4 + 1])]
    stood = [*stays("aaaaaa", [177]), *stays("bbbbbb", [177]), *others]
    assert found(stood=stood) == []
    assert {tuple(finding.icao24s) for finding in found(stood=stood[:2], about=["aaaaaa"])} == {
        ("aaaaaa", "bbbbbb")
    }


def test_no_record_no_companions() -> None:
    assert found() == []
