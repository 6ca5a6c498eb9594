"""Quotes: what stands between quotation marks."""

import re

from skywitness.cases.text_stretch import Stretch

_PAIRS = re.compile(
    r"\"([^\"\n]+)\"|“([^”\n]+)”|«([^»\n]+)»|„([^“”\n]+)[“”]|(?<!\w)‘([^\n]+?)’(?!\w)|(?<!\w)'([^'\n]+)'(?!\w)"
)


_MARKS = " \t\n,.;:—–-…"
_OPENING, _CLOSING = '"“«„', '"”»“'


def quotes(text: str, within: Stretch) -> list[Stretch]:
    """Words between quotation marks, without the marks, in order.

    Straight and curly ones, single and double, and those of Spanish and Russian. One that is opened and not
    closed in the paragraph, as where a speech goes on in the next, counts up to the paragraph's end when it is
    a double one.
    """
    found = []
    for match in _PAIRS.finditer(text, within.start, within.end):
        group = next(number for number in range(1, 7) if match[number] is not None)
        found.append(Stretch(*match.span(group)))
    rest = text[found[-1].end + 1 if found else within.start : within.end]
    opened = re.search(r"(?:^|\s)([\"“«])(?=\S)[^\"”»]*$", rest)
    if opened:
        found.append(Stretch(within.end - len(rest) + opened.end(1), within.end))
    return found


def bare(text: str, part: Stretch) -> Stretch:
    """A part of a text without marks at its ends, but with a quotation mark whose other half stands within it."""
    part = part.stripped(text, _MARKS)
    while part.end > part.start and (text[part.end - 1] in _CLOSING or text[part.start] in _OPENING):
        words = part.of(text)
        closed = words[-1] in _CLOSING and any(mark in words[:-1] for mark in _OPENING[_CLOSING.index(words[-1])])
        opened = words[0] in _OPENING and any(mark in words[1:] for mark in _CLOSING[_OPENING.index(words[0])])
        whole = closed and opened and len([mark for mark in words if mark in _OPENING + _CLOSING]) == 2
        if (closed and not whole) or (opened and not whole):
            return part
        start = part.start + (words[0] in _OPENING)
        part = Stretch(start, max(start, part.end - (words[-1] in _CLOSING))).stripped(text, _MARKS)
    return part
