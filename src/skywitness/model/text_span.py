"""Text span: where in a captured text something is said (W3C Web Annotation, text position and text quote)."""

from typing import NamedTuple


class TextSpan(NamedTuple):
    """A stretch of a captured text.

    Attributes:
        capture_id: the capture; empty while the text is not in a case.
        text_sha256: of the whole text, UTF-8.
        start: first character, from 0, in Unicode code points.
        end: first character after it.
        exact: the words themselves.
        prefix: up to 32 characters before.
        suffix: up to 32 characters after.
        paragraph: number of the paragraph, from 0.
        zone: ``headline``, ``standfirst``, ``caption``, ``body``, ``embed``, ``credit_line`` or ``boilerplate``.
    """

    capture_id: str
    text_sha256: str
    start: int
    end: int
    exact: str
    prefix: str
    suffix: str
    paragraph: int
    zone: str
