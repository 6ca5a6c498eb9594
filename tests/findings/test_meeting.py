"""Meetings of state aircraft, and stays that are none."""

from datetime import UTC, datetime, timedelta

import polars as pl
import pytest

from skywitness.findings.meeting import Meeting
from skywitness.model import Finding

T0 = datetime(2019, 3, 23, tzinfo=UTC)
HOMES = pl.Schema({"icao24": pl.String(), "airport": pl.String()})


def stay(icao24: str, flag: str, hours: tuple[float, float], **known: object) -> dict[str, object]:
    return {
        "icao24": icao24,
        "airport": "SVMI",
        "arrived": T0 + timedelta(hours=hours[0]),
        "departed": T0 + timedelta(hours=hours[1]),
        "flag_state": flag,
        "operator": None,
        "state_probability": 0.9,
        "source_sha256s": [icao24],
        "reconstruction": False,
        **known,
    }


def met(*stays: dict[str, object], homes: list[tuple[str, str]] | None = None) -> list[Finding]:
    rows = pl.DataFrame(stays, schema_overrides={"operator": pl.String})
    return Meeting().find(rows, pl.DataFrame(homes or [], HOMES, orient="row"))


def test_two_states_on_one_apron() -> None:
    (finding,) = met(stay("154073", "RU", (14, 42)), stay("0dfff1", "VE", (10, 20), operator="Air Force"))
    assert finding.sentence == (
        "0dfff1 (Air Force) and 154073 (RU) stood at SVMI together for 6.0 h from 2019-03-23T14:00:00Z."
    )
    assert (finding.icao24s, finding.base_rate) == (["0dfff1", "154073"], 1.0)
    assert finding.confidence == pytest.approx(0.81)
    assert finding.source_sha256s == ["0dfff1", "154073"]


@pytest.mark.parametrize(
    "other",
    [
        stay("0dfff1", "VE", (10, 14.5)),
        stay("0dfff1", "VE", (43, 60)),
        stay("0dfff1", "VE", (10, 20), state_probability=0.5),
        stay("0dfff1", "VE", (10, 20), airport="SVBC"),
        stay("155555", "RU", (10, 20)),
    ],
)
def test_too_short_apart_civil_elsewhere_or_of_one_state_is_none(other: dict[str, object]) -> None:
    assert met(stay("154073", "RU", (14, 42)), other) == []


def test_a_host_at_home_meets_nobody() -> None:
    assert met(stay("154073", "RU", (14, 42)), stay("0dfff1", "VE", (10, 20)), homes=[("0dfff1", "SVMI")]) == []


def test_the_base_rate_is_of_pairs_of_stays_at_the_field() -> None:
    found = met(stay("154073", "RU", (14, 42)), stay("0dfff1", "VE", (10, 20)), stay("0dfff1", "VE", (90, 99)))
    assert [finding.base_rate for finding in found] == [0.5]
