"""Evidence from names: which fields bear the name or code that somebody wrote, and how well it fits."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from skywitness.reference.airport_name_fold import fold, sounds
from skywitness.reference.airport_name_index import CORE, IATA, KEYWORD, OTHER, OWN, PART, WHOLE, NameIndex
from skywitness.reference.airport_name_question import Question
from skywitness.reference.airport_name_words import LINKS, without_kinds

MOST: Final = 60
"""A word that so many fields have in their names names none of them."""

_BY_FORM: Final = {
    WHOLE: (0.97, "called so"),
    CORE: (0.92, "called so, but for the words for the kind of field"),
    PART: (0.88, "part of its name"),
    KEYWORD: (0.75, "keyword of OurAirports"),
}
_BY_CODE: Final = {
    OWN: (0.99, "code"),
    IATA: (0.96, "IATA code"),
    OTHER: (0.85, "local or another table's code"),
}
_SMALL_CODE: Final = 0.6  # a code in small letters may be a word
_CAPITALS: Final = 50.0  # so that a small field's code weighs more than a large one's name
_ONE_WORD, _ALL_WORDS = 0.6, 0.75
_WORDS_SHARE: Final = 0.5
_SOUND: Final = 0.85  # times what the form is worth
_NO_KIND: Final = 0.95
_SHORTEST_SOUND: Final = 4


class Evidence(NamedTuple):
    """One reason to think of a field.

    Attributes:
        row: of the table of fields.
        reliability: in how many of a hundred such cases the writer means one of the fields so found; judgement.
        share: what this evidence leaves to the field beside others of its kind, times the field's prior.
        reason: in words.
        exact: the field bears this code or this name.
        in_full: it bears it with the words for the kind of field, so that these say nothing more.
    """

    row: int
    reliability: float
    share: float
    reason: str
    exact: bool
    in_full: bool = False


def by_code(index: NameIndex, question: Question) -> Iterator[Evidence]:
    """Fields of a code; the code is all that was written but for the words for the kind of field."""
    words = [word for word, kind in zip(question.words, question.kinds, strict=True) if not kind]
    code = words[0] if len(words) == 1 else "".join(question.words) if len(question.words) == 1 else ""
    if not 2 < len(code) < 8 or (code.lower() in LINKS and not code.isupper()):
        return
    yield from _of_code(index, code)


def by_code_in_full(index: NameIndex, text: str) -> Iterator[Evidence]:
    """Fields whose code is the whole text, also with marks in it: "VE/0001", "RU-0031"."""
    if not text.strip().isalpha():
        yield from _of_code(index, text.strip())


def _of_code(index: NameIndex, code: str) -> Iterator[Evidence]:
    """Fields of a code; in capitals it is meant as one, however small the field."""
    for row, kind in index.coded(code):
        reliability, reason = _BY_CODE[kind]
        certain = reliability if code.isupper() else reliability * _SMALL_CODE
        share = _CAPITALS if code.isupper() and kind == OWN else 1.0
        yield Evidence(row, certain, share, f"{reason} {code.upper()}", exact=True)


def by_name(index: NameIndex, question: Question, text: str) -> Iterator[Evidence]:
    """Fields of the name, of a name that sounds like it, and those with all its words in their names."""
    whole = fold(text)
    core, _ = without_kinds(whole)
    names = list(dict.fromkeys(filter(None, (whole, core, *question.names, *question.names_beside_states))))
    worth = 1.0 if question.kind_said else _NO_KIND
    found = False
    for name in names:
        for row, form in index.named(name):
            found = True
            reliability, reason = _BY_FORM[form]
            certain = reliability if form == WHOLE else reliability * worth
            yield Evidence(
                row, certain, 1.0, f'"{name}": {reason}', exact=form in {WHOLE, CORE}, in_full=form == WHOLE
            )
    if not found:
        yield from _by_sound(index, names, worth)
    yield from _by_words(index, [name for name in (core, *question.names_beside_states[:1]) if name], worth)


def _by_sound(index: NameIndex, names: Iterable[str], worth: float) -> Iterator[Evidence]:
    """Fields of names that are this one in another spelling."""
    for name in names:
        for other in index.spoken.get(sounds(name), ()) if len(name) >= _SHORTEST_SOUND else ():
            for row, form in index.named(other):
                if form != WHOLE:
                    reliability = _BY_FORM[form][0] * _SOUND * worth
                    reason = f'"{other}": nearly as written ({_BY_FORM[form][1]})'
                    yield Evidence(row, reliability, 1.0, reason, exact=False)


def _by_words(index: NameIndex, names: Sequence[str], worth: float) -> Iterator[Evidence]:
    """Fields in whose names all the words are, whatever stands between."""
    for name in names:
        words = [word for word in name.split(" ") if word not in LINKS] or name.split(" ")
        rows = index.with_words(words)
        if len(rows) > MOST or (len(words) == 1 and len(name) < _SHORTEST_SOUND):
            continue
        for row in rows:
            reliability = (_ONE_WORD if len(words) == 1 else _ALL_WORDS) * worth
            reason = f'"{name}": in its names and that of its town'
            yield Evidence(row, reliability, _WORDS_SHARE, reason, exact=False)
