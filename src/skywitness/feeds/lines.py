"""Lines: bytes cut anywhere become numbered lines; the base of every parser of one record a line."""

from abc import ABC, abstractmethod
from collections.abc import Iterator

from skywitness.feeds.fields import RejectedError
from skywitness.feeds.parser import Item
from skywitness.model import Reject

MAX_LINE_BYTES = 1 << 20
"""No record of a line format comes near this; without a limit, a file without line ends would fill the memory."""
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_SIGNS_OF_A_CUT = frozenset({"truncated", "too_few_columns", "wrong_column_count", "bad_csv"})


class LineSplitter:
    """Splits at LF or CR LF. A line over the limit comes out as None, and its bytes are not kept."""

    def __init__(self, max_bytes: int = MAX_LINE_BYTES) -> None:
        self.total_bytes = 0
        self._max_bytes = max_bytes
        self._number = 0
        self._rest = bytearray()
        self._too_long = False

    def push(self, chunk: bytes) -> Iterator[tuple[int, bytes | None]]:
        """Lines completed by these bytes, numbered from 1, without their ends."""
        self.total_bytes += len(chunk)
        head, found, tail = chunk.rpartition(b"\n")
        if found:
            first, *others = head.split(b"\n")
            self._keep(first)
            yield self._complete(bytes(self._rest))
            for line in others:
                self._too_long = len(line) > self._max_bytes
                yield self._complete(line)
            self._rest.clear()
        self._keep(tail)

    def finish(self) -> Iterator[tuple[int, bytes | None]]:
        """A last line without an end."""
        if self._rest or self._too_long:
            yield self._complete(bytes(self._rest))
            self._rest.clear()

    def _keep(self, piece: bytes) -> None:
        self._rest += piece
        if self._too_long or len(self._rest) > self._max_bytes:
            self._too_long = True
            self._rest.clear()

    def _complete(self, line: bytes) -> tuple[int, bytes | None]:
        self._number += 1
        if self._too_long:
            self._too_long = False
            return self._number, None
        if self._number == 1:
            line = line.removeprefix(BYTE_ORDER_MARK)
        return self._number, line.removesuffix(b"\r")


class LineParser(ABC):
    """A parser of one record a line.

    A last line without an end is taken if it is whole; if not, it is a Reject ``truncated``. Blank lines do not
    count.
    """

    def __init__(self) -> None:
        self.rows = 0
        self.notes: list[str] = []
        self._lines = LineSplitter()
        self._unended = False

    def push(self, chunk: bytes) -> list[Item]:
        """Items of the lines completed by these bytes."""
        items: list[Item] = []
        for number, line in self._lines.push(chunk):
            self._take(number, line, items)
        return items

    def finish(self) -> list[Item]:
        """Items of a last line without an end."""
        items: list[Item] = []
        self._unended = True
        for number, line in self._lines.finish():
            self._take(number, line, items)
        return items

    def note_once(self, note: str) -> None:
        """Add a note unless it is there."""
        if note not in self.notes:
            self.notes.append(note)

    @abstractmethod
    def read(self, number: int, line: str, items: list[Item]) -> None:
        """Add the items of one line that is not blank.

        Raises:
            RejectedError: the line cannot be used.
        """

    def _take(self, number: int, line: bytes | None, items: list[Item]) -> None:
        if line is None:
            self.rows += 1
            items.append(Reject("line_too_long", f"line {number}", f"more than {MAX_LINE_BYTES} bytes"))
            return
        if not line.strip():
            return
        self.rows += 1
        try:
            self.read(number, line.decode("utf-8", "replace"), items)
        except RejectedError as error:
            items.append(self._reject(number, error))

    def _reject(self, number: int, error: RejectedError) -> Reject:
        if self._unended and error.reason in _SIGNS_OF_A_CUT:
            where = f"line {number}, byte {self._lines.total_bytes}"
            return Reject("truncated", where, f"the last line is cut off: {error.detail}")
        return Reject(error.reason, f"line {number}", error.detail)


def first_line(head: bytes) -> str:
    """The first line that is not blank, for recognition; empty when there is none."""
    lines = head.removeprefix(BYTE_ORDER_MARK).lstrip().split(b"\n", 1)
    return lines[0].decode("utf-8", "replace").strip()
