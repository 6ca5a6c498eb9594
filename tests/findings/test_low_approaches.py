"""Approaches broken off and low passes, on one runway drawn by hand."""

from datetime import UTC, datetime, timedelta

import numpy as np
import polars as pl
import pytest

from skywitness.findings.go_around import GoAround
from skywitness.findings.low_pass import LowPass
from skywitness.model import Finding
from skywitness.reference.airports import Airports
from skywitness.reference.runway_ends import RunwayEnds

T0 = datetime(2025, 6, 1, 12, tzinfo=UTC)
FIELD = Airports.from_columns(
    {
        "icao": ["EHXX"],
        "iata": [""],
        "name": ["A field"],
        "city": [""],
        "country": ["NL"],
        "elevation": [100.0],
        "lat": [52.0],
        "lon": [4.0],
        "tz": ["UTC"],
        "kind_code": [1],
    },
    RunwayEnds(
        field=np.array([0]),
        lat_deg=np.array([51.99]),
        lon_deg=np.array([4.0]),
        elevation_ft=np.array([100.0]),
        heading_deg=np.array([0.0]),
        length_ft=np.array([7_000.0]),
        paved=np.array([True]),
        designator=np.array(["36"], object),
    ),
)
"""One field 100 ft up with one runway, to the north from 0.6 NM south of its middle."""


def flight(
    profile: list[tuple[float, float]],
    *,
    east_nm: float = 0.0,
    on_ground: bool | None = False,
    silent: bool = False,
) -> pl.DataFrame:
    """North along the runway at 144 kt, a position every five seconds.

    Args:
        profile: NM north of the threshold, and feet above the sea, in order.
        east_nm: beside the line.
        on_ground: what the aircraft says of itself.
        silent: nothing is heard from 1 NM before to 1.5 NM behind the threshold.
    """
    place = np.arange(profile[0][0], profile[-1][0], 0.2)
    rows = pl.DataFrame(
        {
            "flight_id": ["4ca123-20250601T120000Z"] * len(place),
            "icao24": ["4ca123"] * len(place),
            "observed_at": [T0 + timedelta(seconds=5 * row) for row in range(len(place))],
            "lat_deg": 51.99 + place / 60,
            "lon_deg": [4.0 + east_nm / 60 / np.cos(np.radians(52))] * len(place),
            "baro_altitude_ft": np.interp(place, [at for at, _ in profile], [feet for _, feet in profile]).astype(
                np.int32
            ),
            "on_ground": pl.Series([on_ground] * len(place), dtype=pl.Boolean),
            "source_sha256": ["a" * 64] * len(place),
            "reconstruction": [False] * len(place),
            "north_nm": place,
        }
    )
    return rows.filter(~pl.col("north_nm").is_between(-1.0, 1.5)) if silent else rows


BROKEN_OFF = [(-10.0, 3_100.0), (-1.0, 500.0), (8.0, 3_100.0)]
PASS = [(-10.0, 3_100.0), (-0.4, 300.0), (1.4, 300.0), (8.0, 3_100.0)]


def found(rows: pl.DataFrame) -> tuple[list[Finding], list[Finding]]:
    return GoAround().find(rows, FIELD), LowPass().find(rows, FIELD)


def test_an_approach_broken_off_a_mile_out() -> None:
    (finding,), passes = found(flight(BROKEN_OFF))
    assert (finding.verdict, finding.airports, passes) == ("go_around", ["EHXX"], [])
    assert "runway 36 of EHXX and climbed away" in finding.sentence
    measured = dict(zip(finding.number_names, finding.number_values, strict=True))
    assert measured["height_ft"] == pytest.approx(400, abs=60)
    assert measured["to_threshold_nm"] == pytest.approx(1.0, abs=0.3)
    assert measured["speed_kt"] == pytest.approx(144, rel=0.02)


def test_level_along_the_runway_is_a_pass() -> None:
    go_arounds, (finding,) = found(flight(PASS))
    assert (go_arounds, finding.verdict) == ([], "low_pass")


def test_it_may_have_touched_where_it_does_not_say_that_it_flew() -> None:
    _, (finding,) = found(flight(PASS, on_ground=None))
    assert finding.verdict == "unknown"
    assert "or touched it" in finding.sentence


@pytest.mark.parametrize(
    "rows",
    [
        flight([(-10.0, 3_100.0), (0.2, 100.0), (1.5, 100.0)]),
        flight([(0.0, 100.0), (10.0, 3_100.0)]),
        flight([(-10.0, 3_100.0), (8.0, 3_100.0)]),
        flight(BROKEN_OFF, east_nm=1.0),
        flight(BROKEN_OFF, silent=True),
        flight([(-10.0, 4_000.0), (-1.0, 2_500.0), (8.0, 4_000.0)]),
        flight([(-10.0, 3_100.0), (-0.6, 300.0), (-0.5, -2_000.0), (1.4, -2_000.0), (1.5, 300.0), (8.0, 3_100.0)]),
    ],
    ids=["a landing", "a take-off", "overhead", "beside the runway", "silent when lowest", "high", "below ground"],
)
def test_what_is_none(rows: pl.DataFrame) -> None:
    assert found(rows) == ([], [])


def test_a_touch_that_was_heard_is_none() -> None:
    touched = flight(PASS).with_columns(on_ground=pl.col("north_nm").is_between(0.2, 0.8))
    assert found(touched) == ([], [])


def test_one_wrong_height_is_no_climb() -> None:
    landing = flight([(-10.0, 3_100.0), (0.2, 100.0), (1.5, 100.0)])
    spiked = landing.with_columns(
        baro_altitude_ft=pl.when(pl.int_range(pl.len()) == pl.len() - 4).then(38_000).otherwise("baro_altitude_ft")
    )
    assert found(spiked) == ([], [])


def test_an_old_place_under_new_heights_is_no_climb() -> None:
    landing = flight([(-10.0, 3_100.0), (0.2, 100.0)])
    stuck = pl.concat([landing[-1:]] * 30).with_columns(
        observed_at=landing["observed_at"][-1] + pl.duration(seconds=5) * (pl.int_range(pl.len()) + 1),
        baro_altitude_ft=pl.lit(38_000, pl.Int32),
    )
    assert found(pl.concat([landing, stuck])) == ([], [])


def test_order_of_the_rows_does_not_matter() -> None:
    rows = flight(BROKEN_OFF)
    assert found(rows.sample(fraction=1.0, shuffle=True, seed=2)) == found(rows)


def test_nothing_heard_is_nothing() -> None:
    assert found(flight(PASS)[:0]) == ([], [])
