"""SBS-1 (BaseStation): one message a line in 22 columns, CRLF at its end.

Source: the column list of Kinetic's socket data as kept at woodair.net (Barebones42) and as written by readsb
(``net_io.c``, modesSendSBSOutput). Columns, from 1: record type, transmission type 1-8, session, aircraft,
address, flight, date and time generated, date and time logged, callsign, altitude (ft; suffix ``H``: geometric),
ground speed (kt), track, latitude, longitude, vertical rate (ft/min), squawk, alert, emergency, SPI, on ground.
True is -1 or 1.
"""

import re
from datetime import datetime

from skywitness.feeds import fields
from skywitness.feeds.fields import RejectedError
from skywitness.feeds.lines import LineParser
from skywitness.feeds.parser import Format, Item, ParseOptions
from skywitness.feeds.recent import IDENTITY_AGE, KINEMATICS_AGE, QUIET_STEP, Remembered
from skywitness.measure.clock import parse_utc
from skywitness.model import StateVector

_COLUMNS = 22
_TIMED_COLUMNS = 8  # a line must reach at least to the time at which it was generated
_OTHER_RECORDS = frozenset({"SEL", "ID", "AIR", "STA", "CLK"})
_TRANSMISSIONS = frozenset("12345678")
_SURFACE_POSITION = "2"
_EMERGENCY_CODES = {"7500": "unlawful", "7600": "nordo", "7700": "general"}  # ICAO Annex 10 volume IV, 2.1.4
_RECORD = re.compile(rb"(?:MSG|MLAT),[1-8],|(?:SEL|ID|AIR|STA|CLK),")
_UTC_NOTE = "times are taken as UTC: readsb and dump1090 write UTC, the original BaseStation program local time"
_LOGGED_NOTE = "lines without a time of generation were given the time at which they were logged"
_MOST_REMEMBERED = 20_000


class _Aircraft:
    """What was heard lately of one aircraft."""

    __slots__ = ("callsign", "heard_at", "shown_at", "squawk", "velocity")

    def __init__(self, at: datetime) -> None:
        self.velocity: Remembered[tuple[float | None, float | None, int | None]] = Remembered(KINEMATICS_AGE)
        self.callsign: Remembered[str] = Remembered(IDENTITY_AGE)
        self.squawk: Remembered[tuple[str, str | None]] = Remembered(IDENTITY_AGE)
        self.heard_at = at
        self.shown_at: datetime | None = None

    def hear(self, cells: list[str], at: datetime) -> None:
        """Remember what this line says."""
        self.heard_at = at
        if cells[12] or cells[13] or cells[16]:
            velocity = (
                fields.ground_speed_kt(cells[12]),
                fields.track_deg(cells[13]),
                fields.vertical_rate_fpm(cells[16]),
            )
            self.velocity.hear(velocity, at)
        if cells[10] and (callsign := fields.callsign(cells[10])):
            self.callsign.hear(callsign, at)
        if cells[17] and (squawk := fields.squawk(cells[17])):
            emergency = _EMERGENCY_CODES.get(squawk) if fields.yes_no(cells[19]) else None
            self.squawk.hear((squawk, emergency), at)

    def is_due(self, at: datetime) -> bool:
        """Whether enough time has passed for a row without a position; always after a clock that went back."""
        return self.shown_at is None or not self.shown_at <= at < self.shown_at + QUIET_STEP


class SbsParser(LineParser):
    """SBS lines in, state vectors out.

    A position takes its altitude from the same line, and speed, track, climb, callsign and squawk from earlier
    lines of the same aircraft where those are recent. An aircraft heard without a position gives a row every 5 s.
    """

    def __init__(self, options: ParseOptions) -> None:
        del options  # nothing to be said about this format
        super().__init__()
        self._aircraft: dict[str, _Aircraft] = {}
        self._limit = _MOST_REMEMBERED
        self._widest = 0

    def read(self, number: int, line: str, items: list[Item]) -> None:
        """Add the state of one line."""
        cells = self._cells(line)
        icao24 = fields.address(cells[4])
        at = self._time(cells)
        lat_deg, lon_deg = fields.position(cells[14], cells[15])
        aircraft = self._aircraft.get(icao24) or self._new(icao24, at)
        aircraft.hear(cells, at)
        if lat_deg is not None or aircraft.is_due(at):
            aircraft.shown_at = at
            items.append(_state(icao24, at, (lat_deg, lon_deg), cells, aircraft, number))

    def _cells(self, line: str) -> list[str]:
        cells = line.split(",")
        width = len(cells)
        if self._unended and width < self._widest:
            raise RejectedError("too_few_columns", f"{width} columns")
        if cells[0] not in {"MSG", "MLAT"}:
            is_other = cells[0] in _OTHER_RECORDS
            raise RejectedError("record_without_position" if is_other else "not_sbs", line)
        if width < _TIMED_COLUMNS or cells[1] not in _TRANSMISSIONS:
            raise RejectedError("not_sbs", line)
        if width < _COLUMNS:
            cells += [""] * (_COLUMNS - width)
        self._widest = max(width, self._widest)
        return cells

    def _time(self, cells: list[str]) -> datetime:
        date, clock = cells[6], cells[7]
        if not date and not clock:
            date, clock = cells[8], cells[9]
            self.note_once(_LOGGED_NOTE)
        if not date or not clock:
            raise RejectedError("no_time", f"{date} {clock}")
        try:
            at = parse_utc(f"{date.replace('/', '-')}T{clock}")
        except (ValueError, OverflowError):
            raise RejectedError("bad_time", f"{date} {clock}") from None
        return fields.plausible(at, f"{date} {clock}")

    def _new(self, icao24: str, at: datetime) -> _Aircraft:
        self.note_once(_UTC_NOTE)
        if len(self._aircraft) >= self._limit:
            kept = {a: heard for a, heard in self._aircraft.items() if abs(at - heard.heard_at) <= IDENTITY_AGE}
            self._aircraft = kept
            self._limit = max(_MOST_REMEMBERED, 2 * len(kept))
        return self._aircraft.setdefault(icao24, _Aircraft(at))


def _state(
    icao24: str,
    at: datetime,
    place: tuple[float | None, float | None],
    cells: list[str],
    aircraft: _Aircraft,
    row: int,
) -> StateVector:
    is_geometric = cells[11].endswith("H")
    altitude_ft = fields.altitude_ft(cells[11].removesuffix("H"))
    ground_speed_kt, track_deg, vertical_rate_fpm = aircraft.velocity.recall(at) or (None, None, None)
    squawk, emergency = aircraft.squawk.recall(at) or (None, None)
    on_ground = fields.yes_no(cells[21])
    return StateVector(
        icao24,
        at,
        *place,
        None if is_geometric else altitude_ft,
        altitude_ft if is_geometric else None,
        ground_speed_kt,
        track_deg,
        vertical_rate_fpm,
        True if on_ground is None and cells[1] == _SURFACE_POSITION else on_ground,
        aircraft.callsign.recall(at),
        squawk,
        emergency,
        position_source="mlat" if cells[0] == "MLAT" else None,
        source_row=row,
    )


def sniff(head: bytes) -> bool:
    """Whether most of the first lines begin like SBS records."""
    lines = [line for line in head.removeprefix(b"\xef\xbb\xbf").split(b"\n")[:20] if line.strip()]
    return bool(lines) and 2 * sum(bool(_RECORD.match(line)) for line in lines) > len(lines)


FORMAT = Format("sbs", "SBS-1 (BaseStation)", sniff, SbsParser)
