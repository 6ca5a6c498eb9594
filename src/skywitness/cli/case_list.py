"""``skywitness case list``: the cases of a data directory."""

from skywitness.cli import options
from skywitness.cli.errors import notice, reported
from skywitness.cli.output import Form, Records, chosen_form, show
from skywitness.model import Case
from skywitness.pipeline.case_lists import list_cases

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
    found, unreadable = list_cases(data)
    for words in unreadable:
        notice(words)
    rows = [(*one.case, *one[1:]) for one in found]
    if not rows and form is Form.TABLE:
        notice('no cases yet: `skywitness case new "TITLE"` begins one')
        return
    show(Records([*Case._fields, *_COUNTED], rows), form, _SHOWN)
