"""Snapshots of readsb and dump1090: aircraft.json and the replies of the v2 APIs, one a file or one a line.

Source: readsb ``README-json.md`` (``now`` in seconds, ``aircraft``); the envelope that ADSBexchange, adsb.lol and
airplanes.live share (``now`` in milliseconds, ``ac``).
"""

from datetime import datetime

from skywitness.feeds import aircraft_object, fields
from skywitness.feeds.fields import RejectedError
from skywitness.feeds.json_documents import MAX_DOCUMENT_BYTES, DocumentParser, head_has
from skywitness.feeds.parser import Format, Item, ParseOptions
from skywitness.feeds.statements import StatementLog


class AircraftJsonParser(DocumentParser):
    """Snapshots in, state vectors and statements out; a record is one aircraft of one snapshot."""

    def __init__(self, options: ParseOptions, max_bytes: int = MAX_DOCUMENT_BYTES) -> None:
        super().__init__(max_bytes, by_line=options.document_lines)
        self._statements = StatementLog()

    def read(self, document: dict[str, object], items: list[Item]) -> None:
        """Add all aircraft of one snapshot."""
        aircraft = document.get("aircraft", document.get("ac"))
        if not isinstance(aircraft, list):
            raise RejectedError("not_a_snapshot", "no list named aircraft or ac")
        now = fields.unix_time(document.get("now"))
        for one in aircraft:
            self.rows += 1
            try:
                self._one(one, now, items)
            except RejectedError as error:
                items.append(self.reject(error))

    def _one(self, one: object, now: datetime, items: list[Item]) -> None:
        if not isinstance(one, dict):
            raise RejectedError("not_an_object", one)
        states = aircraft_object.states(one, now, self.rows)
        items += states
        items += self._statements.new(states[0].icao24, aircraft_object.statements(one), now, self.rows)


def sniff(head: bytes) -> bool:
    """Whether an object begins that holds a list of aircraft."""
    return head_has(head, rb'"(aircraft|ac)"\s*:\s*\[')


FORMAT = Format("aircraft_json", "aircraft.json and v2 API", sniff, AircraftJsonParser)
