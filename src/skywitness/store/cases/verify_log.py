"""Verify the log: its chain in the database, and its lines in ``log.jsonl`` against that."""

from collections.abc import Iterator, Sequence

from skywitness.store.cases import database, log_file
from skywitness.store.cases.breaks import Break
from skywitness.store.cases.entry import GENESIS, Entry, parse_entry

_MOST_NAMED = 20
"""Breaks of one kind that are named one by one; a log that is wrong from one line on is wrong everywhere after."""


def log_breaks(entries: Sequence[Entry], lines: Sequence[bytes]) -> list[Break]:
    """What does not hold in the log.

    Args:
        entries: of the database, in order.
        lines: of the file, each with its end.
    """
    found = [*_chain(database.NAME, entries), *_lines(entries, lines)]
    return found[:_MOST_NAMED]


def _chain(file: str, entries: Sequence[Entry]) -> Iterator[Break]:
    before = GENESIS
    for number, entry in enumerate(entries, 1):
        if entry.seq != number:
            yield Break(file, "chain", f"entry {number} of the log is numbered {entry.seq}")
        if entry.entry_sha256 != entry.expected_sha256():
            yield Break(
                file, "chain", f"entry {entry.seq} of the log was changed: its hash is not that of its words"
            )
        elif entry.previous_sha256 != before:
            yield Break(file, "chain", f"entry {entry.seq} of the log does not follow from the one before it")
        before = entry.entry_sha256


def _lines(entries: Sequence[Entry], lines: Sequence[bytes]) -> Iterator[Break]:
    name = log_file.NAME
    for number, line in enumerate(lines, 1):
        said = parse_entry(line)
        stored = entries[number - 1] if number <= len(entries) else None
        if said is None or said.entry_sha256 != said.expected_sha256():
            yield Break(name, "chain", f"line {number} was changed or cut off")
        elif stored is None:
            yield Break(database.NAME, "missing", f"entry {number} is in {name} but not in the database")
        elif said != stored and stored.entry_sha256 == stored.expected_sha256():
            yield Break(name, "chain", f"line {number} tells another entry than the database")
    if len(lines) < len(entries):
        lacking = f"lines {len(lines) + 1} to {len(entries)} are missing"
        yield Break(name, "missing", f"{lacking}; if a write was cut off, the next one makes them up")
