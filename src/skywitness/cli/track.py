"""``skywitness track``: the positions of one aircraft as a file for maps."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from skywitness.cli import options
from skywitness.cli.errors import Failure, notice, reported, usage
from skywitness.cli.freshness import say_if_behind
from skywitness.cli.output import RECONSTRUCTION
from skywitness.cli.times import window
from skywitness.cli.who import find_aircraft
from skywitness.emit.exports.drawing import Drawing
from skywitness.emit.exports.formats import WRITERS, Format
from skywitness.pipeline.times import Window
from skywitness.pipeline.track_drawing import track_drawing
from skywitness.store.archive import Archive

EXAMPLES = """\
skywitness track RA-82035 --since 2019-03-22 --until 2019-03-24 -o caracas.kml
skywitness track ae4af6 --flight ae4af6-20250204T120315Z --to gpx > leg.gpx
skywitness track ac671b --to csv -o positions.csv"""

_FORMATS = "|".join(form.value for form in Format)


@reported
def run(
    aircraft_id: Annotated[str, typer.Argument(metavar="ID", help="Address (hex) or registration, in any case.")],
    *,
    data: options.Data = options.DEFAULT_DATA,
    flight: Annotated[
        str | None,
        typer.Option(
            "--flight", metavar="FLIGHT_ID", help="Only this flight, by the flight_id of `flights --json`."
        ),
    ] = None,
    since: options.Since = None,
    until: options.Until = None,
    to: Annotated[
        Format | None,
        typer.Option(
            "--to", metavar=_FORMATS, show_default="the ending of FILE, else geojson", help="Format of the export."
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", show_default="standard output", help="Where to write."),
    ] = None,
) -> None:
    """Write what was seen as lines, silences over five minutes apart from them, and doubted fixes as points."""
    span, form = window(since, until), to or _by_ending(output)
    archive = options.open_archive(data)
    say_if_behind(archive)
    drawing = _drawing(archive, _one_aircraft(archive, aircraft_id), flight, span)
    text = WRITERS[form](drawing)
    if drawing.reconstruction:
        notice(RECONSTRUCTION)
    if output is None:
        sys.stdout.write(text)
        return
    output.write_text(text, encoding="utf-8", newline="\n")
    notice(f"{output}: {_content(drawing)}")


def _by_ending(output: Path | None) -> Format:
    ending = output.suffix.lower().removeprefix(".") if output else ""
    return next((form for form in Format if form.value == ending), Format.GEOJSON)


def _one_aircraft(archive: Archive, text: str) -> str:
    found = find_aircraft(archive, text)
    if len(found) > 1:
        raise Failure("a track is of one aircraft; give one of these addresses")
    return found[0]


def _drawing(archive: Archive, icao24: str, flight_id: str | None, span: Window) -> Drawing:
    with usage():
        return track_drawing(archive, icao24, flight_id, span)


def _content(drawing: Drawing) -> str:
    seen = [segment for segment in drawing.segments if segment.seen]
    return (
        f"positions {sum(len(segment.fixes) for segment in seen):,}, doubted {len(drawing.doubted):,}, "
        f"flights {len(drawing.flights):,}, lines seen {len(seen):,}, "
        f"silences {len(drawing.segments) - len(seen):,}"
    )
