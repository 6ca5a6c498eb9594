"""Track: the stored positions of one aircraft, each with the doubts about it in words."""

from datetime import datetime

import numpy as np
import polars as pl

from skywitness.model import Doubt
from skywitness.store.archive import Archive
from skywitness.tracks.build import build_tracks, placed
from skywitness.tracks.doubts import doubts


def doubted_track(
    archive: Archive, icao24: str, since: datetime | None = None, until: datetime | None = None
) -> pl.DataFrame:
    """Positions of one aircraft in order of time, with a column ``doubt`` (words joined by commas, else null).

    Doubts are judged within the span asked for; a position at its edge may be judged otherwise in a longer one.
    """
    positions = archive.positions(icao24s=[icao24], since=since, until=until).collect()
    flags = [doubts(track) for track in build_tracks(positions)]
    words = [Doubt(int(flag)).words() or None for flag in np.concatenate([*flags, np.zeros(0, np.uint8)])]
    return placed(positions).with_columns(pl.Series("doubt", words, pl.String))
