"""Sections: the parts of a dossier round its claims."""

from collections import Counter
from collections.abc import Sequence

from skywitness.cases.dossier import words
from skywitness.cases.dossier.claim_cards import SIMULATED, chip
from skywitness.cases.dossier.content import Content
from skywitness.cases.dossier.markup import link, listed, scrolled, tag, text
from skywitness.cases.grades import RELIABILITIES
from skywitness.model import Capture, CaseSource

_KINDS = {"observed": "Observed", "reported": "Reported", "earlier": "Earlier", "scheduled": "Scheduled"}


def summary(content: Content) -> str:
    """How many claims got which verdict, and how many reports have how many origins."""
    counted = Counter(content.verdict(one)[0] for one in content.claims)
    found = [(verdict, counted[verdict]) for verdict in words.ORDER if counted[verdict]]
    bar = "".join(_share(verdict, number, found) for verdict, number in found)
    drawn = tag("svg", bar, class_="bar", viewBox="0 0 1000 14", preserveAspectRatio="none", aria_hidden="true")
    rows = [f"{chip(verdict)} {tag('b', str(number))}" for verdict, number in found]
    signed = sum(1 for one in content.assessments.values() if one.approved_by)
    told = [
        f"{len(content.claims)} claims",
        content.origins.words + " at the most",
        f"{signed} of {len(content.assessments)} conclusions approved by a person",
    ]
    return drawn + listed(rows, class_="tally") + listed(map(text, told), class_="told")


def _share(verdict: str, number: int, found: Sequence[tuple[str, int]]) -> str:
    total = sum(one for _, one in found)
    before = sum(one for word, one in found[: [word for word, _ in found].index(verdict)])
    x, width = 1000 * before / total, 1000 * number / total
    return tag("rect", class_=verdict, x=f"{x:.1f}", width=f"{max(0.0, width - 3):.1f}", height="14")


def timeline(content: Content) -> str:
    """Events in order, each with the precision that it has."""
    rows = []
    for event in content.events:
        exact = event.precision in {"instant", "hour"}
        when = words.instant(event.earliest, content.case.timezone) if exact else event.edtf
        label = tag("span", _KINDS.get(event.kind, event.kind), class_=f"kind {text(event.kind)}")
        simulated = SIMULATED if event.reconstruction else ""
        claims = ", ".join(tag("a", text(one), href=f"#claim-{one}") for one in event.claim_ids[:3])
        body = f"{text(event.title)} {simulated} {tag('small', claims) if claims else ''}"
        rows.append(f"{tag('time', text(when))}{label}{tag('p', body)}")
    return listed(rows, "ol", class_="timeline")


def unseen(content: Content) -> str:
    """What the record could not show, by reason."""
    groups: dict[str, list[str]] = {}
    for claim in content.claims:
        verdict, reason = content.verdict(claim)
        if verdict in {"not_observable", "not_checkable", "unresolved"}:
            why = words.reason(reason) or words.verdict(verdict)
            groups.setdefault(why, []).append(tag("a", text(claim.proposition), href=f"#claim-{claim.claim_id}"))
    holes = [line for line in content.lines if not line.seen]
    silences = [
        f"{text(line.name)}: {text(words.instant(line.since))} to {text(words.instant(line.until))} "
        f"{SIMULATED if line.reconstruction else ''}"
        for line in holes
    ]
    parts = [tag("h3", text(why.capitalize())) + listed(claims) for why, claims in groups.items()]
    if silences:
        parts.append(tag("h3", "Stretches that nobody heard") + listed(silences))
    return "".join(parts)


