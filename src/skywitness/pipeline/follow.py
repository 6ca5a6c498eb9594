"""Follow: the deliveries of one raw segment in, the rows that rest on them out; live and replayed alike.

The parser and the decoder begin anew with each segment, so that its rows are a function of the raw log alone: of
the segment and of the end of the one before, which is run through first and whose rows are left out (``Lead``). So
what a restart or a replay makes of a segment is what the collector made of it.
"""

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from typing import NamedTuple

from skywitness.decode.decoder import Decoder
from skywitness.feeds.arrival_clock import ArrivalClock
from skywitness.feeds.formats import by_name
from skywitness.feeds.parser import Item, ParseOptions, Parser
from skywitness.measure.clock import utc_from_ms
from skywitness.model import Chunk, Message, Reject, Statement, StateVector
from skywitness.model.chunk import CLOCK, DATA
from skywitness.pipeline.once import Once
from skywitness.store.raw_log.header import SegmentHeader

LEAD_MS = 60_000
"""As long as the decoder remembers a callsign or a squawk (``decode.memory``)."""
LEAD_BYTES = 1 << 19
"""At most this much of it, 22,000 long frames, so that a busy feed stands still for a second or two."""
AHEAD_S, BEHIND_S = 10.0, 900.0
"""Rows whose own time is further from the arrival are not taken: the sender's clock or this computer's is off.
Documents list aircraft for some minutes after they were last heard."""
_SLOW_SOURCES = frozenset({"adsc"})  # by satellite; a position may be half an hour old and right
_FORGET = timedelta(minutes=30)
_SWEEP_MS = 600_000
_BEFORE = 1 << 60
"""Rows of the lead are numbered far below 1: one that comes out late is known by it, and left out."""


class Lead:
    """The last deliveries of a segment, as far as the next one needs them."""

    def __init__(self, chunks: Iterable[Chunk] = ()) -> None:
        self._chunks: deque[Chunk] = deque()
        self._bytes = 0
        for chunk in chunks:
            self.add(chunk)

    def add(self, chunk: Chunk) -> None:
        """Take a delivery, and let go of what is too old or too much."""
        self._chunks.append(chunk)
        self._bytes += len(chunk.data)
        while len(self._chunks) > 1 and (
            self._bytes > LEAD_BYTES or chunk.arrived_ms - self._chunks[0].arrived_ms > LEAD_MS
        ):
            self._bytes -= len(self._chunks.popleft().data)

    def __iter__(self) -> Iterator[Chunk]:
        return iter(self._chunks)


class Followed(NamedTuple):
    """What a delivery gave.

    Attributes:
        states: state vectors.
        statements: what is said of who an aircraft is.
        items: messages that were believed and records that were read; noise gives none.
        understood: whether it is of the feed's format; a document that lists no aircraft is.
        messages: frames as they were heard, believed or not.
    """

    states: list[StateVector]
    statements: list[Statement]
    items: int
    understood: bool
    messages: Sequence[Message] = ()


