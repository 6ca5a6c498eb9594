"""Speakers: from a phrase to a name, a role, a class of anonymity and where it was said."""

import re
from typing import NamedTuple

_PARTICLE = r"(?:de|del|de la|la|van|von|der|den|bin|ibn|al|el|di|da|dos|du|ter|of the)"
_WORD = r"(?:[A-ZÀ-ÞА-ЯЁ][\wÀ-ÿ’'.-]*|[A-ZÀ-Þ]\.)"
_NAME = re.compile(rf"{_WORD}(?:\s+(?:{_PARTICLE}\s+)?{_WORD})*")
_RANKS = re.compile(
    r"^(?:(?:The|Mr|Mrs|Ms|Dr|Prof|Professor|Sir|Col|Colonel|Gen|General|Maj|Major|Lt|Lieutenant|Capt"
    r"|Captain|Brig|Brigadier|Admiral|Adm|Cmdr|Commander|Sgt"
    r"|Sergeant|Marshal|President|Prime Minister|Premier|Mayor|Governor|Senator|Sen|Representative|Rep"
    r"|Minister|Foreign Minister|Defence Minister|Defense Minister"
    r"|Secretary|Spokesman|Spokeswoman|Spokesperson|Ambassador|Analyst|Journalist|Chancellor|King|Queen"
    r"|Prince|Army|Navy|Air Force|Republican|Democrat"
    r"|El|La|Los|Las|Gral|Cnel|Генерал|Полковник|Президент|Министр|Посол)\.?\s+)+"
)
_UNNAMED_WORDS = re.compile(
    r"\b(?:unnamed|anonym\w+|not (?:be )?(?:named|identified|authori[sz]ed)|condition of anonymity"
    r"|declined to be (?:named|identified)|asked not to be|requested anonymity"
    r"|no ser identificad\w+|anónim\w+|condición de anonimato|reserva de su|пожелавш\w+ остаться"
    r"|на условиях анонимности|неназванн\w+|анонимн\w+)\b",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"\b(?:officials?|sources?|persons?|people|diplomats?|officers?|experts?|analysts?|monitors?|workers?"
    r"|witness(?:es)?|critics?|residents?|spotters?|employees?|insiders?"
    r"|pilots?|soldiers?|journalists?|reporters?|activists?|lawmakers?|opponents|observers|passengers?|crew"
    r"|controllers?|researchers?|aides?|advisers?|users?|spokes\w+|neighbo\w+|locals"
    r"|men|women|man|woman|funcionari\w+|fuentes?|expert\w+|analistas?|testigos?|vecin\w+|diplomátic\w+"
    r"|trabajador\w*|источник\w*|чиновник\w*|эксперт\w*"
    r"|очевид\w+|свидетел\w+|собеседник\w*|дипломат\w*|сотрудник\w*|жител\w+|критик\w*)\b",
    re.IGNORECASE,
)
_PLURAL = re.compile(
    r"\b(?:officials|sources|people|diplomats|officers|experts|analysts|monitors|workers|witnesses|critics|residents"
    r"|spotters|employees|insiders|pilots|soldiers|journalists|reporters"
    r"|activists|lawmakers|opponents|observers|passengers|controllers|researchers|aides|advisers|users"
    r"|neighbou?rs|locals|men|women|funcionarios|fuentes|expertos|analistas|testigos"
    r"|vecinos|trabajadores|источник(?:и|ов)|эксперт(?:ы|ов)|очевид(?:цы|цев)|свидетел(?:и|ей)|собеседник(?:и|ов)|жител(?:и|ей)|критик(?:и|ов)|чиновник(?:и|ов))\b",
    re.IGNORECASE,
)
_MEDIA = re.compile(
    r"\b(?:news|media|press|newspapers?|website|web site|site|channels?|accounts?|posts?|reports?|blogs?"
    r"|pictures?|photo\w*|images?|videos?|footage|claims?|rumou?rs?|allegations?|social media"
    r"|records|medios|prensa|canal(?:es)?|página|registros|redes sociales|СМИ|канал\w*|сайт\w*|издани\w+"
    r"|снимк\w+)\b",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"\b(?:spokes(?:man|woman|person)|ministers?|ministry|department|secretary|president|government|embassy"
    r"|army|navy|air force|military|authorit(?:y|ies)|command|office|agency|commission"
    r"|police|administration|white house|kremlin|pentagon|council|parliament|airport|portavoz|ministr[oa]"
    r"|ministerio|gobierno|presidente|cancillería|ejército|dirección|embajada"
    r"|fuerza aérea|министерств\w+|минобороны|МИД|посольств\w+|правительств\w+|президент\w*|министр\w*"
    r"|пресс-секретар\w+|пресс-служб\w+|ведомств\w+|Кремл\w+|Пентагон\w*)\b",
    re.IGNORECASE,
)
_PRONOUN = re.compile(
    r"(?:he|she|they|it|we|él|ella|ellos|он|она|они|the (?:source|official|group|site|channel|agency"
    r"|spokes\w+|diplomat|officer|minister|post|statement|account|ministry|analyst))$",
    re.IGNORECASE,
)
_VENUES = (
    ("post", (r"tweet\w*|twitter|facebook|telegram|instagram|social media|posted|wrote on|tuit\w*"
    r"|redes sociales|телеграм\w*|твиттер\w*|соцсет\w+")),
    ("readout", (r"readout|phone call|call with|telephone conversation|telefonema|conversación telefónica"
    r"|телефонн\w+ разговор\w*")),
    ("press_conference", (r"press conference|news conference|briefing|told reporters|told journalists"
    r"|rueda de prensa|conferencia de prensa|брифинг\w*|пресс-конференци\w+|журналистам")),
    ("statement", r"statement|communiqu[eé]|press release|comunicado|заявлени\w+|пресс-релиз\w*"),
    ("state_media", (r"state (?:news agency|media|television|tv)|ria novosti|tass\b|xinhua|irna|sana\b"
    r"|prensa latina|РИА Новости|ТАСС|госагентств\w+")),
    ("document", r"documents?|records|notice|letter|registry|register|registros|документ\w*"),
    ("told_outlet", (r"told (?:the )?[A-Z]\w+|in an interview|in an email|dijo a|en una entrevista"
    r"|рассказал\w* \w+")),
)  # fmt: skip
_TRACKING = re.compile(
    r"flight[- ]?track\w+|flightradar24|ads-?b exchange|planefinder|opensky|transponder|monitoring site"
    r"|tracking site|radarbox|flightaware",
    re.IGNORECASE,
)
_AGENTLESS = re.compile(
    r"\b(?:was|were|been|is|are|being)\s+(?:\w+ly\s+)?(?:spotted|seen|photographed|observed|filmed|tracked"
    r"|sighted|noticed|picked up|accused|reported|believed|said|alleged|expected"
    r"|thought|understood)\b|\b(?:fue|fueron|ha sido|han sido)\s+(?:vist[oa]s?|fotografiad\w+|avistad\w+"
    r"|observad\w+)|\bзамечен\w*|\bзасня(?:т|ли)\w*",
    re.IGNORECASE,
)


