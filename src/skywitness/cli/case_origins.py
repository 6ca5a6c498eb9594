"""``skywitness case origins``: how many independent beginnings the reports of a case go back to."""

from skywitness.cases.origins import OriginCounter
from skywitness.cli import case_options, options
from skywitness.cli.errors import notice, reported
from skywitness.cli.output import Form, Records, chosen_form, show
from skywitness.pipeline.case_texts import texts_of
from skywitness.store.cases import shelf

EXAMPLES = """\
skywitness case origins
skywitness case origins --json"""


@reported
def run(
    *,
    case: case_options.Named = None,
    data: options.Data = options.DEFAULT_DATA,
    as_json: options.AsJson = False,
    as_csv: options.AsCsv = False,
) -> None:
    """Follow each report to where it began: what it names, its credit lines, and earlier texts that it repeats."""
    form = chosen_form(as_json=as_json, as_csv=as_csv)
    found = OriginCounter().count(texts_of(shelf.find_case(data, case)))
    rows = [(root, len(reports), "; ".join(reports)) for root, reports in found.roots.items()]
    show(Records(["origin", "reports", "titles"], rows), form)
    if form is Form.TABLE:
        notice(f"{found.words} at the most: who copies without saying so is counted as an origin")
        for line in found.because:
            notice(f"  {line}")
