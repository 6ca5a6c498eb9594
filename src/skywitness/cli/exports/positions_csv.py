"""CSV: a line a position, doubted ones with the reason, none left out."""

import csv
import io

from skywitness.cli.exports.drawing import Drawing, Fix
from skywitness.cli.values import csv_cell


def positions_csv(drawing: Drawing) -> str:
    """Every fix in order of time, with the unit in each heading."""
    seen = [fix for segment in drawing.segments if segment.seen for fix in segment.fixes]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["icao24", "registration", *Fix._fields])
    label = [drawing.icao24, drawing.registration or ""]
    for fix in sorted([*seen, *drawing.doubted], key=lambda fix: fix.observed_at):
        writer.writerow([*label, *map(csv_cell, fix)])
    return text.getvalue()
