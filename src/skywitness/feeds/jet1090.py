"""jet1090's JSON lines: one frame a line, with its time, beside what jet1090 itself read in it.

``timestamp`` in Unix seconds and ``frame`` in hex are taken, and of the first receiver in ``metadata`` the
``serial`` and ``rssi``; the frame is decoded anew. Short frames come padded to 14 bytes with what was on the air
after them (rs1090, source/beast.rs), so their first seven bytes are taken.
"""

from typing import Any

from skywitness.feeds.fields import RejectedError, number, shown, unix_time
from skywitness.feeds.json_documents import parse_json_text
from skywitness.feeds.lines import LineParser, first_line
from skywitness.feeds.parser import Format, Item, ParseOptions
from skywitness.model import Message

_LONG_FRAME = 0x80  # downlink formats 16 to 31 (ICAO Annex 10, IV, 3.1.2.3.2.1.2)
_SHORT_BYTES, _LONG_BYTES = 7, 14
_LONGEST_SERIAL = 60


class Jet1090Parser(LineParser):
    """jet1090's lines in, messages out."""

    def __init__(self, options: ParseOptions) -> None:  # noqa: ARG002  one signature for all parsers
        super().__init__()

    def read(self, number: int, line: str, items: list[Item]) -> None:  # noqa: ARG002  LineParser's signature
        """Add the message of one line.

        Raises:
            RejectedError: ``not_json``, ``truncated``, ``no_frame``, ``bad_frame`` or what is wrong with the time.
        """
        record = parse_json_text(line)
        if not isinstance(record, dict):
            raise RejectedError("not_json", "no object")
        frame = _frame(record.get("frame"))
        time = unix_time(record.get("timestamp"))
        serial, rssi = _receiver(record)
        items.append(Message(time, frame, self.rows, serial, rssi))


def _frame(text: object) -> bytes:
    if not isinstance(text, str):
        raise RejectedError("no_frame", text)
    try:
        frame = bytes.fromhex(text)
    except ValueError:
        raise RejectedError("bad_frame", text) from None
    if len(frame) not in {_SHORT_BYTES, _LONG_BYTES}:
        raise RejectedError("bad_frame", text)
    return frame if frame[0] & _LONG_FRAME else frame[:_SHORT_BYTES]


def _receiver(record: dict[str, Any]) -> tuple[str | None, float | None]:
    """Serial number and signal strength at the first receiver, where they are given."""
    metadata = record.get("metadata")
    first = metadata[0] if isinstance(metadata, list) and metadata and isinstance(metadata[0], dict) else record
    serial, rssi = first.get("serial"), number(first.get("rssi"))
    known = isinstance(serial, str | int) and not isinstance(serial, bool)
    return shown(str(serial)[:_LONGEST_SERIAL]) if known else None, rssi


def _sniff(head: bytes) -> bool:
    """Whether the first line is an object with a frame in hex and a time."""
    try:
        record = parse_json_text(first_line(head))
        return isinstance(record, dict) and bool(
            _frame(record.get("frame")) and unix_time(record.get("timestamp"))
        )
    except RejectedError:
        return False


FORMAT = Format("jet1090", "jet1090 JSON lines", _sniff, Jet1090Parser)
