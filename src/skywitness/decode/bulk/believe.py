"""Believe: which frames of a block to believe and whose they are, as ``decode.frames`` does one at a time."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from skywitness.decode.bulk.address_columns import AddressColumns, Heard
from skywitness.decode.bulk.groups import Bools, Floats, Ints
from skywitness.decode.bulk.roster import OTHER_BIT, Roster
from skywitness.decode.bulk.shapes import Shaped, shape
from skywitness.decode.bulk.sweeps import Sweeps
from skywitness.decode.frames import (
    INTERROGATOR_BITS,
    NO_ADDRESSES,
    NO_ICAO_ADDRESS,
    OTHER_ADDRESS_BIT,
    REBROADCAST,
    SOURCE_OF_CONTROL,
    SQUITTERS,
)
from skywitness.model.message_columns import NO_TIME_MS, MessageColumns

SOURCES = ("mode_s", "adsb", "tisb", "adsr", "mlat")
"""Position sources by the code that stands for them."""
_MODE_S, _MLAT, _NO_SOURCE = 0, 4, -1
_SOURCE_OF_CONTROL = np.array(
    [
        SOURCES.index(SOURCE_OF_CONTROL[control]) if control in SOURCE_OF_CONTROL else _NO_SOURCE
        for control in range(8)
    ]
)
_IMF_PLACE = np.array([OTHER_ADDRESS_BIT.get(type_code, 0) for type_code in range(32)])
_IS_SQUITTER = np.array([df in SQUITTERS for df in range(32)])


class Believed(NamedTuple):
    """Believed frames by aircraft, each aircraft's in the order in which they were received.

    Attributes:
        message: index of each in the block, shape (n,).
        row: its aircraft's row in the roster, shape (n,).
        df: downlink format, shape (n,).
        source: position source, an index into SOURCES; shape (n,).
        time_s: Unix seconds, shape (n,).
        head: the first four bytes of each, shape (n,).
        field: the 56-bit message field of each that is long, shape (n,).
        losses: indices in the block of the others, by reason.
    """

    message: Ints
    row: Ints
    df: Ints
    source: Ints
    time_s: Floats
    head: Ints
    field: Ints
    losses: dict[str, Ints]


class Believer:
    """Believes or rejects the frames of block after block."""

    def __init__(self, roster: Roster) -> None:
        self._roster = roster
        self._addresses = AddressColumns(roster)
        self._swept_s = 0.0

    def believe(self, block: MessageColumns) -> Believed:
        """The believed frames of a block; their aircraft are in the roster then."""
        timed = block.time_ms != NO_TIME_MS
        shaped = shape(block.frames, block.lengths, np.flatnonzero(timed))
        losses = {"no_time": np.flatnonzero(~timed), **shaped.misshapen}
        time_s = block.time_ms[shaped.message] / 1000
        sweeps = Sweeps(time_s, self._swept_s)
        self._swept_s = sweeps.last_s
        checked = _check(block, shaped)
        row, known = self._rows(checked)
        reason = checked.reason
        reason[np.flatnonzero((reason == 0) & ~known)] = _UNCONFIRMED
        asked = np.flatnonzero(reason == 0)
        order = asked[np.argsort(_narrow(row[asked], len(self._roster.keys)), kind="stable")]
        heard = Heard(
            row[order], time_s[order], sweeps.count[order], checked.confirms[order], checked.claims[order]
        )
        there = self._addresses.known(heard, sweeps) | checked.certain[order]
        reason[order[np.flatnonzero(~there)]] = _UNCONFIRMED
        lost = np.flatnonzero(reason)
        losses |= {name: shaped.message[lost[reason[lost] == code]] for code, name in enumerate(_REASONS) if code}
        kept = np.flatnonzero(there)
        taken = order[kept]
        head = shaped.head[taken]
        return Believed(
            shaped.message[taken],
            heard.row[kept],
            head >> 27,
            checked.source[taken],
            heard.time_s[kept],
            head,
            shaped.field[taken],
            losses,
        )

    def _rows(self, checked: "_Checked") -> tuple[Ints, Bools]:
        """Row in the roster of each frame's aircraft, and whether there is one; new ones are taken in."""
        row, known = self._roster.find(checked.key)
        new = np.flatnonzero(~known & checked.own & (checked.reason == 0))
        if not len(new):
            return row, known
        moved = self._roster.admit(np.unique(checked.key[new]))
        row = moved[row] if len(moved) else row
        unknown = np.flatnonzero(~known)
        row[unknown], known[unknown] = self._roster.find(checked.key[unknown])
        return row, known


_REASONS = ("", "parity", "unassigned_address", "unsupported_df18", "unconfirmed_address")
_PARITY, _UNASSIGNED, _UNSUPPORTED, _UNCONFIRMED = range(1, 5)


class _Checked(NamedTuple):
    """What each frame says of its own address, all of shape (n,).

    Attributes:
        reason: why it is not taken, an index into _REASONS.
        key: of its aircraft in the roster.
        source: position source, an index into SOURCES.
        own: it has a parity of its own.
        certain: it needs no other frame to be believed.
        confirms: it shows that its address is there.
        claims: it does so if it is not alone.
    """

    reason: Ints
    key: Ints
    source: Ints
    own: Bools
    certain: Bools
    confirms: Bools
    claims: Bools


def _check(block: MessageColumns, shaped: Shaped) -> _Checked:
    squitter, all_call = _IS_SQUITTER[shaped.df], shaped.df == 11
    own = squitter | all_call
    key = np.where(own, shaped.head & 0xFFFFFF, shaped.residue)
    source = np.where(squitter, SOURCES.index("adsb"), _MODE_S)
    other = np.flatnonzero(shaped.df == 18)
    source[other], not_icao = _senders(shaped.head[other], shaped.field[other])
    reason = np.zeros(len(key), np.int64)
    reason[source == _NO_SOURCE] = _UNSUPPORTED
    nobody = np.zeros(len(key), np.bool_)
    for address in NO_ADDRESSES:
        nobody |= key == address
    reason[nobody] = np.where(own[nobody], _UNASSIGNED, _UNCONFIRMED)
    overlay = np.where(all_call, shaped.residue & ~INTERROGATOR_BITS, shaped.residue)
    reason[own & (overlay != 0)] = _PARITY
    key[other] |= np.where(not_icao, OTHER_BIT, 0)
    source[squitter & block.mlat[shaped.message] & (source != _NO_SOURCE)] = _MLAT
    confirms = (shaped.df == 17) | all_call & (shaped.residue == 0)
    return _Checked(reason, key, source, own, shaped.df == 18, confirms, all_call & ~confirms)


def _senders(head: Ints, field: Ints) -> tuple[Ints, Bools]:
    """Position source of each DF18, and whether its address is not ICAO's (DO-260B, 2.2.3.2.1.5)."""
    control = head >> 24 & 7
    place = _IMF_PLACE[field >> 51]
    imf = (field >> 56 - place & 1) == 1
    asked = np.isin(control, list(REBROADCAST)) & (place > 0)
    return _SOURCE_OF_CONTROL[control], np.isin(control, list(NO_ICAO_ADDRESS)) | asked & imf


def _narrow(rows: Ints, length: int) -> NDArray[np.uint16] | Ints:
    """Row numbers in 16 bits where they fit, which numpy sorts by counting."""
    return rows.astype(np.uint16) if length <= 1 << 16 else rows
