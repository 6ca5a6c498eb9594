"""Verbs: where a clause has a finite verb, by a parser where one is installed, else by endings and short lists."""

import re
from dataclasses import dataclass

from skywitness.cases.text_stretch import Stretch

_AUXILIARY = (
    r"is|are|was|were|has|have|had|will|would|can|could|may|might|must|shall|should|does|do|did"
    r"|isn['’]t|wasn['’]t|[’']s (?:not|been)"
)
_IRREGULAR = (
    r"said|told|flew|flown|land|leave|cross|crosses|flies|fly|left|leaves|took|takes|came|comes|come|went|goes|go|made|makes|brought|sent"
    r"|saw|seen|met|led|held|began|begins|got|gave"
    r"|became|rose|fell|put|kept|stood|won|lost|paid|built|wrote|bought|sold|set|lent|runs|ran|meets|backs"
    r"|denies|says|arrives?|lands?|reaches"
    r"|carries|carry|departs?|unloads?|shuttles?|stops?|shows?|lists?|follows|uses|exacerbates|requires?"
    r"|remains?|belongs|marks|means|signals|vanish"
)
_PAST = (
    r"(?<![-‘“\"])\b(?!(?:armed|unnamed|united|so-called|alleged|retired|registered|red|hundred|need|speed|indeed"
    r"|feed|embed|limited|advanced)\b)[a-z]{3,}ed\b"
)
_ES = (
    r"es|son|fue|fueron|era|eran|ha|han|había|habían|habría|habrían|está|están|hubo|hay|hace|hizo|tiene"
    r"|tienen|será|serán|puede|podría|llega|aterriza"
    r"|despega|figura|sale|transporta|niega|dice|bajaron|[a-záéíóúñ]{2,}(?:ó|aron|ieron|aba|aban|ían)"
)
_RU = (
    r"был|была|было|были|будет|будут|есть|нет|может|могут|мог|находится|числится|летит|везёт|[а-яё]{2,}(?:л"
    r"|ла|ло|ли|лся|лась|лось|лись)"
    r"|[а-яё]{3,}(?:ает|яет|ают|яют|ует|уют|ится|ется|ются)"
)
_BY_LANGUAGE = {"en": f"{_AUXILIARY}|{_IRREGULAR}|{_PAST}", "es": _ES, "ru": _RU}
_PATTERNS = {
    name: re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE) for name, words in _BY_LANGUAGE.items()
}
_NOT_BEFORE = re.compile(r"\b(?:the|a|an|his|her|its|their|of|to)\s+$", re.IGNORECASE)


@dataclass(frozen=True)
class Verbs:
    """Finite verbs of a text.

    How it is fooled, without a parser: participles that look like the past ("planes loaded with"), nouns that
    look like verbs ("visits"), and any verb of another form that is on no list.

    Attributes:
        language: of the text.
        known: first characters of finite verbs as a parser found them; None without one.
    """

    language: str
    known: frozenset[int] | None = None

    def places(self, text: str, within: Stretch) -> list[int]:
        """First characters of finite verbs in a part of a text."""
        if self.known is not None:
            return sorted(start for start in self.known if within.start <= start < within.end)
        found = _PATTERNS[self.language].finditer(text, *within)
        return [
            match.start()
            for match in found
            if not _NOT_BEFORE.search(text[max(0, match.start() - 8) : match.start()])
        ]

    def has(self, text: str, within: Stretch) -> bool:
        """Whether a part of a text has a finite verb."""
        return bool(self.places(text, within))
