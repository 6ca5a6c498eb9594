"""Operator listing: whether an aircraft was listed as this operator's."""

import re
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from skywitness.cases.checks.airframes import SURELY_MILITARY, mentions, words
from skywitness.cases.checks.evidence import stated
from skywitness.cases.checks.facts import Facts
from skywitness.cases.checks.identified import airframes_meant
from skywitness.cases.checks.outcome import (
    AMBIGUOUS,
    CONTRADICTED,
    CORROBORATED,
    PARTLY,
    UNRESOLVED,
    Outcome,
    joined,
    not_observable,
)
from skywitness.cases.checks.statements import dated_for, said_of
from skywitness.model import AircraftMention, Claim, IdentityStatement

_NAMES = ("operator", "owner")
_EMPTY = frozenset({"the", "of", "and", "its", "air", "airlines", "airways", "airline", "aviation"})


@dataclass(frozen=True, slots=True)
class OperatorListing:
    """A source on identity lists the airframe under the operator, or as military where the claim says no more.

    Names of one operator differ from source to source, so another name is no contradiction. A registry that calls
    military what the claim calls civil, or the other way round, on the day, is.

    How it is fooled: a listing is somebody's opinion, often copied; it does not tell who chartered the flight.

    Attributes:
        least_share: of the operator's telling words that a listing must have; judgement.
    """

    least_share: float = 0.5
    algorithm: ClassVar[str] = "operator_listing 1"
    would_corroborate: ClassVar[str] = "A listing, valid on the day, under this operator."
    would_contradict: ClassVar[str] = (
        "A dated registry record, valid on the day, of a civil or military user instead."
    )

    def find(self, claim: Claim, facts: Facts) -> Outcome:
        """What the listings say, of each aircraft by itself."""
        return joined([self._one(claim, mention, facts) for mention in mentions(claim)])

    def _one(self, claim: Claim, mention: AircraftMention, facts: Facts) -> Outcome:
        bare = mention._replace(operator=None, military=None)
        icao24s, day = airframes_meant(claim, mention, facts, bare)
        if not icao24s:
            return Outcome(UNRESOLVED, f"No airframe in the record can be told to be {words(mention)}.")
        if len(icao24s) > (mention.number or max(1, len(mention.registrations))):
            return not_observable(AMBIGUOUS, f"Which airframe is meant by {words(mention)} cannot be told.")
        return joined([self._of(icao24, mention, facts, day) for icao24 in icao24s])

    def _of(self, icao24: str, mention: AircraftMention, facts: Facts, day: date | None) -> Outcome:
        names = [one for attribute in _NAMES for one in said_of(facts, icao24, attribute, day)]
        uses = said_of(facts, icao24, "military", day)
        agree = [one for one in names if self._alike(one.value, mention.operator)]
        if not agree and mention.military is not None and mention.operator is None:
            agree = [one for one in uses if (one.value != "civil") == mention.military]
        against = [
            one for one in uses if mention.military is not None and (one.value == "civil") == mention.military
        ]
        shown = [stated(one) for one in (*agree, *against)]
        sentence = (
            " ".join(one.sentence for one in shown) or f"No source lists {icao24} so. {_said(names)}".strip()
        )
        verdict = self._verdict(agree, against, day)
        if verdict == UNRESOLVED and not shown and self._graded(icao24, mention, facts):
            verdict, sentence = PARTLY, f"{sentence} By its address and callsigns it is graded military."
        return Outcome(
            verdict,
            sentence,
            supporting=[stated(one) for one in agree],
            opposing=[stated(one) for one in against],
            alternatives=["A listing tells who is said to own or fly it, not who ordered this flight."],
            parameters=[("least_share", str(self.least_share))],
        )

    def _verdict(self, agree: list[IdentityStatement], against: list[IdentityStatement], day: date | None) -> str:
        if agree and not against:
            return CORROBORATED if any(map(dated_for(day), agree)) else PARTLY
        if against and not agree and any(map(dated_for(day), against)):
            return CONTRADICTED
        return UNRESOLVED

    def _alike(self, listed: str, claimed: str | None) -> bool:
        if claimed is None:
            return False
        wanted, found = _telling(claimed), _telling(listed)
        return bool(wanted) and len(wanted & found) / len(wanted) >= self.least_share and _branch(claimed, listed)

    def _graded(self, icao24: str, mention: AircraftMention, facts: Facts) -> bool:
        rows = [one.military_probability for one in facts.flights if one.icao24 == icao24]
        return bool(mention.military) and any(one is not None and one >= SURELY_MILITARY for one in rows)


def _telling(name: str) -> set[str]:
    """Words of a name by their stems, so that ``Russian`` meets ``Russia``; none that every operator has."""
    found = (word for word in re.findall(r"\w+", name.casefold()) if word not in _EMPTY)
    return {word[:5] for word in found}


def _branch(claimed: str, listed: str) -> bool:
    """An air force is not a navy of the same country."""
    services = ("force", "navy", "army", "guard", "police", "airlines")
    wanted = {word for word in services if word in claimed.casefold()}
    found = {word for word in services if word in listed.casefold()}
    return not wanted or not found or bool(wanted & found)


def _said(names: list[IdentityStatement]) -> str:
    return " ".join(stated(one).sentence for one in names[:3])
