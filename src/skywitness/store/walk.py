"""Walk: the files that the paths of an import stand for."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple


class Found(NamedTuple):
    """A file to import.

    Attributes:
        path: where it is.
        size_bytes: its size when it was found.
    """

    path: Path
    size_bytes: int


class Unreadable(NamedTuple):
    """A path that cannot be imported.

    Attributes:
        path: as given or found.
        what: what is wrong with it, in words.
    """

    path: Path
    what: str


def walk(paths: Iterable[Path]) -> Iterator[Found | Unreadable]:
    """Files named, and files in folders named, sorted; hidden ones in folders are left out.

    A folder reached twice, by a loop of links or by two names, is read once. What cannot be read is
    reported and the rest goes on.
    """
    seen: set[tuple[int, int]] = set()
    for path in paths:
        yield from _one(path, seen)


def _one(path: Path, seen: set[tuple[int, int]]) -> Iterator[Found | Unreadable]:
    try:
        status = path.stat()
    except FileNotFoundError:
        yield Unreadable(path, "a link to nothing" if path.is_symlink() else "not found")
        return
    except OSError as error:
        yield Unreadable(path, _words(error))
        return
    if path.is_dir():
        yield from _folder(path, (status.st_dev, status.st_ino), seen)
    elif path.is_file():
        yield Found(path, status.st_size)
    else:
        yield Unreadable(path, "neither a file nor a folder")


def _folder(path: Path, inode: tuple[int, int], seen: set[tuple[int, int]]) -> Iterator[Found | Unreadable]:
    if inode in seen:
        return
    seen.add(inode)
    try:
        inside = sorted(entry for entry in path.iterdir() if not entry.name.startswith("."))
    except OSError as error:
        yield Unreadable(path, _words(error))
        return
    for entry in inside:
        yield from _one(entry, seen)


def _words(error: OSError) -> str:
    if isinstance(error, PermissionError):
        return "no permission to read"
    return (error.strerror or str(error)).lower()
