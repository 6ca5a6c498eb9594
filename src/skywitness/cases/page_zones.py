"""Page zones: a web page as paragraphs in their order, each told for headline, body, caption or mere boilerplate.

Attribution hangs on where words stand: a caption's credit, a credit line at the end, a post within an article. So
a page is not boiled down to its main text; all is kept, and each paragraph says what it is and by what sign.
How it is fooled: pages that name their elements by chance letters, and articles without any container, fall back
to the element with the most text, and a caption without ``figcaption`` reads as body.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from skywitness.cases.page_main import main_element
from skywitness.cases.page_tree import Element, words
from skywitness.cases.page_words import BOILERPLATE, BYLINE, CAPTION, CREDIT, EMBED, POST_URL, STANDFIRST

EXTRACTOR = "skywitness zones 1"
_NOT_READ = {"script", "style", "template", "svg", "math", "iframe", "object", "head", "select", "noscript"}
_BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "button", "center", "dd", "details", "dialog",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4",
    "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "option", "p", "pre", "section", "summary",
    "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
}  # fmt: skip
_FURNITURE = {"nav", "aside", "footer", "form", "button", "dialog"}
_FURNITURE_ROLES = {"navigation", "complementary", "contentinfo", "banner"}
_DEEPEST = 200
"""Elements within elements; a page nested further is made to harm (judgement)."""
_LONGEST_CREDIT = 300
_LONGEST_STANDFIRST = 600
"""Characters; longer ones are body (judgement)."""


class Block(NamedTuple):
    """One paragraph of a page.

    Attributes:
        text: of it, spaces made single.
        zone: as in TextZone.
        rule: the sign.
        url: of an embedded post; None elsewhere.
    """

    text: str
    zone: str
    rule: str
    url: str | None = None


class _Place(NamedTuple):
    """Where the walk is: the zone that elements further out have set, and whether they are the article."""

    zone: str
    rule: str
    url: str | None
    inside: bool
    depth: int = 0


def page_blocks(root: Element, main_text: str | None = None) -> list[Block]:
    """Paragraphs of a page in their order.

    Args:
        root: of the page.
        main_text: what another program takes for the article's text; its paragraphs that we took for boilerplate
            because of where they stand are body.
    """
    body = root.find("body")
    start = body if body is not None else root
    main = main_element(start)
    place = _Place("boilerplate", "outside the article", None, inside=False)
    blocks = [_judged(block) for block in _walk(start, place, main) if block.text]
    return _with_headline(_with_main_text(blocks, main_text), root)


def _walk(element: Element, place: _Place, main: Element) -> Iterator[Block]:
    """Blocks of an element; text between block elements is a block of its own."""
    place = _place_in(element, place, main)._replace(depth=place.depth + 1)
    if place.depth > _DEEPEST:
        yield Block(words(element), place.zone, "nested too deeply to be told apart", place.url)
        return
    pieces = [element.text or ""]
    for child in element:
        tag = child.tag if isinstance(child.tag, str) else ""
        if tag in _BLOCKS or (tag not in _NOT_READ and _has_blocks(child)):
            yield from _blocks_of(pieces, place)
            yield from _walk(child, place, main)
            pieces = []
        elif tag == "br":
            pieces.append("\n")
        elif tag and tag not in _NOT_READ:
            pieces.append(_inline(child, 0))
        pieces.append(child.tail or "")
    yield from _blocks_of(pieces, place)


def _has_blocks(element: Element) -> bool:
    return next(element.iterdescendants(*_BLOCKS), None) is not None


def _inline(element: Element, depth: int) -> str:
    """Text of an inline element, without what is never read."""
    if depth > _DEEPEST:
        return words(element)
    pieces = [element.text or ""]
    for child in element:
        if child.tag == "br":
            pieces.append("\n")
        elif isinstance(child.tag, str) and child.tag not in _NOT_READ:
            pieces.append(_inline(child, depth + 1))
        pieces.append(child.tail or "")
    return "".join(pieces)


def _blocks_of(pieces: Iterable[str], place: _Place) -> Iterator[Block]:
    for part in re.split(r"\n[ \t\r]*\n\s*", "".join(_spaced(pieces))):
        yield Block(" ".join(part.split()), place.zone, place.rule, place.url)


def _spaced(pieces: Iterable[str]) -> Iterator[str]:
    """Line ends of the source are spaces; those that ``br`` makes stay."""
    for piece in pieces:
        yield piece if piece == "\n" else re.sub(r"\s+", " ", piece)


def _place_in(element: Element, place: _Place, main: Element) -> _Place:
    """What an element says of the text in it."""
    tag = str(element.tag)
    inside = place.inside or element is main
    if element is main and place.zone == "boilerplate":
        place = _Place("body", "in the article", None, inside=True)
    named = " ".join((element.get("class") or "", element.get("id") or "", element.get("itemprop") or ""))
    if place.zone == "embed":
        return place
    if url := _embedded(element, tag, named):
        return _Place("embed", "an embedded post", url or None, inside)
    if tag == "blockquote" and EMBED.search(named):
        return _Place("embed", "an embedded post", None, inside)
    found = _sign(element, tag, named, inside=inside)
    if found and not (place.zone == "boilerplate" and place.inside):
        return _Place(*found, None, inside)
    return place._replace(inside=inside)


def _embedded(element: Element, tag: str, named: str) -> str:
    """Address of the post that an element holds; empty when it holds none."""
    if tag != "blockquote" and not EMBED.search(named):
        return ""
    links = [POST_URL.match(link.get("href") or "") for link in element.iter("a")]
    cited = POST_URL.match(element.get("cite") or element.get("data-instgrm-permalink") or "")
    return next((found[0] for found in reversed([cited, *links]) if found), "")


def _sign(element: Element, tag: str, named: str, *, inside: bool) -> tuple[str, str] | None:
    """Zone and rule that an element gives of itself."""
    if element.get("hidden") is not None or "display:none" in (element.get("style") or "").replace(" ", ""):
        return "boilerplate", "hidden"
    if tag == "figcaption" or CAPTION.search(named):
        return "caption", "figcaption" if tag == "figcaption" else f"named {_first(CAPTION, named)}"
    if tag == "h1" or "headline" in (element.get("itemprop") or ""):
        return "headline", tag
    if tag in _FURNITURE or element.get("role") in _FURNITURE_ROLES:
        return "boilerplate", f"in {tag}"
    if tag in {"body", "html", "main", "article"} or _holds_most(element):
        return None
    return _named_sign(named, inside=inside)


def _named_sign(named: str, *, inside: bool) -> tuple[str, str] | None:
    """What the class or id of an element says."""
    signs = [("boilerplate", BOILERPLATE)]
    signs += [("standfirst", STANDFIRST), ("credit_line", BYLINE)] if inside else []
    return next(((zone, f"named {_first(sign, named)}") for zone, sign in signs if sign.search(named)), None)


def _holds_most(element: Element) -> bool:
    """Whether an element is the article, not a part of it: a class such as ``has-sidebar`` says nothing then."""
    return sum(len(words(p)) > 80 for p in element.iter("p")) >= 3


def _first(signs: re.Pattern[str], named: str) -> str:
    found = signs.search(named)
    return found[0] if found else ""


def _judged(block: Block) -> Block:
    """A block by its own words, where what it stands in says less."""
    if block.zone == "body" and len(block.text) <= _LONGEST_CREDIT and CREDIT.search(block.text):
        return block._replace(zone="credit_line", rule="its words")
    if block.zone in {"standfirst", "headline"} and len(block.text) > _LONGEST_STANDFIRST:
        return block._replace(zone="body", rule="too long for one")
    return block


def _with_main_text(blocks: list[Block], main_text: str | None) -> list[Block]:
    if not main_text:
        return blocks
    known = " ".join(main_text.split())
    return [
        block._replace(zone="body", rule="trafilatura")
        if block.zone == "boilerplate"
        and block.rule == "outside the article"
        and len(block.text) > 80
        and block.text in known
        else block
        for block in blocks
    ]


def _with_headline(blocks: list[Block], root: Element) -> list[Block]:
    """The first headline only; later ``h1`` are body. Where there is none, the page's title stands first."""
    firsts = [number for number, block in enumerate(blocks) if block.zone == "headline"]
    for number in firsts[1:]:
        blocks[number] = blocks[number]._replace(zone="body", rule="a further h1")
    title = root.find(".//title")
    if not firsts and title is not None and words(title):
        return [Block(words(title), "headline", "title of the page"), *blocks]
    return blocks
