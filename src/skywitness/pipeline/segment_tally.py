"""Segment tally: what the rows of one raw segment come to, and its line in the table of sources."""

from collections.abc import Iterable
from datetime import datetime

from skywitness.model import Source, StateVector
from skywitness.pipeline.follow import Follower
from skywitness.store.raw_log.header import SegmentHeader
from skywitness.store.raw_log.manifest import Entry
from skywitness.store.staging import StagedSource


class SegmentTally:
    """Counts over the rows of one segment."""

    def __init__(self) -> None:
        self._state_vectors = self._positions = 0
        self._icao24s: set[str] = set()
        self._rows: tuple[int, int] | None = None
        self._span: tuple[datetime, datetime] | None = None

    def add(self, states: Iterable[StateVector]) -> None:
        """Count rows."""
        for state in states:
            self._state_vectors += 1
            self._positions += state.lat_deg is not None
            self._icao24s.add(state.icao24)
            row, at = state.source_row, state.observed_at
            first, last = self._rows or (row, row)
            since, until = self._span or (at, at)
            self._rows = (min(first, row), max(last, row))
            self._span = (min(since, at), max(until, at))

    def source(self, follower: Follower, closed: Entry, at: datetime) -> Source:
        """The segment's line in the table of sources.

        Args:
            follower: that has read it to its end.
            closed: its line in the manifest.
            at: now, UTC.
        """
        header = follower.header
        first_row, last_row = self._rows or (None, None)
        since, until = self._span or (None, None)
        return Source(
            source_sha256=header.source_sha256,
            name=name_of(header, closed.path),
            format=header.format,
            size_bytes=closed.size_bytes or 0,
            messages=follower.messages,
            state_vectors=self._state_vectors,
            positions=self._positions,
            duplicates=follower.repeated,
            aircraft=len(self._icao24s),
            first_row=first_row,
            last_row=last_row,
            first_observed_at=since,
            last_observed_at=until,
            rejects=dict(follower.rejects),
            notes=[*follower.notes, *([closed.note] if closed.note else [])],
            reconstruction=header.reconstruction,
            imported_at=at,
        )


def name_of(header: SegmentHeader, path: str) -> str:
    """What a segment is called: its file below ``raw``."""
    return f"{header.feed}/{path}"


def staged_source(header: SegmentHeader) -> StagedSource:
    """What the rows of a segment carry."""
    return StagedSource(header.source_sha256, f"{header.feed}/{header.serial}", header.reconstruction)
