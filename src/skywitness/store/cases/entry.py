"""Entry: one line of a case's log, which holds the hash of the line before it."""

import json
from datetime import datetime
from typing import Any, NamedTuple

from skywitness.measure.canonical_json import canonical_json, canonical_sha256

GENESIS = "0" * 64
"""What the first entry has before it."""


class Entry(NamedTuple):
    """Something that was done to a case.

    Attributes:
        seq: its number, from 1.
        at: UTC, ISO 8601.
        actor: name of the person.
        action: ``append``, ``export``, ``access``, ``open`` or another verb.
        object_kind: table of the row that was added, else what it was done to.
        object_id: key of the row.
        payload_sha256: of the canonical JSON of the row, or of what is said of the action.
        previous_sha256: ``entry_sha256`` of the entry before.
        entry_sha256: of the canonical JSON of all the above.
    """

    seq: int
    at: str
    actor: str
    action: str
    object_kind: str
    object_id: str
    payload_sha256: str
    previous_sha256: str
    entry_sha256: str = ""

    def sealed(self) -> "Entry":
        """The entry with its hash."""
        return self._replace(entry_sha256=self.expected_sha256())

    def expected_sha256(self) -> str:
        """The hash that its other fields give."""
        said = self._asdict()
        del said["entry_sha256"]
        return canonical_sha256(said)

    def line(self) -> bytes:
        """As a line of ``log.jsonl``, with its end."""
        return canonical_json(self._asdict()) + b"\n"

    @property
    def time(self) -> datetime:
        """When, as a time."""
        return datetime.fromisoformat(self.at)


def parse_entry(line: bytes) -> Entry | None:
    """An entry from its line; None when it is none, or not written as this program writes it."""
    try:
        said: dict[str, Any] = json.loads(line)
        found = Entry(**said)
        return found if found.line() == line else None
    except (ValueError, TypeError):
        return None