class Speaker(NamedTuple):
    """Who says something.

    Attributes:
        name: as the text names them.
        role: as the text gives it; None where it gives none.
        anonymity: as in Attribution.
    """

    name: str
    role: str | None
    anonymity: str


def read_speaker(phrase: str, before: Speaker | None = None) -> Speaker:
    """A speaker from a phrase such as "the foreign ministry's spokeswoman Ana Ruiz".

    Args:
        phrase: as it stands in the text.
        before: who spoke before; a pronoun means them.
    """
    phrase = " ".join(phrase.strip(' ,;:—–-"“”«»').split())
    if _PRONOUN.match(phrase) and before is not None and _agrees(phrase, before):
        return before
    hidden = bool(_UNNAMED_WORDS.search(phrase))
    bare = re.sub(r",?\s+(?:who|which|whose|quien|que|который|которая|которые|пожелавш\w+)\s.*$", "", phrase)
    parts = [part.strip() for part in bare.split(",") if part.strip()]
    names = [(part, name) for part in parts if (name := _own_name(part)) and _is_person_or_body(name, part)]
    if hidden or not names:
        return Speaker(bare, None, "explicitly_unnamed" if hidden else _anonymity(bare))
    part, name = names[0]
    role = " ".join(filter(None, (part.replace(name, " ").strip(), *(p for p in parts if p != part)))).strip(" ,")
    return Speaker(name, role or None, "named")


