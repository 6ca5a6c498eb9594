"""``skywitness case sources``: sources of a case and their captures."""

from skywitness.cli import case_options, options
from skywitness.cli.errors import reported
from skywitness.cli.output import Records, chosen_form, show
from skywitness.model import CaseSource
from skywitness.pipeline.case_lists import Listed, list_sources
from skywitness.store.cases import shelf

EXAMPLES = """\
skywitness case sources
skywitness case sources --json"""

_SHOWN = ["source_id", "kind", "title", "published", "captures", "quality", "has_url", "has_html", "has_full_page"]


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
    rows = [(*source, *listed) for source, listed in list_sources(folder)]
    show(Records([*CaseSource._fields, *Listed._fields], rows), form, _SHOWN)
