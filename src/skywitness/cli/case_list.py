"""``skywitness case list``: the cases of a data directory."""

from skywitness.cli import options
from skywitness.cli.errors import notice, reported
from skywitness.cli.output import Form, Records, chosen_form, show
from skywitness.model import Capture, Case, CaseSource, Claim
from skywitness.store.cases import shelf
from skywitness.store.cases.errors import CaseError
from skywitness.store.cases.folder import CaseFolder

EXAMPLES = """\
skywitness case list
skywitness case list --json"""

_COUNTED = ["open", "sources", "captures", "claims"]
_SHOWN = ["slug", "title", "status", "open", "sources", "captures", "claims", "created_at", "created_by"]


@reported
def run(
    *,
    data: options.Data = options.DEFAULT_DATA,
    as_json: options.AsJson = False,
    as_csv: options.AsCsv = False,
) -> None:
    """Cases below ``cases`` in the data directory; one that cannot be read is named, and the rest are listed."""
    form = chosen_form(as_json=as_json, as_csv=as_csv)
    opened = shelf.chosen(data)
    rows = []
    for path in shelf.case_paths(data):
        try:
            folder = CaseFolder.open(path)
            counts = [len(folder.current(kind)) for kind in (CaseSource, Capture, Claim)]
            rows.append((*folder.case(), path.name == opened, *counts))
        except CaseError as error:
            notice(f"{path.name}: {error}")
    if not rows and form is Form.TABLE:
        notice('no cases yet: `skywitness case new "TITLE"` begins one')
        return
    show(Records([*Case._fields, *_COUNTED], rows), form, _SHOWN)
