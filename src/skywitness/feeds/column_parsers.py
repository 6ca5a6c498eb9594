"""The formats that are read as columns."""

from collections.abc import Callable, Mapping

from skywitness.feeds.avr_columns import AvrColumns
from skywitness.feeds.beast_columns import BeastColumns
from skywitness.feeds.column_parser import ColumnParser, TableParser
from skywitness.feeds.parser import ParseOptions
from skywitness.feeds.trace_columns import TraceColumns

COLUMN_PARSERS: Mapping[str, Callable[[ParseOptions], ColumnParser]] = {"beast": BeastColumns, "avr": AvrColumns}
"""Recordings of frames, by name of the format."""
TABLE_PARSERS: Mapping[str, Callable[[ParseOptions], TableParser]] = {"trace_full": TraceColumns}
"""Files of state vectors, by name of the format."""
