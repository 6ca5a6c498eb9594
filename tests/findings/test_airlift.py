"""Airlift: what flights can have carried, held against airlifts whose size is known."""

from datetime import UTC, datetime, timedelta

import polars as pl
import pytest

from skywitness.findings.airlift import Airlift, Place
from skywitness.findings.airlift_loads import load_of
from skywitness.model import Finding
from skywitness.reference.performance import Performance, PerformanceTable
from skywitness.store.packaged import past_airlifts, type_performance, type_table

T0 = datetime(2015, 1, 1, tzinfo=UTC)
PLACE = Place("OSLK", ["OSLK"], 365, 300, 0)

Figures = dict[str, tuple[float, float]]


def able(**figures: tuple[float, float]) -> Performance:
    """A type with these figures, each of one source."""
    units = {"payload": "t", "range": "NM", "ferry": "NM", "seats": "seats"}
    rows = [
        {
            "typecode": "TEST",
            "quantity": quantity,
            "value_low": str(low),
            "value_high": str(high),
            "unit": units[quantity.split("_")[0]],
            "source": "a book",
            "source_date": "2020",
            "note": "",
        }
        for quantity, (low, high) in figures.items()
    ]
    return PerformanceTable.from_rows(rows).of("TEST", None)


def packaged(typecode: str) -> Performance:
    return type_performance().of(typecode, type_table().get(typecode))


def arrivals(*typecodes: str | None, leg_nm: float = 1_500) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "flight_id": [f"flight-{number}" for number in range(len(typecodes))],
            "icao24": [f"{number % 40:06x}" for number in range(len(typecodes))],
            "typecode": pl.Series(typecodes, dtype=pl.String),
            "leg_nm": leg_nm,
            "last_seen_at": [T0 + timedelta(days=number) for number in range(len(typecodes))],
            "source_sha256s": [["a" * 64]] * len(typecodes),
            "reconstruction": False,
        }
    )


def numbers(finding: Finding) -> dict[str, float]:
    return dict(zip(finding.number_names, finding.number_values, strict=True))


@pytest.mark.parametrize(("leg_nm", "most_t"), [(500, 100), (2_000, 100), (4_000, 50), (6_000, 0), (7_000, 0)])
def test_a_longer_leg_carries_less(leg_nm: float, most_t: float) -> None:
    aircraft = able(payload_max_t=(100, 100), range_max_payload_nm=(2_000, 2_000), ferry_range_nm=(6_000, 6_000))
    load = load_of(aircraft, leg_nm)
    assert load is not None
    assert load.most_t == pytest.approx(most_t)
    assert load.low_t <= load.typical_t <= load.planned_t <= load.most_t


def test_figures_of_sources_come_before_shares() -> None:
    load = load_of(
        able(
            payload_max_t=(80, 80), payload_planning_t=(59, 59), payload_typical_t=(20, 30), seats_max=(102, 102)
        ),
        100,
    )
    assert load is not None
    assert (load.typical_t, load.planned_t, load.seats, load.judged) == (25, 59, 102, False)


def test_a_type_without_a_greatest_load_has_none() -> None:
    assert load_of(able(range_nm=(2_000, 2_000)), 100) is None


@pytest.mark.parametrize("il76_share", [0.5, 0.7, 0.85, 1.0])
def test_khmeimim_2015_lies_within_the_range_of_any_mixture(il76_share: float) -> None:
    (known,) = (one for one in past_airlifts() if one.name == "Khmeimim 2015")
    il76 = round(il76_share * known.flights)
    finding = Airlift().find(arrivals(*["IL76"] * il76, *["A124"] * (known.flights - il76)), PLACE, packaged)
    found = numbers(finding)
    assert known.tonnes == 13_750
    assert found["low_t"] < known.tonnes < found["most_t"]


def test_march_2019_two_aircraft_can_have_brought_what_was_said() -> None:
    # "About 35 tons" and "about 100 soldiers", by an Il-62 and an An-124.
    found = numbers(Airlift().find(arrivals("IL62", "A124"), PLACE, packaged))
    assert found["low_t"] < 35 < found["most_t"]
    assert found["most_seats"] > 100


def test_the_sentence_says_what_is_not_counted() -> None:
    place = Place("SVMI", ["SVMI"], 11, 3, 2)
    finding = Airlift().find(arrivals("IL62", None), place, packaged)
    assert "2 flights by 2 aircraft (?, IL62) into SVMI can have carried" in finding.sentence
    assert "the capacity of 1 flight is not known" in finding.sentence
    assert "2 arrivals that nobody saw not counted" in finding.sentence
    assert "somebody was heard there on 3 of 11 days; what was on board cannot be seen." in finding.sentence
    assert finding.basis == ["flight-0", "flight-1"]


def test_types_of_which_nothing_is_known_have_no_tonnes() -> None:
    finding = Airlift().find(arrivals(None), PLACE, packaged)
    assert " t " not in finding.sentence
    assert numbers(finding)["unknown_type_flights"] == 1


def test_an_airliner_without_a_known_load_still_has_seats() -> None:
    finding = Airlift().find(arrivals("TEST"), PLACE, lambda _: able(seats_max=(180, 180)))
    assert "can have carried up to 180 people;" in finding.sentence
