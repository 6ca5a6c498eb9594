"""Fixtures that every test may use."""

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real recordings, or a skip that says where it was looked for."""
    folder = Path(os.environ.get("SKYWITNESS_SHARED", Path(__file__).parents[2] / "shared"))
    if not (folder / "data").is_dir():
        pytest.skip(f"real recordings not found: no {folder}/data (set SKYWITNESS_SHARED)")
    return folder
