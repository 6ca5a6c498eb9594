"""Traces of readsb (``trace_full_<hex>.json``): one aircraft, one day or the last day, a row a position.

Source: readsb ``README-json.md``, "trace jsons", and ``json_out.c``. Row: 0 seconds after ``timestamp``,
1 latitude, 2 longitude, 3 altitude in ft or ``ground`` or null, 4 ground speed in kt, 5 track (true heading on
the ground), 6 flags (1 stale, 2 new leg, 4 rate is geometric, 8 altitude is geometric), 7 vertical rate in ft/min,
8 details or null; since 2022 also 9 type, 10 geometric altitude, 11 geometric rate, 12 indicated speed, 13 roll.
``timestamp`` is the time of the first row in live files and 00:00 UTC in permanent ones; row 0 counts from it in
both.
"""

from datetime import datetime, timedelta

from skywitness.feeds import fields
from skywitness.feeds.aircraft_object import source_of_type, statements
from skywitness.feeds.fields import RejectedError
from skywitness.feeds.json_documents import DocumentParser, head_has
from skywitness.feeds.parser import Format, Item, ParseOptions
from skywitness.feeds.statements import StatementLog
from skywitness.measure.clock import utc_from_ms
from skywitness.model import StateVector

STALE, NEW_LEG, GEOMETRIC_ALTITUDE = 1, 2, 8
_SHORTEST_ROW, _LONG_ROW = 8, 14
LONGEST_SPAN_S = 1e7
HOLD = timedelta(minutes=5)
"""Details come with every fourth row, and rows at most about a minute apart; older details outlived a silence."""
_HOLD_NOTE = (
    "callsign, squawk and quality come with every few rows of a trace; they hold until the next, for at most "
    "5 min and not over the start of a new leg"
)
_NO_DETAILS: dict[str, object] = {}


class TraceFullParser(DocumentParser):
    """Traces in, state vectors and statements out; a record is one row of a trace."""

    def __init__(self, options: ParseOptions) -> None:
        del options  # nothing to be said about this format
        super().__init__()
        self._statements = StatementLog()

    def read(self, document: dict[str, object], items: list[Item]) -> None:
        """Add all rows of one trace."""
        rows = document.get("trace")
        if not isinstance(rows, list):
            raise RejectedError("not_a_trace", "no list named trace")
        reader = _Rows(*self.begin(document, items))
        for row in rows:
            self.rows += 1
            try:
                items.append(reader.read(row, self.rows))
            except RejectedError as error:
                items.append(self.reject(error))

    def begin(self, document: dict[str, object], items: list[Item]) -> tuple[str, datetime]:
        """Add what the head of a trace says; its address, and the time that its rows count from.

        Raises:
            RejectedError: no usable address or time.
        """
        icao24 = fields.address(document.get("icao"))
        start = fields.unix_time(document.get("timestamp"))
        items += self._statements.new(icao24, statements(document), start, self.rows + 1)
        self.note_once(_HOLD_NOTE)
        return icao24, start


class _Rows:
    """Reads the rows of one trace, in their order."""

    def __init__(self, icao24: str, start: datetime) -> None:
        self._icao24 = icao24
        self._start_ms = start.timestamp() * 1000
        self._details = _NO_DETAILS
        self._details_at = start

    def read(self, row: object, number: int) -> StateVector:
        """The state of one row.

        Raises:
            RejectedError: no usable position or time.
        """
        if not isinstance(row, list) or len(row) < _SHORTEST_ROW:
            raise RejectedError("not_a_trace_row", row)
        row = row + [None] * (_LONG_ROW - len(row))
        lat_deg, lon_deg = fields.position(row[1], row[2])
        at = self._time(row[0])
        flags = fields.category(row[6], 255) or 0
        held = self._hold(row[8], at, is_new_leg=bool(flags & NEW_LEG))
        is_ground = row[3] == "ground"
        altitude_ft = fields.altitude_ft(row[3])
        is_geometric = bool(flags & GEOMETRIC_ALTITUDE)
        geo_altitude_ft = fields.altitude_ft(row[10])
        rate_fpm = fields.vertical_rate_fpm(row[7])
        return StateVector(
            self._icao24,
            at,
            lat_deg,
            lon_deg,
            None if is_geometric else altitude_ft,
            altitude_ft if is_geometric and geo_altitude_ft is None else geo_altitude_ft,
            fields.ground_speed_kt(row[4]),
            None if is_ground else fields.track_deg(row[5]),
            fields.vertical_rate_fpm(row[11]) if rate_fpm is None else rate_fpm,
            True if is_ground else None,
            fields.callsign(held.get("flight")),
            fields.squawk(held.get("squawk")),
            fields.emergency(held.get("emergency")),
            fields.category(held.get("nic"), 11),
            fields.category(held.get("nac_p"), 11),
            fields.category(held.get("sil"), 3),
            fields.category(held.get("version"), 2),
            source_of_type(row[9] or held.get("type")),
            stale=bool(flags & STALE),
            new_leg=bool(flags & NEW_LEG),
            source_row=number,
        )

    def _time(self, seconds: object) -> datetime:
        after_s = fields.number(seconds)
        if after_s is None or abs(after_s) > LONGEST_SPAN_S:
            raise RejectedError("bad_time", seconds)
        return fields.plausible(utc_from_ms(round(self._start_ms + after_s * 1000)), seconds)

    def _hold(self, details: object, at: datetime, *, is_new_leg: bool) -> dict[str, object]:
        if isinstance(details, dict):
            self._details, self._details_at = details, at
        elif is_new_leg or not timedelta(0) <= at - self._details_at <= HOLD:
            self._details = _NO_DETAILS
        return self._details


def sniff(head: bytes) -> bool:
    """Whether an object begins that names an aircraft and holds rows of a trace."""
    return head_has(head, rb'"icao"\s*:', rb'"trace"\s*:\s*\[')


FORMAT = Format("trace_full", "readsb trace", sniff, TraceFullParser)
