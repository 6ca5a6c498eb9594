"""Case lists: the cases of a data directory, and the sources of a case, as rows."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from skywitness.model import Capture, Case, CaseSource, Claim
from skywitness.store.cases import shelf
from skywitness.store.cases.errors import CaseError
from skywitness.store.cases.folder import CaseFolder


class CaseListed(NamedTuple):
    """A case and what is counted in it.

    Attributes:
        case: its head.
        open: whether commands mean it where none is named.
        sources: as they stand.
        captures: of all of them.
        claims: as they stand, rejected ones too.
    """

    case: Case
    open: bool
    sources: int
    captures: int
    claims: int


class Listed(NamedTuple):
    """What is said of a source's captures beside the source: of the last one, where nothing else is said."""

    captures: int
    last_capture_id: str | None
    captured_at: str | None
    quality: list[str]
    has_url: bool
    has_html: bool
    has_full_page: bool


def list_cases(data: Path) -> tuple[list[CaseListed], list[str]]:
    """The cases of a data directory, and words about those that cannot be read."""
    opened = shelf.chosen(data)
    found, unreadable = [], []
    for path in shelf.case_paths(data):
        try:
            folder = CaseFolder.open(path)
            counts = [len(folder.current(kind)) for kind in (CaseSource, Capture, Claim)]
            found.append(CaseListed(folder.case(), path.name == opened, *counts))
        except CaseError as error:
            unreadable.append(f"{path.name}: {error}")
    return found, unreadable


def list_sources(folder: CaseFolder) -> list[tuple[CaseSource, Listed]]:
    """Sources in the order in which they were added; the three parts of the minimum over all of their captures."""
    captures = folder.rows(Capture)
    return [
        (source, _listed([one for one in captures if one.source_id == source.source_id]))
        for source in folder.current(CaseSource)
    ]


def _listed(captures: Sequence[Capture]) -> Listed:
    last = captures[-1] if captures else None
    return Listed(
        len(captures),
        last.capture_id if last else None,
        last.captured_at.isoformat() if last else None,
        last.quality if last else [],
        any(one.has_url for one in captures),
        any(one.has_html for one in captures),
        any(one.has_full_page for one in captures),
    )
