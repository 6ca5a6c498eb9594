"""Flightradar24's playback of one flight (JSON): ``result.response.data.flight`` with its ``track``.

Source: replies of ``playback.json`` as kept by public projects. Track row: latitude, longitude, altitude (feet,
meters), speed (kmh, kts, mph), verticalSpeed (fpm, ms), heading (the track over ground), squawk (without leading
zeros, 0 for none), timestamp. Whether an aircraft was on the ground is not said.
"""

from datetime import datetime

from skywitness.feeds import fields
from skywitness.feeds.fields import RejectedError
from skywitness.feeds.json_documents import DocumentParser, head_has
from skywitness.feeds.parser import Format, Item, ParseOptions
from skywitness.feeds.statements import StatementLog
from skywitness.model import StateVector

_STATED = (
    ("registration", ("aircraft", "identification", "registration")),
    ("typecode", ("aircraft", "model", "code")),
    ("model", ("aircraft", "model", "text")),
    ("operator", ("airline", "name")),
    ("adep", ("airport", "origin", "code", "icao")),
    ("ades", ("airport", "destination", "code", "icao")),
    ("ades", ("airport", "real", "code", "icao")),
)
"""Attribute and where the reply gives it; ``real`` names the airport of a diverted flight."""


class Fr24JsonParser(DocumentParser):
    """Playbacks in, state vectors and statements out; a record is one row of a track."""

    def __init__(self, options: ParseOptions) -> None:
        super().__init__()
        self._icao24 = options.icao24
        self._statements = StatementLog()

    def read(self, document: dict[str, object], items: list[Item]) -> None:
        """Add the track of one flight."""
        flight = _at(document, "result", "response", "data", "flight")
        track = _at(flight, "track")
        if not isinstance(track, list):
            raise RejectedError("not_a_playback", "no list result.response.data.flight.track")
        icao24 = self._identity(flight)
        callsign = fields.callsign(_at(flight, "identification", "callsign"))
        first_row, began_at = self.rows + 1, None
        for row in track:
            self.rows += 1
            try:
                state = _state(icao24, callsign, row, self.rows)
            except RejectedError as error:
                items.append(self.reject(error))
                continue
            items.append(state)
            began_at = began_at or state.observed_at
        self._state_identity(icao24, flight, began_at, first_row, items)

    def _identity(self, flight: object) -> str:
        stated = _at(flight, "aircraft", "identification", "modes")
        if not fields.is_missing(stated):
            return fields.address(stated)
        if self._icao24:
            return fields.address(self._icao24)
        if flight_id := fields.text(_at(flight, "identification", "id"), 40):
            self.note_once("the file names no address; its aircraft is named by the flight's id instead")
            return f"~flight_id:{flight_id}"
        raise RejectedError("no_address", "name it with --icao24")

    def _state_identity(
        self, icao24: str, flight: object, began_at: datetime | None, row: int, items: list[Item]
    ) -> None:
        said = [(attribute, _at(flight, *path)) for attribute, path in _STATED]
        items += self._statements.new(icao24, said, began_at, row)


def _state(icao24: str, callsign: str | None, row: object, number: int) -> StateVector:
    if not isinstance(row, dict):
        raise RejectedError("not_an_object", row)
    lat_deg, lon_deg = fields.position(row.get("latitude"), row.get("longitude"))
    return StateVector(
        icao24,
        fields.unix_time(row.get("timestamp")),
        lat_deg,
        lon_deg,
        baro_altitude_ft=fields.altitude_ft(_at(row, "altitude", "feet")),
        ground_speed_kt=fields.ground_speed_kt(_at(row, "speed", "kts")),
        track_deg=fields.track_deg(row.get("heading")),
        vertical_rate_fpm=fields.vertical_rate_fpm(_at(row, "verticalSpeed", "fpm")),
        callsign=callsign,
        squawk=fields.squawk(row.get("squawk")),
        source_row=number,
    )


def _at(value: object, *path: str) -> object:
    """What stands at a path of keys; None where it leads nowhere."""
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def sniff(head: bytes) -> bool:
    """Whether an object begins that nests a flight's identification in a result and a response."""
    return head_has(head, rb'"result"\s*:\s*\{', rb'"response"\s*:\s*\{', rb'"identification"\s*:\s*\{')


FORMAT = Format("fr24_json", "Flightradar24 playback (JSON)", sniff, Fr24JsonParser)