class Follower:
    """Reads one segment.

    Attributes:
        header: of the segment.
        examples: first example of each reason for a reject.
        notes: what had to be assumed.
        repeated: rows that said again what an earlier one said.
        clock_off_s: by how much the newest row of the last delivery was ahead of its arrival, where that was too
            much, so that no row of it was taken; None while the clocks agree.
    """

    def __init__(self, header: SegmentHeader, lead: Iterable[Chunk] = (), *, lead_is_whole: bool = True) -> None:
        """Start a segment.

        Args:
            header: of the segment.
            lead: the end of the segment before, if there is one.
            lead_is_whole: False where the rest of it is pushed before ``begin`` is called.
        """
        self.header = header
        self._base = 0
        self._clock = ArrivalClock()
        self._decoder = Decoder(header.receiver_deg)
        self._once = Once(polled=header.polled)
        self._swept_ms = 0
        self._parser = self._new_parser()
        self.begin()
        self._base = -_BEFORE
        for chunk in lead:
            self.push(chunk)
        if lead_is_whole:
            self.begin()

    def begin(self) -> None:
        """What was pushed before was the lead: its rows count for nothing, and those of the segment begin here."""
        self._base = -self._parser.rows
        self._rejects: Counter[str] = Counter()
        self.examples: dict[str, Reject] = {}
        self.notes: list[str] = []
        self.repeated = 0
        self.clock_off_s: float | None = None
        self._decoder.rejects.clear()
        self._decoder.examples.clear()

    def _new_parser(self) -> Parser:
        format_ = by_name(self.header.format)
        if format_ is None:
            raise AssertionError(f"the raw log names the format {self.header.format}, which there is none of")
        return format_.parser(ParseOptions(clock=self._clock, document_lines=self.header.polled))

    @property
    def messages(self) -> int:
        """Frames, lines or records seen, taken or not."""
        return self._base + self._parser.rows

    @property
    def rejects(self) -> Counter[str]:
        """What was not taken, by reason."""
        return self._rejects + self._decoder.rejects

    @property
    def clock_moves(self) -> int:
        """Readings of counters that did not go on from the ones before, and stamps that were not believed."""
        return self._clock.moved + self._clock.odd_stamps

    def push(self, chunk: Chunk) -> Followed:
        """What a delivery gives."""
        self._clock.arrive(chunk.arrived_ms)
        self._sweep(chunk.arrived_ms)
        if chunk.kind == DATA:
            data = b" ".join(chunk.data.splitlines()) + b"\n" if self.header.polled else chunk.data
            return self._sorted(self._parser.push(data), chunk.arrived_ms)
        if chunk.kind == CLOCK:
            return Followed([], [], 0, understood=False)
        rest = self._sorted(self._parser.finish(), chunk.arrived_ms)
        self._renew()
        return rest

    def finish(self) -> None:
        """The segment ends: positions that nothing confirmed are counted. What is cut goes on in the next one."""
        self._decoder.finish()
        self._keep_notes()

    def _renew(self) -> None:
        """A stream that begins anew: what was cut off is lost, and counters may be anything."""
        self._clock.restart()
        self._keep_notes()
        self._base += self._parser.rows
        self._parser = self._new_parser()

    def _keep_notes(self) -> None:
        self.notes += [note for note in self._parser.notes if note not in self.notes]

    def _sorted(self, items: Iterable[Item], arrived_ms: int) -> Followed:
        messages: list[Message] = []
        rows: list[StateVector] = []
        statements: list[Statement] = []
        rejected = 0
        for item in items:
            if isinstance(item, Message):
                messages.append(item._replace(source_row=item.source_row + self._base))
            elif isinstance(item, Reject):
                rejected += 1
                self._reject(item)
            elif isinstance(item, Statement):
                statements.append(item._replace(source_row=item.source_row + self._base))
            else:
                rows.append(item._replace(source_row=item.source_row + self._base))
        useful = len(rows)
        if messages:
            before = self._decoder.rejects.total()
            rows += self._decoder.push(messages)
            useful += max(0, len(messages) - (self._decoder.rejects.total() - before))
        timely = [row for row in rows if self._is_timely(row, arrived_ms)]
        if rows:
            newest_s = max(row.observed_at for row in rows).timestamp() - arrived_ms / 1000
            self.clock_off_s = None if timely else newest_s
        states = [state for row in timely if (state := self._taken(row))]
        understood = useful > 0 or (self.header.polled and not rejected)
        return Followed(states, statements, useful, understood, messages)

    def _is_timely(self, row: StateVector, arrived_ms: int) -> bool:
        ahead_s = row.observed_at.timestamp() - arrived_ms / 1000
        is_slow = row.position_source in _SLOW_SOURCES
        if ahead_s <= AHEAD_S and (ahead_s >= -BEHIND_S or is_slow):
            return True
        reason = "ahead_of_arrival" if ahead_s > 0 else "long_before_arrival"
        self._reject(Reject(reason, f"record {row.source_row}", f"{ahead_s:+.0f} s from its arrival"))
        return False

    def _taken(self, row: StateVector) -> StateVector | None:
        """A row as it is stored; None when it is not to be."""
        if row.receiver is None:
            row = row._replace(receiver=self.header.feed)
        if not self._once.is_new(row):
            self.repeated += 1
            return None
        return row if row.source_row > 0 else None

    def _reject(self, reject: Reject) -> None:
        self._rejects[reject.reason] += 1
        self.examples.setdefault(reject.reason, reject)

    def _sweep(self, arrived_ms: int) -> None:
        """Forget rows of long ago now and then, by arrival, so that memory does not grow."""
        if abs(arrived_ms - self._swept_ms) >= _SWEEP_MS:
            self._swept_ms = arrived_ms
            self._once.forget(utc_from_ms(arrived_ms) - _FORGET)
