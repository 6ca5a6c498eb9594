"""Page tree: the bytes of a web page as a tree of elements, whatever they are."""

import codecs
import re
from typing import TypeAlias

from lxml import etree, html

Element: TypeAlias = html.HtmlElement
"""An element of a page."""

_CHARSET = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE
)
_HEAD_BYTES = 4096
"""The HTML standard looks for the encoding in the first 1,024 bytes; pages put it later (judgement)."""
_DEEPEST = 2000
"""libxml2 stops at 2,048 elements within one another (xmlParserMaxDepth)."""
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def page_tree(content: bytes, charset: str | None = None) -> Element | None:
    """The root of a page; None when there is nothing in it that could be read.

    Args:
        content: of the page.
        charset: what the server said.
    """
    text = page_source(content, charset).replace("\0", "")
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    return root if isinstance(root, html.HtmlElement) else None


def page_source(content: bytes, charset: str | None = None) -> str:
    """The page's source as text: by its mark, the server's word, its own word, as UTF-8, else as Windows-1252."""
    for mark, name in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(name, "replace")
    said = _CHARSET.search(content[:_HEAD_BYTES])
    for encoding in (charset, said[1].decode("ascii", "replace") if said else None, "utf-8"):
        text = _decoded(content, encoding) if encoding else None
        if text is not None:
            return text
    return content.decode("windows-1252", "replace")


def _decoded(content: bytes, name: str) -> str | None:
    """The text, None when these bytes are not written so; a page that was cut off may end within a character."""
    try:
        decoder = codecs.getincrementaldecoder(name)("strict")
        return decoder.decode(content)
    except (LookupError, UnicodeError, ValueError):
        return None


def words(element: Element) -> str:
    """All text below an element, spaces made single."""
    return " ".join("".join(element.itertext()).split())


def is_cut_off(root: Element) -> bool:
    """Whether a page is nested so deeply that the parser stopped: what came after is not in the tree."""
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth >= _DEEPEST:
            return True
    return False
