"""Beast records of messages, as readsb hands them on on port 30005 (``net_io.c``, modesSendBeastOutput).

``feeds/beast_records`` reads them and lists the types. The counter is that of a receiver whose 12 MHz clock began
at midnight UTC, so that differences between frames are right; a frame without a time has all ones (readsb.h).
"""

from skywitness.model import Message

_ESCAPE, _DOUBLED = b"\x1a", b"\x1a\x1a"
_TYPES = {2: b"1", 7: b"2", 14: b"3"}
"""By length of the frame: Mode A/C, short and long Mode S."""
_MLAT_COUNTER = 0xFF004D4C4154
_NO_COUNTER = 0xFFFFFFFFFFFF
_TICKS_A_US = 12
_US_A_DAY = 86_400_000_000


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
    in_day_us = ((at.hour * 60 + at.minute) * 60 + at.second) * 1_000_000 + at.microsecond
    return in_day_us % _US_A_DAY * _TICKS_A_US


def _signal(signal_dbfs: float | None) -> int:
    """The share of full scale whose square is the power, of 255; 0 where it is not known."""
    return 0 if signal_dbfs is None else max(1, min(255, round(255 * 10 ** (signal_dbfs / 20))))
