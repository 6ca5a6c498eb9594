"""Parity and position codes, against frames and figures published by others."""

import numpy as np
import pytest

from skywitness.demo.frames import cpr
from skywitness.demo.frames.parity import with_parity

# Real frames printed in "The 1090 Megahertz Riddle" (J. Sun, 2nd edition) and in pyModeS's documentation, with the
# address that a reply's parity is overlaid with.
_PUBLISHED = [
    ("8D406B902015A678D4D220AA4BDA", 0),
    ("8D4840D6202CC371C32CE0576098", 0),
    ("8D485020994409940838175B284F", 0),
    ("2A00516D492B80", 0x510AF9),
]


@pytest.mark.parametrize(("published", "overlay"), _PUBLISHED)
def test_published_frames_have_the_parity_that_we_compute(published: str, overlay: int) -> None:
    frame = bytes.fromhex(published)
    body = np.frombuffer(frame[:-3], np.uint8)[None, :]
    assert with_parity(body, overlay)[0].tobytes() == frame


def test_position_codes_of_the_textbook_pair() -> None:
    # 8D40621D58C382D690C8AC2863A7 (even) and its odd partner, at 52.2572 N 3.9194 E by the same book.
    even = cpr.encode(52.25720214843750, 3.91937255859375, 0, surface=False)
    assert (int(even.lat), int(even.lon)) == (93000, 51372)


@pytest.mark.parametrize(
    ("lat_deg", "zones"), [(0, 59), (10.4, 59), (10.5, 58), (52.26, 36), (-52.26, 36), (88, 1)]
)
def test_longitude_zones(lat_deg: float, zones: int) -> None:
    # 10.47047 is the first edge of the standard's table; the book gives NL = 36 for the pair above.
    assert cpr.longitude_zones(lat_deg) == zones
