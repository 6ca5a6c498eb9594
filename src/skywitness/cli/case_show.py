"""``skywitness case show``: one capture."""

import sys
from enum import StrEnum
from typing import Annotated

import typer

from skywitness.cases.page_sanitised import sanitised
from skywitness.cli import case_options, options
from skywitness.cli.case_told import minimum_words, quality_words
from skywitness.cli.errors import Failure, notice, reported
from skywitness.cli.output import show_objects
from skywitness.cli.values import table_cell
from skywitness.model import Capture, CaseBlob, CaseMedia, CaseSource, TextZone
from skywitness.store.cases import shelf
from skywitness.store.cases.folder import CaseFolder

EXAMPLES = """\
skywitness case show capture-1
skywitness case show capture-1 --as html > view.html
skywitness case show capture-1 --as original > page.bin"""

_PAGES = {"text/html", "application/xhtml+xml"}


class View(StrEnum):
    """Forms of a capture."""

    TEXT = "text"
    HTML = "html"
    ORIGINAL = "original"
    PICTURE = "picture"
    WARC = "warc"


@reported
def run(
    capture_id: Annotated[str, typer.Argument(metavar="CAPTURE", help="As `case sources` has it.")],
    *,
    view: Annotated[
        View,
        typer.Option(
            "--as",
            help="text with zones; html: a view in which nothing runs; the bytes of the original, picture, WARC.",
        ),
    ] = View.TEXT,
    case: case_options.Named = None,
    data: options.Data = options.DEFAULT_DATA,
    as_json: options.AsJson = False,
) -> None:
    """Bytes are hashed once more as they are read; what was changed or deleted since is said instead of shown."""
    folder = shelf.find_case(data, case)
    capture = folder.get(Capture, capture_id)
    if as_json:
        zones = [zone._asdict() for zone in folder.where(TextZone, "capture_id", capture_id)]
        media = [item._asdict() for item in folder.where(CaseMedia, "capture_id", capture_id)]
        show_objects([{**capture._asdict(), "zones": zones, "media": media}])
    elif view is View.TEXT:
        _show_text(folder, capture)
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(_bytes(folder, capture, view))
        sys.stdout.buffer.flush()
    for line in quality_words(capture):
        notice(line)


def _show_text(folder: CaseFolder, capture: Capture) -> None:
    source = folder.get(CaseSource, capture.source_id)
    typer.echo(f"{capture.capture_id} of {source.source_id}: {table_cell(source.title)}")
    typer.echo(f"{capture.method} at {capture.captured_at.isoformat()} by {capture.operator} with {capture.tool}")
    typer.echo(f"{table_cell(capture.final_url or capture.requested_url)}, HTTP {capture.http_status or '-'}")
    typer.echo(f"{capture.mime}, {capture.size_bytes:,} bytes, SHA-256 {capture.blob_sha256}")
    typer.echo(f"quality: {', '.join(capture.quality)} ({'; '.join(capture.quality_evidence)})")
    typer.echo(minimum_words(capture))
    for item in folder.where(CaseMedia, "capture_id", capture.capture_id):
        for name, value in item._asdict().items():
            if value is not None and name not in {"media_id", "capture_id", "blob_sha256"}:
                typer.echo(f"{name}: {table_cell(value)}")
    if capture.text_sha256 is None:
        return
    text = folder.text(capture.text_sha256)
    for zone in folder.where(TextZone, "capture_id", capture.capture_id):
        typer.echo(f"{zone.zone:<12} {table_cell(text[zone.start : zone.end])}")


def _bytes(folder: CaseFolder, capture: Capture, view: View) -> bytes:
    if view is View.HTML:
        return sanitised(folder.blob(_page_sha256(folder, capture))).encode()
    wanted = {
        View.ORIGINAL: capture.blob_sha256,
        View.PICTURE: capture.screenshot_sha256,
        View.WARC: capture.warc_sha256,
    }[view]
    if wanted is None:
        raise Failure(f"{capture.capture_id} has no {view.value}")
    return folder.blob(wanted)


def _page_sha256(folder: CaseFolder, capture: Capture) -> str:
    """The page's source: the capture itself, or what was taken out of an archive."""
    if capture.mime in _PAGES:
        return capture.blob_sha256
    inner = folder.where(CaseBlob, "derived_from", capture.blob_sha256)
    page = next((blob.sha256 for blob in inner if blob.mime in _PAGES), None)
    if page is None:
        raise Failure(f"{capture.capture_id} is no page")
    return page
