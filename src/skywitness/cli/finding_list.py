"""Finding list: findings as sentences for a person, or every field of them as JSON or CSV."""

from collections.abc import Sequence

import typer

from skywitness.cli.errors import notice
from skywitness.cli.output import RECONSTRUCTION, Form, Records, show
from skywitness.model import Finding


def show_findings(findings: Sequence[Finding], form: Form, limit: int | None = None) -> None:
    """Print findings in their order.

    Args:
        findings: to print.
        form: as sentences (TABLE), JSON or CSV.
        limit: at most this many.
    """
    shown = findings[:limit]
    if form is Form.TABLE:
        _sentences(shown)
    else:
        show(Records(list(Finding._fields), [tuple(finding) for finding in shown]), form)
    if len(shown) < len(findings):
        notice(f"{len(findings) - len(shown):,} more; --limit shows more of them")


def _sentences(findings: Sequence[Finding]) -> None:
    if not findings:
        notice("nothing found")
    if any(finding.reconstruction for finding in findings):
        typer.echo(RECONSTRUCTION)
    for finding in findings:
        typer.echo(f"{finding.sentence}")
        typer.echo(f"  {finding.finding_id}: {_how_sure(finding)}")


def _how_sure(finding: Finding) -> str:
    usual = "unknown" if finding.base_rate is None else f"{finding.base_rate:.3g}"
    return f"{finding.kind}, {finding.verdict}; confidence {finding.confidence:.2f}, base rate {usual}"
