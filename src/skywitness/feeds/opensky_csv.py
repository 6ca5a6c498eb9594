"""OpenSky's table ``state_vectors_data4`` as CSV: one state a second and aircraft, in SI units.

Source: the columns of the table in OpenSky's Trino and Impala databases, and of its public weekly samples: time,
icao24, lat, lon, velocity, heading, vertrate, callsign, onground, alert, spi, squawk, baroaltitude, geoaltitude,
lastposupdate, lastcontact, hour. A row repeats its aircraft's last position until a new one comes;
``lastposupdate`` is its time.
"""

from skywitness.feeds import fields
from skywitness.feeds.csv_line import delimiter_of, headings_of, split_line
from skywitness.feeds.fields import RejectedError
from skywitness.feeds.lines import LineParser, first_line
from skywitness.feeds.parser import Format, Item, ParseOptions
from skywitness.feeds.recent import apart
from skywitness.measure.units import FPM_PER_MPS, FT_PER_M, KT_PER_MPS
from skywitness.model import StateVector

_NEEDED = ("time", "icao24", "lat", "lon")
_OPTIONAL = (
    "velocity",
    "heading",
    "vertrate",
    "callsign",
    "onground",
    "squawk",
    "baroaltitude",
    "geoaltitude",
    "lastposupdate",
    "lastcontact",
)
_TELLING = frozenset({"lastposupdate", "baroaltitude", "vertrate"})


class OpenSkyCsvParser(LineParser):
    """CSV lines in, state vectors out; headings do not count as a row."""

    def __init__(self, options: ParseOptions) -> None:
        del options  # nothing to be said about this format
        super().__init__()
        self._delimiter = ","
        self._width = 0
        self._indices: list[int] = []

    def read(self, number: int, line: str, items: list[Item]) -> None:
        """Add the state of one line; the first line holds the headings."""
        if not self._width:
            self.rows -= 1
            self._headings(line)
        elif self._indices:
            cells = split_line(line, self._delimiter)
            if len(cells) != self._width:
                raise RejectedError("wrong_column_count", f"{len(cells)} cells under {self._width} headings")
            cells.append("")  # what a column that is not there holds
            items += _states([cells[index] for index in self._indices], number)

    def _headings(self, line: str) -> None:
        self._delimiter = delimiter_of(line)
        headings = [heading.lower() for heading in headings_of(line)]
        self._width = max(1, len(headings))
        if missing := [name for name in _NEEDED if name not in headings]:
            detail = f"no {', '.join(missing)} among the headings {', '.join(headings)}; try --format generic_csv"
            raise RejectedError("columns_not_understood", detail, longest=400)
        self._indices = [headings.index(name) if name in headings else self._width for name in _NEEDED + _OPTIONAL]


def _states(cells: list[str], row: int) -> list[StateVector]:
    time, icao24, lat, lon, velocity, heading, vertrate, callsign, *others = cells
    on_ground, squawk, baro_altitude, geo_altitude, position_time, contact_time = others
    lat_deg, lon_deg = fields.position(lat, lon)
    row_at = fields.any_time(time)
    heard_at = row_at if fields.is_missing(contact_time) else fields.any_time(contact_time)
    if lat_deg is None:
        at = heard_at
    else:
        at = row_at if fields.is_missing(position_time) else fields.any_time(position_time)
    vector = StateVector(
        fields.address(icao24),
        at,
        lat_deg,
        lon_deg,
        fields.altitude_ft(baro_altitude, FT_PER_M),
        fields.altitude_ft(geo_altitude, FT_PER_M),
        fields.ground_speed_kt(velocity, KT_PER_MPS),
        fields.track_deg(heading),
        fields.vertical_rate_fpm(vertrate, FPM_PER_MPS),
        fields.yes_no(on_ground),
        fields.callsign(callsign),
        fields.squawk(squawk),
        source_row=row,
    )
    return apart(vector, heard_at)


def sniff(head: bytes) -> bool:
    """Whether the first line holds the table's headings."""
    headings = {heading.lower() for heading in headings_of(first_line(head))}
    return headings.issuperset(_NEEDED) and not headings.isdisjoint(_TELLING)


FORMAT = Format("opensky_csv", "OpenSky state vectors (CSV)", sniff, OpenSkyCsvParser)
