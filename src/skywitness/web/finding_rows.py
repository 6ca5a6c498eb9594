"""Finding rows: findings as a table, found once while the tables stay as they are."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

import polars as pl

from skywitness.model import Finding
from skywitness.pipeline.filters import Filters
from skywitness.pipeline.find import KINDS, find
from skywitness.pipeline.refusal import RefusalError
from skywitness.pipeline.worded_question import question_of
from skywitness.web.site import Site

_TYPES = {
    str: pl.String(),
    str | None: pl.String(),
    float | None: pl.Float64(),
    float: pl.Float64(),
    bool: pl.Boolean(),
    datetime: pl.Datetime("us", "UTC"),
    list[str]: pl.List(pl.String()),
    list[float]: pl.List(pl.Float64()),
}
_SCHEMA = {name: _TYPES[hint] for name, hint in Finding.__annotations__.items()}


def found(site: Site, kinds: Sequence[str], filters: Filters) -> list[Finding]:
    """Findings of these kinds, in order of time.

    Raises:
        RefusalError: a kind that is none.
    """
    for kind in kinds:
        if kind not in KINDS:
            raise RefusalError(f"{kind!r} is no kind of finding; there are {', '.join(KINDS)}", "kind")
    question = question_of(filters)
    together: list[Finding] = []
    for kind in dict.fromkeys(kinds):
        key = ("find", kind, str(question), site.version())
        together += site.memory.get(key, partial(find, site.archive(), [kind], question))
    return sorted(together, key=lambda finding: (finding.since, finding.kind, finding.finding_id))


def finding_rows(findings: Sequence[Finding]) -> pl.DataFrame:
    """A row a finding, every field."""
    return pl.DataFrame([tuple(finding) for finding in findings], schema=_SCHEMA, orient="row")
