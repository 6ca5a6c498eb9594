"""Statements: a sentence as chains of who says that who said it, each with the words at the end of the chain."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from skywitness.cases.claims_frames import Frame, FrameReader
from skywitness.cases.claims_speakers import Speaker, read_speaker, venue_of
from skywitness.cases.text_quotes import bare
from skywitness.cases.text_stretch import Stretch

_DEEPEST = 4
_NEGATED_CUE = re.compile(r"\b(?:not|never|no|didn['’]t|refused to|declined to)\s+(?:\w+\s+)?$", re.IGNORECASE)


class Link(NamedTuple):
    """One speaker of a chain.

    Attributes:
        speaker: who.
        venue: where; None where nothing tells.
        cue: the words that attribute.
        act: speech act.
        denies: whether what follows is denied.
        beside: words around the cue, for the day on which it was said.
    """

    speaker: Speaker
    venue: str | None
    cue: str
    act: str
    denies: bool
    beside: Stretch


class Statement(NamedTuple):
    """What is said at the end of a chain.

    Attributes:
        content: its words.
        links: speakers, the outermost first, without the publication.
        agentless: whether somebody is said to say it and nobody is named.
    """

    content: Stretch
    links: tuple[Link, ...]
    agentless: bool


@dataclass(frozen=True)
class StatementReader:
    """Reads sentences into statements.

    Attributes:
        frames: finds the outermost frame.
        text: the whole text.
        quoted: words between quotation marks in the paragraph.
    """

    frames: FrameReader
    text: str
    quoted: Sequence[Stretch]

    def read(self, part: Stretch, before: Speaker | None, links: tuple[Link, ...] = ()) -> Iterator[Statement]:
        """Statements of a sentence.

        Args:
            part: the sentence, or what a speaker of it says.
            before: who spoke before it, for pronouns.
            links: speakers further out.
        """
        frame = self.frames.outermost(self.text, part, self.quoted) if len(links) < _DEEPEST else None
        if frame is None or (frame.speaker is None and links):
            yield Statement(bare(self.text, part), links, agentless=False)
            return
        if frame.speaker is None:
            yield Statement(part, links, agentless=True)
            return
        link = self._link(frame, frame.speaker, before)
        for content in frame.content:
            if content == part:
                continue
            yield from self.read(content, link.speaker, (*links, link))

    def _link(self, frame: Frame, phrase: Stretch, before: Speaker | None) -> Link:
        speaker = read_speaker(phrase.of(self.text), before)
        venue = venue_of(frame.venue_words, phrase.of(self.text), frame.cue.venue)
        if frame.cue.shape == "shows" and venue is None:
            venue = "tracking_site" if re.search(r"track", phrase.of(self.text), re.IGNORECASE) else None
        end = min(frame.cue.where.end + 40, len(self.text))
        beside = Stretch(frame.cue.where.end, end)
        negated = bool(_NEGATED_CUE.search(self.text[max(0, frame.cue.where.start - 20) : frame.cue.where.start]))
        return Link(
            speaker, venue, frame.cue.where.of(self.text), frame.cue.act, frame.cue.denies and not negated, beside
        )
