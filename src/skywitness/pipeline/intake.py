"""Intake: a file's bytes through a parser, and a decoder where it holds messages, into the staging area."""

from collections.abc import Iterable
from typing import Protocol

import polars as pl

from skywitness.decode.bulk.decoder import BulkDecoder
from skywitness.decode.decoder import Decoder
from skywitness.feeds.column_parser import ColumnParser, Columns, TableItem, TableParser
from skywitness.feeds.column_parsers import COLUMN_PARSERS, TABLE_PARSERS
from skywitness.feeds.parser import Format, ParseOptions, Parser
from skywitness.model import Message, Reject, Statement, StateVector
from skywitness.model.state_columns import StateColumns
from skywitness.pipeline.import_report import FileReport, ImportOptions
from skywitness.store.staging import StagedFile

_MESSAGES_AT_ONCE = 1_000
BLOCK_BYTES = 4 << 20
"""Bytes of a recording that are decoded at a time: some two hundred thousand frames, and 100 MB while they are."""


class Intake(Protocol):
    """Takes one file.

    Attributes:
        parser: what reads it.
        timeless: whether a frame had no time, and none can be given.
    """

    timeless: bool

    @property
    def parser(self) -> Parser | TableParser | ColumnParser:
        """What reads it."""

    def take(self, piece: bytes) -> None:
        """Take the next bytes."""

    def end(self) -> None:
        """Take what the end of the bytes completes."""

    def conclude(self) -> None:
        """Take what the decoder still has, and count what it did not take."""


def intake_of(format_: Format, staged: StagedFile, report: FileReport, options: ImportOptions) -> Intake:
    """The intake for a format: recordings of frames as columns, all others by items, which may be tables."""
    said = ParseOptions(options.at, options.columns, options.icao24)
    if format_.name in COLUMN_PARSERS:
        return ColumnIntake(COLUMN_PARSERS[format_.name](said), BulkDecoder(options.receiver_deg), staged, report)
    parser = TABLE_PARSERS.get(format_.name, format_.parser)(said)
    return ItemIntake(parser, Decoder(options.receiver_deg), staged, report)


class ItemIntake:
    """Sorts a parser's items: messages to the decoder, rows to the staging area, rejects to the tally."""

    def __init__(
        self, parser: Parser | TableParser, decoder: Decoder, staged: StagedFile, report: FileReport
    ) -> None:
        self.parser = parser
        self.timeless = False
        self._decoder = decoder
        self._staged = staged
        self._report = report
        self._messages: list[Message] = []

    def take(self, piece: bytes) -> None:
        """Take the next bytes."""
        self._sort(self.parser.push(piece))

    def end(self) -> None:
        """Take what the end of the bytes completes."""
        self._sort(self.parser.finish())

    def conclude(self) -> None:
        """Take what the decoder still has, and count what it did not take."""
        if self._messages:
            self._decode()
        for state in self._decoder.finish():
            self._keep(state)
        _count_rejects(self._decoder, self._report)

    def _sort(self, items: Iterable[TableItem]) -> None:
        for item in items:
            if isinstance(item, Message):
                self.timeless = self.timeless or item.observed_at is None
                self._messages.append(item)
                if len(self._messages) >= _MESSAGES_AT_ONCE:
                    self._decode()
            elif isinstance(item, Reject):
                self._report.rejects.add(item)
            elif isinstance(item, StateColumns):
                self._report.icao24s.add(item.icao24)
                self._staged.add_columns(item)
            else:
                self._keep(item)

    def _keep(self, row: StateVector | Statement) -> None:
        self._report.icao24s.add(row.icao24)
        self._staged.add(row)

    def _decode(self) -> None:
        for state in self._decoder.push(self._messages):
            self._keep(state)
        self._messages = []


class ColumnIntake:
    """Takes a recording of frames in large blocks. What is staged and counted is what ItemIntake gives."""

    def __init__(self, parser: ColumnParser, decoder: BulkDecoder, staged: StagedFile, report: FileReport) -> None:
        self.parser = parser
        self.timeless = False
        self._decoder = decoder
        self._staged = staged
        self._report = report
        self._block = bytearray()

    def take(self, piece: bytes) -> None:
        """Take the next bytes."""
        self._block += piece
        if len(self._block) >= BLOCK_BYTES:
            self._parse()

    def end(self) -> None:
        """Take what the end of the bytes completes."""
        self._parse()
        self._decode(self.parser.finish())

    def conclude(self) -> None:
        """Take what the decoder still has, and count what it did not take."""
        self._keep(self._decoder.finish())
        _count_rejects(self._decoder, self._report)

    def _parse(self) -> None:
        block, self._block = bytes(self._block), bytearray()
        self._decode(self.parser.push(block))

    def _decode(self, columns: Columns) -> None:
        for reject in columns.rejects:
            self._report.rejects.add(reject)
        self.timeless = self.timeless or columns.messages.timeless
        self._keep(self._decoder.push(columns.messages))

    def _keep(self, rows: pl.DataFrame) -> None:
        self._report.icao24s.update(rows["icao24"].unique().to_list())
        self._staged.add_columns(rows)


def _count_rejects(decoder: Decoder | BulkDecoder, report: FileReport) -> None:
    for reason, count in decoder.rejects.items():
        report.rejects.counts[reason] += count
        report.rejects.examples.setdefault(reason, decoder.examples[reason])
