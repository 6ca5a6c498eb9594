"""Transfer: the bytes at an address into a partial file, going on where an earlier attempt broke off."""

import http.client
import json
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from pathlib import Path
from typing import IO, Final, NamedTuple

from skywitness.store.errors import ArchiveError

_CHUNK_BYTES: Final = 1 << 16
_TIMEOUT_S: Final = 30.0  # without a byte; the whole may take as long as it takes
_PAUSES_S: Final = (1.0, 2.0, 4.0)
"""Before the second, third and fourth attempt; judgement: a line that is back at once is soon back."""
_LONGEST_PAUSE_S: Final = 30.0  # a server that asks for more patience is left for another day
_SURE_DATE_S: Final = 60.0
"""A Last-Modified is a strong validator when it is well before the answer's Date (RFC 9110, 8.8.2.2)."""
_PASSING: Final = {429, 500, 502, 503, 504}
"""Answers that may be another a moment later (RFC 9110, 15.6; RFC 6585, 4)."""

Progress = Callable[[int, int], None]
"""Takes the bytes that have arrived and those announced, 0 when nobody said how many."""
Pause = Callable[[float], None]
"""Waits so many seconds."""


class DownloadError(ArchiveError):
    """A file could not be fetched; what was there before is still there."""


class Validators(NamedTuple):
    """What a server said of its file, by which it tells whether it has changed (RFC 9110, 8.8).

    Attributes:
        etag: its ``ETag``, or None.
        last_modified: its ``Last-Modified``, or None.
    """

    etag: str | None = None
    last_modified: str | None = None


class Arrived(NamedTuple):
    """A partial file that is whole.

    Attributes:
        validators: for the next time.
        encoding: ``gzip`` when the server packed it for the way, else empty.
    """

    validators: Validators
    encoding: str


class _BrokenOffError(Exception):
    """An attempt ended before the file did; another may go on.

    Attributes:
        pause_s: what the server asked for, None when it did not.
    """

    def __init__(self, words: str, pause_s: float | None = None) -> None:
        super().__init__(words)
        self.pause_s = pause_s


