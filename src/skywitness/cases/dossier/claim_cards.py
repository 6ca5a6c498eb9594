"""Claim cards: each claim with who said it, what stands for it and against it, and how to repeat the check."""

from collections.abc import Sequence

from skywitness.cases.dossier import words
from skywitness.cases.dossier.content import Content
from skywitness.cases.dossier.markup import facts, link, listed, scrolled, tag, text
from skywitness.cases.grades import CREDIBILITIES
from skywitness.model import Assessment, CaseSource, Check, Claim, Observation, TextSpan

SIMULATED = tag("span", "reconstruction", class_="simulated")
"""What stands beside everything that was simulated."""
_MOST_SHOWN = 8
_BASES = (
    ("registers", {"registry_record"}),
    ("documents", {"document"}),
    ("figures of types", {"type_record"}),
    ("positions", {"landing", "takeoff", "ground_time", "overflight", "route_leg", "position_run", "finding"}),
)


def claim_cards(content: Content) -> str:
    """All claims, in the order of their verdicts."""
    ordered = sorted(content.claims, key=lambda one: words.ORDER.index(content.verdict(one)[0]))
    return "".join(_card(one, content) for one in ordered)


def overview(content: Content) -> str:
    """All claims in one table, each leading to its card."""
    head = "".join(tag("th", name, scope="col") for name in ("Verdict", "Claim", "Said by", "Rests on"))
    ordered = sorted(content.claims, key=lambda one: words.ORDER.index(content.verdict(one)[0]))
    body = "".join(tag("tr", _row(one, content)) for one in ordered)
    table = tag("table", tag("thead", tag("tr", head)) + tag("tbody", body))
    return tag("div", scrolled(table, "All claims"), class_="overview")


def _row(claim: Claim, content: Content) -> str:
    check = content.checks.get(claim.claim_id)
    basis = SIMULATED if check and check.reconstruction else _basis(check)
    innermost = max(claim.attributions, key=lambda one: one.depth).speaker if claim.attributions else ""
    name = tag("a", text(claim.proposition), href=f"#claim-{claim.claim_id}")
    cells = [chip(content.verdict(claim)[0]), name, text(innermost), basis]
    return "".join(tag("td", cell) for cell in cells)


def _basis(check: Check | None) -> str:
    """Kinds of observations in a word."""
    kinds = {one.kind for one in (*check.supporting, *check.opposing)} if check else set()
    found = [word for word, of in _BASES if kinds & of]
    return text(", ".join(found))


def chip(verdict: str) -> str:
    """A verdict as a small label."""
    mark = tag("span", text(words.MARKS.get(verdict, "?")), class_="mark", aria_hidden="true")
    return tag("span", f"{mark} {text(words.verdict(verdict))}", class_=f"chip {text(verdict)}")


def _card(claim: Claim, content: Content) -> str:
    verdict, reason = content.verdict(claim)
    check, assessment = content.checks.get(claim.claim_id), content.assessments.get(claim.claim_id)
    stands = assessment or check
    labels = [chip(verdict), SIMULATED if check and check.reconstruction else "", _signed(assessment)]
    why = tag("p", text(words.reason(reason).capitalize() + "."), class_="why") if reason else ""
    parts = [
        tag("p", " ".join(filter(None, labels)), class_="labels"),
        tag("h3", text(claim.proposition)),
        _quote(claim.spans[0], content.source(claim)) if claim.spans else "",
        _said(claim),
        why,
        tag("p", text(stands.sentence), class_="finding") if stands else "",
        _evidence(check) if check else tag("p", "Not checked yet.", class_="finding"),
        _details(claim, check, assessment) if check else "",
    ]
    return tag("article", "".join(parts), class_=f"claim {verdict}", id=f"claim-{claim.claim_id}")


def _signed(assessment: Assessment | None) -> str:
    if assessment is None or assessment.approved_by is None:
        return tag("span", "proposed by machine, not approved", class_="unsigned")
    return tag("span", f"approved by {text(assessment.approved_by)}", class_="signed")


def _quote(span: TextSpan, source: CaseSource | None) -> str:
    """The words in their place, with what stands round them."""
    around = f"{text(span.prefix)}<mark>{text(span.exact)}</mark>{text(span.suffix)}"
    where = (
        f"{source.publisher or ''}: {source.title}, {source.published or 'undated'}"
        if source
        else "source withheld"
    )
    cite = link(source.url if source else None, where.lstrip(": "))
    return tag("blockquote", tag("p", f"…{around}…") + tag("footer", tag("cite", cite)))


def _said(claim: Claim) -> str:
    pairs = [
        ("Said by", text(words.speakers(claim.attributions))),
        ("Hedged", text(words.hedges(claim))),
        ("When", text(words.times(claim.times))),
        ("Polarity", "denies it" if claim.polarity == "denies" else ""),
    ]
    return facts(pairs)


def _evidence(check: Check) -> str:
    groups = [("Evidence for", check.supporting), ("Evidence against", check.opposing)]
    shown = [tag("h4", name) + _observations(found) for name, found in groups if found]
    other = [tag("h4", "Other explanations") + listed(map(text, check.alternatives))] if check.alternatives else []
    rate = [tag("p", text(f"How usual: {check.base_rate}."), class_="rate")] if check.base_rate else []
    return "".join([*shown, *rate, *other])


def _observations(found: Sequence[Observation]) -> str:
    rows = [_observation(one) for one in found[:_MOST_SHOWN]]
    more = [text(f"and {len(found) - _MOST_SHOWN} more")] if len(found) > _MOST_SHOWN else []
    return listed([*rows, *more], class_="evidence")


def _observation(one: Observation) -> str:
    basis = tag("code", text(", ".join(one.basis))) if one.basis else ""
    return " ".join(filter(None, [text(one.sentence), SIMULATED if one.reconstruction else "", basis]))


def _details(claim: Claim, check: Check, assessment: Assessment | None) -> str:
    """How the check was made, for who wants to repeat it."""
    parameters = zip(check.parameter_names, check.parameter_values, strict=True)
    grades = (
        [
            ("Likelihood", text(assessment.likelihood or "")),
            ("Confidence", text(assessment.analytic_confidence)),
            ("Admiralty", text(f"{assessment.credibility}: {CREDIBILITIES[assessment.credibility]}")),
        ]
        if assessment
        else []
    )
    rows = [
        ("Would corroborate", text(check.would_corroborate)),
        ("Would contradict", text(check.would_contradict)),
        *grades,
        *((name.replace("_", " "), text(value)) for name, value in parameters),
        ("Rules", text(check.algorithm)),
        ("Run", text(words.instant(check.ran_at))),
        ("Repeat with", tag("code", text(check.command))),
        ("Claim", tag("code", text(claim.claim_id))),
    ]
    return tag("details", tag("summary", "How this was checked") + facts(rows))
