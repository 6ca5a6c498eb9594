"""Doubt: why a position is not believed; the position itself stays."""

from enum import IntFlag


class Doubt(IntFlag):
    """Flags of one position; none set means that nothing speaks against it.

    Two kinds of false place are kept apart: an aircraft that is there while its navigation is disturbed
    (``JAMMED``), and reports of an aircraft that is not there at all (``GHOST``).

    Attributes:
        TELEPORT: no aircraft could have flown to it and on from it.
        FROZEN: the same place again and again from an aircraft that reports speed.
        IMPOSSIBLE: a speed or height at which no aircraft of this type flies, or a place that needs such a speed.
        LOW_INTEGRITY: the aircraft itself says that its position is not to be relied on (NIC, NACp or SIL).
        DUPLICATE_ADDRESS: the address was in two places at once; which of them is the airframe is not known.
        ALTITUDE_SPIKE: a height that it can neither have climbed to nor come down from.
        CLOCK_JUMP: stamped by a clock that jumped.
        SPOOF_ATTRACTOR: at a point to which several aircraft jumped at the same time.
        JAMMED: real aircraft, disturbed navigation: the place may be off.
        GHOST: part of a stretch of reports that no aircraft flew.
        REPEAT: the same report again, by way of another source.
    """

    TELEPORT = 1
    FROZEN = 2
    IMPOSSIBLE = 4
    LOW_INTEGRITY = 8
    DUPLICATE_ADDRESS = 16
    ALTITUDE_SPIKE = 32
    CLOCK_JUMP = 64
    SPOOF_ATTRACTOR = 128
    JAMMED = 256
    GHOST = 512
    REPEAT = 1024

    def words(self) -> str:
        """Names of the flags set, in lower case, joined by commas; empty for none."""
        return ",".join(str(flag.name).lower() for flag in self)
