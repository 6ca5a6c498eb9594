"""Spells of a code of distress."""

from datetime import UTC, datetime, timedelta

import polars as pl
import pytest

from skywitness.findings.emergency import Emergency
from skywitness.model import Finding

T0 = datetime(2025, 6, 1, 12, tzinfo=UTC)


def heard(seconds: list[float], squawk: str = "7700", icao24: str = "4ca123") -> pl.DataFrame:
    count = len(seconds)
    return pl.DataFrame(
        {
            "icao24": [icao24] * count,
            "observed_at": [T0 + timedelta(seconds=second) for second in seconds],
            "lat_deg": [52.0] * count,
            "lon_deg": [4.0] * count,
            "squawk": [squawk] * count,
            "source_sha256": ["a" * 64] * count,
            "reconstruction": [False] * count,
        }
    )


def found(*parts: pl.DataFrame) -> list[Finding]:
    return Emergency().find(pl.concat(parts), heard=10)


def test_a_code_kept_for_minutes_is_sustained() -> None:
    (finding,) = found(heard([0, 60, 120, 600]))
    assert finding.verdict == "sustained"
    assert (finding.since, finding.until) == (T0, T0 + timedelta(minutes=10))
    assert finding.base_rate == 1 / 10
    assert finding.sentence == "4ca123 sent 7700 (emergency) for 10 min from 2025-06-01T12:00:00Z."


@pytest.mark.parametrize("seconds", [[0], [0, 2], [0, 1, 2, 3], [0, 300]])
def test_dials_in_passing_are_brief(seconds: list[float]) -> None:
    assert [finding.verdict for finding in found(heard(seconds))] == ["brief"]


def test_a_long_silence_makes_two_spells() -> None:
    spells = found(heard([0, 60, 120, 3_720, 3_780, 3_840]))
    assert [(spell.since - T0).total_seconds() for spell in spells] == [0, 3_720]


def test_each_aircraft_and_code_by_itself() -> None:
    spells = found(heard([0, 30, 60], "7600"), heard([10, 40, 70]), heard([0, 30, 60], icao24="3c6444"))
    assert [(spell.icao24s, spell.sentence.split()[2]) for spell in spells] == [
        (["3c6444"], "7700"),
        (["4ca123"], "7600"),
        (["4ca123"], "7700"),
    ]


@pytest.mark.parametrize("squawk", ["7000", "1200", "7777"])
def test_ordinary_codes_are_nothing(squawk: str) -> None:
    assert found(heard([0, 60, 120], squawk)) == []


def test_order_of_the_rows_does_not_matter() -> None:
    rows = heard([0, 60, 120, 3_720, 3_780, 3_840])
    assert found(rows.sample(fraction=1.0, shuffle=True, seed=7)) == found(rows)
