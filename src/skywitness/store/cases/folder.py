"""Case folder: one case on disk, to be read, and to be added to."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from skywitness.model import Case, CaseBlob, Tombstone
from skywitness.store.cases import database, log_file
from skywitness.store.cases.blobs import FOLDER, blob_path, read_blob
from skywitness.store.cases.entry import Entry
from skywitness.store.cases.errors import CaseError, CaseMissingError, case_errors
from skywitness.store.cases.tables import CaseTable, table_of
from skywitness.store.cases.values import from_cell
from skywitness.store.cases.write import CaseWrite, writing_to

Record = TypeVar("Record")


class CaseFolder:
    """A case: ``case.db``, ``blobs/``, ``log.jsonl``, ``seal.json`` in one folder that can be moved and copied.

    Every method opens what it needs and closes it again: several people and programs can use one folder.

    Attributes:
        path: of the folder.
    """

    def __init__(self, path: Path) -> None:
        """Use ``create`` or ``open``."""
        self.path = path

    @classmethod
    def create(cls, path: Path, case: Case, actor: str, at: datetime) -> "CaseFolder":
        """Make a case in a folder that is not there, or empty.

        Raises:
            CaseError: there is something already.
            DiskFullError: no room.
        """
        if path.exists() and (not path.is_dir() or any(path.iterdir())):
            raise CaseError(f"{path} is there already and not empty; name another case")
        with case_errors(path):
            (path / FOLDER).mkdir(parents=True, exist_ok=True)
            database.make(path)
        folder = cls(path)
        folder.append(case, actor, at)
        return folder

    @classmethod
    def open(cls, path: Path) -> "CaseFolder":
        """The case in a folder.

        Raises:
            CaseMissingError: there is none, or part of it is missing.
            CaseError: it was written by another version, or cannot be read.
        """
        if not (path / database.NAME).is_file() and not (path / log_file.NAME).is_file():
            raise CaseMissingError(f"no case at {path}; `skywitness case new` makes one")
        missing = [name for name in (database.NAME, log_file.NAME) if not (path / name).is_file()]
        if missing:
            raise CaseMissingError(f"the case at {path} is not whole, was it copied half? missing: {missing[0]}")
        with database.reading(path):
            return cls(path)

    def writing(self, actor: str, at: datetime) -> AbstractContextManager[CaseWrite]:
        """A block that adds to the case, as one transaction; see ``writing_to``."""
        return writing_to(self.path, actor, at)

    def append(self, record: Record, actor: str, at: datetime) -> Record:
        """Add one record; see ``CaseWrite.append``."""
        with self.writing(actor, at) as write:
            return write.append(record)

    def case(self) -> Case:
        """The head of the case as it stands."""
        heads = self.rows(Case)
        if not heads:
            raise CaseError(f"the case at {self.path} has no head: it was not made to its end")
        return heads[-1]

    def rows(self, kind: type[Record]) -> list[Record]:
        """Every record of a kind ever added, in the order in which they were.

        Raises:
            CaseError: the case cannot be read.
        """
        return self._select(kind, "", [])

    def current(self, kind: type[Record]) -> list[Record]:
        """Records of a kind that no later one supersedes, in the order in which they were added."""
        table = table_of(kind)
        if "supersedes" not in table.columns:
            return self.rows(kind)
        corrected = f"SELECT supersedes FROM {table.name} WHERE supersedes IS NOT NULL"  # noqa: S608  names of ours
        return self._select(kind, f"WHERE {table.key[0]} NOT IN ({corrected})", [])

    def get(self, kind: type[Record], key: str) -> Record:
        """The record with this id.

        Raises:
            CaseError: there is none.
        """
        table = table_of(kind)
        found = self._select(kind, f"WHERE {table.key[0]} = ?", [key])
        if not found:
            raise CaseError(f"the case {self.path.name} has no {table.name.rstrip('s')} {key!r}")
        return found[0]

    def where(self, kind: type[Record], column: str, value: str) -> list[Record]:
        """Records of a kind with this value in a column, in the order in which they were added.

        Raises:
            ValueError: there is no such column.
        """
        if column not in table_of(kind).columns:
            raise ValueError(f"{kind.__name__} has no {column}")
        return self._select(kind, f"WHERE {column} = ?", [value])

    def blob(self, sha256: str) -> bytes:
        """Bytes of a blob, hashed once more as they are read; errors as ``read_blob``."""
        return read_blob(self.path, sha256)

    def text(self, text_sha256: str) -> str:
        """An extracted text."""
        return self.blob(text_sha256).decode("utf-8")

    def text_left(self, text_sha256: str) -> str | None:
        """An extracted text; None when somebody deleted it, which a tombstone says."""
        if self.where(Tombstone, "sha256", text_sha256) and not blob_path(self.path, text_sha256).exists():
            return None
        return self.text(text_sha256)

    def blobs(self) -> list[CaseBlob]:
        """What is known of every blob, deleted ones too."""
        return self.rows(CaseBlob)

    def log(self) -> list[Entry]:
        """The log, as the database has it."""
        with database.reading(self.path) as connection:
            return [Entry(*row) for row in connection.execute("SELECT * FROM log ORDER BY seq")]

    def search_texts(self, words: str) -> list[tuple[str, str]]:
        """Captures whose text has all of these words, the best first, each with an excerpt."""
        query = (
            "SELECT capture_id, snippet(text_search, 1, '[', ']', ' … ', 16) FROM text_search"
            " WHERE text_search MATCH ? ORDER BY rank"
        )
        return self._search(query, words)

    def search_claims(self, words: str) -> list[tuple[str, str]]:
        """Claims whose proposition or quote has all of these words, the best first."""
        query = "SELECT claim_id, proposition FROM claim_search WHERE claim_search MATCH ? ORDER BY rank"
        return self._search(query, words)

    def _search(self, query: str, words: str) -> list[tuple[str, str]]:
        quoted = " ".join('"' + word.replace('"', '""') + '"' for word in words.split())
        if not quoted:
            return []
        with database.reading(self.path) as connection:
            return [(row[0], row[1]) for row in connection.execute(query, [quoted])]

    def _select(self, kind: type[Record], where: str, values: Sequence[str]) -> list[Record]:
        table = table_of(kind)
        query = f"SELECT {', '.join(table.columns)} FROM {table.name} {where} ORDER BY log_seq"  # noqa: S608  ours
        with database.reading(self.path) as connection:
            return [_record(table, row) for row in connection.execute(query, values)]


def _record(table: CaseTable, row: Any) -> Any:  # noqa: ANN401  whatever the table's record is
    return table.record(*(from_cell(kind, row[name]) for name, kind in table.columns.items()))
