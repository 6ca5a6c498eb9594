"""``skywitness raw``: the raw log of live feeds: what is in it, and whether it is as it was written."""

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from skywitness.cli import options
from skywitness.cli.errors import Failure, notice, reported
from skywitness.cli.output import Records, chosen_form, show
from skywitness.measure.clock import utc_from_ms
from skywitness.store.archive import Archive
from skywitness.store.live_rows import listed_sources
from skywitness.store.raw_log.check import check_feed
from skywitness.store.raw_log.feed_log import feed_folders
from skywitness.store.raw_log.manifest import Manifest

EXAMPLES = """\
skywitness raw check

skywitness raw stats --feed roof --json"""


class Action(StrEnum):
    """What to do."""

    CHECK = "check"
    STATS = "stats"


class FeedStats(NamedTuple):
    """One feed's raw log, as its manifest tells it."""

    feed: str
    segments: int
    open: int
    deleted: int
    not_in_archive: int
    size_bytes: int
    raw_bytes: int
    first_at: datetime | None
    last_at: datetime | None


@reported
def run(
    action: Annotated[
        Action, typer.Argument(metavar="ACTION", help="check reads every byte; stats reads the manifests.")
    ],
    *,
    data: options.Data = options.DEFAULT_DATA,
    feeds: Annotated[
        list[str] | None, typer.Option("--feed", metavar="NAME", help="Only this feed. May be repeated.")
    ] = None,
    as_json: options.AsJson = False,
    as_csv: options.AsCsv = False,
) -> None:
    """Check recorded bytes against the chain of hashes in the manifests, or sum up what is kept.

    A check prints the hash of each manifest's last line: kept elsewhere, it proves every segment before it.
    """
    form = chosen_form(as_json=as_json, as_csv=as_csv)
    folders = _folders(data / "raw", feeds or [])
    if action is Action.STATS:
        listed = listed_sources(Archive(data))
        show(Records(list(FeedStats._fields), [_stats(folder, listed) for folder in folders]), form)
        return
    checked = [check_feed(folder) for folder in folders]
    rows = [
        (c.feed, "faulty" if c.faults else "whole", c.segments, c.chunks, c.size_bytes, c.head) for c in checked
    ]
    show(Records(["feed", "state", "segments", "chunks", "size_bytes", "head"], rows), form)
    faults = [f"{found.feed}: {fault}" for found in checked for fault in found.faults]
    for fault in faults:
        notice(fault)
    if faults:
        raise typer.Exit(1)


def _folders(raw: Path, feeds: list[str]) -> list[Path]:
    known = feed_folders(raw)
    if not known:
        raise Failure(f"no raw log at {raw}: record something with `skywitness collect`, or name another --data")
    if unknown := sorted(set(feeds) - {path.name for path in known}):
        raise Failure(f"there is no feed {unknown[0]}; there are {', '.join(path.name for path in known)}")
    return [path for path in known if not feeds or path.name in feeds]


def _stats(folder: Path, listed: frozenset[str]) -> FeedStats:
    manifest = Manifest(folder)
    here = list(manifest.here.values())
    first = [entry.first_ms for entry in here if entry.first_ms is not None]
    last = [entry.last_ms for entry in here if entry.last_ms is not None]
    return FeedStats(
        feed=folder.name,
        segments=len(here),
        open=sum(entry.event == "opened" for entry in here),
        deleted=manifest.deleted,
        not_in_archive=sum(entry.source_sha256 not in listed for entry in here),
        size_bytes=sum(entry.size_bytes or 0 for entry in here),
        raw_bytes=sum(entry.raw_bytes or 0 for entry in here),
        first_at=utc_from_ms(min(first)) if first else None,
        last_at=utc_from_ms(max(last)) if last else None,
    )
