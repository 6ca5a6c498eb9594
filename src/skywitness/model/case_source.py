"""Case source: something that was published, posted, said or photographed, whoever captured it and how often."""

from typing import NamedTuple


class CaseSource(NamedTuple):
    """One publication, as a case knows it; what was fetched of it are its captures.

    Attributes:
        source_id: unique in the case.
        kind: ``article``, ``wire``, ``social_post``, ``official_statement``, ``press_readout``, ``photo``,
            ``video``, ``map_screenshot``, ``dataset``, ``document`` or ``interview_note``.
        title: as it has it.
        url: where it was found; None for what was handed in.
        canonical_url: the address it gives for itself.
        publisher: name of the newspaper, agency, ministry or site.
        authors: people it names as its authors.
        published: EDTF (ISO 8601-2), as precise as it says; None when undated.
        language: ISO 639-1.
        source_class: ``primary``, ``secondary`` or ``aggregator``.
        derives_from: origins it names itself: source_ids of this case, else names such as ``Reuters``.
        reliability: Admiralty grade ``A`` to ``F``; None when nobody graded it.
        notes: of the people who work on the case.
        confidential: it is left out of every profile but ``internal``.
        supersedes: source_id of the row that this one corrects.
    """

    source_id: str
    kind: str
    title: str
    url: str | None
    canonical_url: str | None
    publisher: str | None
    authors: list[str]
    published: str | None
    language: str | None
    source_class: str
    derives_from: list[str]
    reliability: str | None
    notes: str | None
    confidential: bool
    supersedes: str | None = None
