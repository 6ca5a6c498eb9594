"""Silences over ground where others were heard, where others fell silent too, and where nobody was."""

from datetime import UTC, datetime, timedelta

import polars as pl
import pytest

from skywitness.findings.heard_cells import heard
from skywitness.findings.silence import Silence
from skywitness.model import Finding

T0 = datetime(2025, 6, 1, 12, 10, tzinfo=UTC)
NOBODY = pl.DataFrame(schema={"gap_id": pl.String, "receiver": pl.String})


def flying(icao24: str, lat: float, minutes: range, receiver: str | None = None) -> pl.DataFrame:
    """East along a parallel at 0.1 degrees a minute, a report a minute."""
    return pl.DataFrame(
        {
            "icao24": icao24,
            "observed_at": [T0 + timedelta(minutes=minute) for minute in minutes],
            "lat_deg": lat,
            "lon_deg": [10 + minute / 10 for minute in minutes],
            "baro_altitude_ft": 35_000.0,
            "receiver": pl.Series([receiver] * len(minutes), dtype=pl.String),
        },
        schema_overrides={"observed_at": pl.Datetime("us", "UTC")},
    )


def gap(icao24: str, first: int, last: int, **known: object) -> dict[str, object]:
    """A silence on that parallel."""
    lat = 50.2
    lon = [10 + (first + (last - first) * part / 8) / 10 for part in range(9)]
    return {
        "gap_id": f"{icao24}-gap",
        "icao24": icao24,
        "kind": "in_flight",
        "from_at": T0 + timedelta(minutes=first),
        "to_at": T0 + timedelta(minutes=last),
        "duration_s": 60.0 * (last - first),
        "from_lat_deg": lat,
        "from_lon_deg": lon[0],
        "from_altitude_ft": 35_000,
        "to_altitude_ft": 35_000,
        "path_lat_deg": [lat] * 9,
        "path_lon_deg": lon,
        "source_sha256s": ["a" * 64],
        "reconstruction": False,
        **known,
    }


def judged(
    gaps: list[dict[str, object]], others: list[pl.DataFrame], receivers: pl.DataFrame = NOBODY
) -> list[Finding]:
    rows, detector = pl.DataFrame(gaps), Silence()
    empty = flying("ffffff", -80.0, range(2))
    return detector.find(rows, heard(pl.concat([empty, *others])), receivers, detector.steps(rows))


CROWD = [flying(f"4ca1{number:02}", 50.1 + number / 100, range(-20, 60)) for number in range(12)]


def test_a_crowd_that_is_heard_all_along_makes_it_dark() -> None:
    (finding,) = judged([gap("154073", 0, 24)], CROWD)
    assert finding.verdict == "likely_dark"
    # 12 of 12 steady: missed 1 - 13/14; dark 0.3 / (0.3 + 0.7 / 14).
    assert finding.confidence == pytest.approx(0.3 / (0.3 + 0.7 / 14))
    assert finding.sentence == (
        "154073 was silent for 24 min from 2025-06-01T12:10:00Z, while others were heard on 100 % of its probable "
        "way at the same times and heights, 12 of 12 steadily: it had probably stopped sending positions."
    )


def test_itself_is_no_other() -> None:
    (finding,) = judged([gap("154073", 0, 24)], [flying("154073", 50.2, range(-20, 60))])
    assert finding.verdict == "unknown"


def test_two_others_are_not_enough_to_be_sure() -> None:
    assert [finding.verdict for finding in judged([gap("154073", 0, 24)], CROWD[:2])] == ["unknown"]


def test_others_lower_down_or_an_hour_earlier_say_nothing() -> None:
    low = [rows.with_columns(baro_altitude_ft=pl.lit(5_000.0)) for rows in CROWD]
    early = [rows.with_columns(pl.col("observed_at") - timedelta(hours=2)) for rows in CROWD]
    for others in (low, early):
        assert [finding.verdict for finding in judged([gap("154073", 0, 24)], others)] == ["unknown"]


def test_a_crowd_that_is_silent_too_is_a_hole() -> None:
    broken = [pl.concat([rows.head(21), rows.tail(35)]) for rows in CROWD]
    gaps = [gap(f"4ca1{number:02}", 0, 25) for number in range(12)]
    found = judged([gap("154073", 0, 24), *gaps], broken)
    assert {finding.verdict for finding in found} == {"coverage_hole"}
    assert "like 12 others in the same place at the time" in found[0].sentence


def test_others_heard_by_another_receiver_do_not_count() -> None:
    crowd = [rows.with_columns(receiver=pl.lit("hill")) for rows in CROWD]
    by = {name: pl.DataFrame({"gap_id": ["154073-gap"], "receiver": [name]}) for name in ("hill", "roof")}
    assert judged([gap("154073", 0, 24)], crowd, by["hill"])[0].verdict == "likely_dark"
    assert judged([gap("154073", 0, 24)], crowd, by["roof"])[0].verdict == "unknown"


@pytest.mark.parametrize("known", [{"kind": "landed_unseen"}, {"kind": "on_ground"}, {"duration_s": 599.0}])
def test_what_is_no_long_silence_in_flight_is_not_judged(known: dict[str, object]) -> None:
    assert judged([gap("154073", 0, 24, **known)], CROWD) == []


def test_minutes_present_and_heard_by_hand() -> None:
    rows = pl.concat([flying("4ca123", 50.5, range(5)), flying("4ca123", 50.5, range(8, 10))])
    listening = heard(rows).sort("slot")
    # At whole minutes from 12:10 to 12:19, silent at 12:15, 12:16 and 12:17; the slots are 12:10 and 12:15.
    assert listening["minutes_present"].to_list() == [5, 4]
    assert listening["minutes_heard"].to_list() == [5, 1]
