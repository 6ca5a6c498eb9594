"""Doubt: why a position is not believed; the position itself stays."""

from enum import IntFlag


class Doubt(IntFlag):
    """Flags of one position; none set means that nothing speaks against it.

    Attributes:
        TELEPORT: no aircraft could have flown to it and on from it.
        FROZEN: the same place again and again from an aircraft that reports speed.
    """

    TELEPORT = 1
    FROZEN = 2

    def words(self) -> str:
        """Names of the flags set, in lower case, joined by commas; empty for none."""
        return ",".join(str(flag.name).lower() for flag in self)
