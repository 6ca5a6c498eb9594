"""Propose: the claims of a text, each with its words, who says them and what could test it; a queue for a person.

Recall before precision: every statement becomes a card, and a person accepts, edits, splits, merges or rejects it.
How it is fooled: what "it", "the visit" and "both" mean is not worked out; irony; a speaker who is named a
paragraph before; statements of three and more clauses. See docs/explanation/how-sure-of-claims.md for how often.
"""

import re
from collections.abc import Iterator

from skywitness.cases.claims_build import Found, Poster, Setting, build, mentions
from skywitness.cases.claims_frames import FrameReader
from skywitness.cases.claims_lexicon import Lexicon, Lexicons
from skywitness.cases.claims_settings import Document, settings_of
from skywitness.cases.claims_speakers import Speaker, read_speaker
from skywitness.cases.claims_split import Part, split
from skywitness.cases.claims_statement import Statement, StatementReader
from skywitness.cases.text_language import language_of
from skywitness.cases.text_sentences import sentences
from skywitness.cases.text_stretch import Stretch
from skywitness.cases.text_verbs import Verbs
from skywitness.model import Claim

_DATELINE = re.compile(
    r"^[A-ZÀ-ÞА-ЯЁ][A-ZÀ-ÞА-ЯЁa-zà-ÿа-яё ./’'-]{2,40}(?:,[^()\n]{0,30})?(?:\([^()]{2,40}\)"
    r"|[—–-])\s*\.?\s*[—–-]*\s+(?=\S)"
)
_CREDIT_AT_END = re.compile(
    r"(?:[.]\s+|\()(?:(?:photograph|photo|picture|foto(?:graf[ií]a)?"
    r"|фото)\s*:\s*)?(?P<name>[^./:\n()]{3,40}/[^.:\n()]{2,25}|(?<=: )[^.\n()]{3,60})[.)]?$",
    re.IGNORECASE,
)
_CAPTION_WORD = re.compile(
    r"^(?:file )?(?:photo(?:graph)?|picture|image|foto(?:graf[ií]a)?|imagen|фото)\s*:\s*", re.IGNORECASE
)
_HEADLINE_SOURCE = re.compile(r":\s+(?P<source>[\w’'.-]+(?:\s+[\w’'.-]+){0,3})$")


def propose(document: Document, lexicons: Lexicons) -> list[Claim]:
    """Claims of a text, in the order in which they stand; their ids are empty.

    Args:
        document: the text.
        lexicons: words to read it with.
    """
    language = document.language or language_of(document.text)
    return list(_Reading(document, lexicons.of(language if language in {"en", "es", "ru"} else "en")).claims())


class _Reading:
    """One run over a document."""

    def __init__(self, document: Document, lexicon: Lexicon) -> None:
        self.document, self.lexicon = document, lexicon
        known = document.finite_verbs if lexicon.language == "en" else None
        self.verbs = Verbs(lexicon.language, known)
        self.frames = FrameReader(lexicon.cues, self.verbs)
        self.before: Speaker | None = None

    def claims(self) -> Iterator[Claim]:
        for setting, where in settings_of(self.document, self.lexicon.dates):
            yield from self._paragraph(where, setting)

    def _paragraph(self, where: Stretch, setting: Setting) -> Iterator[Claim]:
        text = setting.text
        if setting.zone == "credit_line":
            yield self._credit(setting, where)
            return
        if setting.zone == "caption":
            where, setting = _caption(text, where, setting)
        elif (dateline := _DATELINE.match(where.of(text))) and dateline[0][:3].isupper():
            where = Stretch(where.start + dateline.end(), where.end)
        if setting.zone == "headline" and (source := _HEADLINE_SOURCE.search(where.of(text))):
            speaker = read_speaker(source["source"])
            setting = setting._replace(poster=Poster(speaker.name, speaker.role, speaker.anonymity, None, None))
            where = Stretch(where.start, where.start + source.start())
        for sentence in sentences(text, where):
            yield from self._sentence(setting, sentence)

    def _sentence(self, setting: Setting, sentence: Stretch) -> Iterator[Claim]:
        reader = StatementReader(self.frames, setting.text, setting.quoted)
        for statement in reader.read(sentence, self.before):
            if statement.links:
                self.before = statement.links[-1].speaker
            yield from self._statement(setting, statement, sentence)

    def _statement(self, setting: Setting, statement: Statement, sentence: Stretch) -> Iterator[Claim]:
        around = mentions(self.lexicon, setting, statement.content, sentence)
        for part in split(setting.text, statement.content, setting.quoted, self.verbs):
            if part.hint == "apposition" and not mentions(self.lexicon, setting, part.where, sentence).aircraft:
                continue
            yield build(self.lexicon, setting, statement, part, sentence, around)

    def _credit(self, setting: Setting, where: Stretch) -> Claim:
        """A credit line or byline: nothing to check, but it tells where a text comes from."""
        empty = Found([], [], [], [])
        claim = build(self.lexicon, setting, Statement(where, (), agentless=False), _whole(where), where, empty)
        return claim._replace(
            kind="none", checkability="meta", polarity="asserts", hedges=[], quote_kind="author_voice"
        )


def _whole(where: Stretch) -> Part:
    return Part(where, "", whole=True)


def _caption(text: str, where: Stretch, setting: Setting) -> tuple[Stretch, Setting]:
    """A caption without its credit, which says who speaks by it."""
    words = where.of(text)
    credit = _CREDIT_AT_END.search(words)
    start = where.start
    if prefix := _CAPTION_WORD.match(words):
        start += prefix.end()
    if credit is None:
        return Stretch(start, where.end), setting
    name = credit["name"].strip()
    end = where.start + credit.start() + (1 if words[credit.start()] == "." else 0)
    poster = Poster(name, "photographer", "named", "caption", None)
    return Stretch(start, max(start, end)).stripped(text), setting._replace(poster=poster)
