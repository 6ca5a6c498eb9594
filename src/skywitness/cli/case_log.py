"""``skywitness case log``: who did what to a case."""

from skywitness.cli import case_options, options
from skywitness.cli.errors import reported
from skywitness.cli.output import Records, chosen_form, show
from skywitness.store.cases import shelf
from skywitness.store.cases.entry import Entry

EXAMPLES = """\
skywitness case log
skywitness case log --limit 20 --json"""

_SHOWN = ["seq", "at", "actor", "action", "object_kind", "object_id"]


@reported
def run(
    *,
    case: case_options.Named = None,
    data: options.Data = options.DEFAULT_DATA,
    limit: options.Limit = None,
    as_json: options.AsJson = False,
    as_csv: options.AsCsv = False,
) -> None:
    """Entries of the log, the last ones with --limit. Each holds the hash of the one before it."""
    form = chosen_form(as_json=as_json, as_csv=as_csv)
    entries = shelf.find_case(data, case).log()
    show(Records(list(Entry._fields), [*entries[-(limit or 0) :]]), form, _SHOWN)
