"""``skywitness case add``: capture something that was said."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

import typer

from skywitness import __version__
from skywitness.cli import case_options, options
from skywitness.cli.case_told import minimum_words, quality_words
from skywitness.cli.errors import Failure, notice, reported
from skywitness.cli.lazy import optional
from skywitness.cli.output import show_objects
from skywitness.links.errors import LinkError
from skywitness.links.page_get import PageLimits
from skywitness.links.page_picture import find_browser
from skywitness.pipeline.capture.from_file import take_file
from skywitness.pipeline.capture.from_web import take_page
from skywitness.pipeline.capture.keep import Capturer, Kept, keep
from skywitness.pipeline.capture.pictured import with_picture
from skywitness.pipeline.capture.read import MainTextBy
from skywitness.pipeline.capture.taken import Asked, Taken
from skywitness.store.cases import shelf
from skywitness.store.cases.folder import CaseFolder

EXAMPLES = """\
skywitness case add https://example.org/news/aircraft.html
skywitness case add photo.jpg --kind photo --url https://example.org/photo
skywitness case add - --title "Statement of the ministry" --published 2019-03-25 < statement.txt"""

_TOOL = f"skywitness {__version__}"
_MOST_FILE_BYTES = 500 << 20


class Kind(StrEnum):
    """Kinds of source, as in the record."""

    ARTICLE = "article"
    WIRE = "wire"
    SOCIAL_POST = "social_post"
    OFFICIAL_STATEMENT = "official_statement"
    PRESS_READOUT = "press_readout"
    PHOTO = "photo"
    VIDEO = "video"
    MAP_SCREENSHOT = "map_screenshot"
    DATASET = "dataset"
    DOCUMENT = "document"
    INTERVIEW_NOTE = "interview_note"


@reported
def run(
    what: Annotated[
        str, typer.Argument(metavar="URL|FILE|-", help="An address, a file, or - for what is pasted or piped in.")
    ],
    *,
    by: case_options.By,
    case: case_options.Named = None,
    data: options.Data = options.DEFAULT_DATA,
    kind: Annotated[Kind | None, typer.Option("--kind", help="What it is; else told by what it is.")] = None,
    title: Annotated[str | None, typer.Option("--title", metavar="TEXT", help="Its title; else its own.")] = None,
    url: Annotated[
        str | None, typer.Option("--url", metavar="URL", help="Where a file or a text was found.")
    ] = None,
    published: Annotated[
        str | None,
        typer.Option("--published", metavar="DATE", help="When it was published (EDTF); else as it says."),
    ] = None,
    source: Annotated[
        str | None, typer.Option("--source", metavar="ID", help="Of this source: one more capture of it.")
    ] = None,
    screenshot: Annotated[
        bool, typer.Option("--screenshot", help="The file is a picture of the whole page.")
    ] = False,
    expect: Annotated[
        str | None,
        typer.Option(
            "--expect", metavar="TEXT", help="Words that you saw there; without them it is no capture of it."
        ),
    ] = None,
    confidential: Annotated[
        bool, typer.Option("--confidential", help="Leave it out of everything that is handed on.")
    ] = False,
    most_mb: Annotated[
        int, typer.Option("--most-mb", min=1, metavar="MB", help="Stop after so many megabytes of a page.")
    ] = 50,
    within_s: Annotated[
        float, typer.Option("--within", min=1, metavar="S", help="Stop after so many seconds of one answer.")
    ] = 60.0,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Fetch from addresses that are not on the public Internet too.")
    ] = False,
    picture: Annotated[
        bool,
        typer.Option(
            "--picture/--no-picture", help="Take a picture of the whole page with the system's Chromium."
        ),
    ] = True,
    as_json: options.AsJson = False,
) -> None:
    """Keep the bytes as they came with their SHA-256, the text in zones, and say what the capture lacks.

    An address that is captured once more is a new capture of the same source. No cookies or passwords are sent.
    """
    folder = shelf.find_case(data, case)
    asked = Asked(kind.value if kind else None, title, url, published, source, screenshot, expect, confidential)
    if urlsplit(what).scheme in {"http", "https"}:
        limits = PageLimits(most_mb << 20, within_s, allow_private=allow_private)
        found = _pictured(_fetched(folder, what, limits, asked, by), limits, asked, wanted=picture)
    else:
        found = [take_file(_content(what), asked, _main_text(), pasted=what == "-")]
    found = [_with_credentials(taken) for taken in found]
    kept = [keep(folder, taken, asked, Capturer(by, _TOOL, case_options.now())) for taken in found]
    _tell(kept, as_json=as_json)
    if not_pictured := found[-1].not_pictured:
        notice(f"no picture of the whole page: {not_pictured}")


def _fetched(folder: CaseFolder, url: str, limits: PageLimits, asked: Asked, by: str) -> Taken:
    """The page; an attempt that failed stands in the log."""
    try:
        return take_page(url, limits, asked, _main_text(), _TOOL, case_options.now)
    except LinkError as error:
        with folder.writing(by, case_options.now()) as write:
            write.note("fail", "capture", url, {"reason": str(error)})
        raise Failure(f"{url}: {error}") from error


def _pictured(taken: Taken, limits: PageLimits, asked: Asked, *, wanted: bool) -> list[Taken]:
    """With a picture of the page, or the reason why there is none."""
    said = options.settings().browser
    program = said or find_browser()
    if not taken.is_page:
        return [taken]
    if not wanted or said == "off":
        return [taken._replace(not_pictured="switched off")]
    if program is None:
        return [taken._replace(not_pictured="no Chromium on this machine; add a screenshot with --screenshot")]
    return with_picture(taken, program, asked, _main_text(), allow_private=limits.allow_private)


def _content(what: str) -> bytes:
    if what == "-":
        return sys.stdin.buffer.read(_MOST_FILE_BYTES)
    path = Path(what)
    if not path.is_file():
        raise Failure(f"{what} is neither an address (http:// or https://) nor a file")
    if path.stat().st_size > _MOST_FILE_BYTES:
        raise Failure(f"{what} is larger than {_MOST_FILE_BYTES:,} bytes")
    return path.read_bytes()


def _main_text() -> MainTextBy | None:
    module = optional("skywitness.cases.main_text", "trafilatura")
    return MainTextBy(module.NAME, module.main_text) if module else None


def _with_credentials(taken: Taken) -> Taken:
    """With what a picture's content credentials are worth, where the package that reads them is installed."""
    module = optional("skywitness.pipeline.capture.content_credentials", "c2pa")
    if taken.picture is None or module is None:
        return taken
    return taken._replace(picture=taken.picture._replace(c2pa=module.credentials(taken.content, taken.mime)))


def _tell(kept: list[Kept], *, as_json: bool) -> None:
    if as_json:
        show_objects([{**one.source._asdict(), **one.capture._asdict()} for one in kept])
    for one in kept:
        capture = one.capture
        if not as_json:
            again = "" if one.is_new_source else " (once more)"
            typer.echo(
                f"{capture.capture_id} of {one.source.source_id}{again}, {capture.method}: {one.source.title}"
            )
            typer.echo(f"{capture.size_bytes:,} bytes, SHA-256 {capture.blob_sha256}")
            typer.echo(minimum_words(capture))
        for line in quality_words(capture):
            notice(line)
