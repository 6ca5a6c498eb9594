"""``/cases``: the cases there are, and one with its sources, counts, verdicts and integrity."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import polars as pl
from fastapi import APIRouter

from skywitness.cases.origins import OriginCounter
from skywitness.model import Assessment, CaseStamp, Check, Claim, Tombstone
from skywitness.pipeline.case_lists import list_cases, list_sources
from skywitness.pipeline.case_map import journey, journey_lines, pins_of
from skywitness.pipeline.case_texts import texts_of
from skywitness.store.cases.folder import CaseFolder
from skywitness.store.cases.values import to_json
from skywitness.store.cases.verify import verify
from skywitness.web.answer import Document, Rows
from skywitness.web.cases_asked import AskedCase
from skywitness.web.cases_drawn import drawn
from skywitness.web.page import LIST, ONE, add_page
from skywitness.web.site import AskedSite

router = APIRouter(tags=["cases"])
NO_CASE = 'no case yet: `skywitness case new "TITLE"` begins one, and `skywitness demo` builds an example'
_ACCEPTED = frozenset({"accepted", "edited"})
_LAST_ENTRIES = 12


def cases(site: AskedSite) -> Rows:
    """Cases of the data directory; one that cannot be read is told in the notes."""
    found, unreadable = list_cases(site.data)
    rows = [
        one.case._asdict() | {name: value for name, value in one._asdict().items() if name != "case"}
        | {"reconstruction": is_simulated(CaseFolder(site.data / "cases" / one.case.slug))}
        for one in found
    ]  # fmt: skip
    return Rows(frame_of(rows), len(rows), None, tuple(unreadable if rows or unreadable else [NO_CASE]))


def one_case(folder: AskedCase) -> Document:
    """One case: its head, sources, counts, verdicts, origins of its reports, and the end of its log."""
    claims, checks = folder.current(Claim), latest_checks(folder)
    standing = {one.claim_id: one for one in folder.current(Assessment)}
    origins = OriginCounter().count(texts_of(folder))
    log = folder.log()
    content = {
        "case": to_json(folder.case()),
        "sources": [source._asdict() | listed._asdict() for source, listed in list_sources(folder)],
        "claims": _counted(claims, checks, standing),
        "verdicts": _verdicts(claims, checks, standing),
        "origins": {
            "reports": origins.reports,
            "roots": [{"origin": root, "titles": list(titles)} for root, titles in origins.roots.items()],
            "because": list(origins.because),
        },
        "log": {"entries": len(log), "head_sha256": log[-1].entry_sha256, "last": _told(log[-_LAST_ENTRIES:])},
        "stamps": len(folder.rows(CaseStamp)),
        "deleted": len(folder.rows(Tombstone)),
        "reconstruction": any(one.reconstruction for one in checks.values()),
    }
    return Document(content)


def verified(folder: AskedCase) -> Document:
    """The case against itself: every byte hashed once more, and every row held against its entry in the log."""
    found = verify(folder.path)
    breaks = [one._asdict() for one in found.breaks]
    return Document(found._asdict() | {"breaks": breaks, "failed": found.failed})


def case_map(site: AskedSite, folder: AskedCase) -> Document:
    """The ways of the aircraft that the claims of a case are about: what was seen, and what nobody heard."""
    checks = list(latest_checks(folder).values())
    archive = site.archive()
    flights = journey(archive, checks)
    return drawn(journey_lines(archive, flights), pins_of(archive, flights), [])


def latest_checks(folder: CaseFolder) -> dict[str, Check]:
    """The latest check of each claim that stands and that nobody rejected, by its id."""
    ids = {one.claim_id for one in folder.current(Claim) if one.review_state != "rejected"}
    return {one.claim_id: one for one in folder.rows(Check) if one.claim_id in ids}


def is_simulated(folder: CaseFolder) -> bool:
    """Whether any check of the case rests on simulated positions."""
    return any(one.reconstruction for one in latest_checks(folder).values())


def frame_of(rows: Sequence[dict[str, Any]]) -> pl.DataFrame:
    """Rows as a table."""
    return pl.DataFrame(rows, infer_schema_length=None)


def _counted(claims: Sequence[Claim], checks: dict[str, Check], standing: dict[str, Assessment]) -> dict[str, int]:
    states = Counter(one.review_state for one in claims)
    return {
        "all": len(claims),
        **{state: states[state] for state in ("proposed", "accepted", "edited", "rejected")},
        "checked": len(checks),
        "approved": sum(one.approved_by is not None for name, one in standing.items() if name in checks),
    }


def _verdicts(
    claims: Sequence[Claim], checks: dict[str, Check], standing: dict[str, Assessment]
) -> list[dict[str, Any]]:
    """How many accepted claims came to each verdict: the one that a person signed, else the check's."""
    accepted = [one.claim_id for one in claims if one.review_state in _ACCEPTED]
    found = [(standing.get(one) or checks.get(one), standing.get(one)) for one in accepted]
    words = Counter(one.verdict if one else "unchecked" for one, _ in found)
    signed = Counter(one.verdict for one, by in found if one and by and by.approved_by)
    return [{"verdict": verdict, "claims": n, "approved": signed[verdict]} for verdict, n in words.most_common()]


def _told(entries: Iterable[Any]) -> list[dict[str, Any]]:
    names = ("seq", "at", "actor", "action", "object_kind", "object_id", "entry_sha256")
    return [{name: getattr(one, name) for name in names} for one in entries]


add_page(router, "/cases", cases, LIST, lasting=False)
add_page(router, "/cases/{slug}/verify", verified, ONE, page=False, lasting=False)
add_page(router, "/cases/{slug}/map", case_map, ONE, page=False, lasting=False)
add_page(router, "/cases/{slug}", one_case, ONE, lasting=False)
