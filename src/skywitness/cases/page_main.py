"""Page main: which element of a page is its article."""

from collections.abc import Iterable

from skywitness.cases.page_tree import Element, words
from skywitness.cases.page_words import BOILERPLATE

_SHORTEST = 25
"""Characters of a paragraph that counts; shorter ones are labels (judgement)."""


def main_element(body: Element) -> Element:
    """The article: what calls itself that and has the most text, else the element with the most paragraphs."""
    called = [
        *body.iterfind(".//*[@itemprop='articleBody']"),
        *body.iterfind(".//article"),
        *body.iterfind(".//main"),
        *body.iterfind(".//*[@role='main']"),
    ]
    weighed = {element: _weight(element) for element in called}
    most = max(weighed.values(), default=0)
    if most > 0:
        good = [element for element, weight in weighed.items() if weight >= 0.8 * most]
        return next((element for element in good if element.tag == "article"), good[0])
    return _heaviest(body)


def _weight(element: Element) -> int:
    """Characters in its paragraphs that are no links."""
    return sum(_own_words(p) for p in element.iter("p"))


def _heaviest(body: Element) -> Element:
    """The element whose own paragraphs hold the most text, half of it counted for the one around it."""
    scores: dict[Element, float] = {}
    for paragraph in body.iter("p"):
        own = _own_words(paragraph)
        parent = paragraph.getparent()
        for share in (1.0, 0.5):
            if parent is None or not own:
                break
            scores[parent] = scores.get(parent, 0.0) + share * own
            parent = parent.getparent()
    wanted = {element: score for element, score in scores.items() if not _is_furniture(element)}
    return max(wanted, key=lambda element: wanted[element]) if wanted else body


def _own_words(paragraph: Element) -> int:
    text = len(words(paragraph))
    linked = _length(words(link) for link in paragraph.iter("a"))
    return text - linked if text >= _SHORTEST else 0


def _length(texts: Iterable[str]) -> int:
    return sum(map(len, texts))


def _is_furniture(element: Element) -> bool:
    named = " ".join((element.get("class") or "", element.get("id") or ""))
    return element.tag in {"footer", "nav", "aside", "form", "header"} or bool(BOILERPLATE.search(named))
