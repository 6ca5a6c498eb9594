"""Doubts: all detectors over one track; flags only, nothing is deleted."""

import numpy as np
from numpy.typing import NDArray

from skywitness.model import Doubt, Track
from skywitness.tracks.frozen import Frozen
from skywitness.tracks.teleport import Teleport

DETECTORS = ((Doubt.TELEPORT, Teleport()), (Doubt.FROZEN, Frozen()))


def doubts(track: Track) -> NDArray[np.uint8]:
    """Doubt flags of each position; shape (n,), 0 where nothing speaks against it."""
    flags = np.zeros(len(track), np.uint8)
    for flag, detector in DETECTORS:
        flags[detector.find(track)] |= np.uint8(flag)
    return flags
