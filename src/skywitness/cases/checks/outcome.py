"""Outcome: what one kind of check concludes, and how it becomes a Check."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final, NamedTuple

from skywitness.model import Check, Claim, Observation

CORROBORATED: Final = "corroborated"
PARTLY: Final = "partly_corroborated"
CONTRADICTED: Final = "contradicted"
NOT_OBSERVABLE: Final = "not_observable"
NOT_CHECKABLE: Final = "not_checkable"
UNRESOLVED: Final = "unresolved"
PLAUSIBLE: Final = "plausible"
IMPLAUSIBLE: Final = "implausible"

NO_DATA: Final = "no_data_for_date"
NO_COVERAGE: Final = "no_receiver_coverage"
SILENT_CLASS: Final = "transponder_silent_class"
PAYLOAD: Final = "payload_unobservable"
PERSONS: Final = "persons_unobservable"
PURPOSE: Final = "purpose_unobservable"
AMBIGUOUS: Final = "identity_ambiguous"

RECONSTRUCTION: Final = "Reconstruction: this rests on simulated positions and is no evidence of what happened."

_DENIED: Final = {
    CORROBORATED: CONTRADICTED,
    PARTLY: UNRESOLVED,
    CONTRADICTED: CORROBORATED,
    PLAUSIBLE: UNRESOLVED,
    IMPLAUSIBLE: PLAUSIBLE,
}
"""What a verdict about the thing itself is for a claim that denies it; others stay."""


class Outcome(NamedTuple):
    """What a check concludes of the thing that a claim asserts or denies.

    Attributes:
        verdict: as in Check.
        sentence: what the record shows.
        reason: as in Check.
        supporting: observations for it.
        opposing: observations against it.
        alternatives: other explanations of the same observations.
        base_rate: how common the same is.
        parameters: names and values used.
    """

    verdict: str
    sentence: str
    reason: str | None = None
    supporting: Sequence[Observation] = ()
    opposing: Sequence[Observation] = ()
    alternatives: Sequence[str] = ()
    base_rate: str | None = None
    parameters: Sequence[tuple[str, str]] = ()


def not_observable(reason: str, sentence: str) -> Outcome:
    """Nothing can be seen, and why."""
    return Outcome(NOT_OBSERVABLE, sentence, reason)


def joined(outcomes: Sequence[Outcome]) -> Outcome:
    """One outcome of a claim about several aircraft or parts, each judged by itself.

    All alike stay so. Where some are corroborated and others not, the whole is so in part. One that is
    contradicted makes the whole contradicted only where no part is corroborated.
    """
    if len(outcomes) == 1:
        return outcomes[0]
    said = [outcome.verdict for outcome in outcomes]
    verdict = _joint_verdict(said)
    reason = next((one.reason for one in outcomes if one.verdict == verdict and one.reason), None)
    return Outcome(
        verdict,
        " ".join(dict.fromkeys(outcome.sentence for outcome in outcomes)),
        reason,
        _each(outcome.supporting for outcome in outcomes),
        _each(outcome.opposing for outcome in outcomes),
        list(dict.fromkeys(words for outcome in outcomes for words in outcome.alternatives)),
        "; ".join(dict.fromkeys(one.base_rate for one in outcomes if one.base_rate)) or None,
        list(dict.fromkeys(pair for outcome in outcomes for pair in outcome.parameters)),
    )


def _joint_verdict(said: Sequence[str]) -> str:
    if len(set(said)) == 1:
        return said[0]
    if {CORROBORATED, PARTLY} & set(said):
        return PARTLY
    for verdict in (CONTRADICTED, IMPLAUSIBLE, NOT_OBSERVABLE, UNRESOLVED):
        if verdict in said:
            return verdict
    return said[0]


def _each(groups: Iterable[Sequence[Observation]]) -> list[Observation]:
    return list({one.observation_id: one for group in groups for one in group}.values())


def as_denied(outcome: Outcome) -> Outcome:
    """The outcome for a claim that denies the thing: what was seen of it speaks against the claim."""
    return outcome._replace(
        verdict=_DENIED.get(outcome.verdict, outcome.verdict),
        supporting=outcome.opposing,
        opposing=outcome.supporting,
        sentence=f"The claim denies this. {outcome.sentence}",
    )


def sealed(
    claim: Claim,
    outcome: Outcome,
    *,
    algorithm: str,
    would: tuple[str, str],
    command: str,
    ran_at: datetime,
    simulated: bool = False,
) -> Check:
    """The check that is kept.

    Args:
        claim: that was checked; one that denies turns the verdict round.
        outcome: about the thing that it asserts or denies.
        algorithm: name and version of the kind.
        would: what would corroborate and what would contradict the thing.
        command: that repeats the check.
        ran_at: UTC.
        simulated: whether the record that was asked is a reconstruction, whatever was found in it.
    """
    denies = claim.polarity == "denies"
    found = as_denied(outcome) if denies else outcome
    told = _begun(found.sentence)
    simulated = simulated or any(one.reconstruction for one in (*found.supporting, *found.opposing))
    for_it, against_it = reversed(would) if denies else would
    return Check(
        check_id=f"check-{claim.claim_id}-{ran_at:%Y%m%dT%H%M%SZ}",
        claim_id=claim.claim_id,
        kind=claim.kind,
        verdict=found.verdict,
        reason=found.reason,
        sentence=f"{told} {RECONSTRUCTION}" if simulated else told,
        supporting=list(found.supporting),
        opposing=list(found.opposing),
        would_corroborate=for_it,
        would_contradict=against_it,
        alternatives=list(found.alternatives),
        base_rate=found.base_rate,
        parameter_names=[name for name, _ in found.parameters],
        parameter_values=[value for _, value in found.parameters],
        command=command,
        algorithm=algorithm,
        ran_at=ran_at,
        reconstruction=simulated,
    )


def _begun(sentence: str) -> str:
    """A sentence with a capital, unless it begins with an address or another word with digits."""
    first = sentence.split(" ", 1)[0]
    return sentence if any(one.isdigit() for one in first) else sentence[:1].upper() + sentence[1:]
