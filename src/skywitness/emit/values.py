"""Values: how one value is written in JSON and in CSV; unknown is null and empty."""

import json
import math
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TypeAlias

from skywitness.measure.clock import format_utc

Plain: TypeAlias = str | float | bool | list["Plain"] | dict[str, "Plain"] | None
"""What JSON knows; float stands for int too."""


def plain(value: object) -> Plain:
    """The value in what JSON knows: times as ISO 8601 in UTC with ``Z``, not-a-number as null."""
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, float | Decimal):
        return float(value) if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, bytes):
        return [plain(inner) for inner in value]
    return _text(value)


def _text(value: object) -> str:
    if isinstance(value, datetime):
        return format_utc(value if value.tzinfo else value.replace(tzinfo=UTC))
    if isinstance(value, bytes):
        return value.hex()
    return value.isoformat() if isinstance(value, date) else str(value)


def csv_cell(value: object) -> str:
    """The value in a cell of CSV; a list of texts is joined by spaces, anything deeper is JSON."""
    known = plain(value)
    if known is None:
        return ""
    if isinstance(known, bool):
        return str(known).lower()
    if isinstance(known, list) and all(isinstance(inner, str) for inner in known):
        return " ".join(map(str, known))
    return json.dumps(known) if isinstance(known, list | dict) else str(known)
