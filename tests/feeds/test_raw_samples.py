"""The samples of the raw formats are what the encoder makes, and their formats are recognised from them."""

from pathlib import Path

import pytest

from made_samples import FOLDER, SAMPLES
from skywitness.feeds.formats import recognise


@pytest.mark.parametrize("name", SAMPLES)
def test_sample_is_what_the_encoder_makes(name: str) -> None:
    assert (FOLDER / name).read_bytes() == SAMPLES[name]()


@pytest.mark.parametrize("name", SAMPLES)
def test_format_is_recognised(name: str) -> None:
    found = recognise((FOLDER / name).read_bytes())
    assert found
    assert found.name == Path(name).name.split(".")[0]
