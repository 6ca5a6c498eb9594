"""Told: what every view says of a capture: what it lacks, and whether it holds the content at all."""

from collections.abc import Iterator

from skywitness.model import Capture

_WALLS = {
    "login_wall": "a log-in or pay wall, not the content",
    "bot_shell": "a page for robots, not the content",
    "consent_wall": "a page about cookies, not the content",
    "truncated": "cut off before its end",
    "empty": "without the content",
}


def minimum_words(capture: Capture) -> str:
    """The minimum of the Berkeley Protocol (paragraph 155), part by part."""
    parts = {"URL": capture.has_url, "HTML": capture.has_html, "full-page picture": capture.has_full_page}
    return "minimum: " + ", ".join(f"{name} {'yes' if there else 'MISSING'}" for name, there in parts.items())


def quality_words(capture: Capture) -> Iterator[str]:
    """What is wrong with a capture, each with what it rests on; nothing where the content is there."""
    for mark, evidence in zip(capture.quality, capture.quality_evidence, strict=True):
        if mark in _WALLS:
            yield f"WARNING: this capture is {_WALLS[mark]} ({evidence}); add a screenshot or a saved page of it"