@dataclass(frozen=True, slots=True)
class Transfer:
    """One file on its way.

    Attributes:
        origin: an address, http or https.
        part: the partial file.
        most_bytes: more is refused.
        known: what the server said of the file in use.
        progress: called as bytes arrive.
        pause: waits before another attempt.
    """

    origin: str
    part: Path
    most_bytes: int
    known: Validators
    progress: Progress
    pause: Pause

    def run(self) -> Arrived | None:
        """Bring the partial file to its end; None when the file in use is still the server's.

        Raises:
            DownloadError: no network, no such file, too large, or broken off too often; what has arrived is kept
                when the server can go on with it.
        """
        for pause_s in _PAUSES_S:
            try:
                return self._attempt()
            except _BrokenOffError as broken:
                asked_s = broken.pause_s or 0.0
                if asked_s > _LONGEST_PAUSE_S:
                    raise DownloadError(self._last_words(broken)) from broken
                self.pause(max(asked_s, pause_s))
        try:
            return self._attempt()
        except _BrokenOffError as broken:
            raise DownloadError(self._last_words(broken)) from broken

    def forget(self) -> None:
        """Remove the partial file."""
        for file in (self.part, self._note):
            file.unlink(missing_ok=True)

    @property
    def _note(self) -> Path:
        return self.part.with_name(f"{self.part.name}.json")

    def _attempt(self) -> Arrived | None:
        said, have = self._resumable(), self._have()
        if said is None or not have:
            said, have = None, 0
        with _told(self.origin):
            try:
                answer = urllib.request.urlopen(self._request(said, have), timeout=_TIMEOUT_S)  # noqa: S310  http(s) only
            except urllib.error.HTTPError as error:
                with error:
                    return self._refused(error, said, have)
            with answer:
                return self._take(answer, said, have)

    def _request(self, said: Arrived | None, have: int) -> urllib.request.Request:
        headers = {"User-Agent": "skywitness (reference update)", "Accept-Encoding": "gzip, identity"}
        if self.known.etag:
            headers["If-None-Match"] = self.known.etag
        if self.known.last_modified:
            headers["If-Modified-Since"] = self.known.last_modified
        if said is not None:
            headers["Range"] = f"bytes={have}-"
            headers["If-Range"] = said.validators.etag or said.validators.last_modified or ""
            headers["Accept-Encoding"] = said.encoding or "identity"
        return urllib.request.Request(self.origin, headers=headers)  # noqa: S310  the caller has looked at the scheme

    def _refused(self, error: urllib.error.HTTPError, said: Arrived | None, have: int) -> Arrived | None:
        if error.code == HTTPStatus.NOT_MODIFIED:
            self.forget()
            return None
        if error.code == HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE and said is not None:
            if (error.headers.get("Content-Range") or "").strip() == f"bytes */{have}":
                return said
            self._start_over()
            raise _BrokenOffError("the server has another file now")
        words = f"the server answered {error.code} {error.reason}"
        if error.code in _PASSING:
            raise _BrokenOffError(words, _asked_pause_s(error.headers.get("Retry-After")))
        self.forget()
        raise DownloadError(f"{self.origin}: {words}; look at the address, it may have moved")

    def _take(self, answer: http.client.HTTPResponse, said: Arrived | None, have: int) -> Arrived:
        if answer.status == HTTPStatus.PARTIAL_CONTENT and said is not None:
            if not _goes_on(answer, said, have):
                self._start_over()
                raise _BrokenOffError("the server has another file now")
        else:
            self._start_over()
            have, said = 0, _said_by(answer)
            self._remember(answer, said)
        announced = int(answer.headers.get("Content-Length") or 0)
        total = have + announced if announced else 0
        with self.part.open("ab") as file:
            arrived = self._copy(answer, file, have, total)
        if arrived < total:
            raise _BrokenOffError(f"cut off after {arrived:,} of {total:,} bytes")
        return said

    def _copy(self, answer: http.client.HTTPResponse, file: IO[bytes], arrived: int, total: int) -> int:
        while chunk := answer.read(_CHUNK_BYTES):
            arrived += len(chunk)
            if arrived > self.most_bytes:
                self.forget()
                raise DownloadError(f"{self.origin}: more than {self.most_bytes:,} bytes; that is not the table")
            file.write(chunk)
            self.progress(arrived, total)
        return arrived

    def _have(self) -> int:
        return self.part.stat().st_size if self.part.is_file() else 0

    def _start_over(self) -> None:
        self._note.unlink(missing_ok=True)
        self.part.write_bytes(b"")

    def _remember(self, answer: http.client.HTTPResponse, said: Arrived) -> None:
        """Note by what the rest can be asked for; nothing when the server gives no strong validator."""
        if _strong(said.validators, answer.headers.get("Date")):
            etag, last_modified = said.validators
            note = {"url": self.origin, "etag": etag, "last_modified": last_modified, "encoding": said.encoding}
            self._note.write_text(json.dumps(note), "utf-8")

    def _resumable(self) -> Arrived | None:
        try:
            note = json.loads(self._note.read_text("utf-8"))
            if note["url"] != self.origin:
                return None
            return Arrived(Validators(note["etag"], note["last_modified"]), note["encoding"])
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def _last_words(self, broken: _BrokenOffError) -> str:
        if self._resumable() is not None and (have := self._have()):
            return f"{self.origin}: {broken}; {have:,} bytes are kept: run it again and it goes on from there"
        self.forget()
        return f"{self.origin}: {broken}; try again later"


@contextmanager
def _told(origin: str) -> Iterator[None]:
    """Turn what goes wrong with a server into words."""
    try:
        yield
    except urllib.error.URLError as error:
        raise DownloadError(f"{origin}: cannot be reached ({error.reason}); is there a network?") from error
    except (http.client.InvalidURL, ValueError) as error:
        raise DownloadError(f"{origin}: not an address ({error})") from error
    except (TimeoutError, ConnectionError, http.client.HTTPException) as error:
        raise _BrokenOffError(f"broke off ({str(error) or type(error).__name__})") from error


def _said_by(answer: http.client.HTTPResponse) -> Arrived:
    said = Validators(answer.headers.get("ETag"), answer.headers.get("Last-Modified"))
    return Arrived(said, (answer.headers.get("Content-Encoding") or "").strip().lower())


def _strong(said: Validators, date: str | None) -> bool:
    """Whether the rest of a file may be asked for by these (RFC 9110, 13.1.5): a date if sure."""
    if said.etag:
        return not said.etag.startswith("W/")
    if not (said.last_modified and date):
        return False
    try:
        age = parsedate_to_datetime(date) - parsedate_to_datetime(said.last_modified)
    except ValueError:
        return False
    return age.total_seconds() >= _SURE_DATE_S


def _goes_on(answer: http.client.HTTPResponse, said: Arrived, have: int) -> bool:
    """Whether a part begins where the partial file ends, and is of the same file."""
    etag = answer.headers.get("ETag")
    begins = (answer.headers.get("Content-Range") or "").startswith(f"bytes {have}-")
    return begins and etag in {None, said.validators.etag}


def _asked_pause_s(retry_after: str | None) -> float | None:
    return float(retry_after) if retry_after and retry_after.strip().isdigit() else None
