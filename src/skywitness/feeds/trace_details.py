"""Details as columns: what every few rows of a trace say, held over the rows that follow.

The rules are those of ``trace_full``: details hold until the next, for at most HOLD, and not over the start of a
new leg; once lost they stay so until the next.
"""

from collections.abc import Sequence
from typing import NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from skywitness.feeds import fields
from skywitness.feeds.aircraft_object import source_of_type
from skywitness.feeds.trace_full import HOLD
from skywitness.feeds.trace_layout import Details

_HOLD_MS = HOLD.total_seconds() * 1000
_NOTHING = Details()
Ints = NDArray[np.int64]


class Said(NamedTuple):
    """Details that differ, read; the first of them say nothing.

    Attributes:
        words: their texts by the name of a StateVector's field.
        numbers: their numbers, NaN for None, shape (d,) each.
        kinds: their words for the type of messages.
    """

    words: dict[str, list[str | None]]
    numbers: dict[str, NDArray[np.float64]]
    kinds: list[str | None]


def held_details(
    details: Sequence[Details | None], time_ms: NDArray[np.float64], new_leg: NDArray[np.bool_]
) -> tuple[Ints, Said]:
    """Which details hold in each row, shape (n,), and what they say.

    Args:
        details: of each row, None where it has none.
        time_ms: of each row, shape (n,).
        new_leg: whether a leg begins with it, shape (n,).
    """
    distinct, own = _distinct(details)
    at = holders(own > 0, time_ms, new_leg)
    return np.where(at >= 0, own[at], 0) if len(at) else own, _read(distinct)


def holders(has_details: NDArray[np.bool_], time_ms: NDArray[np.float64], new_leg: NDArray[np.bool_]) -> Ints:
    """The row whose details hold in each row, -1 where none do; all of shape (n,)."""
    place = np.arange(len(time_ms))
    last = np.maximum.accumulate(np.where(has_details, place, -1))
    age_ms = time_ms - time_ms[last]
    loses = ~has_details & (new_leg | (age_ms < 0) | (age_ms > _HOLD_MS))
    lost = np.maximum.accumulate(np.where(loses, place, -1))
    return np.where(lost > last, -1, last)


def _distinct(details: Sequence[Details | None]) -> tuple[list[Details], Ints]:
    """Details that differ, the first of them empty, and which each row has; 0 for none."""
    number: dict[tuple[object, ...], int] = {}
    distinct, own = [_NOTHING], np.zeros(len(details), np.int64)
    places = [place for place, said in enumerate(details) if said is not None]
    numbers = []
    for said in filter(None, details):
        key = msgspec.structs.astuple(said)
        if key not in number:
            number[key] = len(distinct)
            distinct.append(said)
        numbers.append(number[key])
    own[places] = numbers
    return distinct, own


def _read(distinct: Sequence[Details]) -> Said:
    words = {
        "callsign": [fields.callsign(said.flight) for said in distinct],
        "squawk": [fields.squawk(said.squawk) for said in distinct],
        "emergency": [fields.emergency(said.emergency) for said in distinct],
    }
    numbers = {
        "nic": [fields.category(said.nic, 11) for said in distinct],
        "nac_p": [fields.category(said.nac_p, 11) for said in distinct],
        "sil": [fields.category(said.sil, 3) for said in distinct],
        "adsb_version": [fields.category(said.version, 2) for said in distinct],
    }
    columns = {name: np.array(values, np.float64) for name, values in numbers.items()}
    return Said(words, columns, [said.type for said in distinct])


def sources(kinds: Sequence[str | None], said: Said, held: Ints) -> tuple[list[str | None], Ints]:
    """Where each position comes from: by the row's own word, else by that of the details that hold.

    Args:
        kinds: readsb's word for the type of messages, of each row.
        said: what the details say.
        held: which of them hold in each row, shape (n,).

    Returns:
        The sources that occur, and the index of each row's.
    """
    words = sorted({kind for kind in kinds if kind})
    named = [source_of_type(word) for word in (*words, *said.kinds)]
    if len(words) == 1 and all(kinds):
        return named, np.zeros(len(kinds), np.int64)
    code = {word: number for number, word in enumerate(words)}
    by_row = np.array([code[kind] if kind else -1 for kind in kinds], np.int64)
    return named, np.where(by_row >= 0, by_row, len(words) + held)
