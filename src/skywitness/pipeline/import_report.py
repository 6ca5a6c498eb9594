"""The import's options and its report: what was read, what was kept, what was wrong and what to do about it."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Literal, NamedTuple

from skywitness.model import Reject

Status = Literal["imported", "already", "failed"]


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What the user may say about the files.

    Attributes:
        format: name of the feed format; recognised from the content when None.
        at: time of the first frame of a recording without absolute times, UTC.
        columns: column map of a generic CSV file.
        icao24: address of the aircraft in a file that names none.
        receiver_deg: latitude and longitude of the receiver, for positions on the ground.
        reconstruction: the files are simulated; also taken from the word in a file's name.
    """

    format: str | None = None
    at: datetime | None = None
    columns: dict[str, str] = field(default_factory=dict)
    icao24: str | None = None
    receiver_deg: tuple[float, float] | None = None
    reconstruction: bool = False


class Progress(NamedTuple):
    """How far an import is."""

    files_done: int
    files_total: int
    bytes_done: int
    bytes_total: int
    name: str


class Problem(NamedTuple):
    """Something the user should know about one path.

    Attributes:
        path: the file or folder.
        what: what is wrong, with line or byte.
        todo: what was kept, and what the user can do.
        failed: True when nothing was taken from it.
    """

    path: str
    what: str
    todo: str
    failed: bool = True


class Tally:
    """Rejects counted by reason, with the first example of each."""

    def __init__(
        self, counts: Mapping[str, int] | None = None, examples: Mapping[str, Reject] | None = None
    ) -> None:
        self.counts = Counter(counts)
        self.examples = dict(examples or {})

    def add(self, reject: Reject) -> None:
        """Count one."""
        self.counts[reject.reason] += 1
        if reject.reason not in self.examples:
            self.examples[reject.reason] = reject

    @property
    def total(self) -> int:
        """Rejects of any reason."""
        return self.counts.total()


@dataclass(slots=True)
class FileReport:
    """What became of one file.

    Attributes:
        path: as given or found.
        status: ``imported``, ``already`` (imported before, nothing added) or ``failed``.
        source_sha256: of its bytes as on disk; empty when it could not be read.
        format: name of the feed format, empty when unknown.
        size_bytes: bytes that the hash covers.
        messages: frames, lines or records seen.
        state_vectors: state vectors stored for the first time.
        positions: those of them that have a place.
        duplicates: state vectors that were stored already.
        icao24s: addresses seen.
        first_row: row number of the first stored state vector,
        last_row: and of the last.
        first_observed_at: time of the earliest stored state vector, UTC,
        last_observed_at: and of the latest.
        rejects: what was not taken.
        notes: what the import had to assume.
        reconstruction: its rows are marked as simulated.
        seconds: time spent on reading it.
    """

    path: Path
    status: Status = "failed"
    source_sha256: str = ""
    format: str = ""
    size_bytes: int = 0
    messages: int = 0
    state_vectors: int = 0
    positions: int = 0
    duplicates: int = 0
    icao24s: set[str] = field(default_factory=set)
    first_row: int | None = None
    last_row: int | None = None
    first_observed_at: datetime | None = None
    last_observed_at: datetime | None = None
    rejects: Tally = field(default_factory=Tally)
    notes: list[str] = field(default_factory=list)
    reconstruction: bool = False
    seconds: float = 0.0


@dataclass(slots=True)
class ImportReport:
    """What an import did.

    Attributes:
        files: every file, in the order of reading.
        problems: everything that the user should know.
        interrupted: the user stopped it.
        stopped_by: why it could not go on, empty when it went to its end.
        files_total: files found.
        seconds: from start to end.
    """

    files: list[FileReport] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    interrupted: bool = False
    stopped_by: str = ""
    files_total: int = 0
    seconds: float = 0.0

    def with_status(self, status: Status) -> list[FileReport]:
        """Files with this status."""
        return [file for file in self.files if file.status == status]

    @property
    def failed(self) -> bool:
        """Whether anything that was asked for is missing from the archive."""
        return bool(self.stopped_by) or any(problem.failed for problem in self.problems)

    def total(self, count: Callable[[FileReport], int]) -> int:
        """Sum over the files."""
        return sum(map(count, self.files))

    @property
    def aircraft(self) -> int:
        """Distinct addresses in all files that were read."""
        return len(set().union(*(file.icao24s for file in self.files)))

    @property
    def span(self) -> tuple[datetime, datetime] | None:
        """Earliest and latest time of the state vectors stored, UTC."""
        first = [file.first_observed_at for file in self.files if file.first_observed_at]
        last = [file.last_observed_at for file in self.files if file.last_observed_at]
        return (min(first), max(last)) if first and last else None
