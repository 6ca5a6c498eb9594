"""Main text: the text of an article as trafilatura finds it (package of the extra ``text``)."""

import trafilatura

NAME = f"trafilatura {trafilatura.__version__}"


def main_text(html: bytes) -> str | None:
    """The text of an article; None where it finds none.

    Args:
        html: source of a page.
    """
    found = trafilatura.extract(html, include_comments=False, favor_precision=True, deduplicate=False)
    return found if isinstance(found, str) else None
