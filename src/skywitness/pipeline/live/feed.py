"""Feed: one source under collection: its raw log, what waits to be decoded, and rows that wait for the archive."""

from collections import Counter, deque
from pathlib import Path
from typing import NamedTuple

from skywitness.model import Chunk
from skywitness.pipeline.catch_up import lead_of
from skywitness.pipeline.follow import Followed, Follower, Lead
from skywitness.pipeline.live.counts import FeedCounts
from skywitness.pipeline.segment_tally import SegmentTally, staged_source
from skywitness.store.live_rows import LiveRows
from skywitness.store.raw_log.header import SegmentHeader
from skywitness.store.raw_log.manifest import Manifest
from skywitness.store.raw_log.writer import RawWriter, Recorded

QUEUED_BYTES = 16 << 20
"""Bytes that may wait for the decoder in memory; more are left in the raw log and decoded later."""
_HEAD_BYTES = 1 << 12


class _Begin(NamedTuple):
    """A segment begins: its header, and the end of the one before."""

    header: SegmentHeader
    lead: Lead


class Step(NamedTuple):
    """What a step of decoding was about; nothing where it was of the end of the segment before."""

    reading: "Reading | None"
    chunk: Chunk | None
    followed: Followed | None


class Reading:
    """A segment being decoded as it grows.

    Attributes:
        follower: of the segment.
        tally: over its rows.
        rows: that wait for the archive.
        whole: whether every delivery was decoded and every row kept; else the segment is decoded again later.
        ended: whether its last delivery was decoded.
        clock_moves: those of the follower's that were told of.
    """

    def __init__(self, begin: _Begin) -> None:
        self.follower = Follower(begin.header, lead_is_whole=False)
        self.tally = SegmentTally()
        self.rows = LiveRows(staged_source(begin.header), [], [])
        self.whole = True
        self.ended = False
        self.clock_moves = 0
        self._messages = 0
        self._lead = iter(begin.lead)
        self._leading = True

    def lead(self) -> bool:
        """Decode one delivery of the end of the segment before; whether there was one."""
        if not self._leading:
            return False
        chunk = next(self._lead, None)
        if chunk is None:
            self._leading = False
            self.follower.begin()
        else:
            self.follower.push(chunk)
        return chunk is not None

    @property
    def source_sha256(self) -> str:
        """By which rows name the segment."""
        return self.rows.source.source_sha256

    def push(self, chunk: Chunk) -> Followed:
        """Decode a delivery and keep its rows."""
        followed = self.follower.push(chunk)
        self.tally.add(followed.states)
        self.rows.states.extend(followed.states)
        self.rows.statements.extend(followed.statements)
        return followed

    def new_messages(self) -> int:
        """Messages since this was last asked."""
        before, self._messages = self._messages, self.follower.messages
        return self._messages - before

    def take_rows(self) -> LiveRows:
        """The rows that wait, to be committed."""
        taken, self.rows = self.rows, LiveRows(self.rows.source, [], [])
        return taken

    def give_back(self, rows: LiveRows) -> None:
        """Rows that could not be committed wait again, before those that came meanwhile."""
        rows.states.extend(self.rows.states)
        rows.statements.extend(self.rows.statements)
        self.rows = rows

    def drop_rows(self) -> int:
        """Forget the rows that wait: they are decoded again later."""
        dropped = len(self.take_rows().states)
        self.whole = False
        return dropped


