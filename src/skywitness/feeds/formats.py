"""The table of feed formats, in the order in which recognition tries them."""

from skywitness.feeds import (
    aircraft_json,
    aircraft_json_lines,
    avr,
    beast,
    fr24_csv,
    fr24_json,
    generic_csv,
    heatmap,
    jet1090,
    opensky_csv,
    opensky_json,
    sbs,
    trace_full,
)
from skywitness.feeds.parser import Format

FORMATS: tuple[Format, ...] = (
    beast.FORMAT,
    avr.FORMAT,
    heatmap.FORMAT,
    jet1090.FORMAT,
    sbs.FORMAT,
    trace_full.FORMAT,
    aircraft_json.FORMAT,
    aircraft_json_lines.FORMAT,
    opensky_json.FORMAT,
    fr24_json.FORMAT,
    fr24_csv.FORMAT,
    opensky_csv.FORMAT,
    generic_csv.FORMAT,
)


def by_name(name: str) -> Format | None:
    """The format with this name, None when there is none."""
    return next((format_ for format_ in FORMATS if format_.name == name), None)


def recognise(head: bytes) -> Format | None:
    """The format that these first bytes (decompressed, up to 64 KiB) are in, None when no format fits."""
    return next((format_ for format_ in FORMATS if format_.sniff(head)), None)
