"""``skywitness case search``: words in captured texts and in claims."""

from typing import Annotated

import typer

from skywitness.cli import case_options, options
from skywitness.cli.errors import reported
from skywitness.cli.output import Records, chosen_form, show
from skywitness.store.cases import shelf

EXAMPLES = """\
skywitness case search "military aircraft"
skywitness case search Каракас --json"""


@reported
def run(
    words: Annotated[
        str, typer.Argument(metavar="WORDS", help="All of them, in any order; accents do not matter.")
    ],
    *,
    case: case_options.Named = None,
    data: options.Data = options.DEFAULT_DATA,
    as_json: options.AsJson = False,
    as_csv: options.AsCsv = False,
) -> None:
    """Captures whose text has all of these words, with an excerpt, and claims that have them; the best first."""
    form = chosen_form(as_json=as_json, as_csv=as_csv)
    folder = shelf.find_case(data, case)
    rows = [("capture", key, " ".join(text.split())) for key, text in folder.search_texts(words)]
    rows += [("claim", key, text) for key, text in folder.search_claims(words)]
    show(Records(["kind", "id", "text"], [*rows]), form)
