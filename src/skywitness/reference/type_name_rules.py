"""Rules for designations that makers build: customer codes and engine digits lead to the model they are of."""

import re
from collections.abc import Iterator
from typing import Final

from skywitness.reference.type_name_fold import Reading

_BOEING: Final = re.compile(r"\b(7[0-9]7)-?([1-9])(?!00)([0-9A-Z]{2})(?![0-9])((?:ER|LR)?)", re.IGNORECASE)
"""A model, and the two characters of the customer it was built for: 737-86N is a 737-800."""
_BOEING_FREIGHTER: Final = re.compile(r"\b777-?F[0-9A-Z]{0,2}\b", re.IGNORECASE)
_WITHOUT_HUNDREDS: Final = {"747-8", "787-8", "787-9"}
_NEO: Final = re.compile(r"\bA-?(319|320|321)-?[12][0-9]{2}N[A-Z]{0,2}\b", re.IGNORECASE)
_AIRBUS: Final = re.compile(r"\bA-?(220|330|340|350|380)-?([1-9]|10)([0-9]{2})(?![0-9])", re.IGNORECASE)
_AIRBUS_LONG: Final = re.compile(r"\bA-?(319|320|321)-?[12][0-9]{2}\b(?!N)", re.IGNORECASE)
_EMBRAER_E2: Final = re.compile(r"\b(?:E-?Jet|E(?:RJ|MB)?-?)\s?(175|190|195)-?\s?E-?2\b", re.IGNORECASE)
_EMBRAER: Final = re.compile(r"\bE-?(170|175|190|195)(?![0-9])", re.IGNORECASE)


def rewritten(text: str) -> Iterator[Reading]:
    """The name with the model in place of a designation that the maker built from it; nothing when no rule fits.

    Args:
        text: a name, for example ``737-86N``, ``A330-243``, ``E195-E2``.
    """
    boeing = _BOEING.sub(_boeing_model, text)
    if boeing != text:
        yield Reading(boeing, "Boeing's customer code read as the model it stands for")
    freighter = _BOEING_FREIGHTER.sub("777-200LR", text)
    if freighter != text:
        yield Reading(freighter, "a 777F has the airframe of the 777-200LR")
    for pattern, model, reason in _PATTERNS:
        changed = pattern.sub(model, text)
        if changed != text:
            yield Reading(changed, reason)


def _boeing_model(found: re.Match[str]) -> str:
    short = f"{found[1]}-{found[2]}"
    return short if short in _WITHOUT_HUNDREDS else f"{short}00{found[4]}"


_PATTERNS: Final = (
    (_NEO, r"A-\1neo", "Airbus's N behind the engine digits means neo"),
    (_AIRBUS, r"A-\g<1>-\g<2>00", "Airbus's engine digits left off"),
    (_AIRBUS_LONG, r"A-\1", "Airbus's engine digits left off"),
    (_EMBRAER_E2, r"Embraer E\1-E2", "Embraer's second generation"),
    (_EMBRAER, r"ERJ-\1", "Embraer's short name"),
)
