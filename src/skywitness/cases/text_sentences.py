"""Sentences: where paragraphs and sentences of a text begin and end."""

import re
from collections.abc import Iterator

from skywitness.cases.text_stretch import Stretch

_PARAGRAPH = re.compile(r"(?:(?!\n[ \t\r]*\n).)+", re.DOTALL)
_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s+[\"'“‘«(\[¿¡—–-]*\s*[\w#@])")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\"'“«.-])(?:mr|mrs|ms|dr|prof|gen|col|lt|maj|capt|sgt|cmdr|adm|brig|sen|rep|gov|pres|rev|st|no|nos|vs|jan"
    r"|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|a\.m|p\.m|u\.s|u\.k|u\.n|e\.g|i\.e|approx|dept|sr|sra|gral"
    r"|cnel|tte|núm|ee\.uu"
    r"|aprox|ago|ene|abr|dic|г|гг|им|ул|тыс|млн|млрд|т\.е|св|[a-zа-яё])\.$",
    re.IGNORECASE,
)
"""Words that end with a full stop within a sentence, single letters among them."""
_SURE_NEXT = re.compile(r"\s+[\"'“‘«(]?(?:The|A|An|It|He|She|They|In|On|But|And|El|La|Los|Las|Un|Una)\s")


def paragraphs(text: str) -> list[Stretch]:
    """Parts between empty lines, without the spaces around them; none is empty."""
    found = (Stretch(*match.span()).stripped(text) for match in _PARAGRAPH.finditer(text))
    return [one for one in found if one.start < one.end]


def sentences(text: str, within: Stretch) -> list[Stretch]:
    """Sentences of a paragraph, in order, without the spaces between them.

    A full stop ends one when a capital, digit, quotation mark or hash follows and no abbreviation goes before.
    How it is fooled: an abbreviation that ends a sentence, and one that is not on the list.
    """
    return [one for one in _sentences(text, within) if one.start < one.end]


def _sentences(text: str, within: Stretch) -> Iterator[Stretch]:
    start = within.start
    for match in _END.finditer(text, within.start, within.end):
        if _goes_on(text, start, match):
            continue
        yield Stretch(start, match.end()).stripped(text)
        start = match.end()
    yield Stretch(start, within.end).stripped(text)


def _goes_on(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether a mark is no end: an abbreviation, or a small letter after it."""
    after = text[match.end() :].lstrip()[:3].lstrip("\"'“‘«(¿¡—–-")
    if after and after[0].islower():
        return True
    if not match[0].startswith(".") or len(match[0]) > 1:
        return False
    before = text[max(start, match.start() - 12) : match.start() + 1]
    single = re.search(r"(?:^|\s)[A-ZА-ЯЁ]\.$", before)
    return bool(_ABBREVIATION.search(before)) and not (not single and _SURE_NEXT.match(text, match.end()))
