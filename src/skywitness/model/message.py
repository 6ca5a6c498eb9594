"""Message: one received frame, with its time and receiver."""

from datetime import datetime
from typing import NamedTuple


class Message(NamedTuple):
    """One Mode S frame (or Mode A/C reply) as a receiver heard it.

    Attributes:
        observed_at: time of reception, UTC; None where the recording holds no time and none was given.
        frame: the reply without preamble: 7 or 14 bytes for Mode S, 2 bytes for Mode A/C.
        source_row: number of the frame in its source, from 1.
        receiver: the receiver's own identity where the format carries one.
        signal_dbfs: signal strength in dB relative to full scale.
        mlat: True when the frame carries a position that receivers computed together, not the aircraft.
    """

    observed_at: datetime | None
    frame: bytes
    source_row: int
    receiver: str | None = None
    signal_dbfs: float | None = None
    mlat: bool = False
