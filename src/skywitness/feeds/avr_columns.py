"""AVR as columns: what AvrParser gives line by line, for a recording that is read as a whole."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from skywitness.feeds.avr import HEARTBEAT, LINE, TIMELESS
from skywitness.feeds.beast import MAGIC_COUNTERS, MLAT_COUNTER, clock_jump, restart
from skywitness.feeds.column_parser import Columns
from skywitness.feeds.counter_clock import CounterClock
from skywitness.feeds.counter_columns import Readings, read_all
from skywitness.feeds.fields import shown
from skywitness.feeds.hex_lines import HexLines, read_lines
from skywitness.feeds.lines import BYTE_ORDER_MARK, MAX_LINE_BYTES
from skywitness.feeds.parser import ParseOptions
from skywitness.measure.clock import ms_from_utc
from skywitness.model import Reject
from skywitness.model.message_columns import FRAME_BYTES, NO_RECEIVER, MessageColumns

Ints = NDArray[np.int64]
_MAGIC = np.array(sorted(MAGIC_COUNTERS))
_LINE_FEED, _RETURN = 0x0A, 0x0D


class _Lines(NamedTuple):
    """Lines of a block that hold a frame.

    Attributes:
        line: index of each in the block, shape (n,).
        row: number of each among all lines that are not blank, from 1; shape (n,).
        ticks: its counter, shape (n,).
        frames: shape (n, 14).
        lengths: bytes of each frame, shape (n,).
        rejects: of the others, by the index of their line.
    """

    line: Ints
    row: Ints
    ticks: Ints
    frames: NDArray[np.uint8]
    lengths: NDArray[np.uint8]
    rejects: dict[int, Reject]


class AvrColumns:
    """AVR lines in, columns of messages out.

    Attributes:
        rows: lines seen that are not blank.
        notes: what had to be assumed.
    """

    def __init__(self, options: ParseOptions) -> None:
        self.rows = 0
        self.notes: list[str] = []
        self._clock = CounterClock(None if options.at is None else ms_from_utc(options.at))
        self._rest = b""
        self._too_long = False
        self._lines = 0
        self._bytes = 0

    def push(self, chunk: bytes) -> Columns:
        """Messages of the lines completed by these bytes."""
        self._bytes += len(chunk)
        whole, found, tail = chunk.rpartition(b"\n")
        data = self._rest + whole + found if found else b""
        self._rest = tail if found else self._rest + tail
        columns = self._columns(data, unended=False)
        if len(self._rest) > MAX_LINE_BYTES or (self._too_long and not found):
            self._rest, self._too_long = b"", True
        return columns

    def finish(self) -> Columns:
        """The message of a last line without an end."""
        left = self._rest + b"\n" if self._rest or self._too_long else b""
        return self._columns(left, unended=True)

    def _columns(self, data: bytes, *, unended: bool) -> Columns:
        lines = self._read(data, unended=unended)
        real = ~np.isin(lines.ticks, _MAGIC)
        nobody = np.zeros(len(lines.line), np.int64)
        nothing = np.empty(0, np.int64)
        times = read_all(self._clock, Readings(lines.ticks, real, nobody, [None], nothing, nothing))
        rejects = dict(lines.rejects)
        for index, doubted_s in times.doubted_s.items():
            line = int(lines.line[index])
            rejects[line] = clock_jump(f"line {self._lines + line + 1}", doubted_s)
        self._note(lines, times.restarted)
        self._lines += data.count(b"\n")
        taken = np.ones(len(lines.line), np.bool_)
        taken[list(times.doubted_s)] = False
        messages = MessageColumns(
            time_ms=times.time_ms[taken],
            frames=lines.frames[taken],
            lengths=lines.lengths[taken],
            source_row=lines.row[taken],
            receiver=np.full(int(taken.sum()), NO_RECEIVER, np.int32),
            receivers=(),
            mlat=lines.ticks[taken] == MLAT_COUNTER,
        )
        return Columns(messages, [rejects[line] for line in sorted(rejects)])

    def _note(self, lines: _Lines, restarted: list[int]) -> None:
        timeless = np.flatnonzero(lines.ticks == 0)[:1].tolist()
        if TIMELESS in self.notes:
            timeless = []
        for index in sorted({*timeless, *restarted}):
            where = f"line {self._lines + int(lines.line[index]) + 1}"
            self.notes.append(TIMELESS if index in timeless else restart(where))

    def _read(self, data: bytes, *, unended: bool) -> _Lines:
        buffer = np.frombuffer(data, np.uint8)
        feeds = np.flatnonzero(buffer == _LINE_FEED)
        starts = np.append(0, feeds[:-1] + 1)[: len(feeds)]
        if data and not self._lines and data.startswith(BYTE_ORDER_MARK) and not self._too_long:
            starts[0] = len(BYTE_ORDER_MARK)
        ends = feeds - ((feeds > starts) & (buffer[feeds - 1] == _RETURN))
        plain = read_lines(buffer, starts, ends)
        if self._too_long and len(feeds):
            plain = plain._replace(**{name: column[plain.line > 0] for name, column in plain._asdict().items()})
        others = np.ones(len(feeds), np.bool_)
        others[plain.line] = False
        singles = _Singles(self._lines, self._bytes if unended else None)
        for line in np.flatnonzero(others).tolist():
            too_long = (line == 0 and self._too_long) or feeds[line] - starts[line] > MAX_LINE_BYTES
            singles.read(line, None if too_long else data[starts[line] : ends[line]])
        self._too_long = self._too_long and not len(feeds)
        beats = (plain.lengths == 2) & (buffer[starts[plain.line]] == ord("*")) & ~plain.frames.any(axis=1)
        filled = np.ones(len(feeds), np.int64)
        filled[singles.blank] = 0
        row = self.rows + np.cumsum(filled)
        self.rows += int(filled.sum())
        return _merged(plain, ~beats, singles, row)


class _Singles:
    """Lines of a block that have no plain shape, each read by itself."""

    def __init__(self, lines: int, cut_at: int | None) -> None:
        """Begin.

        Args:
            lines: number of lines before the block.
            cut_at: bytes of the whole source, if the line is its last and has no end.
        """
        self.blank: list[int] = []
        self.frames: dict[int, tuple[int, bytes]] = {}
        self.rejects: dict[int, Reject] = {}
        self._lines = lines
        self._cut_at = cut_at

    def read(self, line: int, content: bytes | None) -> None:
        """Take one line; None for one over the limit."""
        where = f"line {self._lines + line + 1}"
        if content is None:
            self.rejects[line] = Reject("line_too_long", where, f"more than {MAX_LINE_BYTES} bytes")
        elif not content.strip():
            self.blank.append(line)
        else:
            self._read(line, content.decode("utf-8", "replace"), where)

    def _read(self, line: int, text: str, where: str) -> None:
        found = LINE.fullmatch(text)
        if found is not None:
            counter = found["counter"] or found["counter_too"] or "0"
            if text.strip() != HEARTBEAT:
                self.frames[line] = int(counter, 16), bytes.fromhex(found["frame"])
        elif self._cut_at is None:
            self.rejects[line] = Reject("not_a_frame", where, shown(text))
        else:
            detail = f"the last line is cut off: {shown(text)}"
            self.rejects[line] = Reject("truncated", f"{where}, byte {self._cut_at}", detail)


def _merged(plain: HexLines, kept: NDArray[np.bool_], singles: _Singles, row: Ints) -> _Lines:
    """Both kinds of lines in their order."""
    frames = list(singles.frames.values())
    line = np.append(plain.line[kept], np.array(list(singles.frames), np.int64))
    ticks = np.append(plain.ticks[kept], np.array([ticks for ticks, _ in frames], np.int64))
    padded = np.frombuffer(b"".join(frame.ljust(FRAME_BYTES, b"\0") for _, frame in frames), np.uint8)
    whole = np.concatenate([plain.frames[kept], padded.reshape(-1, FRAME_BYTES)])
    lengths = np.append(plain.lengths[kept], np.array([len(frame) for _, frame in frames], np.uint8))
    order = np.argsort(line, kind="stable")
    return _Lines(line[order], row[line[order]], ticks[order], whole[order], lengths[order], singles.rejects)
