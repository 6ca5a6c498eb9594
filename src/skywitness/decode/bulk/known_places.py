"""KnownPlaces: what is carried of each aircraft's places from one block of messages to the next."""

from collections.abc import Iterable, Mapping
from functools import partial

import numpy as np

from skywitness.decode.bulk.believe import Believed
from skywitness.decode.bulk.beside import place_beside
from skywitness.decode.bulk.bulk_places import BulkPlaces
from skywitness.decode.bulk.groups import Bools, Ints, starts_of
from skywitness.decode.bulk.lives import Lives
from skywitness.decode.bulk.losses import Losses
from skywitness.decode.bulk.roster import Roster, icao24_of
from skywitness.decode.cpr import Place
from skywitness.model import Reject


class KnownPlaces:
    """Places by aircraft. One that was forgotten begins anew when it is heard again, even within a block."""

    def __init__(self, reference_deg: Place | None, roster: Roster, losses: Losses) -> None:
        self._reference = reference_deg
        self._roster = roster
        self._losses = losses
        self._of: dict[int, BulkPlaces] = {}
        self._of_lives: dict[int, BulkPlaces] = {}
        self._waiting: list[BulkPlaces] = []

    def of_lives(self, met: Iterable[int], lives: Lives) -> Mapping[int, BulkPlaces]:
        """The places of those lives of a block that have position messages."""
        self._of_lives = {}
        for life in met:
            known = self._of.get(self._key(lives, life)) if lives.carried[life] else None
            self._of_lives[life] = known or BulkPlaces(self._reference, place_beside)
        return self._of_lives

    def waiting(self) -> Ints:
        """Numbers of the messages that wait for a place, ascending."""
        asked = {id(places): places for places in (*self._waiting, *self._of_lives.values())}
        waits = [(places, numbers) for places in asked.values() if (numbers := places.waiting())]
        self._waiting = [places for places, _ in waits]
        return np.sort(np.array([number for _, numbers in waits for number in numbers], np.int64))

    def end_lives(self, believed: Believed, lives: Lives) -> None:
        """Give up what waits in lives that end within the block, and carry on those that do not."""
        anew = starts_of(lives.row) & ~lives.carried & (self._roster["messages"][lives.row] > 0)
        for row in lives.row[anew].tolist():
            self._forget_row(row, lives, -1)
        for life in np.flatnonzero(~lives.final).tolist():
            key = self._key(lives, life)
            carried = self._of.pop(key, None) if lives.carried[life] else None
            if places := self._of_lives.pop(life, carried):
                last = int(lives.last[life])
                at = lives.first_far(float(believed.time_s[last]), int(believed.message[last]))
                self._give_up(places, key, (at - 0.5, int(lives.born[life])))
        self._of |= {self._key(lives, life): places for life, places in self._of_lives.items()}
        self._of_lives = {}

    def forget(self, forgotten: Bools, believed: Believed, lives: Lives) -> None:
        """Give up what waits in aircraft of the roster that are forgotten by the end of the block."""
        last = believed.message[lives.last[lives.final]].tolist()
        heard = dict(zip(lives.row[lives.final].tolist(), last, strict=True))
        for row in np.flatnonzero(forgotten).tolist():
            self._forget_row(row, lives, heard.get(row, -1))

    def end(self) -> None:
        """Give up everything: the recording ends."""
        born = dict(zip(self._roster.keys.tolist(), self._roster["born"].tolist(), strict=True))
        for key, places in self._of.items():
            self._give_up(places, key, (0, born[key]))
        self._of = {}

    def _forget_row(self, row: int, lives: Lives, message: int) -> None:
        """Forget an aircraft that was last heard at a message, -1 for the block before."""
        key = int(self._roster.keys[row])
        if places := self._of.pop(key, None):
            at = lives.first_far(float(self._roster["heard_s"][row]), message)
            self._give_up(places, key, (at - 0.5, int(self._roster["born"][row])))

    def _give_up(self, places: BulkPlaces, key: int, order: tuple[float, int]) -> None:
        places.give_up()
        for reason, times in places.rejects().items():
            self._losses.add(reason, times, order, partial(_forgotten, reason, key))

    def _key(self, lives: Lives, life: int) -> int:
        return int(self._roster.keys[lives.row[life]])


def _forgotten(reason: str, key: int) -> Reject:
    return Reject(reason, f"aircraft {icao24_of(key)}")
