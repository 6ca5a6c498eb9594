"""Reconstruct: positions in; everything that is derived of each airframe out."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from skywitness.model import FalsePlace, Track
from skywitness.movements.airframe import AirframeFinder
from skywitness.movements.gaps import GapFinder
from skywitness.movements.identity import Identity
from skywitness.movements.lens import Lens
from skywitness.movements.movements import Found, Movements
from skywitness.reference.aircraft_types import AircraftTypes
from skywitness.reference.airports import Airports
from skywitness.reference.areas import Areas
from skywitness.reference.envelopes import envelope_of
from skywitness.store.areas import countries
from skywitness.store.packaged import airport_table, military_blocks, military_designators, type_table
from skywitness.tracks.attractors import Attractors, false_places
from skywitness.tracks.build import build_tracks
from skywitness.tracks.doubts import doubts
from skywitness.tracks.join import join

IdentityOf = Callable[[str], Identity]


class Airframe(NamedTuple):
    """What was derived of one airframe.

    Attributes:
        icao24: as in StateVector.
        found: flights and what follows from them.
        false_places: places that its doubted reports jumped to.
    """

    icao24: str
    found: Found
    false_places: list[FalsePlace]


@dataclass(frozen=True, slots=True)
class Reconstructor:
    """The line from positions to movements, one airframe at a time.

    Attributes:
        movements: rules over undoubted tracks.
        types: ICAO document 8643, for the envelopes.
    """

    movements: Movements
    types: AircraftTypes

    @classmethod
    def over(cls, airports: Airports, firs: Areas | None = None) -> "Reconstructor":
        """Over these fields and flight information regions; the rest comes with the package."""
        types = type_table()
        airframes = AirframeFinder(types, military_blocks(), military_designators())
        return cls(Movements.over(airports, airframes, GapFinder(countries(), firs, Lens())), types)

    @classmethod
    def packaged(cls) -> "Reconstructor":
        """Over the tables that come with the package."""
        return cls.over(airport_table())

    def of(
        self, positions: pl.DataFrame, identity_of: IdentityOf, attractors: Attractors | None = None
    ) -> Iterator[Found]:
        """What each airframe did, airframes in order of address.

        Args:
            positions: rows of the positions table in any order, all of each airframe.
            identity_of: labels by address.
            attractors: places that many airframes jumped to; None when none are known.
        """
        return (airframe.found for airframe in self.airframes(positions, identity_of, attractors))

    def airframes(
        self, positions: pl.DataFrame, identity_of: IdentityOf, attractors: Attractors | None = None
    ) -> Iterator[Airframe]:
        """As ``of``, with the address and the places that doubted reports jumped to."""
        for track in build_tracks(positions):
            yield self._one(track, identity_of(track.icao24), attractors)

    def doubted(
        self, track: Track, identity: Identity, attractors: Attractors | None
    ) -> tuple[Track, NDArray[np.uint16]]:
        """A track with its sources joined, and the doubts about each of its positions."""
        joined = join(track)
        envelope = envelope_of(self.types.get(identity.typecode))
        return joined, doubts(joined, envelope=envelope, attractors=attractors)

    def _one(self, track: Track, identity: Identity, attractors: Attractors | None) -> Airframe:
        joined, flags = self.doubted(track, identity, attractors)
        return Airframe(track.icao24, self.movements.find(joined, flags, identity), false_places(joined, flags))
