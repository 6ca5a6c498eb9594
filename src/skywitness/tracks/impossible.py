"""Impossible: speed or height beyond what an aircraft of the type can do."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from skywitness.model import Track
from skywitness.reference.envelopes import Envelope
from skywitness.tracks.steps import Steps
from skywitness.tracks.teleport import unflyable


@dataclass(frozen=True, slots=True)
class Impossible:
    """Finds positions reported with a speed or height beyond the type's envelope, or that need such a speed.

    Speeds that positions need are judged as teleports are: the longest chain that the type can fly is believed.

    A jet that reports a small part of its usual speed high up is impossible too: there, stall and the speed of
    sound leave it a narrow band of airspeeds, and no wind takes three quarters of it away. Spoofed receivers
    report so.

    How it is fooled: a wrong type in the record. Where more than ``max_share`` of an airframe's positions would be
    impossible, the type is not believed and nothing is flagged. A false place reached at a speed that the type can
    fly passes.

    Attributes:
        tolerance_nm: as in Teleport.
        max_share: a fifth: errors are rarer than that in any source worth keeping, and a jet in the record as a
            light aircraft is faster than one for most of its flight.
        high_ft: 25,000 ft: above it an airframe is held to its own usual speed,
        jet_kt: if that is over 300 kt,
        min_speed_share: and at least a quarter of it.
    """

    tolerance_nm: float = 3.0
    max_share: float = 0.2
    high_ft: float = 25_000.0
    jet_kt: float = 300.0
    min_speed_share: float = 0.25

    def reported(self, track: Track, envelope: Envelope) -> NDArray[np.bool_]:
        """True for each position whose own speed or height is impossible; shape (n,)."""
        beyond = track.ground_speed_kt > envelope.max_ground_speed_kt
        beyond |= track.baro_altitude_ft > envelope.ceiling_ft
        beyond |= track.geo_altitude_ft > envelope.ceiling_ft
        return self._unless_many(beyond) | self._too_slow(track)

    def find(
        self, track: Track, steps: Steps, envelope: Envelope, set_aside: NDArray[np.bool_]
    ) -> NDArray[np.bool_]:
        """True for each position that can only be flown to at an impossible speed; shape (n,).

        Args:
            track: positions of one airframe.
            steps: its steps.
            envelope: what its type can do.
            set_aside: True for positions that are not asked, shape (n,).
        """
        return self._unless_many(
            unflyable(track, steps, set_aside, envelope.max_ground_speed_kt, self.tolerance_nm)
        )

    def _unless_many(self, doubted: NDArray[np.bool_]) -> NDArray[np.bool_]:
        many = np.count_nonzero(doubted) > self.max_share * len(doubted)
        return np.zeros(len(doubted), np.bool_) if many else doubted

    def _too_slow(self, track: Track) -> NDArray[np.bool_]:
        speed_kt = track.ground_speed_kt
        slow = (track.baro_altitude_ft > self.high_ft) & (speed_kt < self.jet_kt)
        if not slow.any():
            return slow
        speeds = speed_kt[(track.baro_altitude_ft > self.high_ft) & (speed_kt > 0)]
        if not len(speeds) or (usual_kt := float(np.median(speeds))) < self.jet_kt:
            return np.zeros(len(track), np.bool_)
        return slow & (speed_kt > 0) & (speed_kt < self.min_speed_share * usual_kt)
