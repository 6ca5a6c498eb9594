"""Written claims: claims that a person or a language model wrote down on words of a text."""

from skywitness.cases.claims_build import EXTRACTOR
from skywitness.cases.claims_lexicon import Lexicons
from skywitness.cases.claims_propose import propose
from skywitness.cases.claims_resolve import find_words, resolve
from skywitness.cases.claims_settings import Document
from skywitness.cases.text_stretch import Stretch
from skywitness.model import Attribution, Claim


def written(document: Document, lexicons: Lexicons, quote: str, near: int = 0) -> Claim | None:
    """A claim on these words with all that our rules read from them; None where the text does not have the words.

    Speaker, kind and the rest are those of the proposal that shares most of the words, and the publication's own
    where there is none.

    Args:
        document: the text.
        lexicons: words.
        quote: exact words; spaces and quotation marks may differ.
        near: of several places the one nearest to this character.
    """
    where = find_words(document, quote, near)
    if where is None:
        return None
    proposals = [(_shared(claim, where), claim) for claim in propose(document, lexicons)]
    shared, best = max(proposals, key=lambda item: item[0], default=(0, None))
    base = best if best is not None and shared else _plain(document)
    return resolve(base, document, lexicons, where)._replace(proposition=_sentence(where.of(document.text)))


def _shared(claim: Claim, where: Stretch) -> int:
    span = claim.spans[0]
    return max(0, min(span.end, where.end) - max(span.start, where.start))


def _plain(document: Document) -> Claim:
    said_at = document.published.isoformat() if document.published else None
    publisher = Attribution(0, document.publisher, None, "named", None, None, said_at)
    return Claim(
        "",
        [],
        "",
        "none",
        "asserts",
        "assert",
        "author_voice",
        [publisher],
        [],
        [],
        [],
        [],
        [],
        "external",
        "rule",
        EXTRACTOR,
        0.5,
    )


def _sentence(words: str) -> str:
    bare = " ".join(words.split()).strip(' "“”«»,;:')
    return (bare[:1].upper() + bare[1:]).rstrip(".") + "."
