"""Case event: something on a case's timeline, with the precision that it has."""

from datetime import datetime
from typing import NamedTuple


class CaseEvent(NamedTuple):
    """One event: observed, reported, earlier or scheduled.

    Attributes:
        event_id: unique in the case.
        edtf: when, ISO 8601-2.
        earliest: first instant that it can have been, UTC; None when open.
        latest: first instant after it; None when open.
        precision: as in ClaimTime.
        title: in a few words.
        kind: ``observed``, ``reported``, ``earlier`` or ``scheduled``.
        places: ICAO codes or words.
        claim_ids: claims that tell of it.
        observation_ids: observations that show it.
        reconstruction: True when any of it was simulated.
    """

    event_id: str
    edtf: str
    earliest: datetime | None
    latest: datetime | None
    precision: str
    title: str
    kind: str
    places: list[str]
    claim_ids: list[str]
    observation_ids: list[str]
    reconstruction: bool
