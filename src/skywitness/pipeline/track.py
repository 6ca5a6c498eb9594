"""Track: the stored positions of one aircraft, each with the doubts about it in words."""

from collections.abc import Collection
from datetime import datetime

import numpy as np
import polars as pl
from numpy.typing import NDArray

from skywitness.model import Doubt, Track
from skywitness.pipeline.identify import Identities
from skywitness.reference.envelopes import Envelope, envelope_of
from skywitness.store.archive import Archive
from skywitness.store.packaged import type_table
from skywitness.tracks.attractors import Attractors
from skywitness.tracks.build import build_tracks, placed
from skywitness.tracks.doubts import doubts
from skywitness.tracks.join import joined


def doubted_track(
    archive: Archive, icao24: str, since: datetime | None = None, until: datetime | None = None
) -> pl.DataFrame:
    """Positions of one aircraft in order of time, with a column ``doubt`` (words joined by commas, else null).

    Doubts are judged within the span asked for; a position at its edge may be judged otherwise in a longer one.
    Times are those that the sources gave, also where a source's clock was set right for the judgement.
    """
    positions = archive.positions(icao24s=[icao24], since=since, until=until).collect()
    envelope = envelope_of(type_table().get(Identities.of(archive).get(icao24).typecode))
    attractors = Attractors.of(archive.derived("false_places").collect())
    flags = [flags_of(track, envelope, attractors) for track in build_tracks(positions)]
    every = np.concatenate([*flags, np.zeros(0, np.uint16)])
    words = {int(flag): Doubt(int(flag)).words() or None for flag in np.unique(every)}
    return placed(positions).with_columns(pl.Series("doubt", [words[int(flag)] for flag in every], pl.String))


def judged(
    archive: Archive, icao24s: Collection[str], since: datetime | None = None, until: datetime | None = None
) -> pl.DataFrame:
    """Positions of these aircraft in order of aircraft and time, with the bits of their doubts in ``doubts``.

    Doubts are judged within the span asked for, as in ``doubted_track``.
    """
    positions = placed(archive.positions(icao24s, since, until).collect(engine="streaming"))
    attractors = Attractors.of(archive.derived("false_places").collect())
    identities, types = Identities.of(archive), type_table()
    flags = [
        flags_of(track, envelope_of(types.get(identities.get(track.icao24).typecode)), attractors)
        for track in build_tracks(positions)
    ]
    bits = np.concatenate([*flags, np.zeros(0, np.uint16)])
    return positions.with_columns(pl.Series("doubts", bits.astype(np.int32), pl.Int32))


def flags_of(track: Track, envelope: Envelope, attractors: Attractors) -> NDArray[np.uint16]:
    """Flags in the order of the track as it was stored."""
    together, order = joined(track)
    flags = np.empty(len(track), np.uint16)
    flags[order] = doubts(together, envelope=envelope, attractors=attractors)
    return flags
