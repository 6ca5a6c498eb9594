"""Scheduled event: whether a document sets the date of what is to come."""

import re
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from skywitness.cases.checks.evidence import record
from skywitness.cases.checks.facts import Document, Facts
from skywitness.cases.checks.outcome import CORROBORATED, NOT_CHECKABLE, Outcome
from skywitness.cases.checks.wording import telling_words
from skywitness.model import Claim

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


@dataclass(frozen=True, slots=True)
class ScheduledEvent:
    """A primary document of the case gives the same date for the same thing.

    Tracks show nothing of a plan. That it was scheduled is what is corroborated, not that it happened.

    How it is fooled: by a document that names the date for something else in the same words.

    Attributes:
        least_share: of the claim's telling words that must stand in the document; judgement.
    """

    least_share: float = 0.5
    algorithm: ClassVar[str] = "scheduled_event 1"
    would_corroborate: ClassVar[str] = "A primary document of the case that sets this date for it."
    would_contradict: ClassVar[str] = "Nothing by machine: a person compares the dates that documents set."

    def find(self, claim: Claim, facts: Facts) -> Outcome:
        """Whether a primary document sets the date."""
        dates = _spellings(claim)
        for document in facts.documents:
            if document.primary and self._tells(document, claim, dates):
                shown = record(
                    "document",
                    document.capture_id,
                    f"{document.publisher} sets the date in its own document.",
                    sources=[document.capture_id],
                )
                sentence = f"{shown.sentence} That it was scheduled, not that it happened."
                return Outcome(CORROBORATED, sentence, supporting=[shown])
        return Outcome(
            NOT_CHECKABLE,
            "No track shows a plan, and no primary document of the case sets the date.",
            parameters=[("dates_looked_for", "; ".join(dates[:4]))],
        )

    def _tells(self, document: Document, claim: Claim, dates: list[str]) -> bool:
        text = document.text.casefold()
        said = telling_words(claim.proposition)
        share = len(said & telling_words(document.text)) / len(said) if said else 0.0
        return share >= self.least_share and any(_stands(one.casefold(), text) for one in dates)


def _spellings(claim: Claim) -> list[str]:
    """The day of the claim as documents write it."""
    if not claim.times or claim.times[0].precision not in {"day", "instant", "hour"}:
        return []
    day = date.fromisoformat(claim.times[0].edtf[:10])
    name = _MONTHS[day.month - 1]
    month_first, day_first = f"{name} {day.day}", f"{day.day} {name}"
    return [day.isoformat(), f"{day_first} {day.year}", f"{month_first}, {day.year}", day_first, month_first]


def _stands(words: str, text: str) -> bool:
    """Whether the words stand in the text and are no part of a longer number."""
    return re.search(rf"(?<!\d){re.escape(words)}(?!\d)", text) is not None
