"""Values: how one value is written in a table; unknown is ``-``."""

import math
from decimal import Decimal

from skywitness.emit.values import csv_cell


def table_cell(value: object) -> str:
    """The value in a cell of a table: numbers shortened, nothing that could steer the terminal."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float | Decimal) and math.isfinite(value):
        number = float(value)
        return f"{number:.6g}" if abs(number) < 1e6 else f"{number:.0f}"
    text = csv_cell(value) or "-"
    return text if text.isprintable() else "".join(mark if mark.isprintable() else "�" for mark in text)
