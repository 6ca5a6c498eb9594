"""Values: fields of a record as JSON and as columns of SQLite, and back with their types.

Texts, numbers and null are columns of their own; true and false are 1 and 0; times are ISO 8601 in UTC with ``Z``;
lists and records within records are canonical JSON. Infinity, which JSON lacks, is the text ``Infinity``.
"""

import json
import math
import types
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

from skywitness.measure.canonical_json import Json, canonical_json

Cell = str | int | float | None
"""What a column holds."""


_SCALARS: dict[Any, Callable[[Any], Any]] = {datetime: datetime.fromisoformat, float: float, bool: bool}


@cache
def field_types(record: Any) -> dict[str, Any]:  # noqa: ANN401  any NamedTuple
    """Types of the fields of a record by name, in order."""
    return get_type_hints(record)


def to_json(value: Any) -> Json:  # noqa: ANN401  whatever a field of a record holds
    """A field, or a whole record, as JSON.

    Raises:
        ValueError: a time without a zone, or not-a-number.
    """
    if isinstance(value, datetime):
        return _written(value)
    if isinstance(value, float) and not math.isfinite(value):
        if math.isnan(value):
            raise ValueError("a case stores no number that is none; unknown is null")
        return "Infinity" if value > 0 else "-Infinity"
    if hasattr(value, "_asdict"):
        return {name: to_json(inner) for name, inner in value._asdict().items()}
    if isinstance(value, list | tuple):
        return [to_json(inner) for inner in value]
    if isinstance(value, Mapping):
        return {str(name): to_json(inner) for name, inner in value.items()}
    if value is None or isinstance(value, str | int | float):
        return value
    raise TypeError(f"a case stores no {type(value).__name__}")


def from_json(kind: Any, value: Any) -> Any:  # noqa: ANN401  any type of a field
    """A value of this type from its JSON.

    Args:
        kind: a type hint of the model: a scalar, a list, a record, or one of these or None.
        value: what ``to_json`` made of it.
    """
    if get_origin(kind) is types.UnionType:
        known = [inner for inner in get_args(kind) if inner is not type(None)]
        return None if value is None else from_json(known[0], value)
    if get_origin(kind) is list:
        (inner,) = get_args(kind)
        return [from_json(inner, item) for item in value]
    if kind in _SCALARS:
        return _SCALARS[kind](value)
    if hasattr(kind, "_fields"):
        hints = field_types(kind)
        return kind(**{name: from_json(hints[name], inner) for name, inner in value.items()})
    return value


def to_cell(value: Any) -> Cell:  # noqa: ANN401  as to_json
    """A field as a column of SQLite holds it."""
    plain = to_json(value)
    if isinstance(plain, bool):
        return int(plain)
    if plain is None or isinstance(plain, str | int | float):
        return plain
    return canonical_json(plain).decode()


def from_cell(kind: Any, cell: Cell) -> Any:  # noqa: ANN401  as from_json
    """A field of this type from its column."""
    inner = next((part for part in get_args(kind) if part is not type(None)), kind)
    nested = get_origin(kind) is list or hasattr(inner, "_fields")
    return from_json(kind, json.loads(cell) if nested and isinstance(cell, str) else cell)


def sql_type(kind: Any) -> str:  # noqa: ANN401  as from_json
    """Declared type of a column, with NOT NULL where the field is never None."""
    parts = get_args(kind) if get_origin(kind) is types.UnionType else (kind,)
    inner = next(part for part in parts if part is not type(None))
    declared = {int: "INTEGER", bool: "INTEGER", float: "REAL"}.get(inner, "TEXT")
    return declared if type(None) in parts else f"{declared} NOT NULL"


def _written(time: datetime) -> str:
    if time.tzinfo is None:
        raise ValueError(f"{time.isoformat()} has no zone; a case stores times in UTC")
    return time.astimezone(UTC).isoformat().replace("+00:00", "Z")
