"""Postings: which numbers stand under each of very many keys, made from columns and not key by key."""

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Postings:
    """Numbers by key.

    Attributes:
        group_of: number of the group of each key.
        first: where in ``entries`` each group begins, and the end.
        entries: numbers, group after group, ascending within one.
    """

    group_of: dict[str, int]
    first: NDArray[np.int64]
    entries: NDArray[np.int64]

    @classmethod
    def of(cls, pairs: pl.DataFrame) -> "Postings":
        """Postings of the columns ``key`` (text) and ``entry`` (integer); pairs that come twice count once."""
        groups = pairs.unique().group_by("key").agg(pl.col("entry").sort())
        first = np.append(0, np.cumsum(groups["entry"].list.len().to_numpy().astype(np.int64)))
        group_of = dict(zip(groups["key"].to_list(), range(len(groups)), strict=True))
        return cls(group_of, first, groups["entry"].explode().to_numpy().astype(np.int64))

    def __contains__(self, key: object) -> bool:
        return key in self.group_of

    def get(self, key: str) -> list[int]:
        """Numbers under a key, ascending; none when there is no such key."""
        group = self.group_of.get(key)
        return [] if group is None else self.array(group).tolist()

    def array(self, group: int) -> NDArray[np.int64]:
        """Numbers of a group, ascending."""
        return self.entries[self.first[group] : self.first[group + 1]]
