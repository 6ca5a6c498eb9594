"""Text zones: headline, caption, post, credit line and boilerplate of a text without markup, by its own signs."""

import hashlib
import re
from collections.abc import Sequence

from skywitness.cases.page_words import CREDIT
from skywitness.cases.text_sentences import paragraphs
from skywitness.cases.text_stretch import Stretch
from skywitness.model import TextZone

_LONGEST_HEADLINE = 160
_CAPTION = re.compile(
    r"^(?:photo(?:graph)?|picture|image|file photo|foto(?:graf[ií]a)?|imagen|фото)\s*:|\b(?:photograph"
    r"|photo|foto(?:graf[ií]a)?|фото)\s*:\s*[^.]{3,60}$"
    r"|\(\s*(?:photo|foto|фото)\s*:[^)]+\)$|(?-i:\b[A-Z][\w'’-]+ [A-Z][\w'’-]+/[A-Z][\w ]{1,20}$)",
    re.IGNORECASE,
)
_POSTER = re.compile(r"^[^\n]{2,70}\(@\w{2,}\)\s*$|^@\w{2,}$")
_DATE_LINE = re.compile(r"^[\w ,.:/-]{6,40}$")
_BEGGING = re.compile(
    r"^\W*(?:since you['’]re here|support (?:the|our)|subscribe|sign up|follow us|read more|more on this"
    r"|related(?: articles| stories)?:?$|we have a small favou?r|donate"
    r"|suscr[ií]bete|síguenos|lea también|подпи(?:шитесь|сывайтесь)|читайте также)",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"^(?:by\s+|por\s+)?(?:[A-ZÀ-ÞА-ЯЁ][\w’'.-]+\s*){1,5}(?:,.{0,60})?$"
    r"|^\W*(?:the\s+)?[\w .,]{0,60}\b\d{1,2}\s+\w+\.?\s+(?:19|20)\d\d\b.{0,60}$",
    re.UNICODE,
)


def plain_zones(text: str) -> list[TextZone]:
    """Zones of a text that came without markup, in order.

    The first short paragraph without a full stop is the headline, the next such the standfirst; a name with an
    ``(@handle)`` begins a post, which ends at its date; what begs for money or subscribers is boilerplate to
    the end. How it is fooled: texts without a headline that begin with a short sentence without a full stop.
    """
    sha256 = hashlib.sha256(text.encode("utf-8")).hexdigest()
    parts = paragraphs(text)
    told = _told(text, parts)
    return [
        TextZone("", "", sha256, part.start, part.end, number, zone, rule)
        for number, (part, (zone, rule)) in enumerate(zip(parts, told, strict=True))
    ]


def _told(text: str, parts: Sequence[Stretch]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    in_post = begging = body = False
    for number, part in enumerate(parts):
        words = part.of(text)
        begging = begging or bool(_BEGGING.search(words) and number > len(parts) // 2)
        if begging:
            found.append(("boilerplate", "it asks for money or subscribers"))
        elif _POSTER.match(words) or (in_post and not _ends_post(words)):
            in_post = True
            found.append(("embed", "a name with a handle begins it"))
        elif in_post:
            in_post = False
            found.append(("embed", "the date of the post"))
        else:
            zone, rule = _alone(words, number, {zone for zone, _ in found}, body=body)
            body = body or zone == "body"
            found.append((zone, rule))
    return found


def _ends_post(words: str) -> bool:
    return bool(_DATE_LINE.match(words) and re.search(r"(?:19|20)\d\d", words))


def _alone(words: str, number: int, before: set[str], *, body: bool) -> tuple[str, str]:
    """Zone of a paragraph by its own words and what went before."""
    full_stop = words.rstrip('"”»)').endswith((".", "!", "?", "…"))
    if CREDIT.search(words) and len(words) < 300:
        return "credit_line", "its words"
    if _CAPTION.search(words) and len(words) < 400:
        return "caption", "its words"
    if not body and not full_stop and len(words) <= _LONGEST_HEADLINE:
        if number == 0:
            return "headline", "the first short paragraph"
        if _BYLINE.match(words):
            return "credit_line", "a name or a date before the text"
        if "standfirst" not in before:
            return "standfirst", "a short paragraph before the text"
    return "body", "no sign of anything else"
