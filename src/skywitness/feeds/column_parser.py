"""The shape of every parser that gives columns: bytes in by any split, columns of messages and rejects out."""

from typing import NamedTuple, Protocol

from skywitness.model import Reject
from skywitness.model.message_columns import MessageColumns


class Columns(NamedTuple):
    """What bytes completed.

    Attributes:
        messages: frames, in order.
        rejects: what was not taken, in order.
    """

    messages: MessageColumns
    rejects: list[Reject]


class ColumnParser(Protocol):
    """Reads one source in large pieces; all pieces together give what the Parser of the same format gives.

    Attributes:
        rows: frames or lines seen so far, taken or not.
        notes: what it had to assume, in sentences for the user.
    """

    rows: int
    notes: list[str]

    def push(self, chunk: bytes) -> Columns:
        """What these bytes complete."""

    def finish(self) -> Columns:
        """What only the end of the source completes; a cut-off rest is a Reject ``truncated``."""
