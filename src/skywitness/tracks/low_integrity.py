"""Low integrity: positions of which the aircraft itself says that they are not to be relied on."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from skywitness.model import Track


@dataclass(frozen=True, slots=True)
class LowIntegrity:
    """Finds drops of NIC, NACp or SIL below what an airframe usually sends.

    Meanings by RTCA DO-260B (2.2.3.2.7.2): NIC 5 is containment within 1 NM, NIC 0 unknown; NACp 5 is accuracy
    within 0.5 NM, NACp 0 unknown; SIL 0 is no stated integrity. Only a drop says something: many honest
    transponders of versions 0 and 1, and all multilateration, send 0 or nothing for as long as they are heard. So
    each is judged against the airframe's own median in the track; an airframe that never sent better is not
    doubted.

    How it is fooled: an airframe heard only while it was jammed has no better median; one with two transponders,
    of which the lesser-used states no integrity, is doubted where it used that; many spoofed receivers state full
    integrity.

    Attributes:
        min_nic: 5: below it the place may be wrong by more than 1 NM, the distance to the next runway.
        min_nac_p: 5: below it by more than 0.5 NM.
        min_sil: 1.
        usual_nic: 7, NACp 8 and SIL 2: medians from which a fall counts; they are, but for SIL, what 14 CFR 91.227
            has asked of aircraft since 2020.
        usual_nac_p: see usual_nic.
        usual_sil: see usual_nic.
    """

    min_nic: int = 5
    min_nac_p: int = 5
    min_sil: int = 1
    usual_nic: int = 7
    usual_nac_p: int = 8
    usual_sil: int = 2

    def find(self, track: Track) -> NDArray[np.bool_]:
        """True for each doubted position; shape (n,)."""
        doubted = np.zeros(len(track), np.bool_)
        for column, least, usual in (
            (track.nic, self.min_nic, self.usual_nic),
            (track.nac_p, self.min_nac_p, self.usual_nac_p),
            (track.sil, self.min_sil, self.usual_sil),
        ):
            low = column.view(np.uint8) < least  # as bytes without a sign, unknown (-1) is the highest
            if low.any() and usual_level(column) >= usual:
                doubted |= low
        return doubted


def usual_level(column: NDArray[np.int8]) -> int:
    """Median of the known values of a column of categories, -1 being unknown; -1 when none is known."""
    counts = np.bincount(column[column >= 0])
    if not len(counts):
        return -1
    return int(np.searchsorted(np.cumsum(counts), counts.sum() / 2))
