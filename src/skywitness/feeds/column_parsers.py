"""The formats whose recordings are read as columns."""

from collections.abc import Callable, Mapping

from skywitness.feeds.avr_columns import AvrColumns
from skywitness.feeds.beast_columns import BeastColumns
from skywitness.feeds.column_parser import ColumnParser
from skywitness.feeds.parser import ParseOptions

COLUMN_PARSERS: Mapping[str, Callable[[ParseOptions], ColumnParser]] = {"beast": BeastColumns, "avr": AvrColumns}
"""By name of the format."""
