"""Markup: text into HTML, so that no text of a source is ever anything but text."""

import re
from collections.abc import Iterable
from html import escape

_WEB = re.compile(r"https?://[^\s]+\Z", re.IGNORECASE)
_CONTROL = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 127, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])
"""Control characters, and those that turn the direction of what follows."""


def text(value: object) -> str:
    """Any text, for between tags and within attributes."""
    return escape(str(value).translate(_CONTROL), quote=True)


def tag(name: str, inner: str = "", /, **attributes: str | None) -> str:
    """An element around markup that is already safe.

    Args:
        name: of the element.
        inner: markup.
        attributes: as text; ``class_`` for class, underscores for hyphens; None leaves one out.
    """
    given = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{text(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{given}>{inner}</{name}>"


def link(url: str | None, words: str) -> str:
    """A link where the address is one of the web, else the words alone."""
    if url is None or not _WEB.match(url):
        return text(words)
    return tag("a", text(words), href=url, rel="noopener noreferrer nofollow")


def listed(items: Iterable[str], kind: str = "ul", **attributes: str | None) -> str:
    """A list of markup; nothing for no items."""
    rows = "".join(tag("li", item) for item in items)
    return tag(kind, rows, **attributes) if rows else ""


def scrolled(inner: str, name: str) -> str:
    """Something wide that scrolls by itself, also with the keyboard."""
    return tag("div", inner, class_="scroll", role="region", aria_label=name, tabindex="0")


def facts(pairs: Iterable[tuple[str, str]]) -> str:
    """Names and values, the values as markup."""
    return tag("dl", "".join(tag("dt", text(name)) + tag("dd", value) for name, value in pairs if value))
