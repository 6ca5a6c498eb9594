"""Origins: how many independent beginnings a number of reports go back to."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from skywitness.cases.checks.wording import words
from skywitness.model import CaseSource

AGENCIES: Final = (
    *(
        "Reuters",
        "AFP",
        "Agence France-Presse",
        "AP",
        "Associated Press",
        "RIA",
        "RIA Novosti",
        "TASS",
        "Interfax",
    ),
    *("Sputnik", "EFE", "dpa", "ANSA", "Xinhua", "Bloomberg", "UPI"),
)
"""News agencies whose name in a credit line tells where a report comes from."""
_SAME_AGENCY: Final = {
    "agence france-presse": "afp",
    "associated press": "ap",
    "ria novosti": "ria",
}
_TOLD: Final = r"\b(?:told|according to|citing|reported by|reports? by|via)\s+(?:the\s+)?(?:news agency\s+)?"
_CREDIT_END: Final = r"\s+(?:news agency\s+)?(?:reported|reports|said|contributed|cited)\b"


class Text(NamedTuple):
    """The text of a source, and the lines of it that say where it comes from.

    Attributes:
        source: whose.
        text: all of it.
        credits: credit lines.
    """

    source: CaseSource
    text: str
    credits: Sequence[str] = ()


class Origins(NamedTuple):
    """Where a number of reports come from.

    Attributes:
        reports: how many.
        roots: the origins that they go back to, each with the reports that rest on it, by title.
        because: what was found, in words.
    """

    reports: int
    roots: Mapping[str, Sequence[str]]
    because: Sequence[str]

    @property
    def words(self) -> str:
        """``9 reports, 2 origins``."""
        return f"{_counted(self.reports, 'report')}, {_counted(len(self.roots), 'origin')}"


@dataclass(frozen=True, slots=True)
class OriginCounter:
    """Reports are followed to where they began.

    A report goes back to what it names itself (``derives_from``), to the agency in its credit line or of whom it
    says that somebody told it, and to an earlier text that it repeats. A report that goes back to nothing is an
    origin. Several reports on one agency are one.

    How it is fooled: by a report that copies and does not say so in other words; by an agency named for something
    else. Both make the number of origins an upper bound, and it is said so.

    Attributes:
        shingle_words: words in a row that are compared; the usual of near-duplicate detection (Broder 1997, who
            takes 10 for pages; news copies are cut, so judgement).
        least_share: of the shorter text's runs that must stand in the longer one; judgement.
    """

    shingle_words: int = 5
    least_share: float = 0.3

    def count(self, texts: Sequence[Text]) -> Origins:
        """Origins of some reports, earliest first where dates are known."""
        ordered = sorted(texts, key=lambda one: (one.source.published or "9999", one.source.source_id))
        parents, because = self._parents(ordered)
        titles = {one.source.source_id: _called(one.source) for one in ordered}
        titles |= {_folded(name): name for name in reversed(AGENCIES)}
        roots: dict[str, list[str]] = {}
        for one in ordered:
            for root in _roots(one.source.source_id, parents):
                roots.setdefault(titles.get(root, root), []).append(titles[one.source.source_id])
        return Origins(len(ordered), roots, because)

    def _parents(self, ordered: Sequence[Text]) -> tuple[dict[str, set[str]], list[str]]:
        by_name = _agencies_of(ordered)
        known = {one.source.source_id for one in ordered}
        parents: dict[str, set[str]] = {}
        because = []
        shingles = [_shingles(one.text, self.shingle_words) for one in ordered]
        for number, one in enumerate(ordered):
            own = one.source.source_id
            named = {_folded(name): name for name in (*one.source.derives_from, *_credited(one))}
            found = {name if name in known else by_name.get(folded, folded) for folded, name in named.items()}
            because += [
                f"{_called(one.source)} names {name}" for name in sorted(named.values()) if name not in known
            ]
            for earlier in range(number):
                share = _overlap(shingles[number], shingles[earlier])
                if share >= self.least_share:
                    found.add(ordered[earlier].source.source_id)
                    because.append(
                        f"{_called(one.source)} repeats {share:.0%} of {_called(ordered[earlier].source)}"
                    )
            parents[own] = found - {own}
        return parents, because


def _agencies_of(texts: Iterable[Text]) -> dict[str, str]:
    """Sources of the case that are an agency's own, by its name."""
    return {_folded(one.source.publisher): one.source.source_id for one in texts if one.source.publisher}


def _folded(name: str) -> str:
    plain = name.casefold().strip()
    return _SAME_AGENCY.get(plain, plain)


def _credited(one: Text) -> list[str]:
    """Agencies that a text names as where it has it from."""
    own = _folded(one.source.publisher or "")
    lines = " ".join(one.credits)
    found = [name for name in AGENCIES if re.search(rf"\b{re.escape(name)}\b", lines)]
    found += [
        name
        for name in AGENCIES
        if re.search(rf"{_TOLD}{re.escape(name)}\b|\b{re.escape(name)}{_CREDIT_END}", one.text)
    ]
    return sorted({name for name in found if _folded(name) != own})


def _roots(source: str, parents: Mapping[str, set[str]], seen: frozenset[str] = frozenset()) -> set[str]:
    above = parents.get(source, set()) - seen
    if not above:
        return {source}
    return {root for one in above for root in _roots(one, parents, seen | {source})}


def _shingles(text: str, length: int) -> set[tuple[str, ...]]:
    found = words(text)
    return {tuple(found[at : at + length]) for at in range(len(found) - length + 1)}


def _overlap(one: set[tuple[str, ...]], other: set[tuple[str, ...]]) -> float:
    fewer = min(len(one), len(other))
    return len(one & other) / fewer if fewer else 0.0


def _called(source: CaseSource) -> str:
    return f"{source.publisher}: {source.title}" if source.publisher else source.title


def _counted(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"
