"""Lens: how far from the most probable way an aircraft may have been in a gap."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from skywitness.movements.hermite import Ways

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Lens:
    """Half-width of the lens, within which an aircraft was nine times of ten at that moment.

    Three parts, added as squares. (1) The error of any position. (2) The way itself: a share of the way flown that
    grows with how far the direction of flight at the ends lies off the great circle and with how unlike the speeds
    at the ends are; it grows with time while the velocity of minutes ago still tells of now, and swells and
    shrinks between the ends as ``(4 u (1 - u)) ** swell``, u being the share of the time gone. (3) Slack: time
    that the distance does not need, in which a detour with one corner can be flown; ``detour`` of the furthest.

    How it is fooled: an aircraft that leaves its way after the last position and joins it again before the next
    one, at a speed that hides the detour in the wind, is outside. Errors are not normal: most ways are far better,
    a few far worse. The lens holds at each moment nine times of ten, and so a whole way less often.

    The constants are a fit by quantile regression (for 0.92, to leave room for flights unlike these; see
    ``bench/accuracy/gap_fit.py``) to gaps of up to 2 h cut at random from recorded flights above 20,000 ft, on
    half of the airframes by a hash of their addresses. The flights: Heathrow, 2 August 2017 (trrrj), samples of
    the package traffic 2.13, and two of single airframes. On the other half, gaps of aircraft on their way:

    ====== ========= ========== ============ ============== =====================
    gap    airframes at moments in the shape half-width, NM whole way in the shape
    ====== ========= ========== ============ ============== =====================
    10 min 456       91 %       93 %         0.8            70 %
    20 min 183       93 %       94 %         3.0            74 %
    30 min 25        92 %       94 %         3.9            77 %
    60 min 19        91 %       93 %         12             68 %
    2 h    7         96 %       97 %         27             78 %
    ====== ========= ========== ============ ============== =====================

    ``bench/accuracy/gap_lens.py`` prints the present figures, and those of circling aircraft.

    Attributes:
        least_nm: error of a position and its time.
        straight: share of the way for flight straight along the great circle.
        off_course: share for each unit of the root mean square sine of the angles off it.
        uneven: share for each unit of the difference of the speeds over their mean.
        swell: exponent of the shape between the ends.
        memory_h: time in which a velocity tells of now.
        detour: share of the furthest detour.
        wind: share of the way that speed and distance may differ by without a detour.
        off_unknown: sine that stands for an unknown direction of flight: with it the great circle's lens held 89
            to 97 % of the true positions of the same flights, their velocities hidden.
        speed_unknown_kt: least speed where none is known (judgement: a slow turboprop's).
        widest_nm: a quarter of the Earth round.
    """

    least_nm: float = 0.15
    straight: float = 0.0084
    off_course: float = 0.256
    uneven: float = 0.047
    swell: float = 1.24
    memory_h: float = 0.36
    detour: float = 0.71
    wind: float = 0.018
    off_unknown: float = 0.7
    speed_unknown_kt: float = 250.0
    widest_nm: float = 5400.0

    def half_width_nm(self, ways: Ways) -> Floats:
        """Half-width at each point of each way, shape (g, n)."""
        part, hours = ways.part, ways.duration_h
        flown_nm = self.speed_kt(ways) * hours
        share = self.straight + self.off_course * self._off_course(ways) + self.uneven * _difference(ways.speed_kt)
        error_nm = flown_nm * share * np.sqrt(hours / (hours + self.memory_h))
        slack_nm = np.sqrt(np.maximum((flown_nm * (1 - self.wind)) ** 2 - ways.distance_nm**2, 0.0))
        swell, rest = (4 * part * (1 - part)) ** self.swell, np.minimum(part, 1 - part)
        detour_nm = self.detour * slack_nm[:, None] * rest
        squares = self.least_nm**2 + (error_nm[:, None] * swell) ** 2 + detour_nm**2
        return np.minimum(np.sqrt(squares), self.widest_nm)

    def speed_kt(self, ways: Ways) -> Floats:
        """Its speed as far as the ends show it, and never less than the gap needs, shape (g,)."""
        before, after = ways.speed_kt
        known = (np.where(np.isnan(before), after, before) + np.where(np.isnan(after), before, after)) / 2
        usual = np.where(np.isnan(known), self.speed_unknown_kt, known)
        return np.asarray(np.fmax(usual, ways.distance_nm / ways.duration_h), np.float64)

    def _off_course(self, ways: Ways) -> Floats:
        sine = np.sin(np.minimum(ways.off_rad, np.pi / 2))
        squared = np.where(np.isnan(sine), self.off_unknown, sine) ** 2
        return np.asarray(np.sqrt(squared.mean(axis=0)), np.float64)


def _difference(speed_kt: Floats) -> Floats:
    """Difference of the speeds at the ends over their mean; 0 where one is unknown."""
    before, after = speed_kt
    return np.asarray(np.nan_to_num(np.abs(before - after) * 2 / np.maximum(before + after, 1.0)), np.float64)
