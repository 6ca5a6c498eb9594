"""Words of field names: what kind of field a person says, in English, Spanish, Russian and some more languages."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from skywitness.reference.airport_name_fold import fold


class Said:
    """What words say of a field apart from its name, as bits of an integer: quicker to add up than an enum."""

    NOTHING: Final = 0
    FIELD: Final = 1  # an airport, an airfield, a runway: some field
    AIRPORT: Final = 2  # an airport in so many words: rarely said of an air base
    MILITARY: Final = 4
    CIVIL: Final = 8
    INTERNATIONAL: Final = 16
    MAIN: Final = 32
    HELIPORT: Final = 64
    NEAR: Final = 128  # near, outside


class Meaning(NamedTuple):
    """What words mean, and how many of the words that follow they take."""

    said: int
    words: int


_PHRASES: Final = {
    Said.FIELD | Said.AIRPORT: """airport airports aeropuerto aeropuertos aeropto aeroporto aeroport flughafen
        lufthavn flygplats lentoasema havalimani havaalani letiste lotnisko luchthaven repuloter bandara furudgah
        forudgah matar""",
    Said.FIELD: """aerodrome aerodromo aerodrom airfield airstrip airpark flugplatz field runway strip
        landing+strip landing+ground pista base+camp air+strip air+field campo+de+aviacion terrain""",
    Said.FIELD | Said.MILITARY: """airbase air+base air+force+base air+station naval+air+station army+airfield
        army+air+field naval+station marine+corps+air+station joint+base base base+aerea base+aeronaval baza
        base+militar military+base base+aerienne fliegerhorst air+force+station air+reserve+base afb nas mcas raf
        angb arb aaf nolf cfb naf afs air+national+guard+base aviabase lotniskowa rnas aeronaval baseaerea fob
        bases airbases air+bases base+area military+airbase military+air+base us+base""",
    Said.MILITARY: "military militar militares army naval air+force force militaire militare wojskowe militaire",
    Said.CIVIL: "civil civilian commercial passenger comercial",
    Said.INTERNATIONAL: "international internacional intl internationale internazionale int",
    Said.MAIN: "main principal biggest largest chief busiest mayor main+international",
    Said.FIELD | Said.HELIPORT: "heliport helipuerto helipad heliponto helistop vertodrom helibase",
    Said.NEAR: "near outside close+to cerca+de cerca+del junto+a proximo+a próximo+a around not+far+from",
}
_STEMS: Final = (
    ("аэропорт", Said.FIELD | Said.AIRPORT),
    ("аэродром", Said.FIELD),
    ("авиабаз|авиационн[^ ]* баз|баз", Said.FIELD | Said.MILITARY),
    ("военн|военно ?воздушн", Said.MILITARY),
    ("гражданск", Said.CIVIL),
    ("международн", Said.INTERNATIONAL),
    ("главн|крупнейш", Said.MAIN),
    ("под|около|возле|вблизи|близ|рядом с|недалеко от", Said.NEAR),
)
_ENDINGS: Final = "|а|у|ом|е|ы|и|ов|ой|ою|ый|ий|ая|ое|ые|ого|ему|ому|ым|им|ых|их|ую|ами|ам|ах|ей|ю|я|ского|ом"
"""Stems of Russian words with their endings: the words are declined."""


def words(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())


LINKS: Final = words(
    "of de del di da do dos das des du der den the a an in at on to from en para desde hacia"
    " v vo na iz s so u k ot el los las la le les un una und y and i"
)
"""Words between a kind of field and its name; in front of a name they can also be part of it."""
BINDERS: Final = words("of de del di da do des du der in at on the")
"""Of these, the ones with which no name begins once the kind of field is gone."""


def _table() -> dict[str, int]:
    phrases = {
        " ".join(fold(part) for part in phrase.split("+")): said
        for said, text in _PHRASES.items()
        for phrase in text.split()
    }
    declined = {
        fold(re.sub(r"\[.*?\]\*|[?]", "", stem) + ending): said
        for stems, said in _STEMS
        for stem in stems.split("|")
        for ending in (_ENDINGS.split("|") if said != Said.NEAR else [""])
    }
    return declined | phrases


KINDS: Final = _table()
_LONGEST: Final[dict[str, int]] = {}
for _phrase in KINDS:
    _first, _count = _phrase.split(" ")[0], _phrase.count(" ") + 1
    _LONGEST[_first] = max(_count, _LONGEST.get(_first, 0))
"""Words of the longest phrase that begins with each word."""


_ENDS_IN_KIND: Final = frozenset(KINDS) - {phrase.rpartition(" ")[2] for phrase in KINDS if " " in phrase}
_SPECIAL: Final = _LONGEST.keys() | BINDERS


def meaning(words: Sequence[str], begin: int) -> Meaning | None:
    """What the words from here on say of the kind of field, the longest phrase first; None for nothing.

    Args:
        words: folded.
        begin: index of the first word.
    """
    longest = _LONGEST.get(words[begin], 0)
    for length in range(min(longest, len(words) - begin), 0, -1):
        said = KINDS.get(" ".join(words[begin : begin + length]))
        if said is not None:
            return Meaning(said, length)
    return None


def without_kinds(folded: str) -> tuple[str, int]:
    """A folded name without the words for its kind, and what they say."""
    parts = folded.split(" ")
    said = 0 if _ENDS_IN_KIND.isdisjoint(parts[-1:]) else KINDS[parts.pop()]
    if _SPECIAL.isdisjoint(parts):
        return (folded.rpartition(" ")[0] if said else folded), said
    return _slowly(folded.split(" "))


def _slowly(words: Sequence[str]) -> tuple[str, int]:
    kept: list[str] = []
    said, begin = Said.NOTHING, 0
    while begin < len(words):
        found = meaning(words, begin) if words[begin] in _LONGEST else None
        if found is None:
            kept.append(words[begin])
        else:
            said |= found.said
        begin += found.words if found else 1
    while len(kept) > 1 and kept[0] in BINDERS:
        del kept[0]
    while len(kept) > 1 and kept[-1] in BINDERS:
        kept.pop()
    return " ".join(kept), said
