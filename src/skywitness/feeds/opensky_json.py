"""OpenSky's states (``/api/states/all``): a time and an array of states, in SI units, one reply a file or a line.

Source: ``openskynetwork/opensky-api``, ``docs/free/rest.rst``. State: 0 icao24, 1 callsign, 2 origin country,
3 time of position, 4 last contact, 5 longitude, 6 latitude, 7 barometric altitude m, 8 on ground, 9 velocity m/s,
10 true track, 11 vertical rate m/s, 12 sensors, 13 geometric altitude m, 14 squawk, 15 SPI, 16 position source,
17 category.
"""

from skywitness.feeds import fields
from skywitness.feeds.fields import RejectedError
from skywitness.feeds.json_documents import DocumentParser, head_has
from skywitness.feeds.parser import Format, Item, ParseOptions
from skywitness.feeds.recent import apart
from skywitness.measure.units import FPM_PER_MPS, FT_PER_M, KT_PER_MPS
from skywitness.model import StateVector

_SHORTEST_STATE, _LONG_STATE = 12, 18
_POSITION_SOURCES = {0: "adsb", 1: "radar", 2: "mlat", 3: "flarm"}  # 1 is ASTERIX: a surveillance centre's output


class OpenSkyJsonParser(DocumentParser):
    """Replies in, state vectors out; a record is one state."""

    def __init__(self, options: ParseOptions) -> None:
        del options  # nothing to be said about this format
        super().__init__()

    def read(self, document: dict[str, object], items: list[Item]) -> None:
        """Add all states of one reply; ``states`` is null when there are none."""
        states = document.get("states")
        if not isinstance(states, list):
            if states is None and "states" in document:
                return
            raise RejectedError("not_states", "no list named states")
        for state in states:
            self.rows += 1
            try:
                items += _states(state, document.get("time"), self.rows)
            except RejectedError as error:
                items.append(self.reject(error))


def _states(state: object, time: object, row: int) -> list[StateVector]:
    if not isinstance(state, list) or len(state) < _SHORTEST_STATE:
        raise RejectedError("not_a_state", state)
    cells = state + [None] * (_LONG_STATE - len(state))
    icao24 = fields.address(cells[0])
    lat_deg, lon_deg = fields.position(cells[6], cells[5])
    heard_at = fields.unix_time(time if fields.is_missing(cells[4]) else cells[4])
    at = heard_at if lat_deg is None or fields.is_missing(cells[3]) else fields.unix_time(cells[3])
    source = cells[16]
    vector = StateVector(
        icao24,
        at,
        lat_deg,
        lon_deg,
        fields.altitude_ft(cells[7], FT_PER_M),
        fields.altitude_ft(cells[13], FT_PER_M),
        fields.ground_speed_kt(cells[9], KT_PER_MPS),
        fields.track_deg(cells[10]),
        fields.vertical_rate_fpm(cells[11], FPM_PER_MPS),
        fields.yes_no(cells[8]),
        fields.callsign(cells[1]),
        fields.squawk(cells[14]),
        position_source=_POSITION_SOURCES.get(source) if isinstance(source, int) else None,
        source_row=row,
    )
    return apart(vector, heard_at)


def sniff(head: bytes) -> bool:
    """Whether an object begins that holds a time and states."""
    return head_has(head, rb'"time"\s*:', rb'"states"\s*:\s*(\[|null)')


FORMAT = Format("opensky_json", "OpenSky states (JSON)", sniff, OpenSkyJsonParser)
