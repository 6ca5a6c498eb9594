"""Beast records of messages, as readsb hands them on on port 30005 (``net_io.c``, modesSendBeastOutput).

``feeds/beast_records`` reads them and lists the types. The counter is that of a receiver whose 12 MHz clock began
in 1970, without the bits above 48: differences between frames are right, over midnight too; once in 271 days it
begins anew. A frame without a time has all ones; no reading has a value that means something else (readsb.h).
"""

from datetime import UTC, datetime, timedelta

from skywitness.model import Message

_ESCAPE, _DOUBLED = b"\x1a", b"\x1a\x1a"
_TYPES = {2: b"1", 7: b"2", 14: b"3"}
"""By length of the frame: Mode A/C, short and long Mode S."""
_MLAT_COUNTER = 0xFF004D4C4154
_NO_COUNTER = 0xFFFFFFFFFFFF
_MEANINGFUL = frozenset({0, *range(_MLAT_COUNTER, _MLAT_COUNTER + 11), _NO_COUNTER})
_TICKS_A_US = 12
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_US = timedelta(microseconds=1)


def beast_record(message: Message) -> bytes:
    """One frame with counter and signal, escapes doubled; empty for a frame of no length that Beast has."""
    kind = _TYPES.get(len(message.frame))
    if kind is None:
        return b""
    body = _counter(message).to_bytes(6, "big") + bytes([_signal(message.signal_dbfs)]) + message.frame
    return _ESCAPE + kind + body.replace(_ESCAPE, _DOUBLED)


def _counter(message: Message) -> int:
    if message.mlat:
        return _MLAT_COUNTER
    at = message.observed_at
    if at is None:
        return _NO_COUNTER
    ticks = (at - _EPOCH) // _US * _TICKS_A_US & _NO_COUNTER
    return ticks + _TICKS_A_US if ticks in _MEANINGFUL else ticks


def _signal(signal_dbfs: float | None) -> int:
    """The share of full scale whose square is the power, of 255; 0 where it is not known."""
    return 0 if signal_dbfs is None else max(1, min(255, round(255 * 10 ** (signal_dbfs / 20))))
