"""Catch up: closed raw segments that the archive does not wholly hold, decoded anew for what is missing.

A restart after a crash, a replay into an empty archive, and what a busy or full collector left to later are this
same thing.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from skywitness.measure.clock import utc_from_ms
from skywitness.model import Source
from skywitness.pipeline.follow import Follower, Lead
from skywitness.pipeline.segment_tally import SegmentTally, staged_source
from skywitness.store.archive import Archive
from skywitness.store.live_rows import Held, LiveRows, commit_live, held_of, listed_sources
from skywitness.store.raw_log.feed_log import feed_folders
from skywitness.store.raw_log.manifest import Entry, Manifest
from skywitness.store.raw_log.segment import Segment, load_segment

_BATCH_ROWS = 100_000
_EARLIER = timedelta(hours=12)
"""Rows may be this much older than their segment: positions by satellite, clocks that were off."""


class Missing(NamedTuple):
    """A segment that is not listed in the archive.

    Attributes:
        folder: of the feed.
        entry: of its closing.
        before: path of the segment before it, where that is still there.
    """

    folder: Path
    entry: Entry
    before: Path | None


class Part(NamedTuple):
    """Some rows of a segment, and its line in the table of sources when they are the last."""

    rows: LiveRows
    ended: Source | None


def missing_segments(raw: Path, archive: Archive, feeds: Iterable[str] = ()) -> list[Missing]:
    """Closed segments that the archive does not wholly hold, by feed and in order.

    Args:
        raw: the folder of raw logs.
        archive: open for reading.
        feeds: only these; all when empty.
    """
    wanted = set(feeds)
    listed = listed_sources(archive)
    found = []
    for folder in feed_folders(raw):
        if wanted and folder.name not in wanted:
            continue
        here = Manifest(folder).here
        for serial, entry in here.items():
            if entry.event == "closed" and entry.source_sha256 not in listed:
                found.append(Missing(folder, entry, _before(folder, here.get(serial - 1))))
    return found


def _before(folder: Path, entry: Entry | None) -> Path | None:
    return folder / entry.path if entry and entry.event == "closed" and (folder / entry.path).is_file() else None


def lead_of(path: Path | None) -> Lead:
    """The end of a segment, for the one after it."""
    return Lead(load_segment(path).chunks if path else ())


def decoded(segment: Segment, lead: Lead, held: Held, entry: Entry, at: datetime) -> Iterator[Part | None]:
    """Rows of a segment that the archive does not hold, in parts; None after each delivery, to draw breath.

    Args:
        segment: read.
        lead: the end of the one before.
        held: what the archive has of it.
        entry: of its closing.
        at: now, UTC.
    """
    if segment.header is None:
        return
    follower = Follower(segment.header, lead)
    tally = SegmentTally()
    rows = LiveRows(staged_source(segment.header), [], [])
    for chunk in segment.chunks:
        followed = follower.push(chunk)
        tally.add(followed.states)
        rows.states.extend(s for s in followed.states if (s.source_row, s.lat_deg is not None) not in held.states)
        rows.statements.extend(
            s for s in followed.statements if (s.source_row, s.attribute) not in held.statements
        )
        if len(rows.states) >= _BATCH_ROWS:
            yield Part(rows, None)
            rows = LiveRows(rows.source, [], [])
        else:
            yield None
    follower.finish()
    yield Part(rows, tally.source(follower, entry, at))


def held_by(archive: Archive, entry: Entry) -> Held:
    """What the archive has of a segment."""
    return held_of(archive, entry.source_sha256, utc_from_ms(entry.first_ms or entry.at_ms) - _EARLIER)


class Replayed(NamedTuple):
    """What a replay did.

    Attributes:
        segments: decoded.
        rows: state vectors added to the archive.
        lost: segments that could not be read, in words.
    """

    segments: int
    rows: int
    lost: list[str]


def replay(
    archive: Archive,
    raw: Path,
    at: datetime,
    feeds: Iterable[str] = (),
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> Replayed:
    """Bring the archive up to date with the closed segments of the raw log.

    Args:
        archive: where to.
        raw: the folder of raw logs.
        at: now, UTC.
        feeds: only these; all when empty.
        progress: called with segments done and in all.

    Raises:
        ArchiveError: another process is writing, no room, or a table cannot be read.
    """
    todo = missing_segments(raw, archive, feeds)
    rows, lost = 0, []
    for done, missing in enumerate(todo):
        progress(done, len(todo))
        try:
            segment = load_segment(missing.folder / missing.entry.path)
            lead = lead_of(missing.before)
        except OSError as error:
            lost.append(f"{missing.folder.name}/{missing.entry.path}: {error.strerror or error}")
            continue
        if segment.header is None:
            lost.append(f"{missing.folder.name}/{missing.entry.path}: its header is lost")
        for part in decoded(segment, lead, held_by(archive, missing.entry), missing.entry, at):
            if part:
                with archive.writing():
                    commit_live(archive, [part.rows], [part.ended] if part.ended else [])
                rows += len(part.rows.states)
    progress(len(todo), len(todo))
    return Replayed(len(todo) - len(lost), rows, lost)
