"""Timeline: what was observed, reported, earlier and scheduled, with the precision that each has."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta

from skywitness.model import CaseEvent, Check, Claim, ClaimTime, Observation

_EARLIER = timedelta(days=30)
"""What a claim tells of so long before its own anchor is background; judgement."""
_SHOWN = frozenset({"takeoff", "landing", "ground_time", "overflight", "finding"})
"""Kinds of observations that are events; positions, records and coverage are evidence only."""


def timeline(claims: Sequence[Claim], checks: Iterable[Check]) -> list[CaseEvent]:
    """Every event of a case, by its first instant; those that are open at the beginning first.

    Args:
        claims: as they stand.
        checks: the latest of each.
    """
    observed = _observed(checks)
    reported = [event for claim in claims for event in _reported(claim)]
    always = datetime.min.replace(tzinfo=UTC)
    return sorted([*observed, *reported], key=lambda one: (one.earliest or one.latest or always, one.event_id))


def _observed(checks: Iterable[Check]) -> list[CaseEvent]:
    """Each observation once, with all claims that it bears on; a stay whose landing is told is not told again."""
    claims_of: dict[str, list[str]] = {}
    seen: dict[str, Observation] = {}
    for check in checks:
        for one in (*check.supporting, *check.opposing):
            if one.kind in _SHOWN and one.since is not None:
                seen[one.observation_id] = one
                claims_of.setdefault(one.observation_id, []).append(check.claim_id)
    landings = {(one.icao24, one.since) for one in seen.values() if one.kind == "landing"}
    told = {key for key, one in seen.items() if one.kind == "ground_time" and (one.icao24, one.since) in landings}
    return [_of_observation(one, claims_of[key]) for key, one in seen.items() if key not in told]


def _of_observation(one: Observation, claim_ids: list[str]) -> CaseEvent:
    until = one.until if one.until != one.since else None
    edtf = f"{one.since:%Y-%m-%dT%H:%M:%SZ}" + (f"/{until:%Y-%m-%dT%H:%M:%SZ}" if until else "")
    return CaseEvent(
        event_id=f"observed-{one.observation_id}",
        edtf=edtf,
        earliest=one.since,
        latest=one.until,
        precision="instant",
        title=one.sentence,
        kind="observed",
        places=one.airports,
        claim_ids=sorted(set(claim_ids)),
        observation_ids=[one.observation_id],
        reconstruction=one.reconstruction,
    )


def _reported(claim: Claim) -> Iterator[CaseEvent]:
    for number, time in enumerate(claim.times[:1]):
        if time.earliest is None and time.latest is None:
            continue
        yield CaseEvent(
            event_id=f"reported-{claim.claim_id}-{number}",
            edtf=time.edtf,
            earliest=time.earliest,
            latest=time.latest,
            precision=time.precision,
            title=claim.proposition,
            kind=_kind(claim, time),
            places=[place.words for place in claim.places],
            claim_ids=[claim.claim_id],
            observation_ids=[],
            reconstruction=False,
        )


def _kind(claim: Claim, time: ClaimTime) -> str:
    anchor = datetime.fromisoformat(time.anchor[:10]).replace(tzinfo=UTC)
    if claim.kind == "scheduled_event" or (
        time.earliest is not None and time.earliest > anchor + timedelta(days=1)
    ):
        return "scheduled"
    if claim.kind == "prior_event" or (time.latest is not None and time.latest < anchor - _EARLIER):
        return "earlier"
    return "reported"
