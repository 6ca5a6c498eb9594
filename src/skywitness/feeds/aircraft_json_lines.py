"""JSON lines of readsb (``--net-json-port``): one aircraft object a line, each with its own ``now``.

Source: readsb ``README-json.md`` and ``README``: the objects are those of aircraft.json, one per new position.
"""

from skywitness.feeds import aircraft_object, fields
from skywitness.feeds.fields import RejectedError
from skywitness.feeds.json_documents import head_has, head_objects, parse_json_text
from skywitness.feeds.lines import LineParser
from skywitness.feeds.parser import Format, Item, ParseOptions
from skywitness.feeds.statements import StatementLog

_COMPACT_NOTE = (
    "lines with gscp give an altitude of 0 ft also to aircraft on the ground; it is kept as given, and on_ground "
    "is left unknown"
)


class AircraftJsonLinesParser(LineParser):
    """Lines in, state vectors and statements out; lines before a cut are kept."""

    def __init__(self, options: ParseOptions) -> None:
        del options  # nothing to be said about this format
        super().__init__()
        self._statements = StatementLog()

    def read(self, number: int, line: str, items: list[Item]) -> None:
        """Add the aircraft of one line."""
        aircraft = self._parse(line)
        if not isinstance(aircraft, dict):
            raise RejectedError("not_an_object", line)
        if "hex" not in aircraft:
            raise RejectedError("no_address", line)
        now = fields.unix_time(aircraft.get("now"))
        if "gscp" in aircraft:
            self.note_once(_COMPACT_NOTE)
        states = aircraft_object.states(aircraft, now, number)
        items += states
        items += self._statements.new(states[0].icao24, aircraft_object.statements(aircraft), now, number)

    def _parse(self, line: str) -> object:
        try:
            return parse_json_text(line)
        except RejectedError as error:
            if error.reason == "truncated" and not self._unended:  # only the last line can be cut off
                raise RejectedError("not_json", line) from None
            raise


def sniff(head: bytes) -> bool:
    """Whether the first lines are objects with an address or a callsign and a time of their own."""
    if not head_has(head, rb'"now"', rb'"(hex|flight)"'):
        return False
    return any("now" in found and ("hex" in found or "flight" in found) for found in head_objects(head))


FORMAT = Format("aircraft_json_lines", "aircraft objects as JSON lines", sniff, AircraftJsonLinesParser)
