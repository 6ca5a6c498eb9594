"""CSV: a line a position, doubted ones with the reason, none left out."""

from skywitness.emit.csv_text import csv_lines
from skywitness.emit.exports.drawing import Drawing, Fix


def positions_csv(drawing: Drawing) -> str:
    """Every fix in order of time, with the unit in each heading."""
    seen = [fix for segment in drawing.segments if segment.seen for fix in segment.fixes]
    fixes = sorted([*seen, *drawing.doubted], key=lambda fix: fix.observed_at)
    rows = ((drawing.icao24, drawing.registration, *fix) for fix in fixes)
    return "".join(csv_lines(["icao24", "registration", *Fix._fields], rows))
