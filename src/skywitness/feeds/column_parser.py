"""The shape of every parser that gives columns: bytes in by any split, columns and rejects out."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from skywitness.feeds.parser import Item
from skywitness.model import Reject
from skywitness.model.message_columns import MessageColumns
from skywitness.model.state_columns import StateColumns

TableItem = Item | StateColumns
"""What a parser of tables gives: state vectors of one aircraft as columns, and single items beside them."""


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


class TableParser(Protocol):
    """Reads one source of state vectors; its items hold what those of the Parser of the same format do.

    Attributes:
        rows: records seen so far, taken or not.
        notes: what it had to assume, in sentences for the user.
    """

    @property
    def rows(self) -> int:
        """Records seen so far, taken or not."""

    @property
    def notes(self) -> list[str]:
        """What it had to assume."""

    def push(self, chunk: bytes) -> Sequence[TableItem]:
        """Items completed by these bytes."""

    def finish(self) -> Sequence[TableItem]:
        """Items that only the end of the source completes; a cut-off rest is a Reject ``truncated``."""
