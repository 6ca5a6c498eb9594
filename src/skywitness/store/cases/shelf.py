"""Shelf: the cases of a data directory, and which of them is open."""

import re
import unicodedata
from contextlib import suppress
from pathlib import Path

from skywitness.store.cases import database
from skywitness.store.cases.errors import CaseError, CaseMissingError
from skywitness.store.cases.folder import CaseFolder

FOLDER = "cases"
_OPEN = ".open"
_MOST_SLUG = 60


def slug_of(title: str) -> str:
    """A folder's name for a title: lower-case letters, digits and hyphens; other alphabets keep their letters out.

    Raises:
        CaseError: nothing of the title is left.
    """
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_MOST_SLUG].strip("-")
    if not slug:
        raise CaseError(f"no folder's name can be made of {title!r}; give one with --slug")
    return slug


def case_paths(data: Path) -> list[Path]:
    """Folders of the cases of a data directory, in order of name."""
    shelf = data / FOLDER
    return sorted(path.parent for path in shelf.glob(f"*/{database.NAME}")) if shelf.is_dir() else []


def choose(data: Path, slug: str) -> None:
    """Remember which case is meant where none is named.

    Raises:
        OSError: it cannot be written.
    """
    (data / FOLDER).mkdir(parents=True, exist_ok=True)
    (data / FOLDER / _OPEN).write_text(f"{slug}\n", encoding="utf-8")


def chosen(data: Path) -> str | None:
    """The case that is meant where none is named; None when that was never said."""
    with suppress(FileNotFoundError):
        return (data / FOLDER / _OPEN).read_text(encoding="utf-8").strip() or None
    return None


def find_path(data: Path, named: str | None) -> Path:
    """Folder of the case that is meant, whole or not: a folder, a name of ``case list``, else the open one.

    Raises:
        CaseMissingError: there is none, or several and none is open.
    """
    if named is not None:
        for path in (Path(named), data / FOLDER / named):
            if path.is_dir():
                return path
        raise CaseMissingError(f"there is no case {named!r}; `skywitness case list` shows those there are")
    paths = case_paths(data)
    if slug := chosen(data):
        return data / FOLDER / slug
    if len(paths) == 1:
        return paths[0]
    if paths:
        raise CaseMissingError(
            "several cases and none is open; name one with --case, or `skywitness case open` one"
        )
    raise CaseMissingError(f"no case at {data}; `skywitness case new TITLE` makes one")


def find_case(data: Path, named: str | None) -> CaseFolder:
    """The case that is meant; errors as ``find_path`` and ``CaseFolder.open``."""
    return CaseFolder.open(find_path(data, named))
