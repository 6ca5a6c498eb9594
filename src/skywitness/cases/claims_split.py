"""Split: a compound statement as propositions that can be judged one by one.

"A cargo plane with military equipment arrived" is an arrival that can be tested and a load that cannot. How it
is fooled: without a parser, verbs that are not known leave two statements in one; a list of nouns with "and"
stays whole, which is meant.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from skywitness.cases.text_quotes import bare
from skywitness.cases.text_stretch import Stretch
from skywitness.cases.text_verbs import Verbs

_JOINS = re.compile(
    r"\s+--\s+(?:indeed\s+)?|\s+[—–]\s+|;\s+|,\s+as\s+|,?\s+\b(?:and that|but that|y que|и что|and"
    r"|but|while|after|before|because"
    r"|although|though|when|whereas|and then|and that|but that|which|who|where"
    r"|y|pero|mientras|tras|aunque|cuando|и|но|а|пока|после того как|хотя|который|которая|которые)\s+",
    re.IGNORECASE,
)
_BREAKS = re.compile(
    r",?\s+(?=(?:apparently\s+|reportedly\s+)?(?:headed|heading|bound)\s+(?:to|for|towards?|north|south|east|west)"
    r"|guarded by|led by|accompanied by|escorted by|along with (?:about|some|at least|\d)|as part of\b"
    r"|to (?:discuss|help|take part|protect|prop|support|provide|begin|train|assist|deliver|join|deter)\b"
    r"|encabezad[oa]s? por|liderad[oa]s? por|como parte de|en el marco de|para (?:discutir|participar"
    r"|apoyar|ayudar)\b|в рамках\b|во главе с\b|чтобы\b|для участия\b)",
    re.IGNORECASE,
)
_LOAD = re.compile(
    r"^(?P<carrier>[^,;]{2,60}?)\s+(?:with|carrying|loaded with|full of|con|cargad[oa] con"
    r"|с)\s+(?P<load>(?:[\w’'-]+\s+){0,4}?(?:equipment|weapons?|arms|ammunition|cargo|troops|soldiers|aid|supplies"
    r"|missiles?|vehicles|tons?|tonnes|gold|parts|armas|armamento|munici[oó]n(?:es)?|equipos?|carga|ayuda"
    r"|repuestos|toneladas|грузом|оружием|техникой|оборудованием|боеприпасами|военными))\b",
    re.IGNORECASE,
)
_APPOSED = re.compile(r"^(?P<what>[^,]{3,60}),\s+(?P<as>(?:an?|the|un|una)\s[^,]{2,60}),\s+(?=\S)", re.IGNORECASE)
_ROLE_AFTER = re.compile(
    r",\s+(?P<role>(?:the\s+)?(?:head|chief|commander|director|leader|deputy|jefe|director|comandante|глава"
    r"|начальник|командующий)\b[^,]+),?",
    re.IGNORECASE,
)
_LISTED = re.compile(
    r"\bwhat (?:it|they|he|she) (?:listed|described|called|identified) as\s+[^,.;]+", re.IGNORECASE
)
_CLAUSES = re.compile(
    r";\s|\s+(?:while|after|before|because|although|when|which|who|that|que|что|mientras|tras|cuando|пока"
    r"|хотя|котор\w+)\s",
    re.IGNORECASE,
)
_PURPOSE = re.compile(r"to [a-z]+|para |чтобы|для участия", re.IGNORECASE)
_BOUND_TO = re.compile(r"\b(?:due|set|expected|scheduled|planned|planning|able|used|about|going|have|has|had)$")
_SUBJECT = re.compile(
    r"to (?:(?!that\b|which\b|who\b|because\b|and\b|but\b)[^,;.]\S*\s+)*?"
    r"(?:would|could|should|will|must|might|may|can(?:not)?)\s",
    re.IGNORECASE,
)
"""A purpose that is a part of a subject: "a bridge to supply them would need more"."""
_SHORTEST = 2


class Part(NamedTuple):
    """A part of a statement.

    Attributes:
        where: its words.
        hint: ``purpose``, ``load``, ``apposition``, ``role``, ``listing`` or ``scene`` where its form tells;
            else empty.
        whole: whether the statement is this part alone.
    """

    where: Stretch
    hint: str
    whole: bool


def split(text: str, content: Stretch, quoted: Sequence[Stretch], verbs: Verbs) -> list[Part]:
    """Parts of a statement, in order; those that lie within another, such as a load, follow it.

    Args:
        text: the whole text.
        content: what is said.
        quoted: words between quotation marks; a short one is not cut.
        verbs: finite verbs.
    """
    pieces = [part for part in _pieces(text, bare(text, content), quoted, verbs) if _long_enough(text, part[0])]
    alone = len(pieces) == 1
    found = [Part(where, hint, alone) for where, hint in pieces]
    for where, _hint in pieces:
        found += _inner(text, where, verbs)
    return found


def _pieces(text: str, content: Stretch, quoted: Sequence[Stretch], verbs: Verbs) -> Iterator[tuple[Stretch, str]]:
    cuts: list[tuple[int, int]] = []
    uncut = [quote for quote in quoted if len(quote.of(text).split()) < 8]
    matches = [*_JOINS.finditer(text, *content), *_BREAKS.finditer(text, *content)]
    for match in sorted(matches, key=lambda one: one.start()):
        span = Stretch(*match.span())
        if any(span.meets(quote) for quote in uncut) or _SUBJECT.match(text, span.end, content.end):
            continue
        begin = max((end for _, end in cuts), default=content.start)
        left, right = Stretch(begin, span.start), Stretch(span.end, content.end)
        marked = match[0].strip() in {"", ",", ";", "—", "–"} or match[0].strip().startswith("--")
        purpose = bool(_PURPOSE.match(right.of(text)))
        empty = not match[0].strip(" ,") and not (purpose and _no_purpose(text, left, verbs))
        if begin <= span.start and _is_cut(text, left, right, verbs, marked=marked, empty=empty):
            cuts.append(match.span())
    at = content.start
    for start, end in [*cuts, (content.end, content.end)]:
        where = bare(text, Stretch(at, start))
        if where.end > where.start:
            yield where, _hint(text, where)
        at = end


def _is_cut(text: str, left: Stretch, right: Stretch, verbs: Verbs, *, marked: bool, empty: bool) -> bool:
    """Whether both sides say something: each with a verb, or a break before words known to begin a part."""
    if len(left.of(text).split()) < _SHORTEST or len(right.of(text).split()) < _SHORTEST:
        return False
    if empty:
        return True
    if marked and not right.of(text)[:1].strip():
        return False
    return (verbs.has(text, left) or marked) and verbs.has(text, _until_break(text, right))


def _no_purpose(text: str, left: Stretch, verbs: Verbs) -> bool:
    """Whether "to begin" belongs to the words before it: "due to begin", or a noun without a verb."""
    return not verbs.has(text, left) or bool(_BOUND_TO.search(left.of(text)))


def _until_break(text: str, right: Stretch) -> Stretch:
    """What belongs to the words after a conjunction: up to the next clause; a list with "and" goes on."""
    match = _CLAUSES.search(text, right.start, right.end)
    return Stretch(right.start, match.start() if match else right.end)


def _inner(text: str, where: Stretch, verbs: Verbs) -> Iterator[Part]:
    words = where.of(text)
    if (match := _LOAD.match(words)) and match.end() < len(words) and not _is_clause(text, where, match, verbs):
        yield Part(Stretch(where.start, where.start + match.end()), "load", whole=False)
    if match := _ROLE_AFTER.search(words):
        yield Part(
            Stretch(where.start + match.start("role"), where.start + match.end("role")), "role", whole=False
        )
    elif match := _APPOSED.match(words):
        yield Part(Stretch(where.start, where.start + match.end("as")), "apposition", whole=False)
    if match := _LISTED.search(words):
        yield Part(Stretch(where.start + match.start(), where.start + match.end()), "listing", whole=False)


def _is_clause(text: str, where: Stretch, match: re.Match[str], verbs: Verbs) -> bool:
    """Whether the carrier of a load has a verb of its own, and so is no noun phrase."""
    return verbs.has(text, Stretch(where.start + match.start("carrier"), where.start + match.end("carrier")))


def without_load(words: str) -> str:
    """A statement without the load of its subject, for what else it says."""
    match = _LOAD.match(words)
    return words if match is None or match.end() == len(words) else match["carrier"] + words[match.end() :]


def _hint(text: str, where: Stretch) -> str:
    words = where.of(text).lower()
    if re.match(r"to \w+|as part of|para |como parte|en el marco|в рамках|чтобы|для участия", words):
        return "purpose"
    if re.match(r"guarded by|accompanied by|escorted by", words):
        return "scene"
    return "role" if re.match(r"led by|encabezad|liderad|во главе", words) else ""


def _long_enough(text: str, where: Stretch) -> bool:
    return len(where.of(text).split()) >= _SHORTEST
