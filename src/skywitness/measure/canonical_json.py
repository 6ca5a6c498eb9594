"""Canonical JSON: the one way to write a value, so that equal values have equal hashes (RFC 8785)."""

import json
import math
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import TypeAlias

Json: TypeAlias = "str | int | float | bool | Sequence[Json] | Mapping[str, Json] | None"
"""What JSON knows."""

_FIXED = range(-6, 21)
"""Exponents of ten that ECMAScript writes without an exponent (ECMA-262, Number::toString)."""


def canonical_json(value: Json) -> bytes:
    """A value as canonical JSON, UTF-8.

    Raises:
        ValueError: it holds infinity, not-a-number, an integer that a double cannot hold, or half a character.
        TypeError: it holds what JSON does not know.
    """
    return _text(value).encode("utf-8")


def canonical_sha256(value: Json) -> str:
    """SHA-256 of the canonical JSON of a value, in hex; errors as in ``canonical_json``."""
    return sha256(canonical_json(value)).hexdigest()


def _text(value: object) -> str:
    if value is None or isinstance(value, bool | str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, int):
        return _integer(value)
    if isinstance(value, float):
        return _double(value)
    if isinstance(value, Mapping):
        names = sorted(value, key=lambda name: name.encode("utf-16-be"))  # 3.2.3: by UTF-16 code units
        return "{" + ",".join(f"{_text(name)}:{_text(value[name])}" for name in names) + "}"
    if isinstance(value, Sequence) and not isinstance(value, bytes | bytearray):
        return "[" + ",".join(map(_text, value)) + "]"
    raise TypeError(f"JSON has no {type(value).__name__}")


def _integer(value: int) -> str:
    """With the digits of the double that it is (RFC 8785, 3.2.2.3); most above 2**53 are none."""
    if abs(value) >= 10**21 or _double(float(value)) != str(value):
        raise ValueError(f"{value} is more than a JSON number holds exactly")
    return str(value)


def _double(value: float) -> str:
    """As ECMAScript writes it: the shortest digits that read back the same."""
    if not math.isfinite(value):
        raise ValueError(f"JSON has no {value}")
    if value == 0:
        return "0"
    sign = "-" if value < 0 else ""
    mantissa, _, exponent = f"{abs(value)!r}".partition("e")
    whole, _, fraction = mantissa.partition(".")
    digits = (whole + fraction).lstrip("0")
    point = int(exponent or 0) + len(whole) - (len(whole + fraction) - len(digits))
    digits = digits.rstrip("0")
    return sign + _placed(digits, point)


def _placed(digits: str, point: int) -> str:
    """Digits with the decimal point after so many of them."""
    if point - 1 not in _FIXED:
        mark = "+" if point > 0 else "-"
        fraction = f".{digits[1:]}" if len(digits) > 1 else ""
        return f"{digits[0]}{fraction}e{mark}{abs(point - 1)}"
    if point <= 0:
        return "0." + "0" * -point + digits
    if point >= len(digits):
        return digits + "0" * (point - len(digits))
    return f"{digits[:point]}.{digits[point:]}"
