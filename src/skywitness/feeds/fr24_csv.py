"""Flightradar24's playback of one flight (CSV): ``Timestamp,UTC,Callsign,Position,Altitude,Speed,Direction``.

Source: the download of a playback, as independent public parsers read it. Position is ``"lat,lon"`` in quotes,
altitude in feet, speed in knots. No address is given, and an altitude of 0 does not say that the aircraft stood on
the ground.
"""

from skywitness.feeds.csv_line import headings_of
from skywitness.feeds.lines import first_line
from skywitness.feeds.parser import Format, ParseOptions
from skywitness.feeds.table import TableParser

_HEADINGS = ["timestamp", "utc", "callsign", "position", "altitude", "speed", "direction"]


def _parser(options: ParseOptions) -> TableParser:
    columns = {
        "observed_at": "Timestamp",
        "callsign": "Callsign",
        "position": "Position",
        "baro_altitude_ft": "Altitude",
        "ground_speed_kt": "Speed",
        "track_deg": "Direction",
    }
    return TableParser(ParseOptions(options.at, columns, options.icao24))


def sniff(head: bytes) -> bool:
    """Whether the first line holds exactly these headings."""
    return [heading.lower() for heading in headings_of(first_line(head))] == _HEADINGS


FORMAT = Format("fr24_csv", "Flightradar24 playback (CSV)", sniff, _parser)
