"""Table: rows of a CSV file with headings, read by a column map; the base of the CSV parsers that share it."""

from datetime import datetime
from typing import Any

from skywitness.feeds import fields
from skywitness.feeds.column_map import ColumnMap, map_columns
from skywitness.feeds.csv_line import delimiter_of, headings_of, split_line
from skywitness.feeds.fields import RejectedError
from skywitness.feeds.lines import LineParser
from skywitness.feeds.parser import Item, ParseOptions
from skywitness.feeds.statements import StatementLog
from skywitness.model import StateVector

_LONGEST_NAME = 64
_NO_ADDRESS = "name it with --icao24 or its column with --columns icao24=HEADING"


class TableParser(LineParser):
    """CSV lines in, state vectors and statements out; headings do not count as a row.

    A file whose columns are not understood is one Reject ``columns_not_understood``; its rows are counted and not
    taken.
    """

    def __init__(self, options: ParseOptions) -> None:
        super().__init__()
        self._icao24 = options.icao24
        self._wanted = options.columns
        self._delimiter = ","
        self._columns: ColumnMap | None = None
        self._reader: _RowReader | None = None
        self._width = 0
        self._statements = StatementLog()

    def read(self, number: int, line: str, items: list[Item]) -> None:
        """Add the state of one line; the first line holds the headings."""
        if self._reader:
            self._row(self._reader, number, line, items)
        elif not self._width:
            self.rows -= 1
            self._headings(line)

    def _headings(self, line: str) -> None:
        self._delimiter = delimiter_of(line)
        headings = headings_of(line)
        self._width = max(1, len(headings))
        columns = map_columns(headings, self._wanted)
        self._reader = _RowReader(columns, self._icao24)
        self.notes += [columns.note, *self._reader.notes]

    def _row(self, reader: "_RowReader", number: int, line: str, items: list[Item]) -> None:
        cells = split_line(line, self._delimiter)
        if len(cells) != self._width and (len(cells) < self._width or any(map(str.strip, cells[self._width :]))):
            raise RejectedError("wrong_column_count", f"{len(cells)} cells under {self._width} headings")
        state = reader.state(cells, number)
        items.append(state)
        if reader.attributes:
            said: list[tuple[str, object]] = [(attribute, cells[index]) for attribute, index in reader.attributes]
            items += self._statements.new(state.icao24, said, state.observed_at, number)
        if reader.zone_unknown:
            self.note_once("times without a zone are taken as UTC")


class _RowReader:
    """Reads the rows of one table."""

    def __init__(self, columns: ColumnMap, icao24: str | None) -> None:
        self.notes: list[str] = []
        self.attributes = columns.attributes()
        self.zone_unknown = False
        self._values = columns.values()
        self._time = columns.of("observed_at")
        self._lat, self._lon = columns.of("lat_deg"), columns.of("lon_deg")
        self._position = columns.of("position")
        self._address = columns.of("icao24")
        self._named_by, self._name = "", -1
        self._icao24 = ""
        self._names: dict[str, str] = {}
        if self._address < 0:
            self._choose_name(columns, icao24)

    def state(self, cells: list[str], number: int) -> StateVector:
        """The state of one row.

        Raises:
            RejectedError: no usable address, position or time.
        """
        icao24 = self._identity(cells)
        at = self._at(cells[self._time].strip())
        lat_deg, lon_deg = fields.position(*self._place(cells))
        values: dict[str, Any] = {}
        for index, field, convert in self._values:
            if cell := cells[index]:
                values[field] = convert(cell)
        return StateVector(icao24, at, lat_deg, lon_deg, **values, source_row=number)

    def _choose_name(self, columns: ColumnMap, icao24: str | None) -> None:
        if icao24:
            self._icao24 = fields.address(icao24)
            self.notes.append(f"no column holds an address; all rows are given {self._icao24}, as said")
            return
        for name in ("flight_id", "callsign"):
            if columns.of(name) >= 0:
                self._named_by, self._name = name, columns.of(name)
                self.notes.append(f"no column holds an address; aircraft are named by their {name}")
                return
        raise RejectedError("columns_not_understood", f"nothing names the aircraft; {_NO_ADDRESS}", longest=200)

    def _identity(self, cells: list[str]) -> str:
        if self._address >= 0:
            return fields.address(cells[self._address])
        if self._icao24:
            return self._icao24
        cell = cells[self._name]
        return self._names.get(cell) or self._names.setdefault(cell, self._name_of(cell))

    def _name_of(self, cell: str) -> str:
        name = fields.callsign(cell) if self._named_by == "callsign" else fields.text(cell, _LONGEST_NAME)
        if not name:
            raise RejectedError("no_address", f"no {self._named_by}; {_NO_ADDRESS}", longest=200)
        return f"~{self._named_by}:{name}"

    def _at(self, cell: str) -> datetime:
        if not self.zone_unknown and ":" in cell and not cell.endswith(("Z", "z", "UTC")):
            self.zone_unknown = "+" not in cell and "-" not in cell[10:]
        return fields.any_time(cell)

    def _place(self, cells: list[str]) -> tuple[str, str]:
        if self._position < 0:
            return cells[self._lat], cells[self._lon]
        lat, _, lon = cells[self._position].partition(",")
        return lat.strip(), lon.strip()
