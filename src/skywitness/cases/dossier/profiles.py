"""Profiles: a dossier's content as its profile lets it out, by the rules of ``cases.profile``."""

from typing import Final

from skywitness.cases.dossier.content import Content
from skywitness.cases.profile import WITHHELD, LeftOut, Profile, is_left_out, left_out, redacted
from skywitness.model import Assessment, CaseEvent, Check

_GUARDED: Final = "This rests on a source that is withheld here."


def profiled(content: Content) -> Content:
    """The content that its profile lets out.

    A source marked confidential takes its claims with their checks, assessments and events along. Where a check
    of another claim rests on it, the verdict stays, and the evidence goes. The names of people who approved stay
    in every profile: a conclusion is signed.
    """
    profile = Profile(content.profile)
    if profile is Profile.INTERNAL:
        return content
    out = left_out(profile, content.sources, content.all_captures, content.claims, [*content.checks.values()])
    kept = [one for one in content.claims if one.claim_id not in out.claims]
    ids = {one.claim_id for one in kept}
    shown = content._replace(
        case=redacted(content.case, profile),
        sources=[redacted(one, profile) for one in content.sources if not is_left_out(one, out)],
        captures={key: redacted(one, profile) for key, one in content.captures.items() if key not in out.sources},
        earlier_captures=[redacted(one, profile) for one in content.earlier_captures if not is_left_out(one, out)],
        claims=[redacted(one, profile) for one in kept],
        checks={key: _guarded(one, out) for key, one in content.checks.items() if key in ids},
        assessments={
            key: redacted(_blunted(one, content.checks.get(key), out), profile)
            for key, one in content.assessments.items()
            if key in ids
        },
        links=[redacted(one, profile) for one in content.links if not is_left_out(one, out)],
        events=[_of(one, ids) for one in content.events if _is_told(one, ids, out)],
    )
    return shown._replace(made_by=WITHHELD) if profile is Profile.PUBLIC else shown


def _is_told(event: CaseEvent, ids: set[str], out: LeftOut) -> bool:
    return bool(ids & set(event.claim_ids)) and not out.observations & set(event.observation_ids)


def _of(event: CaseEvent, ids: set[str]) -> CaseEvent:
    return event._replace(claim_ids=[one for one in event.claim_ids if one in ids])


def _guarded(check: Check, out: LeftOut) -> Check:
    """A check without the evidence that would name a source that is left out."""
    if check.check_id not in out.checks:
        return check
    return check._replace(sentence=_GUARDED, supporting=[], opposing=[], alternatives=[], base_rate=None)


def _blunted(assessment: Assessment, check: Check | None, out: LeftOut) -> Assessment:
    named = out.observations & {*assessment.supporting, *assessment.opposing}
    if not named and (check is None or check.check_id not in out.checks):
        return assessment
    return assessment._replace(sentence=_GUARDED, supporting=[], opposing=[], alternatives=[])
