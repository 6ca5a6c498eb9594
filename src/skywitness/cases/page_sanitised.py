"""Page sanitised: a view of a stored page in which nothing runs and nothing is loaded.

The page is not cleaned, it is written anew: only elements of a short list, without any attribute of theirs, and
text with its brackets escaped. Whatever a page holds, what comes out is these tags and letters. Pictures become
their description in brackets, links keep their words and show where they led.
"""

from collections.abc import Iterator
from html import escape

from skywitness.cases.page_tree import Element, page_tree

POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; sandbox"
"""Content-Security-Policy for who serves such a view: a second wall behind the first."""
_KEPT = {
    "article", "aside", "b", "blockquote", "caption", "cite", "code", "dd", "del", "div", "dl", "dt",
    "em", "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "i", "ins",
    "li", "main", "mark", "ol", "p", "pre", "q", "s", "section", "small", "span", "strong", "sub", "sup",
    "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "u", "ul",
}  # fmt: skip
_SILENT = {
    "applet", "audio", "canvas", "frameset", "head", "iframe", "math",
    "noembed", "noframes", "noscript", "object", "plaintext", "script", "select",
    "style", "svg", "template", "textarea", "title", "video", "xmp",
}  # fmt: skip
"""Elements that are left out with their content. ``embed`` and the like have none: what stands in them follows."""
_DEEPEST = 200


def sanitised(content: bytes, charset: str | None = None) -> str:
    """A stored page as a document in which nothing runs and nothing is loaded.

    Args:
        content: of the page.
        charset: what the server said.
    """
    root = page_tree(content, charset)
    body = "" if root is None else "".join(_written(root, 0))
    return (
        '<!DOCTYPE html>\n<html><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(POLICY.removesuffix("; sandbox"))}">'
        '<meta name="referrer" content="no-referrer"><title>stored page</title></head>'
        f"<body>{body}</body></html>\n"
    )


def _written(element: Element, depth: int) -> Iterator[str]:
    tag = element.tag.lower() if isinstance(element.tag, str) else ""
    if not tag or tag in _SILENT or depth > _DEEPEST:
        return
    if tag in {"br", "hr"}:
        yield f"<{tag}>"
        return
    if tag == "img":
        yield f"<span>[picture: {escape(element.get('alt') or 'without a description')}]</span>"
        return
    kept = tag if tag in _KEPT else None
    yield f"<{kept}>" if kept else ""
    yield escape(element.text or "")
    for child in element:
        yield from _written(child, depth + 1)
        yield escape(child.tail or "")
    if tag == "a" and (target := (element.get("href") or "").strip()):
        yield f"<small> [{escape(target[:300])}]</small>"
    yield f"</{kept}>" if kept else ""
