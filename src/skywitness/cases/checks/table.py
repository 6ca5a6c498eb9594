"""Table: every kind of check, by the name that claims have."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from skywitness.cases.checks.aircraft_type import AircraftType
from skywitness.cases.checks.arrival import Arrival
from skywitness.cases.checks.count import Count
from skywitness.cases.checks.departure import Departure
from skywitness.cases.checks.facts import Facts
from skywitness.cases.checks.first_time import FirstTime
from skywitness.cases.checks.flag_state import FlagState
from skywitness.cases.checks.operator_listing import OperatorListing
from skywitness.cases.checks.outcome import Outcome, sealed
from skywitness.cases.checks.payload import Payload
from skywitness.cases.checks.personnel import Personnel
from skywitness.cases.checks.presence import Presence
from skywitness.cases.checks.prior_event import PriorEvent
from skywitness.cases.checks.purpose import NoCheck, Purpose
from skywitness.cases.checks.route_heading import RouteHeading
from skywitness.cases.checks.route_pattern import RoutePattern
from skywitness.cases.checks.scale import Scale
from skywitness.cases.checks.scheduled_event import ScheduledEvent
from skywitness.cases.checks.stop import Stop
from skywitness.cases.checks.text_match import TextMatch
from skywitness.cases.checks.together import Together
from skywitness.model import Check, Claim


class Kind(Protocol):
    """One kind of check: a frozen record of thresholds with one pure method."""

    @property
    def algorithm(self) -> str:
        """Name and version."""

    @property
    def would_corroborate(self) -> str:
        """What would, in words."""

    @property
    def would_contradict(self) -> str:
        """What would, in words."""

    def find(self, claim: Claim, facts: Facts) -> Outcome:
        """What the facts say of the thing that the claim asserts or denies."""


KINDS: Mapping[str, Kind] = {
    "aircraft_type": AircraftType(),
    "operator_listing": OperatorListing(),
    "flag_state": FlagState(),
    "presence": Presence(),
    "arrival": Arrival(),
    "departure": Departure(),
    "route_heading": RouteHeading(),
    "stop": Stop(),
    "route_pattern": RoutePattern(),
    "count": Count(),
    "first_time": FirstTime(),
    "together": Together(),
    "payload": Payload(),
    "personnel": Personnel(),
    "scale": Scale(),
    "prior_event": PriorEvent(),
    "scheduled_event": ScheduledEvent(),
    "text_match": TextMatch(),
    "purpose": Purpose(),
    "none": NoCheck(),
}
"""Every kind by its name."""


_OF_TRACKS = frozenset(
    {
        *("presence", "arrival", "departure", "route_heading", "stop", "route_pattern"),
        *("count", "first_time", "together", "prior_event"),
    }
)
"""Kinds that ask the record whatever they conclude, also when they find nothing in it."""


def check(claim: Claim, facts: Facts, *, command: str, ran_at: datetime) -> Check:
    """One claim held against the facts.

    Args:
        claim: of any kind; one whose kind is not in the table is held against nothing.
        facts: gathered for it.
        command: that repeats the check.
        ran_at: UTC.
    """
    kind = KINDS.get(claim.kind, KINDS["none"])
    return sealed(
        claim,
        kind.find(claim, facts),
        algorithm=kind.algorithm,
        would=(kind.would_corroborate, kind.would_contradict),
        command=command,
        ran_at=ran_at,
        simulated=facts.simulated and claim.kind in _OF_TRACKS,
    )
