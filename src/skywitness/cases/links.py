"""Links: how claims of a case seem to stand to one another, for a person to accept."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from skywitness.cases.checks.wording import telling_words, words
from skywitness.model import Claim, ClaimLink


@dataclass(frozen=True, slots=True)
class LinkProposer:
    """Claims of one kind about the same aircraft, place and time are the same; denied by one, they contradict.

    The same words in another source repeat it. A claim whose time lies within another's, all else alike, is
    narrower.

    How it is fooled: by claims that say little: two arrivals without an aircraft or a day are never linked.

    Attributes:
        least_share: of the shorter claim's telling words that two claims share for being repeated; judgement.
    """

    least_share: float = 0.8

    def propose(self, claims: Sequence[Claim]) -> list[ClaimLink]:
        """Links between each two claims, in their order."""
        return [link for first, second in combinations(claims, 2) for link in self._between(first, second)]

    def _between(self, first: Claim, second: Claim) -> Iterator[ClaimLink]:
        ids = second.claim_id, first.claim_id
        if first.kind != second.kind or first.kind == "none":
            return
        if self._repeats(first, second):
            yield ClaimLink(*ids, "repeats", "the same words in another source", "links 1")
        elif _alike(first, second):
            if first.polarity != second.polarity:
                yield ClaimLink(*ids, "contradicts", "the same thing, asserted and denied", "links 1")
            else:
                kind = "same_as" if _times(first) == _times(second) else "narrower"
                ordered = ids if kind == "same_as" or _within(second, first) else ids[::-1]
                yield ClaimLink(*ordered, kind, "kind, aircraft, place and time agree", "links 1")

    def _repeats(self, first: Claim, second: Claim) -> bool:
        if _capture(first) == _capture(second):
            return False
        said = [words(claim.spans[0].exact) if claim.spans else [] for claim in (first, second)]
        if min(map(len, said)) < 5:
            return False
        telling = [telling_words(" ".join(one)) for one in said]
        shared = telling[0] & telling[1]
        return len(shared) >= self.least_share * min(map(len, telling)) > 0


def _capture(claim: Claim) -> str:
    return claim.spans[0].capture_id if claim.spans else ""


def _alike(first: Claim, second: Claim) -> bool:
    return (
        _share(_aircraft(first), _aircraft(second))
        and _share(_places(first), _places(second))
        and _meet(first, second)
    )


def _aircraft(claim: Claim) -> set[str]:
    return {
        name
        for one in claim.aircraft
        for name in (*one.registrations, *one.icao24s, *one.typecodes, *one.callsigns)
    }


def _places(claim: Claim) -> set[str]:
    return {place.candidates[0] for place in claim.places if place.candidates}


def _share(one: set[str], other: set[str]) -> bool:
    return bool(one and other and (one <= other or other <= one))


def _times(claim: Claim) -> list[str]:
    return [time.edtf for time in claim.times]


def _meet(first: Claim, second: Claim) -> bool:
    return bool(first.times and second.times) and (
        _times(first) == _times(second) or _within(first, second) or _within(second, first)
    )


def _within(inner: Claim, outer: Claim) -> bool:
    one, other = inner.times[0], outer.times[0]
    if one.earliest is None or one.latest is None or other.earliest is None or other.latest is None:
        return False
    return other.earliest <= one.earliest and one.latest <= other.latest
