"""Reference sources: the open tables that a user can fetch anew, how each is kept, and what is noted of it."""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any, Final

from skywitness.store.download import Fetched, fetch
from skywitness.store.errors import disk_errors
from skywitness.store.registers import (
    faa,
    opensky,
    ourairports,
    own_csv,
    plane_alert_db,
    standing_data,
    tar1090_db,
)
from skywitness.store.registers.compiled import (
    FORM,
    Reread,
    compile_tables,
    discard,
    note_file,
    read_note,
    table_file,
    take_place,
    write_note,
)
from skywitness.store.registers.source import AIRCRAFT, Parsed, Source
from skywitness.store.transfer import DownloadError, Validators

SOURCES: Final = (
    ourairports.FIELDS,
    ourairports.RUNWAY_TABLE,
    tar1090_db.SOURCE,
    plane_alert_db.SOURCE,
    standing_data.SOURCE,
    opensky.SOURCE,
    faa.SOURCE,
)
"""Every published table that ``skywitness reference update`` fetches; the last two only when they are named."""

_ATTEMPT: Final = "last_attempt"
_ISO: Final = "%Y-%m-%dT%H:%M:%SZ"


def own_sources(folder: Path) -> list[Source]:
    """A user's own tables that were taken in, by name.

    Args:
        folder: of fetched tables; may not exist.
    """
    files = sorted(folder.glob(f"{own_csv.PREFIX}*.csv.json"))
    return [own_csv.source(file.name.removesuffix(".csv.json").removeprefix(own_csv.PREFIX)) for file in files]


def update(
    source: Source,
    folder: Path,
    now: datetime,
    *,
    origin: str | None = None,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
    pause: Callable[[float], None] = lambda _seconds: None,
) -> dict[str, Any] | None:
    """Fetch a table when it has changed, and note beside it where it is from; None when it has not.

    Args:
        source: which.
        folder: of fetched tables.
        now: UTC.
        origin: another address, or a file; the published address when None.
        progress: called with the bytes that have arrived and those announced.
        pause: waits so many seconds before another attempt.

    Raises:
        DownloadError: it could not be fetched or is not the table; the one in use stays, and the failure is noted.
    """
    place = origin or source.url
    with disk_errors(), _alone(folder):
        try:
            return _update(source, folder, now, place, progress, pause)
        except DownloadError as error:
            note = read_note(note_file(source, folder))
            attempt = {
                "at": now.strftime(_ISO),
                "state": "failed",
                "url": place,
                "error": str(error),
                "failed_since": _failed_since(note) or now.strftime(_ISO),
            }
            write_note(note_file(source, folder), {"source": source.name, **note, _ATTEMPT: attempt})
            raise


def noted(source: Source, folder: Path) -> dict[str, Any] | None:
    """What was noted when a table was fetched; None when there is no such table or nothing that fits it."""
    file = folder / source.file
    note = read_note(note_file(source, folder))
    if not file.is_file() or note.get("bytes") != file.stat().st_size:
        return None
    return {key: value for key, value in note.items() if key != _ATTEMPT}


def last_attempt(source: Source, folder: Path) -> dict[str, Any]:
    """How the last update of a source went: at, state (fetched, unchanged, failed), error; empty when never."""
    attempt = read_note(note_file(source, folder)).get(_ATTEMPT)
    return attempt if isinstance(attempt, dict) else {}


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold the folder, so that no two updates write there at once."""
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError as error:
        raise DownloadError(f"another update is writing to {folder}; wait for it to end and try again") from error
    finally:
        os.close(handle)


def _update(
    source: Source,
    folder: Path,
    now: datetime,
    origin: str,
    progress: Callable[[int, int], None],
    pause: Callable[[float], None],
) -> dict[str, Any] | None:
    if not origin:
        raise DownloadError(f"{source.name} is not published at an address: give it with --from FILE")
    known = noted(source, folder) or {}
    read: list[tuple[Parsed, date]] = []

    def check(part: Path) -> None:
        parsed = checked(source, part, origin)
        day = _version_day(parsed, read_note(note_file(source, folder)), now)
        read.append((parsed, day))
        compile_tables(source, parsed, folder, day, _reread(source, folder, known))

    try:
        fetched = fetch(
            origin,
            folder / source.file,
            check,
            most_bytes=source.most_bytes,
            known=_validators(source, folder, known, origin),
            progress=progress,
            pause=pause,
            unpack=source.unpacked,
        )
        if fetched is not None:
            take_place(source, folder)
    finally:
        discard(source, folder)
    if fetched is None:
        attempt = {"at": now.strftime(_ISO), "state": "unchanged", "url": origin}
        write_note(note_file(source, folder), {**known, _ATTEMPT: attempt})
        return None
    note = _note_of(source, origin, now, fetched, *read[0])
    attempt = {"at": note["retrieved_at"], "state": "fetched", "url": origin}
    write_note(note_file(source, folder), {**note, _ATTEMPT: attempt})
    return note


def checked(source: Source, file: Path, origin: str) -> Parsed:
    """A file that is this table, read.

    Raises:
        DownloadError: it is not.
    """
    parsed = source.read(file, origin, source.most_bytes)
    if parsed.rows < source.least_rows:
        raise DownloadError(
            f"{origin}: {parsed.rows:,} rows of {source.name} are too few (at least {source.least_rows:,}); "
            "something is missing"
        )
    return parsed


def _validators(source: Source, folder: Path, known: dict[str, Any], origin: str) -> Validators:
    """By which the server tells that nothing has changed; none when the tables must be made anew anyway."""
    whole = all(table_file(folder, source.name, table).is_file() for table in known.get("tables", []))
    if known.get("url") != origin or known.get("form") != FORM or not whole:
        return Validators()
    return Validators(known.get("etag"), known.get("last_modified"))


def _reread(source: Source, folder: Path, known: dict[str, Any]) -> Reread | None:
    """The file in use read anew, when its tables were made by another form of reading."""
    if not known or known.get("form") == FORM:
        return None
    file = folder / source.file
    return lambda: source.read(file, str(file), source.most_bytes).tables[AIRCRAFT]


def _version_day(parsed: Parsed, known: dict[str, Any], now: datetime) -> date:
    """Day of a version: the source's own date, else today; never before that of the version in use or to come."""
    before = known.get("version_day")
    day = min(parsed.as_of or now.date(), now.date())
    return max(day, date.fromisoformat(before)) if before else day


def _note_of(
    source: Source, origin: str, now: datetime, fetched: Fetched, parsed: Parsed, day: date
) -> dict[str, Any]:
    said = fetched.validators.last_modified
    as_of = parsed.as_of or (_http_day(said) if said else None)
    return {
        "source": source.name,
        "url": origin,
        "retrieved_at": now.strftime(_ISO),
        "as_of": as_of.isoformat() if as_of else None,
        "version_day": day.isoformat(),
        "form": FORM,
        "rows": parsed.rows,
        "tables": {name: table.height for name, table in parsed.tables.items()},
        "rejected": [one._asdict() for one in parsed.rejected],
        "duplicates": parsed.duplicates,
        "bytes": fetched.size_bytes,
        "sha256": fetched.sha256,
        "etag": fetched.validators.etag,
        "last_modified": said,
        "licence": parsed.licence or source.licence,
    }


def _http_day(text: str) -> date | None:
    try:
        return parsedate_to_datetime(text).astimezone(UTC).date()
    except ValueError:
        return None


def _failed_since(note: dict[str, Any]) -> str | None:
    attempt = note.get(_ATTEMPT)
    return attempt.get("failed_since") if isinstance(attempt, dict) else None
