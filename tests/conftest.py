"""Fixtures that every test may use."""

import os
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import settings

_SAMPLE = "rs1090/full_flight_short.jsonl"

os.environ.pop("COLUMNS", None)  # the width of whoever's terminal is no part of what is expected
settings.register_profile("no clock", deadline=None)  # a busy machine is no fault of the code
settings.load_profile("no clock")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real recordings, or a skip that says where it was looked for."""
    folder = Path(os.environ.get("SKYWITNESS_SHARED", Path(__file__).parents[2] / "shared"))
    if not (folder / "data").is_dir():
        pytest.skip(f"real recordings not found: no {folder}/data (set SKYWITNESS_SHARED)")
    return folder


@pytest.fixture(scope="session")
def full_flight() -> Path:
    """One flight of 57,793 frames with a reference decode, from the samples of the package ``traffic``."""
    if folder := os.environ.get("SKYWITNESS_TRAFFIC_SAMPLES"):
        samples = Path(folder)
    else:
        spec = find_spec("traffic")
        if spec is None or spec.origin is None:
            pytest.skip("samples of the package traffic not found (set SKYWITNESS_TRAFFIC_SAMPLES)")
        samples = Path(spec.origin).parent / "data" / "samples"
    if not (samples / _SAMPLE).is_file():
        pytest.skip(f"no {samples / _SAMPLE} (set SKYWITNESS_TRAFFIC_SAMPLES)")
    return samples / _SAMPLE