class LiveFeed:
    """One source under collection.

    Attributes:
        name: of the feed.
        format: name of its format.
        url: where it comes from.
        counts: of the feed.
        writer: of its raw log.
        readings: segments that are being decoded or whose rows wait, in order; the last is the one that grows.
        queued_bytes: that wait for the decoder.
        idle_bytes: received on this connection since the last usable message.
        head: the first bytes of this connection.
        is_understood: whether something of this connection was of the feed's format.
        complaint: why the connection should be ended; None when it should not.
        useful_s: when the last usable message came, by the stopwatch.
        has_left: whether something was left in the raw log, to be decoded later.
    """

    def __init__(self, folder: Path, template: SegmentHeader, counts: FeedCounts) -> None:
        """Begin; the caller holds ``recording`` and has called ``close_torn``."""
        self.name = template.feed
        self.format = template.format
        self.url = template.url
        self.counts = counts
        self.writer = RawWriter(folder, template)
        self.readings: list[Reading] = []
        self.queued_bytes = self.idle_bytes = 0
        self.head = b""
        self.is_understood = False
        self.complaint: str | None = None
        self.useful_s = 0.0
        self.has_left = False
        self._queue: deque[_Begin | Chunk] = deque()
        self._serial = self._deferred = 0
        self._rejects: Counter[str] = Counter()
        self._lead = lead_of(_last_segment(folder))

    def connect(self) -> None:
        """A connection begins."""
        self.counts.connections += 1
        self.counts.connected = True
        self.head, self.idle_bytes, self.complaint = b"", 0, None
        self.is_understood = False

    def receive(self, data: bytes) -> None:
        """Count bytes of this connection."""
        self.counts.received_bytes += len(data)
        self.idle_bytes += len(data)
        if len(self.head) < _HEAD_BYTES:
            self.head += data[:_HEAD_BYTES]

    def record(self, chunk: Chunk) -> None:
        """Take a delivery into the raw log and queue it for the decoder."""
        self._queue_all(self.writer.add(chunk))
        self.counts.shed_bytes = self.writer.shed_bytes

    def write(self) -> None:
        """Put what was taken into the file."""
        self._queue_all(self.writer.write())
        self.counts.raw_trouble = self.writer.trouble is not None

    def _queue_all(self, taken: list[Recorded]) -> None:
        for header, chunk in taken:
            if header.serial != self._serial:
                self._serial = header.serial
                self._queue.append(_Begin(header, self._lead))
                self._lead = Lead()
            self._lead.add(chunk)
            if header.serial == self._deferred:
                self.counts.deferred_bytes += len(chunk.data)
                continue
            self._queue.append(chunk)
            self.queued_bytes += len(chunk.data)

    @property
    def is_behind(self) -> bool:
        """Whether more waits for the decoder than may."""
        return self.queued_bytes > QUEUED_BYTES

    def defer(self, at_ms: int) -> int:
        """Leave what waits for the decoder to later, and begin a new segment; the bytes left."""
        left = self.queued_bytes
        self.has_left = True
        self._queue.clear()
        self.queued_bytes = 0
        for reading in self.readings:
            reading.ended = True
        if self.readings:
            self.readings[-1].whole = False
        self.counts.deferred_bytes += left
        self._deferred = self._serial
        self.writer.roll(at_ms)
        return left

    def step(self) -> Step | None:
        """Decode one delivery; None when nothing waits."""
        if self.readings and self.readings[-1].lead():
            return Step(None, None, None)
        if self._queue:
            found = self._queue.popleft()
            if isinstance(found, _Begin):
                self._end_reading()
                self.readings.append(Reading(found))
                return Step(None, None, None)
            self.queued_bytes -= len(found.data)
            reading = self.readings[-1]
            return Step(reading, found, reading.push(found))
        return None

    def _end_reading(self) -> None:
        if self.readings and not self.readings[-1].ended:
            self.readings[-1].ended = True
            self.readings[-1].follower.finish()

    def end(self, at_ms: int) -> None:
        """Close the segment that is open; everything queued must have been decoded."""
        self.writer.roll(at_ms)
        self._end_reading()

    @property
    def is_leaving(self) -> bool:
        """Whether a segment that is not closed and done yet will have to be decoded again."""
        return self._deferred == self._serial > 0 or any(not reading.whole for reading in self.readings)

    def drop_rows(self) -> int:
        """Forget the rows that wait, to be decoded again later; how many."""
        self.has_left = True
        return sum(reading.drop_rows() for reading in self.readings)

    def let_go(self, reading: Reading) -> None:
        """A segment is done with."""
        self.readings.remove(reading)
        self._rejects += reading.follower.rejects
        self.count_rejects()

    def count_rejects(self) -> None:
        """Bring the count of what was not taken up to date."""
        self.counts.rejects = sum((reading.follower.rejects for reading in self.readings), self._rejects)

    @property
    def waiting_rows(self) -> int:
        """Rows that wait for the archive."""
        return sum(len(reading.rows.states) for reading in self.readings)


def _last_segment(folder: Path) -> Path | None:
    """The file of the last segment, which the first new one goes on from."""
    manifest = Manifest(folder)
    entry = manifest.here.get(manifest.last_serial)
    return folder / entry.path if entry and (folder / entry.path).is_file() else None
