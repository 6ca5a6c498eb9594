"""Words: how a dossier tells verdicts, speakers, times and evidence in plain language."""

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from skywitness.cases.grades import REASON_WORDS, VERDICT_WORDS
from skywitness.model import Attribution, Claim, ClaimTime

ORDER = (
    "corroborated",
    "partly_corroborated",
    "plausible",
    "unresolved",
    "not_observable",
    "not_checkable",
    "implausible",
    "contradicted",
)
"""Verdicts as a reader meets them."""
MARKS = {
    "corroborated": "✓",
    "partly_corroborated": "◐",
    "plausible": "≈",
    "unresolved": "?",
    "not_observable": "∅",
    "not_checkable": "-",
    "implausible": "≉",
    "contradicted": "✗",
}
"""A sign beside each, so that no colour is needed to tell them apart."""
_ANONYMITY = {
    "named_by_role": "named by role",
    "unnamed_individual": "not named",
    "unnamed_group": "a group, not named",
    "unnamed_media": "not named",
    "agentless": "nobody is named",
    "explicitly_unnamed": "asked not to be named",
    "unattributed": "no speaker given",
}
_HEDGES = {
    "modal": "possibility",
    "distancing": "kept at a distance",
    "approximator": "rounded",
    "hearsay": "hearsay",
    "counterfactual": "supposition",
    "future": "yet to come",
    "scare_quotes": "in quotation marks",
}


def verdict(word: str) -> str:
    """A verdict as people read it."""
    return VERDICT_WORDS.get(word, word.replace("_", " "))


def reason(word: str | None) -> str:
    """Why nothing is observable; empty for no reason."""
    return REASON_WORDS.get(word or "", "")


def speakers(chain: Iterable[Attribution]) -> str:
    """Who says that who said it, the outermost first."""
    return " → ".join(_speaker(one) for one in sorted(chain, key=lambda one: one.depth))


def _speaker(one: Attribution) -> str:
    about = [one.role or "", _ANONYMITY.get(one.anonymity, "")]
    said = ", ".join(filter(None, about))
    return f"{one.speaker} ({said})" if said else one.speaker


def hedges(claim: Claim) -> str:
    """The words that make it less than a plain statement."""
    return "; ".join(f"“{one.cue}” ({_HEDGES.get(one.kind, one.kind)})" for one in claim.hedges)


def times(found: Iterable[ClaimTime]) -> str:
    """When it is to have been, and by which rule."""
    return "; ".join(f"{one.edtf} ({one.words or 'from the date'}; {one.rule}; {one.timezone})" for one in found)


def instant(at: datetime | None, zone: str = "UTC") -> str:
    """An instant by UTC, and by another clock beside it."""
    if at is None:
        return "?"
    utc = f"{at:%d %b %Y, %H:%M} UTC"
    if zone == "UTC":
        return utc
    local = at.astimezone(ZoneInfo(zone))
    return f"{utc} ({local:%d %b, %H:%M} {zone.rpartition('/')[2].replace('_', ' ')})"
