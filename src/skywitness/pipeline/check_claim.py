"""Check claims: a case and an archive in; each claim held against the record out."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from skywitness.cases.checks.facts import Document
from skywitness.cases.checks.table import check
from skywitness.cases.register_extract import statements_of
from skywitness.model import Capture, CaseSource, Check, Claim, IdentityStatement
from skywitness.pipeline.case_facts import Surroundings, gather, surroundings_of
from skywitness.store.archive import Archive
from skywitness.store.cases.folder import CaseFolder

_PRIMARY_KINDS = frozenset({"official_statement", "press_readout", "document"})


def check_claims(
    folder: CaseFolder, archive: Archive, claims: Sequence[Claim], ran_at: datetime
) -> Iterator[Check]:
    """Each claim held against the record and the case's own documents, in their order.

    Args:
        folder: of the case.
        archive: derived.
        claims: to check.
        ran_at: UTC.
    """
    around = case_surroundings(folder, archive)
    slug = folder.case().slug
    for claim in claims:
        command = f"skywitness case check --case {slug} --claim {claim.claim_id}"
        yield check(claim, gather(claim, around), command=command, ran_at=ran_at)


def case_surroundings(folder: CaseFolder, archive: Archive) -> Surroundings:
    """What is the same for every claim of a case."""
    sources = {one.source_id: one for one in folder.current(CaseSource)}
    latest = {one.source_id: one for one in folder.current(Capture)}
    held = [one for one in latest.values() if one.source_id in sources]
    texts = [(sources[one.source_id], one, _text(folder, one)) for one in held]
    documents = [_document(source, capture, text) for source, capture, text in texts if text]
    return surroundings_of(archive, documents, _statements(texts))


def _statements(texts: Sequence[tuple[CaseSource, Capture, str]]) -> list[IdentityStatement]:
    return [one for source, _, text in texts if source.kind == "dataset" for one in statements_of(source, text)]


def _text(folder: CaseFolder, capture: Capture) -> str:
    return (folder.text_left(capture.text_sha256) if capture.text_sha256 else None) or ""


def _document(source: CaseSource, capture: Capture, text: str) -> Document:
    return Document(
        source.source_id,
        capture.capture_id,
        source.kind,
        source.kind in _PRIMARY_KINDS and source.source_class == "primary",
        source.publisher or source.title,
        source.published,
        text,
    )
