"""Build: one part of a statement as a claim, with all that its words say."""

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from skywitness.cases.claims_kinds import Said
from skywitness.cases.claims_lexicon import Lexicon
from skywitness.cases.claims_speakers import is_agentless
from skywitness.cases.claims_split import Part, without_load
from skywitness.cases.claims_statement import Statement
from skywitness.cases.text_date_spans import Days, claim_time
from skywitness.cases.text_stretch import Stretch
from skywitness.model import AircraftMention, Attribution, Claim, ClaimTime, PlaceMention, Quantity, TextSpan

EXTRACTOR = "skywitness rules 1"
_BESIDE = 32
_NEGATION = re.compile(
    r"\b(?:not|never|no|none|nobody|nothing|neither|nor|without|cannot|\w+n['’]t|denied|denies|niegan?|negó|desmint\w+|опроверг\w*|отрица\w+|false|untrue"
    r"|ningun[oa]?s?|nunca|jamás|nada|nadie|sin|no|не|ни|нет|никогда|никто"
    r"|ничего|без)\b",
    re.IGNORECASE,
)
_NO_DENIAL = re.compile(
    r"\b(?:no longer than|no more than|no fewer than|not only|not just|not less than|no doubt|no fewer"
    r"|no menos de|no más de|не только|не более|не менее|not immediately clear)\b",
    re.IGNORECASE,
)
_RIGHT = {"direct": 0.8, "indirect": 0.65, "partial": 0.65, "author_voice": 0.6, "headline": 0.5, "caption": 0.6}
"""How often a claim of this form is right in all that it says: judgement from the marked stories."""


class Poster(NamedTuple):
    """Who speaks by a post, a caption or a headline's last words.

    Attributes:
        name: as written; empty where it gives none.
        role: None where it gives none.
        anonymity: as in Attribution.
        venue: as in Attribution.
        said_at: EDTF; None where it gives none.
    """

    name: str
    role: str | None
    anonymity: str
    venue: str | None
    said_at: str | None


class Setting(NamedTuple):
    """What holds for a whole paragraph.

    Attributes:
        text: the whole text.
        capture_id: of which capture; empty while it is in no case.
        text_sha256: of the text.
        paragraph: its number.
        zone: its zone.
        publisher: of the text; outermost speaker.
        poster: who wrote the post that it is part of; None elsewhere.
        anchor: day that dates count from; None when unknown.
        published: day of publication; None when unknown.
        captured: day of the capture, which nothing said in it is later than said.
        timezone: IANA name of the zone whose days are meant.
        quoted: words between quotation marks.
    """

    text: str
    capture_id: str
    text_sha256: str
    paragraph: int
    zone: str
    publisher: str
    poster: Poster | None
    anchor: date | None
    published: date | None
    captured: date | None
    timezone: str
    quoted: Sequence[Stretch]


class Found(NamedTuple):
    """What the words of a stretch mention."""

    aircraft: list[AircraftMention]
    places: list[PlaceMention]
    quantities: list[Quantity]
    times: list[ClaimTime]


def mentions(lexicon: Lexicon, setting: Setting, where: Stretch, sentence: Stretch) -> Found:
    """Aircraft, places, numbers and dates in a stretch of a sentence."""
    numbers = [one for one in lexicon.numbers.scan(setting.text, sentence) if where.holds(one.where)]
    flown = lexicon.aircraft.scan(setting.text, where, [(one.where, one.quantity) for one in numbers])
    placed = lexicon.places.scan(setting.text, where)
    dated = lexicon.dates.scan(setting.text, sentence, setting.anchor, setting.timezone)
    times = [one.time for one in dated if where.meets(one.where)]
    return Found(
        [one.aircraft for one in flown], [one.place for one in placed], [one.quantity for one in numbers], times
    )


