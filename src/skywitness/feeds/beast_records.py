"""Beast's records: a byte stream cut into frames, clock stamps, names of receivers, and garbage.

``1A <type>`` and a body in which each ``1A`` is doubled, so that a single ``1A`` always begins a record. Types and
lengths are those that readsb reads and writes (net_io.c: readBeast, modesSendBeastOutput, modesDumpBeastData):

- ``1`` Mode A/C reply, ``2`` short and ``3`` long Mode S frame: 6 bytes of counter, 1 of signal, 2, 7 or 14 of
  frame;
- ``4`` settings and ``5`` position of the receiver: 21 bytes;
- ``E3`` receiver of what follows, 8 bytes; ``E4`` the same as a UUID in 32 hex digits with or without hyphens;
- ``E8`` absolute time, 8 bytes that are **not** escaped;
- ``P`` a ping's answer, 3 bytes; ``W`` and a letter, a request.
"""

import re
from typing import NamedTuple

_ESCAPE = 0x1A
_BYTE = rb"(?:[^\x1a]|\x1a\x1a)"
# Milliseconds up to the year 2100 need 42 bits: the rest of an E8 stamp is zero.
_RECORD = re.compile(
    rb"\x1a(?:1(?P<mode_ac>B{9})|2(?P<short>B{14})|3(?P<long>B{21})|[45](?P<status>B{21})"
    rb"|\xe8(?P<time>.{5}[\x00-\x03]\x00\x00)|\xe3(?P<receiver>B{8})"
    rb"|\xe4(?P<uuid>(?:[ -]?[0-9A-Fa-f]){32})|P(?P<ping>B{3})|W(?P<request>[A-Za-z]))".replace(b"B", _BYTE),
    re.DOTALL,
)
_BEGUN = re.compile(rb"\x1a(?:[1-5P\xe3]B*\x1a?|\xe4[ 0-9A-Fa-f-]*|\xe8.{0,7}|W)?".replace(b"B", _BYTE), re.DOTALL)
_LONGEST = 66  # E4 with a separator before each digit; the longest frame with all bytes escaped has 44

FRAMES = frozenset({"mode_ac", "short", "long"})


class Record(NamedTuple):
    """One record, or a run of bytes that is none.

    Attributes:
        kind: ``mode_ac``, ``short``, ``long``, ``status``, ``time``, ``receiver``, ``uuid``, ``ping``,
            ``request``, ``garbage`` or ``truncated``.
        body: what follows the type, escapes undone; empty for garbage.
        offset: where it begins in the stream.
        length: bytes that it takes there.
    """

    kind: str
    body: bytes
    offset: int
    length: int


class RecordCutter:
    """Cuts a stream; the records do not depend on how its bytes arrive."""

    def __init__(self) -> None:
        self._buffer = bytearray()
        self._offset = 0
        self._garbage_at: int | None = None

    def push(self, chunk: bytes) -> list[Record]:
        """Records completed by these bytes."""
        self._buffer += chunk
        return self._cut(final=False)

    def finish(self) -> list[Record]:
        """The rest: garbage up to the end, or one truncated record."""
        records = self._cut(final=True)
        self._end_garbage(self._offset, records)
        return records

    def _cut(self, *, final: bool) -> list[Record]:
        records: list[Record] = []
        buffer, at = self._buffer, 0
        while at < len(buffer):
            if (end := self._leap(at, records)) > at:
                at = end
            elif found := _RECORD.match(buffer, at):
                self._end_garbage(self._offset + at, records)
                records.append(_record(found, self._offset + at))
                at = found.end()
            elif buffer[at] == _ESCAPE and not final and len(buffer) - at < _LONGEST:
                break
            elif final and _BEGUN.fullmatch(buffer, at):
                self._end_garbage(self._offset + at, records)
                records.append(Record("truncated", b"", self._offset + at, len(buffer) - at))
                at = len(buffer)
            else:
                at = self._skip(at)
        del buffer[:at]
        self._offset += at
        return records

    def _leap(self, at: int, records: list[Record]) -> int:  # noqa: ARG002  for a cutter that knows more
        """Where a run of whole records ends that begins at ``at`` and is taken already; ``at`` itself for none."""
        return at

    def _skip(self, at: int) -> int:
        """Where a record may begin after something at ``at`` that is none."""
        if self._garbage_at is None:
            self._garbage_at = self._offset + at
        doubled = self._buffer[at : at + 2] == bytes((_ESCAPE, _ESCAPE))
        after = self._buffer.find(_ESCAPE, at + (2 if doubled else 1))
        return len(self._buffer) if after < 0 else after

    def _end_garbage(self, end: int, records: list[Record]) -> None:
        if self._garbage_at is not None:
            records.append(Record("garbage", b"", self._garbage_at, end - self._garbage_at))
            self._garbage_at = None


def _record(found: "re.Match[bytes]", offset: int) -> Record:
    kind = found.lastgroup or ""
    body = found[kind]
    if _ESCAPE in body and kind != "time":
        body = body.replace(b"\x1a\x1a", b"\x1a")
    return Record(kind, body, offset, found.end() - found.start())
