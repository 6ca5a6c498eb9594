"""Frames: who says what in a sentence: "X said that …", "…, X said", "…, said X", "according to X, …", "X showed".

Naive rules of this kind find the speaker of two statements in three; what they miss most are speakers of
several words with commas, posts within an article, passives that name nobody, and speeches within speeches.
Each has its own rule here.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from skywitness.cases.claims_cues import Cue, CueWords
from skywitness.cases.claims_speakers import is_speaking
from skywitness.cases.text_stretch import Stretch
from skywitness.cases.text_verbs import Verbs

_THAT = re.compile(r"\b(?:that|que|что)\s+", re.IGNORECASE)
_TAIL = re.compile(
    r"[\s.,…\"”»)—–-]*(?:$|(?:on|in|at|to|late|early|earlier|during|by|from|yesterday|today|last|this|and|but|after|as|when|while|who|which|before|without"
    r"|en|el|este|ayer|hoy|a|al|durante|tras|на|в|во|по|вчера|сегодня)\b|,)",
    re.IGNORECASE,
)
_MARKS = ' \t\n,.;:—–-"“”«»…'
_CLAUSE_START = re.compile(
    r"(?:^|[,;:(—–]\s*|\b(?:that|after|before|while|as|and|but|when|because|although|with|que|pero|mientras"
    r"|cuando|y|и|но|что|пока|как)\s+)(?=[^,;:(—–]*$)",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"(?:(?:on|in|at|during|after|before|since|over|last|this|earlier|meanwhile|later|still|however|but|and"
    r"|also|then|separately|en|el|ayer|pero|y|также|но|а|при этом|ранее"
    r"|в|во|на)\b[^,]{0,80},\s+|(?:but|and|meanwhile|also|pero|y|но|а|и)\s+)",
    re.IGNORECASE,
)
_INSTRUMENT = re.compile(
    r"\b(?:pictures?|photo(?:graph)?s?|images?|videos?|footage|(?:web)?site|data|maps?|records?|tracker"
    r"|tracking|register|registry|flightradar24|ads-b|radar|satellite"
    r"|documents?|logs?|screenshots?|página|sitio|datos|imágenes|fotograf\w+|registros|сайт\w*|сервис\w*"
    r"|данные|снимк\w+|фото\w*|видео|кадр\w+)\b",
    re.IGNORECASE,
)
_ADDING = re.compile(
    r",\s+(?:adding|saying|and added|agregando|añadiendo|добавив)\s+(?:that\s+|que\s+|,?\s*что\s+)?", re.IGNORECASE
)
_NO_SPEAKER = re.compile(
    r"(?:by|with|for|to|of|in|as|from|at|on|also|then|later|not|por|con|para|de|en|también|также|не|о|об|с"
    r"|в|на)\b|\d",
    re.IGNORECASE,
)
_PRONOUNS = re.compile(r"(?:he|she|they|it|we|i|él|ella|ellos|он|она|они|мы|я)$", re.IGNORECASE)
_AUXILIARY = re.compile(
    r"(?:\s+(?:has|have|had|also|later|then|again|repeatedly|previously|earlier|already|ha|han|había"
    r"|también|также|ранее|не|did|does|would|not|no))+\s*$",
    re.IGNORECASE,
)
_MOST_SPEAKER_WORDS = 18
_OBJECT_REACH = 90
_THAT_REACH = 110


class Frame(NamedTuple):
    """Somebody says something.

    Attributes:
        content: what is said, in one or more parts.
        speaker: who; None where nobody is named.
        cue: the words that tell.
        venue_words: words beside the cue that can tell where it was said.
    """

    content: list[Stretch]
    speaker: Stretch | None
    cue: Cue
    venue_words: str


@dataclass(frozen=True)
class FrameReader:
    """Finds the outermost frame of a part of a text.

    Attributes:
        cues: of the language.
        verbs: finite verbs of the text.
    """

    cues: CueWords
    verbs: Verbs

    def outermost(self, text: str, part: Stretch, quoted: Sequence[Stretch]) -> Frame | None:
        """The frame that holds the rest of a part; None when the part is nobody's speech."""
        inner = [quote for quote in quoted if not quote.holds(part)]
        cues = self.cues.scan(text, part, inner)
        for cue in reversed(cues):
            if cue.shape in {"verb", "object", "shows"} and (frame := self._trailing(text, part, cue)):
                return frame
        for cue in cues:
            if cue.shape == "prefix" and (frame := self._prefix(text, part, cue)):
                return frame
        ordered = sorted(cues, key=lambda cue: cue.shape == "noun")
        for cue in ordered:
            if frame := self._leading(text, part, cue, inner, cues):
                return frame
        return None

    def _trailing(self, text: str, part: Stretch, cue: Cue) -> Frame | None:
        before = Stretch(part.start, cue.where.start)
        after = text[cue.where.end : part.end]
        inverted = re.search(r"[,\"”»…?!]\s*[—–-]?\s*$", text[before.start : before.end])
        if inverted:
            return self._inverted(text, part, cue, before.start + inverted.start())
        if cue.shape in {"verb", "shows"} and not _TAIL.match(after):
            return None
        that = re.match(r"[^,]{0,60}?\b(?:that|que|что)\s+(?:also\s+)?", after)
        for match in re.finditer(r"[,\"”»]+\s*[—–-]?\s+", text[before.start : before.end]):
            content = Stretch(part.start, before.start + match.start()).stripped(text, _MARKS)
            speaker = _without_auxiliary(text, Stretch(before.start + match.end(), before.end)).stripped(
                text, _MARKS
            )
            if cue.shape == "shows" and not _INSTRUMENT.search(speaker.of(text)):
                continue
            quoted = re.search(r"[\"”»]", match[0])
            if (
                (that and not quoted)
                or not self._is_content(text, content, match[0])
                or not self._is_speaker(text, speaker)
            ):
                continue
            rest = Stretch(cue.where.end + that.end(), part.end).stripped(text, _MARKS) if that else None
            return self._framed(text, [content, rest] if rest else [content], speaker, cue, part)
        return None

    def _inverted(self, text: str, part: Stretch, cue: Cue, content_end: int) -> Frame | None:
        content = Stretch(part.start, content_end).stripped(text, _MARKS)
        after = Stretch(cue.where.end, part.end)
        words = after.of(text)
        if not self._is_content(text, content, text[content_end]) or _THAT.match(words.lstrip()):
            return None
        end = re.search(
            r",?\s+(?:who|which|as|after|quien|que|который|которая|on (?:mon|tues|wednes|thurs|fri|satur"
            r"|sun)day|in an?|en rueda|en una?|en su|журналистам)\b|[.;]\s|[.;]?$|,?\s[—–]\s|,\s+(?:adding"
            r"|en|в|на)\b",
            words,
            re.IGNORECASE,
        )
        speaker = Stretch(after.start, after.start + (end.start() if end else len(words))).stripped(text, _MARKS)
        if not self._is_speaker(text, speaker):
            return None
        return self._framed(text, [content], speaker, cue, part)

    def _prefix(self, text: str, part: Stretch, cue: Cue) -> Frame | None:
        """According to X, at the beginning or at the end."""
        rest = text[cue.where.end : part.end]
        if cue.where.start - part.start > 25:
            content = Stretch(part.start, cue.where.start).stripped(text, _MARKS)
            end = re.search(r",\s+(?:which|who|and|but|que|quien|который)\b|[.;]", rest)
            speaker = Stretch(cue.where.end, cue.where.end + (end.start() if end else len(rest))).stripped(
                text, _MARKS
            )
            return self._framed(text, [content], speaker, cue, part)
        for comma in re.finditer(r",\s+", rest):
            speaker = Stretch(cue.where.end, cue.where.end + comma.start()).stripped(text, _MARKS)
            content = Stretch(cue.where.end + comma.end(), part.end).stripped(text, _MARKS)
            following = rest[comma.end() :]
            apposed = re.match(r"(?:an?|the|head|chief|una?|el|la)\s[^,]{3,60},", following)
            if not apposed and self._is_content(text, content, ",") and speaker.of(text):
                return self._framed(text, [content], speaker, cue, part)
        return None

    def _leading(
        self, text: str, part: Stretch, cue: Cue, quoted: Sequence[Stretch], cues: Sequence[Cue]
    ) -> Frame | None:
        if cue.shape == "noun":
            return self._noun(text, part, cue)
        if cue.shape == "passive":
            return Frame([part.stripped(text, _MARKS)], None, cue, "")
        speaker = self._subject(text, part, cue)
        wrong = speaker is not None and cue.shape == "shows" and not _INSTRUMENT.search(speaker.of(text))
        if (
            speaker is None
            or wrong
            or (cue.shape == "verb" and any(_participle(text, cue, other) for other in cues))
        ):
            return None
        start = self._content_start(text, part, cue, quoted)
        if start is None:
            return None
        content = Stretch(start, part.end).stripped(text, " \t\n,.;:…—–")
        if len(content.of(text).split()) < 2:
            return None
        return self._framed(text, [content], speaker, cue, part)

    def _content_start(self, text: str, part: Stretch, cue: Cue, quoted: Sequence[Stretch]) -> int | None:
        """First character of what is said; None where the cue has nothing after it."""
        rest = text[cue.where.end : part.end]
        that = _THAT.search(rest[:_THAT_REACH])
        quote = next((q.start for q in quoted if q.start > cue.where.start), None)
        comma = re.search(r"[,;]\s", rest[:_THAT_REACH])
        if (
            that
            and (not comma or that.start() <= comma.start() + 2)
            and not self.verbs.has(text, Stretch(cue.where.end, cue.where.end + that.start()))
        ):
            return cue.where.end + that.end()
        if cue.shape in {"demand", "shows"}:
            return cue.where.start if cue.shape == "demand" else cue.where.end
        if (
            quote is not None
            and quote - cue.where.end < _OBJECT_REACH
            and not self.verbs.has(text, Stretch(cue.where.end, quote))
        ):
            return quote
        if cue.shape == "object":
            return None
        return cue.where.end if rest.strip(_MARKS) else None

    def _noun(self, text: str, part: Stretch, cue: Cue) -> Frame | None:
        """What follows "news reports in January that"."""
        that = _THAT.search(text[cue.where.end : min(part.end, cue.where.end + 40)])
        if that is None or re.search(r"[,.;]", text[cue.where.end : cue.where.end + that.start()]):
            return None
        content = Stretch(cue.where.end + that.end(), part.end).stripped(text, _MARKS)
        if cue.where.of(text).lower().startswith("expressed"):
            speaker = self._subject(text, part, cue)
            return self._framed(text, [content], speaker, cue, part) if speaker else None
        before = re.search(
            r"(?:\b(?:some|several|media|local|unconfirmed|earlier|the|of)\s+)*$",
            text[part.start : cue.where.start],
            re.IGNORECASE,
        )
        begin = part.start + before.start() if before else cue.where.start
        speaker = Stretch(begin, cue.where.end)
        return self._framed(text, [content], speaker, cue, part)

    def _subject(self, text: str, part: Stretch, cue: Cue) -> Stretch | None:
        """Noun phrase before a cue: all before it where that has no verb, else what follows the last break."""
        whole = _without_auxiliary(text, Stretch(part.start, cue.where.start)).stripped(text, _MARKS)
        opening = _LEADING.match(text, whole.start, whole.end)
        if opening:
            whole = Stretch(opening.end(), whole.end)
        if self._is_speaker(text, whole):
            return whole
        start = None
        for match in _CLAUSE_START.finditer(text[whole.start : whole.end]):
            start = whole.start + match.end()
        near = Stretch(start, whole.end) if start is not None else None
        if near is not None and near.of(text).strip() and self._is_speaker(text, near):
            return near
        return None

    def _is_speaker(self, text: str, phrase: Stretch) -> bool:
        """A few words with no verb of their own; a relative clause between commas is left out of account."""
        words = re.sub(
            r",\s+(?:who|which|whose|quien|que|который|которая)\b[^,]*(?:,|$)",
            lambda m: " " * len(m[0]),
            phrase.of(text),
        )
        words = re.sub(
            r"\s+(?:who|quien)\s.*$|\s(?:posted|released|published|taken|shared|difundid\w+|publicad\w+)\s.*$",
            lambda m: " " * len(m[0]),
            words,
        )
        if not words.strip() or len(words.split()) > _MOST_SPEAKER_WORDS or not _could_speak(words.split(",")[0]):
            return False
        places = self.verbs.places(text, phrase)
        return not any(words[place - phrase.start].strip() for place in places)

    def _is_content(self, text: str, content: Stretch, mark: str) -> bool:
        return bool(re.search(r"[\"”»]", mark)) or self.verbs.has(text, content)

    def _framed(
        self, text: str, content: list[Stretch], speaker: Stretch | None, cue: Cue, part: Stretch
    ) -> Frame:
        adding = _ADDING.search(text, cue.where.end, part.end)
        contents = [one for one in content if one.end > one.start]
        if adding and not any(one.holds(adding.span()) for one in contents):
            contents.append(Stretch(adding.end(), part.end).stripped(text, _MARKS))
            if speaker and speaker.end > adding.start() >= speaker.start:
                speaker = Stretch(speaker.start, adding.start())
        beside = text[cue.where.start : min(part.end, cue.where.end + 80)]
        return Frame(contents, speaker, cue, beside)


def _could_speak(words: str) -> bool:
    """Whether a phrase names a person, body, medium or instrument, and does not begin like a list or adverb."""
    bare = words.strip()
    if not bare or _NO_SPEAKER.match(bare):
        return False
    later = bare[1:]
    return bool(
        _PRONOUNS.match(bare)
        or is_speaking(bare)
        or _INSTRUMENT.search(bare)
        or re.search(r"(?<!\w)[A-ZÀ-ÞА-ЯЁ]", later)
        or bare[0].isupper()
    )


def _without_auxiliary(text: str, phrase: Stretch) -> Stretch:
    """A phrase without "has", "also" and the like at its end, which belong to the cue."""
    match = _AUXILIARY.search(phrase.of(text))
    return Stretch(phrase.start, phrase.start + match.start()) if match else phrase


def _participle(text: str, cue: Cue, other: Cue) -> bool:
    """Whether a cue such as "posted" is the participle of a picture that "showed" something."""
    between = text[cue.where.end : other.where.start]
    return (
        other.shape == "shows"
        and other.where.start > cue.where.end
        and bool(re.match(r"\s+(?:on|by|in|to|online)\b[^,.;]*$", between))
    )
