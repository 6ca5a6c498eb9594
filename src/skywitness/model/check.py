"""Check: one claim held against the record, with everything needed to do it again."""

from datetime import datetime
from typing import NamedTuple

from skywitness.model.observation import Observation


class Check(NamedTuple):
    """The result of one kind of check on one claim; a proposal until a person signs an assessment.

    Attributes:
        check_id: unique in the case.
        claim_id: the claim.
        kind: the kind of check.
        verdict: ``corroborated``, ``partly_corroborated``, ``contradicted``, ``not_observable``,
            ``not_checkable``, ``unresolved``, ``plausible`` or ``implausible``.
        reason: why nothing is observable or checkable: ``no_data_for_date``, ``no_receiver_coverage``,
            ``transponder_silent_class``, ``mlat_only``, ``payload_unobservable``, ``persons_unobservable``,
            ``purpose_unobservable`` or ``identity_ambiguous``; None with any other verdict.
        sentence: what the record shows, in plain words, claiming no more than the numbers do.
        supporting: observations for the claim.
        opposing: observations against it.
        would_corroborate: what would, in words.
        would_contradict: what would, in words.
        alternatives: other explanations of the same observations, in words.
        base_rate: how common the same is, in words; None where nothing is said to be unusual.
        parameter_names: thresholds and readings used, each ending in its unit where it has one.
        parameter_values: as text, in the same order.
        command: the command line that repeats it.
        algorithm: name and version.
        ran_at: UTC.
        reconstruction: True when any of what it rests on was simulated.
    """

    check_id: str
    claim_id: str
    kind: str
    verdict: str
    reason: str | None
    sentence: str
    supporting: list[Observation]
    opposing: list[Observation]
    would_corroborate: str
    would_contradict: str
    alternatives: list[str]
    base_rate: str | None
    parameter_names: list[str]
    parameter_values: list[str]
    command: str
    algorithm: str
    ran_at: datetime
    reconstruction: bool
