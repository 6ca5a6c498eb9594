"""Text zone: which part of a captured text is headline, body, caption, embedded post or mere boilerplate."""

from typing import NamedTuple


class TextZone(NamedTuple):
    """One paragraph of a captured text; the zones of a text follow one another without overlap.

    Attributes:
        zone_id: unique in the case.
        capture_id: of which capture; empty while the text is not in a case.
        text_sha256: of the whole text, UTF-8.
        start: first character, from 0, in Unicode code points.
        end: first character after it.
        paragraph: its number, from 0.
        zone: ``headline``, ``standfirst``, ``caption``, ``body``, ``embed``, ``credit_line`` or ``boilerplate``.
        rule: why it is that: the element or the words that tell.
        url: address of an embedded post; None elsewhere, and where it gives none.
    """

    zone_id: str
    capture_id: str
    text_sha256: str
    start: int
    end: int
    paragraph: int
    zone: str
    rule: str
    url: str | None = None
