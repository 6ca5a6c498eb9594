"""Airport name states: names and adjectives of states in the shape in which descriptions of fields are read."""

from collections.abc import Iterable, Mapping

from skywitness.reference.airport_name_fold import fold
from skywitness.reference.airport_name_question import States, StateWord
from skywitness.reference.search_inflection import forms
from skywitness.reference.state_names import LANGUAGES


def state_words(rows: Iterable[Mapping[str, str]]) -> States:
    """What folded words mean, from rows of ``state_names``.

    Beside its name a state has abbreviations, other names and adjectives. Abbreviations are in capitals; in
    Spanish and Russian adjectives begin with a small letter. In English both begin with a capital, and count as
    adjectives. Abbreviations serve as either: a US base, a base in the US.
    """
    found: dict[str, list[StateWord]] = {}
    for row in rows:
        for language in LANGUAGES:
            others = [word.removesuffix("?") for word in row[f"words_{language}"].split(";") if word]
            said = [(row[f"name_{language}"], False), *((word, _is_adjective(word, language)) for word in others)]
            said += [(word, True) for word in others if word.isupper()]
            for text, adjective in said:
                for form in forms(text, language) if text else ():
                    _add(found, fold(form), StateWord(row["state"], adjective))
    return found


def _is_adjective(word: str, language: str) -> bool:
    return not word.isupper() and (language == "en" or word[0].islower())


def _add(found: dict[str, list[StateWord]], key: str, word: StateWord) -> None:
    words = found.setdefault(key, [])
    if key and word not in words:
        words.append(word)
