"""Claim: one thing that a source says, with who said it, how sure, and when, where and of which aircraft."""

from datetime import datetime
from typing import NamedTuple

from skywitness.model.claim_parts import AircraftMention, Attribution, ClaimTime, Hedge, PlaceMention, Quantity
from skywitness.model.text_span import TextSpan


class Claim(NamedTuple):
    """One proposition that can be judged alone; compound sentences are several.

    Attributes:
        claim_id: unique in the case.
        spans: where it is said; the first is the quote that is shown.
        proposition: one neutral sentence.
        kind: the kind of check that it wants, a name in ``skywitness case checks``; ``none`` where no check fits.
        polarity: ``asserts`` or ``denies``.
        speech_act: ``assert``, ``deny``, ``demand``, ``threaten``, ``predict``, ``allege``,
            ``question`` or ``evaluate``.
        quote_kind: ``direct``, ``partial``, ``indirect``, ``author_voice``, ``headline`` or ``caption``.
        attributions: who says that who said it, the outermost first.
        hedges: words that make it less than a plain statement.
        quantities: numbers in it.
        times: when it is to have been.
        places: airports, cities, countries and areas in it.
        aircraft: aircraft that it speaks of.
        checkability: ``track``, ``registry``, ``physics``, ``external``, ``not_checkable`` or ``meta``.
        extracted_by: ``human``, ``rule`` or ``model``.
        extractor: name and version of the rules or the model; the person's name where a human did it.
        confidence: of the extractor, 0 to 1; 1 for a human.
        review_state: ``proposed``, ``accepted``, ``edited`` or ``rejected``.
        reviewer: name of the person.
        reviewed_at: UTC.
        supersedes: claim_id of the row that this one corrects.
        split_from: claim_id of the compound claim that it is a part of.
    """

    claim_id: str
    spans: list[TextSpan]
    proposition: str
    kind: str
    polarity: str
    speech_act: str
    quote_kind: str
    attributions: list[Attribution]
    hedges: list[Hedge]
    quantities: list[Quantity]
    times: list[ClaimTime]
    places: list[PlaceMention]
    aircraft: list[AircraftMention]
    checkability: str
    extracted_by: str
    extractor: str
    confidence: float
    review_state: str = "proposed"
    reviewer: str | None = None
    reviewed_at: datetime | None = None
    supersedes: str | None = None
    split_from: str | None = None
