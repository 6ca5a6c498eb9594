"""``skywitness case sources``: sources of a case and their captures."""

from typing import NamedTuple

from skywitness.cli import case_options, options
from skywitness.cli.errors import reported
from skywitness.cli.output import Records, chosen_form, show
from skywitness.model import Capture, CaseSource
from skywitness.store.cases import shelf

EXAMPLES = """\
skywitness case sources
skywitness case sources --json"""

_SHOWN = ["source_id", "kind", "title", "published", "captures", "quality", "has_url", "has_html", "has_full_page"]


class Listed(NamedTuple):
    """What is said of a source's captures beside the source: of the last one, where nothing else is said."""

    captures: int
    last_capture_id: str | None
    captured_at: str | None
    quality: list[str]
    has_url: bool
    has_html: bool
    has_full_page: bool


@reported
def run(
    *,
    case: case_options.Named = None,
    data: options.Data = options.DEFAULT_DATA,
    as_json: options.AsJson = False,
    as_csv: options.AsCsv = False,
) -> None:
    """Sources in the order in which they were added; the three parts of the minimum over all of their captures."""
    form = chosen_form(as_json=as_json, as_csv=as_csv)
    folder = shelf.find_case(data, case)
    captures = folder.rows(Capture)
    rows = [
        (*source, *_listed([one for one in captures if one.source_id == source.source_id]))
        for source in folder.current(CaseSource)
    ]
    show(Records([*CaseSource._fields, *Listed._fields], rows), form, _SHOWN)


def _listed(captures: list[Capture]) -> Listed:
    last = captures[-1] if captures else None
    return Listed(
        len(captures),
        last.capture_id if last else None,
        last.captured_at.isoformat() if last else None,
        last.quality if last else [],
        any(one.has_url for one in captures),
        any(one.has_html for one in captures),
        any(one.has_full_page for one in captures),
    )
