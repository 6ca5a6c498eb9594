"""Kinds: which check a claim wants, and whether tracks, registers, physics or only other documents can tell."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from skywitness.model import AircraftMention, ClaimTime, Hedge, PlaceMention, Quantity

CHECKABILITY = {
    **dict.fromkeys(
        (
            "presence", "arrival", "departure", "route_heading", "stop", "route_pattern", "count",
            "first_time", "together",
            "prior_event",
        ),
        "track",
    ),
    **dict.fromkeys(("aircraft_type", "operator_listing", "flag_state"), "registry"),
    **dict.fromkeys(("payload", "personnel", "scale"), "physics"),
    **dict.fromkeys(("scheduled_event", "text_match"), "external"),
}  # fmt: skip
"""Of each kind; ``none`` is told by its words."""
_MOVING = {"presence", "arrival", "departure", "route_heading", "stop"}
_PRIOR_DAYS = 14
"""What was longer before the publication is an earlier event (judgement)."""
_COPULA = re.compile(
    r"\b(?:is|are|was|were|identified as|known as|es|son|era|eran|это)\s+(?:an?|the|un|una|both)?\s*$"
    r"|\btype\b|\bmodelo\b",
    re.IGNORECASE,
)
_MOTION = re.compile(
    r"\b(?:arriv\w+|land\w*|fl[ey]w|flown|flies|fly|flying|sent|unload\w*|deployed|lleg\w+|aterriz\w+"
    r"|prilet\w+|прилет\w+|прибы\w+|приземл\w+)\b",
    re.IGNORECASE,
)
_OPINION = re.compile(
    r"\b(?:would|could|should|mysterious|wrong|political test|signal\w*|speculation|concern|main allies"
    r"|routinely|avoided|alarm|embattled|record of|expected to|fear\w*|hope\w*"
    r"|nothing|backs?|ally|allies|threat\w*|podría|debería|бы)\b",
    re.IGNORECASE,
)
_MARKED = re.compile(
    r"\b(?:flying the|under the|bearing the|with the) \w+ flag\b|\b\w+-flagged\b|\bcon bandera\b|\bпод флагом\b",
    re.IGNORECASE,
)


class Said(NamedTuple):
    """What is known of a part of a statement.

    Attributes:
        words: its words.
        hint: what its form tells; see ``claims_split``.
        act: speech act.
        direct: whether it is a quotation.
        aircraft: in it or before it in the same statement.
        own_aircraft: in it.
        places: in it.
        quantities: in it.
        times: of it.
        hedges: in it.
        published: day of publication; None when unknown.
    """

    words: str
    hint: str
    act: str
    direct: bool
    aircraft: Sequence[AircraftMention]
    own_aircraft: Sequence[AircraftMention]
    places: Sequence[PlaceMention]
    quantities: Sequence[Quantity]
    times: Sequence[ClaimTime]
    hedges: Sequence[Hedge]
    published: date | None


@dataclass(frozen=True)
class KindWords:
    """Rules from words to kinds.

    How it is fooled: metaphors of flying ("arrived at a decision" beside an aircraft), and claims whose verb
    stands in another sentence. On text that the rules were not made for about two kinds in three are right;
    see the page on how sure claims are.

    Attributes:
        rows: kind, pattern and what else has to be there, in the order in which they are tried.
    """

    rows: tuple[tuple[str, re.Pattern[str], str], ...]

    @classmethod
    def from_rows(cls, rows: Iterable[Mapping[str, str]]) -> "KindWords":
        """Rules from rows of ``claim_words``."""
        return cls(
            tuple(
                (row["kind"], re.compile(rf"(?<![\w-])(?:{row['pattern']})(?!\w)", re.IGNORECASE), row["needs"])
                for row in rows
            )
        )

    def kind(self, said: Said) -> str:
        """The kind of check, ``none`` where none fits."""
        fixed = _by_form(said)
        if fixed is not None:
            return fixed
        kind = next(
            (kind for kind, pattern, needs in self.rows if pattern.search(said.words) and _has(needs, said)),
            "none",
        )
        if kind == "none":
            kind = _without_words(said)
        future = any(hedge.kind == "future" for hedge in said.hedges)
        if future and (kind in _MOVING or (kind == "none" and any(time.words for time in said.times))):
            return "scheduled_event"
        return "prior_event" if kind in _MOVING and _is_prior(said) else kind

    def checkability(self, kind: str, said: Said) -> str:
        """What could tell whether it is so."""
        if kind in CHECKABILITY:
            return CHECKABILITY[kind]
        if said.hint == "purpose" or said.act in {"predict", "question"}:
            return "not_checkable"
        opinion = _OPINION.search(said.words) or any(h.kind in {"modal", "counterfactual"} for h in said.hedges)
        return "not_checkable" if opinion else "external"


def _by_form(said: Said) -> str | None:
    """The kind that the form of the part alone tells."""
    if said.hint == "listing":
        return "operator_listing"
    if said.hint in {"purpose", "role", "scene"}:
        return "none"
    if said.hint == "load":
        return "payload"
    if said.hint == "apposition":
        return "aircraft_type"
    return None


def _without_words(said: Said) -> str:
    """The kind where no row of the table fits."""
    if _is_type(said):
        return "aircraft_type"
    if said.own_aircraft and _MARKED.search(said.words):
        return "flag_state"
    if any(quantity.unit == "person" for quantity in said.quantities):
        return "personnel"
    return "text_match" if said.act in {"demand", "threaten"} else "none"


def _has(needs: str, said: Said) -> bool:
    people = any(quantity.unit == "person" for quantity in said.quantities)
    there = {
        "": True,
        "any": True,
        "aircraft": bool(said.aircraft),
        "aircraft_or_place": bool(said.aircraft or said.places),
        "aircraft_and_airport": bool(said.own_aircraft)
        and any(p.kind in {"airport", "city"} for p in said.places),
        "person": people or not _MOTION.search(said.words),
        "load": bool(said.aircraft) or any(quantity.unit == "tonne" for quantity in said.quantities),
        "typed": any(one.typecodes for one in said.own_aircraft),
    }
    return there[needs]


def _is_type(said: Said) -> bool:
    typed = [one for one in said.own_aircraft if one.typecodes]
    return any(_COPULA.search(said.words[: max(0, said.words.find(one.words.split()[-1]))]) for one in typed)


def _is_prior(said: Said) -> bool:
    """Whether it was long before the publication, by a date of its own."""
    if said.published is None:
        return False
    edge = datetime(said.published.year, said.published.month, said.published.day, tzinfo=UTC) - timedelta(
        days=_PRIOR_DAYS
    )
    return any(
        time.words and time.latest is not None and time.earliest is not None and time.latest < edge
        for time in said.times
    )