def venue_of(beside: str, speaker: str, cue_venue: str | None) -> str | None:
    """Where it was said, by the words beside the cue; None where nothing tells."""
    if _TRACKING.search(speaker):
        return "tracking_site"
    if cue_venue:
        return cue_venue
    for venue, words in _VENUES:
        flags = re.RegexFlag(0) if venue == "told_outlet" else re.IGNORECASE
        if re.search(rf"(?<!\w)(?:{words})", beside, flags):
            return venue
    if re.search(r"\bpress (?:service|office)|statement|comunicado", speaker, re.IGNORECASE):
        return "statement"
    return None


def is_speaking(words: str) -> bool:
    """Whether words are for people, offices or media."""
    return bool(_PERSON.search(words) or _ROLE.search(words) or _MEDIA.search(words))


def is_agentless(words: str) -> bool:
    """Whether words say that something was seen or said, and not by whom."""
    return bool(_AGENTLESS.search(words))


def _agrees(phrase: str, before: Speaker) -> bool:
    """Whether a phrase such as "the group" can mean who spoke before: that was a group, or is so called."""
    word = phrase.lower().removeprefix("the ")
    if word != phrase.lower():
        return word in f"{before.name} {before.role or ''}".lower()
    return before.anonymity not in {"agentless", "unattributed"}


def _own_name(part: str) -> str | None:
    """The last run of capitalised words without rank; None where there is none, or a state's adjective alone."""
    found = [match[0] for match in _NAME.finditer(part)]
    names = [_RANKS.sub("", name).strip() for name in found]
    names = [
        name.removesuffix("’s").removesuffix("'s") for name in names if len(name) > 1 and not _is_word(name, part)
    ]
    return names[-1] if names else None


def _is_word(name: str, part: str) -> bool:
    """Whether a capital is only that of the first word: Witnesses, Residents."""
    return " " not in name and part.startswith(name) and is_speaking(name)


def _is_person_or_body(name: str, part: str) -> bool:
    """Whether a capitalised name is that of the speaker: it ends the phrase, or the phrase begins with it."""
    rest = part.replace(name, "\0", 1)
    after = rest.partition("\0")[2].strip()
    if after and not after.startswith("("):
        plain = _RANKS.sub("", part)
        return (
            plain.startswith(name)
            and " " in name
            and not (_PERSON.search(after) or _ROLE.search(after) or _MEDIA.search(after))
        )
    before = rest.partition("\0")[0].strip().lower()
    held = re.search(r"\b(?:of|in|on|by|from|to|at|near|de|en|del|в|из|при)$", before)
    return not (held and is_speaking(before))


def _anonymity(phrase: str) -> str:
    if _UNNAMED_WORDS.search(phrase):
        return "explicitly_unnamed"
    if _PLURAL.search(phrase):
        return "unnamed_group"
    if _PERSON.search(phrase) and not re.search(r"\bspokes|portavoz", phrase, re.IGNORECASE):
        return "unnamed_individual"
    if _MEDIA.search(phrase):
        return "unnamed_media"
    if _ROLE.search(phrase):
        return "named_by_role"
    return (
        "named"
        if re.match(r"(?:the\s+)?[A-ZÀ-ÞА-ЯЁ]", phrase) and not phrase.lower().startswith(("a ", "an ", "some "))
        else "unnamed_individual"
    )
