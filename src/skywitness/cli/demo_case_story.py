"""The end of the walk through the Caracas case: what was claimed, and what the reconstruction shows of it."""

from collections.abc import Iterator
from pathlib import Path

from skywitness.cases.grades import REASON_WORDS, VERDICT_WORDS
from skywitness.cases.origins import OriginCounter
from skywitness.cli.output import terminal_width
from skywitness.cli.table import fit
from skywitness.model import Check, Claim
from skywitness.pipeline.case_texts import texts_of
from skywitness.store.cases.folder import CaseFolder

DOSSIER = "caracas-2019.html"
"""Name of the dossier in the data directory of the reconstruction."""
_HEAD = ("verdict", "claim", "why not", "rests on")


def case_story(folder: CaseFolder, data: Path) -> Iterator[str]:
    """Lines about the case; each row says whether it rests on the reconstruction."""
    claims = {one.claim_id: one for one in folder.current(Claim)}
    checks = {one.claim_id: one for one in folder.rows(Check) if one.claim_id in claims}
    rows = [_row(claims[name], check) for name, check in checks.items()]
    yield ""
    yield f"The case: {len(rows)} claims, {OriginCounter().count(texts_of(folder)).words}"
    yield from (f"  {line}" for line in fit(_HEAD, sorted(rows), terminal_width()).lines)
    yield ""
    yield "The outlets and people of the case are invented and its sentences ours; the facts are those published."
    yield "Ask on:"
    yield f"  skywitness case check --data {data} --claim dakar --json"
    yield f"  skywitness case timeline --data {data}"
    yield f"The dossier, to open in a browser: {data / DOSSIER}"
    yield f"The map, the record and the case in a browser: skywitness serve --data {data}"


def _row(claim: Claim, check: Check) -> tuple[str, str, str, str]:
    basis = (
        "reconstruction"
        if check.reconstruction
        else "documents, types"
        if check.supporting or check.opposing
        else "-"
    )
    return VERDICT_WORDS[check.verdict], claim.proposition, REASON_WORDS.get(check.reason or "", "-"), basis
