"""Resolve: what a claim's words mean, worked out anew after a person or a model has chosen the words."""

from collections.abc import Iterator

from skywitness.cases.claims_build import Found, Setting, mentions, span
from skywitness.cases.claims_lexicon import Lexicon, Lexicons
from skywitness.cases.claims_settings import Document, settings_of
from skywitness.cases.text_language import language_of
from skywitness.cases.text_sentences import sentences
from skywitness.cases.text_stretch import Stretch
from skywitness.model import Claim


def resolve(claim: Claim, document: Document, lexicons: Lexicons, where: Stretch) -> Claim:
    """A claim on these words of a text; numbers, dates, places, aircraft and hedges are read from them anew.

    Speakers, kind, polarity and proposition stay as they are.

    Args:
        claim: any.
        document: the text.
        lexicons: words.
        where: characters in the text.

    Raises:
        ValueError: they lie in no paragraph of it.
    """
    language = document.language or language_of(document.text)
    lexicon = lexicons.of(language)
    setting, paragraph = _around(document, lexicon, where)
    found = _mentioned(lexicon, setting, paragraph, where)
    numbers = lexicon.numbers.approximators(document.text, where)
    hedges = lexicon.hedges.scan(document.text, where, setting.quoted, numbers)
    return claim._replace(
        spans=[span(setting, where)], hedges=hedges, quantities=found.quantities, times=found.times or claim.times,
        places=found.places, aircraft=found.aircraft or claim.aircraft,
    )  # fmt: skip


def find_words(document: Document, words: str, near: int = 0) -> Stretch | None:
    """Where words stand in a text, whatever their spaces and quotation marks; the place nearest to another.

    Args:
        document: the text.
        words: as somebody wrote them down.
        near: character; of several places the nearest one counts.
    """
    plain, places = _plain(document.text)
    wanted = "".join(_plain(words)[0].split())
    if not wanted:
        return None
    found = list(_places(plain, wanted))
    if not found:
        return None
    starts = [Stretch(places[first], places[last] + 1) for first, last in found]
    return min(starts, key=lambda one: abs(one.start - near))


def _around(document: Document, lexicon: Lexicon, where: Stretch) -> tuple[Setting, Stretch]:
    for setting, paragraph in settings_of(document, lexicon.dates):
        if paragraph.holds(where):
            return setting, paragraph
    raise ValueError("these words lie in no paragraph of the text, or in more than one")


def _mentioned(lexicon: Lexicon, setting: Setting, paragraph: Stretch, where: Stretch) -> Found:
    sentence = next((one for one in sentences(setting.text, paragraph) if one.holds(where)), paragraph)
    return mentions(lexicon, setting, where, sentence)


_SAME = str.maketrans(
    {"“": '"', "”": '"', "«": '"', "»": '"', "„": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "\u00a0": " "}
)


def _plain(text: str) -> tuple[str, list[int]]:
    """A text without its spaces, with plain marks, and the place of each character left."""
    kept = [(letter, place) for place, letter in enumerate(text.translate(_SAME)) if not letter.isspace()]
    return "".join(letter for letter, _ in kept), [place for _, place in kept]


def _places(plain: str, wanted: str) -> Iterator[tuple[int, int]]:
    at = plain.find(wanted)
    while at >= 0:
        yield at, at + len(wanted) - 1
        at = plain.find(wanted, at + 1)
