"""Page facts: what a page says of itself: title, authors, date, publisher, address (JSON-LD, Open Graph, HTML)."""

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from skywitness.cases.page_tree import Element, words

_DATED = re.compile(r"^\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:?\d\d)?)?)?)?$")
_ARTICLE = re.compile(r"Article|BlogPosting|SocialMediaPosting|Report|WebPage|VideoObject")
_POST_HOST = re.compile(r"(^|[/.])(twitter|x|t|facebook|instagram|vk|bsky|tiktok)\.(com|me|app)$")


class PageFacts(NamedTuple):
    """What a page says of itself; None and empty where it says nothing.

    Attributes:
        title: of the page.
        authors: in its order.
        published: EDTF, as precise as it says.
        publisher: name of the newspaper, agency or site.
        canonical_url: the address that it gives for itself.
        language: ISO 639-1.
    """

    title: str | None
    authors: list[str]
    published: str | None
    publisher: str | None
    canonical_url: str | None
    language: str | None


def page_facts(root: Element) -> PageFacts:
    """What a page says of itself."""
    said = next((item for item in _linked_data(root) if _ARTICLE.search(str(item.get("@type", "")))), {})
    meta = _meta(root)
    canonical = root.find(".//link[@rel='canonical']")
    return PageFacts(
        title=_text(said.get("headline")) or meta.get("og:title") or _of(root, ".//h1") or _of(root, ".//title"),
        authors=_names(said.get("author")) or ([meta["author"]] if meta.get("author") else []),
        published=_date(said.get("datePublished"))
        or _date(meta.get("article:published_time"))
        or _time(root, meta),
        publisher=next(iter(_names(said.get("publisher"))), None) or meta.get("og:site_name"),
        canonical_url=(canonical.get("href") if canonical is not None else None) or meta.get("og:url"),
        language=_language(root.get("lang") or meta.get("og:locale")),
    )


def is_post_host(host: str) -> bool:
    """Whether a host is one of a social network."""
    return bool(_POST_HOST.search(host.lower()))


def _linked_data(root: Element) -> Iterator[dict[str, Any]]:
    """Objects of JSON-LD, those in lists and graphs too."""
    for script in root.iterfind(".//script[@type='application/ld+json']"):
        try:
            waiting = [json.loads(script.text or "")]
        except (ValueError, RecursionError):
            continue
        while waiting:
            item = waiting.pop(0)
            if isinstance(item, list):
                waiting += item
            elif isinstance(item, dict):
                yield item
                graph = item.get("@graph")
                waiting += graph if isinstance(graph, list) else []


def _meta(root: Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in root.iterfind(".//meta[@content]"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        content = " ".join(str(element.get("content")).split())
        if content:
            found.setdefault(name.lower(), content)
    return found


def _names(said: object) -> list[str]:
    """Names of people or organisations: texts, objects with a name, or lists of these."""
    items = said if isinstance(said, list) else [said]
    found = [_text(item.get("name")) if isinstance(item, dict) else _text(item) for item in items]
    return [name for name in found if name]


def _text(said: object) -> str | None:
    return (" ".join(said.split()) or None) if isinstance(said, str) else None


def _of(root: Element, path: str) -> str | None:
    found = root.find(path)
    return (words(found) or None) if found is not None else None


def _date(said: object) -> str | None:
    """A date that is one; a time without seconds, or a zone without its colon, is brought into form."""
    text = (_text(said) or "").replace(" ", "T", 1)
    text = re.sub(r"\.\d+(?=Z|[+-]|$)", "", text)
    if not _DATED.match(text):
        return None
    text = re.sub(r"(T\d\d:\d\d)(?=Z|[+-]|$)", r"\1:00", text)
    return re.sub(r"([+-]\d\d)(\d\d)$", r"\1:\2", text) if "T" in text else text


def _time(root: Element, meta: dict[str, str]) -> str | None:
    """A date of ``time`` elements that say what they are, or of older meta names."""
    for path in (".//time[@itemprop='datePublished']", ".//time[@pubdate]", ".//article//time[@datetime]"):
        found = root.find(path)
        if found is not None and (date := _date(found.get("datetime"))):
            return date
    return next(
        (date for name in ("datepublished", "date", "dc.date", "pubdate") if (date := _date(meta.get(name)))), None
    )


def _language(said: str | None) -> str | None:
    code = (said or "").replace("_", "-").partition("-")[0].strip().lower()
    return code if re.fullmatch(r"[a-z]{2}", code) else None