def sources(content: Content) -> str:
    """Where it was said, and how well it was captured."""
    head = tag(
        "tr", "".join(tag("th", name, scope="col") for name in ("Source", "Kind", "Published", "Grade", "Kept"))
    )
    rows = "".join(_source(one, content.captures.get(one.source_id)) for one in content.sources)
    because = listed(map(text, content.origins.because))
    roots = [f"{text(root)}: {len(reports)}" for root, reports in content.origins.roots.items()]
    return (
        scrolled(tag("table", tag("thead", head) + tag("tbody", rows)), "Sources")
        + tag("h3", text(f"Origins: {content.origins.words}"))
        + tag("p", "At the most: who copies in other words and does not say so is counted as an origin.")
        + listed(roots)
        + (tag("details", tag("summary", "What connects them") + because) if because else "")
    )


def _source(one: CaseSource, capture: Capture | None) -> str:
    name = link(one.url, one.title) + (f"<br>{tag('small', text(one.publisher))}" if one.publisher else "")
    grade = f"{one.reliability}: {RELIABILITIES[one.reliability]}" if one.reliability else "not graded"
    cells = [name, text(one.kind.replace("_", " ")), text(one.published or "undated"), text(grade), _kept(capture)]
    return tag("tr", "".join(tag("td", cell) for cell in cells))


def _kept(capture: Capture | None) -> str:
    """The Berkeley minimum as it is met, and the hash of what was kept."""
    if capture is None:
        return "nothing"
    held = {
        "address": capture.has_url,
        "page source": capture.has_html,
        "full-page picture": capture.has_full_page,
    }
    have = [name for name, there in held.items() if there]
    lack = [name for name, there in held.items() if not there]
    told = [f"has {', '.join(have)}" if have else "", f"lacks {', '.join(lack)}" if lack else ""]
    short = tag("code", text(capture.blob_sha256[:16]), title=capture.blob_sha256)
    return f"{short}<br>{tag('small', text('; '.join(filter(None, told))))}"


_METHODS = """\
Each claim was split until it could be judged alone, with who said it, how firmly, and when and where it is to
have been. It was then held against recorded positions of aircraft, what registers and lists say of them on
that day, and the primary statements in the case. What a check found is a proposal; a named person approves.

Nothing seen is never a contradiction. Contradicted needs the same airframe seen where it leaves no time for
the place, a dated record that says otherwise, or the speaker's own words. Positions against which anything
speaks were left out. Days are those of the place; days of UTC were tried too, and it is said where they
matter. Cargo, people and purpose cannot be seen: numbers are held against what the types can carry.

Dotted ways on the map were heard by nobody and are drawn between the places where the aircraft was last and
next heard.
"""


def methods() -> str:
    """How the conclusions came about."""
    return "".join(tag("p", text(one)) for one in _METHODS.strip().split("\n\n"))


def approvals(content: Content) -> str:
    """Who signed what."""
    signed: dict[str, list[str]] = {}
    for one in content.assessments.values():
        if one.approved_by and one.approved_at:
            shown = tag("a", text(one.claim_id), href=f"#claim-{one.claim_id}")
            signed.setdefault(f"{one.approved_by}, {one.approved_at:%d %B %Y}", []).append(shown)
    rows = [f"{text(who)}: {', '.join(found)}" for who, found in signed.items()]
    unsigned = sum(1 for one in content.assessments.values() if not one.approved_by)
    note = tag("p", text(f"{unsigned} conclusions are proposals that nobody approved.")) if unsigned else ""
    return (listed(rows) or tag("p", "Nobody approved a conclusion yet.")) + note


def citations(content: Content) -> str:
    """What to cite, and what proves that nothing was changed."""
    case = content.case
    made = f"{content.made_at:%d %B %Y}"
    rows = [
        text(f"{case.title}. Dossier of the case {case.slug}, {made}. {content.program}."),
        f"Last entry of the case's log: {tag('code', text(content.head_sha256))}",
    ]
    if content.key:
        rows.append(f"Signed with the Ed25519 key {tag('code', text(content.key))}")
    recordings = [f"{text(name)}: {tag('code', text(sha256))}" for name, sha256 in content.data_sources]
    many = f"{len(recordings)} recordings that the evidence rests on, with their SHA-256"
    held = tag("details", tag("summary", many) + listed(recordings)) if recordings else ""
    return listed(rows, class_="citations") + held
