"""JSON documents: bytes cut anywhere become parsed values, of one document or of one a line."""

import json
import re
from abc import ABC, abstractmethod
from collections.abc import Iterator

from skywitness.feeds.fields import RejectedError
from skywitness.feeds.lines import LineSplitter
from skywitness.feeds.parser import Item
from skywitness.model import Reject

MAX_DOCUMENT_BYTES = 1 << 30
"""A document is parsed in memory, where it takes about ten times its size."""
_LONGEST_TOKEN = 9  # of JSON's fixed words and of what an escape or a number may have open: "-Infinity"
_SNIFFED_LINES = 10


def parse_json(data: bytes) -> object:
    """The value that these bytes hold; raises as ``parse_json_text``."""
    return parse_json_text(data.decode("utf-8-sig", "replace"))


def parse_json_text(text: str) -> object:
    """The value that this text holds.

    Raises:
        RejectedError: ``truncated`` where the text ends before the value does, else ``not_json``; its detail names
            the byte.
    """
    try:
        value: object = json.loads(text)
    except json.JSONDecodeError as error:
        if _is_cut(error):
            raise RejectedError("truncated", f"the JSON text ends after {len(text.encode())} bytes") from None
        raise RejectedError("not_json", f"{error.msg}, byte {len(text[: error.pos].encode())}") from None
    except (ValueError, RecursionError):  # numbers of thousands of digits, thousands of levels
        raise RejectedError("not_json", "numbers too long or nested too deeply") from None
    return value


def _is_cut(error: json.JSONDecodeError) -> bool:
    if error.msg.startswith("Unterminated string"):
        return True
    rest = error.doc[error.pos :].strip()
    return len(rest) <= _LONGEST_TOKEN and not re.search(r"[\]},:]", rest) and error.msg != "Extra data"


class JsonDocuments:
    """Splits a source into documents.

    A first line that is a whole JSON value makes a source of one document a line; else the source is one document,
    which is parsed at its end.
    """

    def __init__(self, max_bytes: int = MAX_DOCUMENT_BYTES, *, by_line: bool = False) -> None:
        """Start a source; ``by_line`` says beforehand that it is one of lines."""
        self._max_bytes = max_bytes
        self._buffer = bytearray()
        self._scanned = 0
        self._total_bytes = 0
        self._lines = LineSplitter(max_bytes) if by_line else None
        self._is_one = False
        self._too_large = False

    def push(self, chunk: bytes) -> Iterator[tuple[str, bytes] | Reject]:
        """Documents completed by these bytes, each with its place."""
        self._total_bytes += len(chunk)
        if self._lines:
            yield from self._from_lines(self._lines, chunk)
        elif not self._too_large:
            self._buffer += chunk
            if not self._is_one:
                yield from self._decide()
            yield from self._check_size()

    def finish(self) -> Iterator[tuple[str, bytes] | Reject]:
        """The document, or the last line."""
        if self._lines:
            for number, line in self._lines.finish():
                yield self._line(number, line)
        elif self._buffer.strip():
            yield f"byte {self._total_bytes}", bytes(self._buffer)

    def _decide(self) -> Iterator[tuple[str, bytes] | Reject]:
        end = self._buffer.find(b"\n", self._scanned)
        while end >= 0 and not self._buffer[:end].strip():
            self._scanned = end + 1
            end = self._buffer.find(b"\n", self._scanned)
        if end < 0:
            self._scanned = len(self._buffer)
        elif end <= self._max_bytes:
            if _is_value(bytes(self._buffer[:end])):
                self._lines = LineSplitter(self._max_bytes)
                buffer, self._buffer = bytes(self._buffer), bytearray()
                yield from self._from_lines(self._lines, buffer)
            self._is_one = True

    def _from_lines(self, lines: LineSplitter, chunk: bytes) -> Iterator[tuple[str, bytes] | Reject]:
        for number, line in lines.push(chunk):
            if line is None or line.strip():
                yield self._line(number, line)

    def _line(self, number: int, line: bytes | None) -> tuple[str, bytes] | Reject:
        if line is None:
            return Reject("document_too_large", f"line {number}", f"more than {self._max_bytes} bytes")
        return f"line {number}", line

    def _check_size(self) -> Iterator[Reject]:
        if len(self._buffer) > self._max_bytes:
            self._too_large = True
            self._buffer.clear()
            yield Reject("document_too_large", f"byte {self._max_bytes}", "split it into smaller files")


def _is_value(line: bytes) -> bool:
    try:
        return isinstance(parse_json(line), dict | list)
    except RejectedError:
        return False


class DocumentParser(ABC):
    """A parser of JSON documents.

    A document that is cut off or no JSON is a Reject, and nothing of it is taken.
    """

    def __init__(self, max_bytes: int = MAX_DOCUMENT_BYTES, *, by_line: bool = False) -> None:
        self.rows = 0
        self.notes: list[str] = []
        self._documents = JsonDocuments(max_bytes, by_line=by_line)

    def push(self, chunk: bytes) -> list[Item]:
        """Items of the documents completed by these bytes."""
        items: list[Item] = []
        for found in self._documents.push(chunk):
            self.take(found, items)
        return items

    def finish(self) -> list[Item]:
        """Items of the document that ends with the source."""
        items: list[Item] = []
        for found in self._documents.finish():
            self.take(found, items)
        return items

    def note_once(self, note: str) -> None:
        """Add a note unless it is there."""
        if note not in self.notes:
            self.notes.append(note)

    @abstractmethod
    def read(self, document: dict[str, object], items: list[Item]) -> None:
        """Add the items of one document.

        Raises:
            RejectedError: the document cannot be used.
        """

    def reject(self, error: RejectedError) -> Reject:
        """A reject of the record in hand."""
        return Reject(error.reason, f"record {self.rows}", error.detail)

    def take(self, found: tuple[str, bytes] | Reject, items: list[Item]) -> None:
        """Add the items of what JsonDocuments found."""
        if isinstance(found, Reject):
            items.append(found)
            return
        where, data = found
        try:
            self.read(_object(parse_json(data)), items)
        except RejectedError as error:
            items.append(Reject(error.reason, where, error.detail))


def _object(value: object) -> dict[str, object]:
    if not isinstance(value, dict):
        raise RejectedError("not_an_object", value)
    return value


def head_has(head: bytes, *patterns: bytes) -> bool:
    """Whether a head begins a JSON object and holds all of these patterns, for recognition."""
    is_object = head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{")
    return is_object and all(re.search(pattern, head) for pattern in patterns)


def head_objects(head: bytes) -> list[dict[str, object]]:
    """Objects that fill the first lines of a head, for recognition."""
    found = []
    for line in head.split(b"\n")[:_SNIFFED_LINES]:
        try:
            value = parse_json(line)
        except RejectedError:
            continue
        if isinstance(value, dict):
            found.append(value)
    return found
