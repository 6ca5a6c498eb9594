"""Disturbed navigation by cell and day, against gpsjam's counts and cases worked out by hand."""

import csv
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from skywitness.findings.jamming import Jamming
from skywitness.findings.jamming_share import bad_share, band, chance_above, wilson_low
from skywitness.model import Doubt, Finding

T0 = datetime(2025, 6, 1, 12, tzinfo=UTC)
NO_PLACES = pl.DataFrame(
    schema={
        "icao24": pl.String,
        "cell_lat_deg": pl.Float64,
        "cell_lon_deg": pl.Float64,
        "hour": pl.Datetime("us", "UTC"),
    }
)


def aircraft(
    number: int, nac_ps: list[int | None], *, doubts: int = 0, nic: int | None = None, minutes: float = 1.0
) -> pl.DataFrame:
    """One aircraft over one place, a position every so many minutes."""
    count = len(nac_ps)
    return pl.DataFrame(
        {
            "icao24": pl.Series([f"4ca{number:03x}"] * count, dtype=pl.String),
            "observed_at": pl.Series(
                [T0 + timedelta(minutes=minutes * row) for row in range(count)], dtype=pl.Datetime("us", "UTC")
            ),
            "lat_deg": pl.Series([55.0] * count, dtype=pl.Float64),
            "lon_deg": pl.Series([20.0] * count, dtype=pl.Float64),
            "nic": pl.Series([nic] * count, dtype=pl.Int32),
            "nac_p": pl.Series(nac_ps, dtype=pl.Int32),
            "doubts": pl.Series([doubts] * count, dtype=pl.Int32),
            "source_sha256": pl.Series(["a" * 64] * count, dtype=pl.String),
            "reconstruction": pl.Series([False] * count, dtype=pl.Boolean),
        }
    )


def found(*parts: pl.DataFrame, places: pl.DataFrame = NO_PLACES) -> list[Finding]:
    return Jamming().find(Jamming().seen(pl.concat(parts)), places)


def numbers(finding: Finding) -> dict[str, float]:
    return dict(zip(finding.number_names, finding.number_values, strict=True))


def test_the_same_bands_as_gpsjam_from_its_counts(shared: Path) -> None:
    """133 red and 116 yellow cells of 65,211, as its page draws that day."""
    with (shared / "data/gps/gpsjam_2022-03-15-h3_4.csv").open(encoding="utf-8") as lines:
        rows = [(int(row["count_good_aircraft"]), int(row["count_bad_aircraft"])) for row in csv.DictReader(lines)]
    assert Counter(band(*row) for row in rows) == {"low": 65_211 - 133 - 116, "medium": 116, "high": 133}


@pytest.mark.parametrize(
    ("good", "bad", "expected"),
    [
        (0, 0, "low"),
        (0, 1, "low"),
        (50, 1, "low"),
        (0, 2, "high"),
        (98, 2, "low"),
        (97, 3, "medium"),
        (89, 11, "high"),
        (90, 10, "medium"),
    ],
)
def test_bands_by_hand(good: int, bad: int, expected: str) -> None:
    assert band(good, bad) == expected


def test_the_interval_by_wilsons_formula() -> None:
    """5 of 10: (0.5 + 0.19207 - 1.96 sqrt(0.025 + 0.0096)) / 1.38415, worked out by hand."""
    assert wilson_low(5, 10) == pytest.approx(0.2366, abs=1e-4)
    assert wilson_low(0, 10) == pytest.approx(0.0, abs=1e-12)


@given(st.integers(0, 300), st.integers(0, 300))
def test_the_interval_is_below_the_share(good: int, bad: int) -> None:
    assert 0 <= wilson_low(bad, good + bad) <= (bad / (good + bad) if good + bad else 0) + 1e-12
    assert bad_share(good, bad) <= (bad / (good + bad) if good + bad else 0)


def test_the_chance_of_a_share_by_hand() -> None:
    """Without any aircraft all shares are alike; with one that was bad the density is 2p, so 1 - 0.1 squared."""
    assert chance_above(0.1, 0, 0) == pytest.approx(0.9)
    assert chance_above(0.1, 0, 1) == pytest.approx(0.99)


def test_three_of_four_disturbed_make_a_red_cell() -> None:
    (finding,) = found(*(aircraft(number, [9, 2, 9]) for number in range(3)), aircraft(9, [9, 9, 9]))
    assert finding.verdict == "high"
    assert finding.icao24s == ["4ca000", "4ca001", "4ca002"]
    assert numbers(finding)["bad_share"] == 0.5
    assert (numbers(finding)["good_aircraft"], numbers(finding)["bad_aircraft"]) == (1, 3)


def test_an_aircraft_that_never_sent_better_is_not_counted() -> None:
    assert found(*(aircraft(number, [0, 0, 0]) for number in range(5)), aircraft(9, [9])) == []


def test_unknown_quality_is_neither_good_nor_bad() -> None:
    counted = Jamming().counts(Jamming().seen(pl.concat([aircraft(1, [None, None]), aircraft(2, [9])])))
    assert counted.select("good", "bad").row(0) == (1, 0)


def test_low_integrity_counts_as_low_accuracy_does() -> None:
    parts = [pl.concat([aircraft(n, [9], nic=8), aircraft(n, [9], nic=3)]) for n in range(3)]
    (finding,) = found(*parts)
    assert finding.icao24s == ["4ca000", "4ca001", "4ca002"]


def test_hours_weigh_who_stays() -> None:
    """Two that cross in a disturbed hour, one that stays eight hours undisturbed: 2 of 10 hours."""
    staying = aircraft(9, [9] * 8, minutes=60)
    (finding,) = found(aircraft(1, [9, 2]), aircraft(2, [9, 2]), staying)
    assert numbers(finding)["bad_hours_share"] == pytest.approx(2 / 10)


def test_places_that_are_not_believed_are_in_no_cell() -> None:
    jumped = [aircraft(number, [9, 2], doubts=int(Doubt.TELEPORT)) for number in range(3)]
    assert found(*jumped, aircraft(9, [9])) == []


def test_ghosts_and_attractors_are_counted_beside() -> None:
    """Two places of a tenth of a degree: three aircraft jumped to one of them in one hour, two to the other."""
    places = pl.DataFrame(
        {
            "icao24": ["a00001", "a00002", "a00003", "a00001", "a00002"],
            "cell_lat_deg": [55.0] * 3 + [54.9] * 2,
            "cell_lon_deg": [20.0] * 5,
            "hour": [T0] * 5,
        },
        schema=NO_PLACES.schema,
    )
    ghosts = [aircraft(number, [9, 2], doubts=int(Doubt.GHOST)) for number in range(2)]
    (finding,) = found(*ghosts, places=places)
    assert (numbers(finding)["ghosts"], numbers(finding)["spoof_attractors"]) == (2, 1)


def test_days_are_apart() -> None:
    """One bad aircraft on each of two days is no cell."""
    later = aircraft(2, [9, 2]).with_columns(pl.col("observed_at") + timedelta(days=1))
    assert found(aircraft(1, [9, 2]), later) == []


def test_order_of_the_rows_does_not_matter() -> None:
    rows = pl.concat([aircraft(number, [9, 2, 9]) for number in range(5)])
    assert found(rows.sample(fraction=1.0, shuffle=True, seed=3)) == found(rows)


def test_nothing_heard_is_nothing() -> None:
    assert found(aircraft(1, [])) == []
