"""The reconstruction, simulated once for all tests of the demo."""

import pytest

from skywitness.demo.simulate import Simulated, by_day, simulate


@pytest.fixture(scope="session")
def flown() -> list[Simulated]:
    """Every flight with its motion and frames."""
    return list(simulate())


@pytest.fixture(scope="session")
def recorded(flown: list[Simulated]) -> dict[str, bytes]:
    """Recordings by file name."""
    return dict(by_day(flown))
