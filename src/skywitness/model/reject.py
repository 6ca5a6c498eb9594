"""Reject: a piece of input that could not be used, and why."""

from typing import NamedTuple


class Reject(NamedTuple):
    """One line, record or frame that was not taken.

    Attributes:
        reason: short stable name that rejects are counted by, for example ``latitude_out_of_range``.
        where: place in the source as a person looks for it: ``line 12``, ``byte 4096``, ``record 7``.
        detail: what was found there, shortened; may be empty.
    """

    reason: str
    where: str
    detail: str = ""
