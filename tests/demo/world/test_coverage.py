"""Coverage and jamming of the reconstruction."""

from datetime import UTC, datetime

import numpy as np
import pytest

from skywitness.demo.world.coverage import heard, reach_nm, works
from skywitness.demo.world.jamming import disturbed
from skywitness.demo.world.receivers import RECEIVERS, Receiver

_HILL = Receiver("Hill", 0, 0, 100)


def _s(text: str) -> float:
    return datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp()


def test_the_horizon_grows_with_height_up_to_the_aerial_s_reach() -> None:
    air, ground = np.array([False]), np.array([True])
    # 1.23 (sqrt 100 + sqrt 10,000) = 135.3 NM by hand.
    assert reach_nm(_HILL, np.array([10_000.0]), air)[0] == pytest.approx(135.3)
    assert reach_nm(_HILL, np.array([60_000.0]), air)[0] == 220
    assert reach_nm(_HILL, np.array([500.0]), ground)[0] == 5


@pytest.mark.parametrize(
    ("lat_deg", "lon_deg"),
    [(25.0, 5.0), (35.0, -40.0), (68.0, -5.0), (15.0, -40.0)],
    ids=["Sahara", "North Atlantic", "Norwegian Sea", "tropical Atlantic"],
)
def test_nobody_listens_over_desert_and_ocean(lat_deg: float, lon_deg: float) -> None:
    place = np.array([lat_deg]), np.array([lon_deg])
    found = heard(1, np.array([_s("2019-03-23T12:00")]), *place, np.array([39_000.0]), np.array([False]))
    assert found.chance[0] == 0


def test_the_aerial_at_dakar_fails_for_the_second_aircraft_only() -> None:
    dakar = next(receiver for receiver in RECEIVERS if receiver.name == "Dakar")
    times = np.array([_s("2019-03-23T04:15"), _s("2019-03-23T06:00"), _s("2019-03-23T10:00")])
    assert works(2019, dakar, times).tolist() == [True, False, True]


def test_jamming_reaches_the_syrian_coast_only_and_not_always() -> None:
    times = np.arange(_s("2018-09-01T00:00"), _s("2019-09-01T00:00"), 3600.0)
    coast = disturbed(1, times, np.full(times.shape, 35.3), np.full(times.shape, 35.6))
    moscow = disturbed(1, times, np.full(times.shape, 55.9), np.full(times.shape, 38.1))
    worse = coast.type_code != 11
    assert 0.02 < np.mean(worse) < 0.2
    assert np.all(coast.chance[worse] < 1)
    assert np.all(coast.nac_p[worse] < 9)
    assert np.all(moscow.type_code == 11)
    assert np.all(moscow.chance == 1)
