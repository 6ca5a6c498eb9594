"""Doubts: all detectors over one track; flags only, nothing is deleted."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from skywitness.model import Doubt, Track
from skywitness.reference.envelopes import WIDEST, Envelope
from skywitness.tracks.altitude_spike import AltitudeSpike
from skywitness.tracks.attractors import Attractors, SpoofAttractor
from skywitness.tracks.clock_jump import ClockJump
from skywitness.tracks.duplicate_address import DuplicateAddress
from skywitness.tracks.frozen import Frozen
from skywitness.tracks.ghost import Ghost
from skywitness.tracks.impossible import Impossible
from skywitness.tracks.jammed import Jammed
from skywitness.tracks.low_integrity import LowIntegrity
from skywitness.tracks.repeat import Repeat
from skywitness.tracks.steps import Steps
from skywitness.tracks.teleport import Teleport

Mask = NDArray[np.bool_]


@dataclass(slots=True)
class Case:
    """One track and what detectors have found in it so far.

    Attributes:
        track: positions of one airframe, its sources joined.
        steps: way and time between neighbours.
        envelope: what its type can do.
        attractors: places that many airframes jumped to; None when none are known.
        flags: doubts found so far, shape (n,).
        seen: every flag found so far.
    """

    track: Track
    steps: Steps
    envelope: Envelope
    attractors: Attractors | None
    flags: NDArray[np.uint16]
    seen: int = 0

    def has(self, bits: int) -> Mask:
        """True where any of these doubts was found; shape (n,)."""
        if not self.seen & bits:
            return np.zeros(len(self.flags), np.bool_)
        return np.asarray((self.flags & np.uint16(bits)) != 0)

    def mark(self, bit: int, found: Mask) -> None:
        """Adds a doubt where it was found; shape (n,)."""
        if found.any():
            self.flags[found] |= np.uint16(bit)
            self.seen |= bit


Detect = Callable[[Case], Mask]

_OLD = int(Doubt.FROZEN | Doubt.REPEAT)
"""Said before: they bring no new place."""
_NO_PLACE = int(Doubt.FROZEN | Doubt.IMPOSSIBLE)
"""Positions that are not asked whether they can be flown to."""
_FALSE = int(Doubt.TELEPORT | Doubt.IMPOSSIBLE)
"""Positions where the airframe cannot have been."""
_SECOND = int(Doubt.FROZEN | Doubt.REPEAT | Doubt.DUPLICATE_ADDRESS)
"""Positions that say nothing of this airframe's own path."""

REPEAT, FROZEN, TELEPORT = Repeat(), Frozen(), Teleport()
IMPOSSIBLE, ALTITUDE_SPIKE, CLOCK_JUMP = Impossible(), AltitudeSpike(), ClockJump()
LOW_INTEGRITY, DUPLICATE_ADDRESS = LowIntegrity(), DuplicateAddress()
SPOOF_ATTRACTOR, JAMMED, GHOST = SpoofAttractor(), Jammed(), Ghost()

DETECTORS: tuple[tuple[Doubt, Detect], ...] = (
    (Doubt.REPEAT, lambda case: REPEAT.find(case.track)),
    (Doubt.FROZEN, lambda case: FROZEN.find(case.track, case.steps)),
    (Doubt.IMPOSSIBLE, lambda case: IMPOSSIBLE.reported(case.track, case.envelope)),
    (Doubt.TELEPORT, lambda case: TELEPORT.find(case.track, case.steps, case.has(_NO_PLACE))),
    (
        Doubt.IMPOSSIBLE,
        lambda case: IMPOSSIBLE.find(case.track, case.steps, case.envelope, case.has(_NO_PLACE | _FALSE)),
    ),
    (Doubt.ALTITUDE_SPIKE, lambda case: ALTITUDE_SPIKE.find(case.track, case.steps, case.envelope)),
    (Doubt.LOW_INTEGRITY, lambda case: LOW_INTEGRITY.find(case.track)),
    (Doubt.CLOCK_JUMP, lambda case: CLOCK_JUMP.find(case.track, case.steps, case.has(_OLD))),
    (
        Doubt.DUPLICATE_ADDRESS,
        lambda case: DUPLICATE_ADDRESS.find(case.track, case.has(Doubt.TELEPORT), case.has(_NO_PLACE)),
    ),
    (
        Doubt.SPOOF_ATTRACTOR,
        lambda case: SPOOF_ATTRACTOR.find(case.track, case.steps, case.attractors, case.has(_OLD)),
    ),
    (
        Doubt.JAMMED,
        lambda case: JAMMED.find(
            case.track,
            case.has(_FALSE),
            case.has(Doubt.IMPOSSIBLE),
            case.has(Doubt.LOW_INTEGRITY),
            case.has(_SECOND | Doubt.ALTITUDE_SPIKE),
        ),
    ),
    (Doubt.GHOST, lambda case: GHOST.find(case.track, case.has(_FALSE), case.has(_SECOND))),
)
"""Every detector in the order in which they run; later ones build on what earlier ones found."""


def doubts(
    track: Track, *, envelope: Envelope = WIDEST, attractors: Attractors | None = None
) -> NDArray[np.uint16]:
    """Doubt flags of each position; shape (n,), 0 where nothing speaks against it.

    Flags other than ``SPOOF_ATTRACTOR`` depend on the track and the envelope alone.

    Args:
        track: positions of one airframe, its sources joined.
        envelope: what its type can do.
        attractors: places that many airframes jumped to; None when none are known.
    """
    case = Case(track, Steps.of(track), envelope, attractors, np.zeros(len(track), np.uint16))
    for doubt, detect in DETECTORS:
        case.mark(int(doubt), detect(case))
    return case.flags
