"""BulkDecoder: columns of messages in, columns of state vectors out."""

from collections import Counter
from functools import partial

import numpy as np
import polars as pl

from skywitness.decode.bulk import address_columns, lives, said, unplaced
from skywitness.decode.bulk.allocator import keep_freed_memory
from skywitness.decode.bulk.believe import SOURCES, Believed, Believer
from skywitness.decode.bulk.groups import Ints
from skywitness.decode.bulk.known_places import KnownPlaces
from skywitness.decode.bulk.lives import Lives
from skywitness.decode.bulk.losses import Losses
from skywitness.decode.bulk.messages import Messages
from skywitness.decode.bulk.placing import Placed, Placing
from skywitness.decode.bulk.registers import Registers
from skywitness.decode.bulk.roster import Roster
from skywitness.decode.bulk.rounding import rounded
from skywitness.decode.bulk.rows import completed, described, no_rows
from skywitness.decode.bulk.said import Said
from skywitness.decode.cpr import Place
from skywitness.decode.frames import LENGTHS
from skywitness.model import Reject
from skywitness.model.message_columns import MessageColumns


class BulkDecoder:
    """Turns the messages of one recording into state vectors, a large block at a time.

    What comes out is what Decoder gives for the same messages one by one: the same state vectors in the same
    order, the same counts and examples of what is not taken. The result does not depend on how the messages are
    cut into blocks. Blocks of some hundred thousand messages are the fastest.
    """

    def __init__(self, reference_deg: Place | None = None) -> None:
        """Start a recording.

        Args:
            reference_deg: latitude and longitude of the receiver, as for Decoder.
        """
        keep_freed_memory()
        unknown = address_columns.UNKNOWN | lives.UNKNOWN | unplaced.UNKNOWN | said.unknown()
        self._roster = Roster(unknown)
        self._believer = Believer(self._roster)
        self._losses = Losses()
        self._places = KnownPlaces(reference_deg, self._roster, self._losses)
        self._swept_s = 0.0
        self._messages = 0
        self._waiting = no_rows()
        self._waiting_numbers: Ints = np.empty(0, np.int64)

    @property
    def rejects(self) -> Counter[str]:
        """Count of what was not taken, by reason."""
        return self._losses.counts

    @property
    def examples(self) -> dict[str, Reject]:
        """First example of each reason."""
        return self._losses.examples

    def push(self, block: MessageColumns) -> pl.DataFrame:
        """State vectors that these messages complete: a column for each of StateVector's fields."""
        believed = self._believer.believe(block)
        self._count_losses(block, believed)
        numbers = range(self._messages, self._messages + len(block))
        of = Lives(believed, self._roster, numbers, self._swept_s)
        self._swept_s = of.sweeps.last_s
        registers, heard = Registers(believed), Said(believed.time_s, of, self._roster)
        registers.tell(heard)
        placed = self._place(block, of, registers.positions(self._messages, of, heard))
        rows = self._rows(block, believed, of, heard, placed)
        heard.leave()
        self._forget(believed, of)
        self._losses.end_block()
        self._messages += len(block)
        return rows

    def finish(self) -> pl.DataFrame:
        """State vectors that only the end completes: none. Positions that nothing confirmed are counted."""
        self._places.end()
        self._losses.end_block()
        nothing = np.empty(0)
        return completed(no_rows(), nothing, nothing)

    def _count_losses(self, block: MessageColumns, believed: Believed) -> None:
        for reason, messages in believed.losses.items():
            if len(messages):
                first = int(messages.min())
                self._losses.add(reason, len(messages), (first, 0), partial(_example, reason, block, first))

    def _place(self, block: MessageColumns, of: Lives, messages: Messages) -> Placed:
        known = self._places.of_lives(np.unique(messages.life).tolist(), of)
        placing = Placing(messages, known, SOURCES)
        placed = placing.run()
        for loss in placing.losses:
            at = loss.number - self._messages
            self._losses.add(loss.reason, loss.times, (at, 0), partial(_example, loss.reason, block, at))
        return placed

    def _rows(
        self, block: MessageColumns, believed: Believed, of: Lives, heard: Said, placed: Placed
    ) -> pl.DataFrame:
        begin = self._messages
        frame_of = np.full(len(block), -1)
        frame_of[believed.message] = np.arange(len(believed.message))
        gave = np.zeros(len(believed.message), np.bool_)
        gave[frame_of[placed.by - begin]] = True
        before = of.heard_before(believed, self._roster)
        alone = unplaced.unplaced(gave, before, believed.time_s, of, self._roster)
        waits = self._places.waiting()
        numbers = np.concatenate([placed.number, believed.message[alone] + begin])
        table, at = self._table(block, believed, heard, begin, frame_of, np.concatenate([numbers, waits]))
        self._waiting, self._waiting_numbers = table[at[len(numbers) :]], waits
        by = np.concatenate([placed.by, believed.message[alone] + begin])
        order = np.argsort(by, kind="stable")
        lat, lon = rounded(placed.places)
        nowhere = np.full(len(alone), np.nan)
        rows = table[at[: len(numbers)][order]]
        return completed(rows, np.append(lat, nowhere)[order], np.append(lon, nowhere)[order])

    def _table(
        self,
        block: MessageColumns,
        believed: Believed,
        heard: Said,
        begin: int,
        frame_of: Ints,
        numbers: Ints,
    ) -> tuple[pl.DataFrame, Ints]:
        """Rows for messages of this block and before, and where each message's is."""
        new = numbers >= begin
        frames = frame_of[numbers[new] - begin]
        wanted = np.zeros(len(believed.message), np.bool_)
        wanted[frames] = True
        asked = np.flatnonzero(wanted)
        table = pl.concat([self._waiting, described(block, believed, heard, self._roster, asked)])
        at = np.searchsorted(self._waiting_numbers, numbers)
        place = np.cumsum(wanted) - 1
        at[new] = place[frames] + len(self._waiting_numbers)
        return table, at

    def _forget(self, believed: Believed, of: Lives) -> None:
        self._places.end_lives(believed, of)
        forgotten = of.forgotten(believed, self._roster)
        self._places.forget(forgotten, believed, of)
        self._roster.reset(forgotten, (*lives.UNKNOWN, *unplaced.UNKNOWN, *said.unknown()))
        confirmed = self._roster["confirmed_s"], self._roster["claimed_s"]
        gone = self._roster["messages"] == 0
        for time_s in confirmed:
            gone &= time_s == address_columns.UNKNOWN["confirmed_s"]
        self._roster.dismiss(gone)


def _example(reason: str, block: MessageColumns, at: int) -> Reject:
    frame = block.frames[at, : block.lengths[at]].tobytes()
    if reason != "no_time" and len(frame) == 14 and LENGTHS.get(frame[0] >> 3) == 7:
        frame = frame[:7]
    return Reject(reason, f"frame {block.source_row[at]}", frame.hex())
