"""Loiter lines: the axis that a way lies along, and the parallel lines that it is flown in."""

import numpy as np
from numpy.typing import NDArray

from skywitness.findings.loiter_course import Floats

Places = NDArray[np.complex128]
_STRAIGHT_DEG = 15.0
"""Turn at a place below which it flies straight on; judgement: noise of a step is a few degrees."""
_ALONG_DEG = 20.0
_SHORTEST_NM = 1.0
_APART_NM = 0.08
"""Least distance between neighbouring lines; laser and photo surveys fly 0.1 to 1 NM apart; judgement."""
_EVEN = 2.0
"""Greatest step over least, of even ones; judgement."""


def aligned(step: Places) -> tuple[float, float]:
    """Direction that a way lies along, radians in (-pi/2, pi/2], and the share of it that does, 0 to 1.

    Opposite directions count as one (mean of doubled angles: Mardia and Jupp, Directional Statistics, 2000).

    Args:
        step: NM north plus 1j times NM east.
    """
    long = np.abs(step)
    doubled = np.divide(step**2, long, out=np.zeros_like(step), where=long > 0)
    mean = complex(doubled.sum()) / max(float(long.sum()), 1e-9)
    return float(np.angle(mean) / 2), abs(mean)


def lines(place: Places, step: Places, turn_deg: Floats, axis: float) -> Floats:
    """Distance across the axis of each straight line along it, in order of time, NM; lines cut in two are joined.

    Args:
        place: NM from any origin.
        step: way to each place from the one before.
        turn_deg: turn at each place.
        axis: as from ``aligned``.
    """
    turned = np.exp(-1j * axis)
    away = np.angle((step * turned) ** 2) / 2
    along = (np.abs(np.degrees(away)) <= _ALONG_DEG) & (np.abs(turn_deg) <= _STRAIGHT_DEG) & (np.abs(step) > 0)
    edges = np.flatnonzero(np.diff(along.astype(np.int8), prepend=0, append=0)).reshape(-1, 2)
    across = (place * turned).imag
    found: list[tuple[float, bool]] = []
    for first, end in edges:
        way = complex((step[first:end] * turned).sum()).real
        line = float(np.median(across[first:end])), way > 0
        if abs(way) >= _SHORTEST_NM and not (found and found[-1][1] == line[1]):
            found.append(line)
    return np.array([line for line, _ in found], np.float64)


def evenly_onward(across_nm: Floats, fewest: int) -> bool:
    """Whether lines, there and back in turn, move on across the axis by even steps, ``fewest`` times in a row.

    A racetrack comes back to the line before the last, and who flies one approach after another moves on by
    chance; a survey's lines move on to one side, each pair as far as the last.
    """
    onward = across_nm[2:] - across_nm[:-2]
    if len(onward) < fewest:
        return False
    runs = np.lib.stride_tricks.sliding_window_view(onward, fewest)
    least, most = np.abs(runs).min(axis=1), np.abs(runs).max(axis=1)
    one_side = np.abs(np.sign(runs).sum(axis=1)) == fewest
    return bool(np.any(one_side & (least >= _APART_NM) & (most <= _EVEN * least)))
