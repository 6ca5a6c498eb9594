"""Claims by model: a capture's text to a language model of the user's; proposals whose words stand in it back."""

from collections.abc import Callable
from datetime import datetime

from skywitness.cases.claims_by_model import INSTRUCTION, ByModel, claims_by_model
from skywitness.cases.claims_fresh import fresh
from skywitness.cases.claims_settings import MOST_LETTERS
from skywitness.cases.profile import confidential_ids
from skywitness.links.chat import Model, ask_model
from skywitness.links.errors import LinkError
from skywitness.model import Capture, CaseSource, Claim
from skywitness.pipeline.claims import document_of, lexicons
from skywitness.store.cases.folder import CaseFolder

Told = Callable[[str], None]


class NotSentError(Exception):
    """A text is not sent, or nothing came of it; the message says why."""


def propose_by_model(
    folder: CaseFolder, capture_id: str, model: Model, by: str, at: datetime, tell: Told
) -> ByModel:
    """Ask a model for the claims of a capture's text, and keep those whose words stand in it.

    That the text was sent, and to whom, is entered into the log before it is.

    Args:
        folder: of the case.
        capture_id: which capture.
        model: whose answer is asked for.
        by: name of the person.
        at: UTC.
        tell: is told what is sent to whom, before it is.

    Returns:
        The proposals that were added.

    Raises:
        NotSentError: a confidential source, a capture without text, or no answer that can be read.
    """
    if folder.get(Capture, capture_id).source_id in confidential_ids(folder.rows(CaseSource)):
        raise NotSentError(f"{capture_id} is of a confidential source: its text is not sent to anyone")
    document = document_of(folder, capture_id)
    if document is None:
        raise NotSentError(f"{capture_id} has no text")
    sent = document.text[:MOST_LETTERS]
    tell(f"sending the text of {capture_id} ({len(sent):,} characters) to {model.host}")
    with folder.writing(by, at) as write:
        write.note("send", "captures", capture_id, {"to": model.host, "model": model.name})
    name = f"{model.name} at {model.host}"
    try:
        answer = ask_model(model, INSTRUCTION, sent)
        found = claims_by_model(document, lexicons(), answer, name)
    except (LinkError, ValueError) as error:
        raise NotSentError(f"nothing came of it: {error}") from error
    new = fresh(found.claims, folder.rows(Claim))
    with folder.writing(by, at) as write:
        return ByModel([write.append(claim) for claim in new], found.dropped)
