"""Claims as CSV: a row a claim, for a spreadsheet."""

import csv
from collections.abc import Sequence

from skywitness.cases.dossier import words
from skywitness.cases.dossier.content import Content
from skywitness.model import Claim

COLUMNS = (
    "claim_id",
    "proposition",
    "quote",
    "source",
    "published",
    "speakers",
    "hedges",
    "time_edtf",
    "kind",
    "polarity",
    "verdict",
    "reason",
    "sentence",
    "likelihood",
    "analytic_confidence",
    "credibility",
    "approved_by",
    "reconstruction",
    "command",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so is a formula to a spreadsheet (OWASP, CSV injection)."""


class _Lines(list[str]):
    """What a writer of CSV writes to."""

    write = list.append


def claims_csv(content: Content) -> str:
    """The table."""
    out = _Lines()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([_safe(str(cell)) for cell in _row(claim, content)] for claim in content.claims)
    return "".join(out)


def _row(claim: Claim, content: Content) -> Sequence[object]:
    source, check = content.source(claim), content.checks.get(claim.claim_id)
    assessment = content.assessments.get(claim.claim_id)
    verdict, reason = content.verdict(claim)
    stands = assessment or check
    return (
        claim.claim_id,
        claim.proposition,
        claim.spans[0].exact if claim.spans else "",
        f"{source.publisher or ''}: {source.title}" if source else "",
        (source.published if source else None) or "",
        words.speakers(claim.attributions),
        words.hedges(claim),
        claim.times[0].edtf if claim.times else "",
        claim.kind,
        claim.polarity,
        verdict,
        reason or "",
        stands.sentence if stands else "",
        (assessment.likelihood if assessment else None) or "",
        assessment.analytic_confidence if assessment else "",
        assessment.credibility if assessment else "",
        (assessment.approved_by if assessment else None) or "",
        "yes" if check and check.reconstruction else "no",
        check.command if check else "",
    )


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
