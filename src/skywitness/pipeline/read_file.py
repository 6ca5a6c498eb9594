"""Read one file: its format found, its bytes through an intake into the staging area."""

import string
from collections.abc import Callable, Iterator
from itertools import chain

from skywitness.feeds.formats import FORMATS, by_name, recognise
from skywitness.feeds.parser import Format
from skywitness.pipeline.import_report import FileReport, ImportOptions, Tally
from skywitness.pipeline.intake import intake_of
from skywitness.store.source_files import SourceFile
from skywitness.store.staging import StagedFile

HEAD_BYTES = 1 << 16
"""What recognition sees of the content."""
_CSV = "generic_csv"
"""The format of a file whose columns the user has named."""
_SHOWN_BYTES = 40


class UnusableError(Exception):
    """Nothing can be taken from this file.

    Attributes:
        what: what is wrong.
        todo: what the user can do.
    """

    def __init__(self, what: str, todo: str) -> None:
        super().__init__(f"{what}; {todo}")
        self.what = what
        self.todo = todo


class StoppedError(Exception):
    """The user asked to stop."""


def read_file(
    source: SourceFile, staged: StagedFile, report: FileReport, options: ImportOptions, tick: Callable[[], None]
) -> Tally | None:
    """Take all that can be used of a file.

    Args:
        source: the file, open.
        staged: takes the rows.
        report: takes format, counts, rejects and notes.
        options: what the user said.
        tick: called after each piece; may raise StoppedError.

    Returns:
        The lines that a text file's format does not know, counted by reason; None for a binary file.

    Raises:
        UnusableError: the format is unknown, or needs something that the user did not say.
        ChangedWhileReadError: the file was rewritten meanwhile.
        OSError: it cannot be read.
        DiskFullError: no room for the rows.
    """
    pieces = source.content()
    head = _first_piece(pieces)
    format_ = _format(head, source, options)
    report.format = format_.name
    intake = intake_of(format_, staged, report, options)
    for piece in chain([head], pieces):
        intake.take(piece)
        report.messages = intake.parser.rows
        if intake.timeless:
            raise _without_time(format_)
        tick()
    intake.end()
    if intake.timeless:
        raise _without_time(format_)
    odd = Tally(report.rejects.counts, report.rejects.examples) if _is_text(head[:HEAD_BYTES]) else None
    intake.conclude()
    for reject in source.rejects:
        report.rejects.add(reject)
    report.messages = intake.parser.rows
    report.notes += [*intake.parser.notes, *source.notes()]
    return odd


def _first_piece(pieces: Iterator[bytes]) -> bytes:
    head = bytearray()
    for piece in pieces:
        head += piece
        if len(head) >= HEAD_BYTES:
            break
    return bytes(head)


def _format(head: bytes, source: SourceFile, options: ImportOptions) -> Format:
    if not head:
        why = f" ({source.rejects[0].detail})" if source.rejects else ""
        raise UnusableError(f"nothing in it can be decompressed{why}", "get the file again from where it came")
    name = options.format or ("generic_csv" if options.columns else None)
    found = by_name(name) if name else recognise(head[:HEAD_BYTES])
    if found is None and options.columns and _is_text(head):
        found = by_name(_CSV)
    if found is None:
        known = ", ".join(format_.name for format_ in FORMATS)
        raise UnusableError(
            f"format not recognised; it begins with {shown(head)}",
            f"name one with --format ({known}), or the columns of a CSV file with --columns",
        )
    if found.needs_at and options.at is None:
        raise _without_time(found)
    return found


def _without_time(format_: Format) -> UnusableError:
    return UnusableError(
        f"{format_.title} without absolute times",
        "say with --at when the recording began, such as 2018-04-03T19:02:28Z",
    )


def shown(head: bytes) -> str:
    """The first bytes as a person can look for them: as text where they are text, else in hex."""
    start = head[:_SHOWN_BYTES]
    is_plain = _is_text(start) and start.isascii()
    return repr(start.decode()) if is_plain else f"the bytes {start[:16].hex(' ')}"


def _is_text(head: bytes) -> bool:
    return not head.translate(None, string.printable.encode() + bytes(range(128, 256))) and bool(head)