def build(
    lexicon: Lexicon, setting: Setting, statement: Statement, part: Part, sentence: Stretch, around: Found
) -> Claim:
    """A claim of one part.

    Args:
        lexicon: words.
        setting: what holds for the paragraph.
        statement: whose part it is.
        part: its words.
        sentence: that it stands in.
        around: what the whole statement mentions: a part without an aircraft or a date of its own has those.
    """
    text, words = setting.text, part.where.of(setting.text)
    own = mentions(lexicon, setting, part.where, sentence)
    direct = _is_direct(setting, part.where)
    approximators = lexicon.numbers.approximators(text, sentence)
    hedges = lexicon.hedges.scan(text, part.where, setting.quoted, approximators)
    times = own.times or around.times or [_by_publication(setting)]
    act = statement.links[-1].act if statement.links else "allege" if statement.agentless else "assert"
    said = Said(
        words if part.hint == "load" else without_load(words), part.hint, act, direct,
        own.aircraft or around.aircraft, own.aircraft, own.places or around.places,
        own.quantities, times, hedges, setting.published,
    )  # fmt: skip
    kind = lexicon.kinds.kind(said)
    denies = _denies(words) != (bool(statement.links) and statement.links[-1].denies)
    quote_kind = _quote_kind(setting, statement, part.where, direct=direct)
    return Claim(
        "", [span(setting, part.where)], _proposition(words, around, own), kind, "denies" if denies else "asserts",
        _act(act, hedges, kind), quote_kind, attributions(lexicon, setting, statement, words), hedges,
        own.quantities, times,
        own.places, own.aircraft or (around.aircraft if kind != "none" else []),
        lexicon.kinds.checkability(kind, said), "rule",
        EXTRACTOR, round(_RIGHT[quote_kind] - 0.1 * (len(statement.links) > 1) - 0.1 * (kind == "none"), 2),
    )  # fmt: skip


def span(setting: Setting, where: Stretch) -> TextSpan:
    """Where it is said, with what stands before and after."""
    text = setting.text
    return TextSpan(
        setting.capture_id, setting.text_sha256, where.start, where.end, where.of(text),
        text[max(0, where.start - _BESIDE) : where.start], text[where.end : where.end + _BESIDE],
        setting.paragraph, setting.zone,
    )  # fmt: skip


def attributions(lexicon: Lexicon, setting: Setting, statement: Statement, words: str) -> list[Attribution]:
    """The chain of a statement, the publication first."""
    chain = [Attribution(0, setting.publisher, None, "named", None, None, _iso(setting.published))]
    if setting.poster is not None:
        name, role, anonymity, venue, said_at = setting.poster
        chain.append(Attribution(1, name, role, anonymity, venue, None, said_at))
    for link in statement.links:
        dated = lexicon.dates.scan(setting.text, link.beside, setting.anchor, setting.timezone)
        said_at = dated[0].time.edtf if dated and not link.denies else None
        chain.append(
            Attribution(
                len(chain),
                link.speaker.name,
                link.speaker.role,
                link.speaker.anonymity,
                link.venue,
                link.cue,
                said_at,
            )
        )
    if not statement.links and (statement.agentless or is_agentless(words)):
        chain.append(Attribution(len(chain), "", None, "agentless", None, None))
    return chain


def _by_publication(setting: Setting) -> ClaimTime:
    """A claim without a date of its own: not after the publication, else not after the capture."""
    rule, last = ("publication", setting.anchor) if setting.anchor else ("capture", setting.captured)
    return claim_time(Days(None, last, "open"), "", rule, last, setting.timezone)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _is_direct(setting: Setting, where: Stretch) -> bool:
    return any(quote.holds(where) for quote in setting.quoted)


def _quote_kind(setting: Setting, statement: Statement, where: Stretch, *, direct: bool) -> str:
    if direct and statement.links:
        return "direct"
    if setting.zone in {"headline", "standfirst"} and not statement.links:
        return "headline"
    if setting.zone == "caption":
        return "caption"
    if any(where.meets(quote) for quote in setting.quoted):
        return "partial"
    if setting.zone == "embed":
        return "direct"
    return "indirect" if statement.links else "author_voice"


def _denies(words: str) -> bool:
    return bool(_NEGATION.search(_NO_DENIAL.sub(" ", words)))


def _act(act: str, hedges: Sequence[object], kind: str) -> str:
    if kind == "scheduled_event" and act == "assert":
        return "predict"
    if act == "assert" and any(getattr(hedge, "kind", "") == "counterfactual" for hedge in hedges):
        return "evaluate"
    return act


def _proposition(words: str, around: Found, own: Found) -> str:
    """The words as one sentence, with the aircraft that they speak of where they begin without one."""
    bare = " ".join(re.sub(r"[\"“”«»#]", "", words).split()).strip(" ,;:-")
    subject = (
        around.aircraft[0].words
        if around.aircraft and not own.aircraft and re.match(r"[a-záéíóúа-я]", bare)
        else ""
    )
    if subject and not re.match(r"(?:the|a|an|it|he|she|they|el|la|un|una|он|она)\b", bare, re.IGNORECASE):
        bare = f"{subject} … {bare}"
    return (bare[:1].upper() + bare[1:]).rstrip(".") + "."
