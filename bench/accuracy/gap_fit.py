"""The fit of the gap lens: its seven constants from the half of the airframes that the benchmark marks as fitted.

    python bench/accuracy/gap_fit.py        prints the constants to write into movements/lens.py

Quantile regression: the loss is lowest when 92 of 100 true positions lie inside. Every length up to two hours
weighs the same, within it every airframe; gaps on their way weigh twice those of circling aircraft.
"""

import sys
from collections.abc import Callable
from dataclasses import fields, replace
from typing import NamedTuple

import numpy as np
from gap_cuts import Floats, away_nm, cuts, on_its_way

from skywitness.movements.hermite import Ways
from skywitness.movements.lens import Lens

_QUANTILE = 0.92
_FITTED = ("least_nm", "straight", "off_course", "uneven", "swell", "memory_h", "detour", "wind")
_SOFT_NM = 0.1


class Sample(NamedTuple):
    """One true position: its gap as ways of one gap and one point, its error, and its weight."""

    ways: Ways
    error_nm: Floats
    weight: Floats


def main() -> int:
    """Print the constants."""
    data = [_sample(minutes) for minutes in (10, 20, 30, 60, 120)]

    def loss(lens: Lens) -> float:
        return sum(_loss(lens, sample) for sample in data)

    lens, best = descend(loss, Lens())
    print(f"loss {best:.5f}")
    for field in fields(lens):
        if field.name in _FITTED:
            print(f"{field.name} = {getattr(lens, field.name):.4g}")
    return 0


def descend(loss: Callable[[Lens], float], lens: Lens) -> tuple[Lens, float]:
    """Coordinate descent with steps that halve."""
    best, step = loss(lens), 0.3
    while step > 0.01:
        before = best
        for name in _FITTED:
            for factor in (1 + step, 1 / (1 + step)):
                tried = replace(lens, **{name: getattr(lens, name) * factor})
                if (value := loss(tried)) < best:
                    lens, best = tried, value
        step = step if best < before - 1e-5 else step / 2
    return lens, best


def _loss(lens: Lens, sample: Sample) -> float:
    width = lens.half_width_nm(sample.ways)[:, 0]
    over = np.log((sample.error_nm + _SOFT_NM) / (width + _SOFT_NM))
    return float((sample.weight * np.where(over > 0, _QUANTILE * over, (_QUANTILE - 1) * over)).sum())


def _sample(minutes: int) -> Sample:
    columns: list[tuple[float, ...]] = []
    for cut in cuts():
        if cut.minutes != minutes or not cut.fitted:
            continue
        straight, ways = on_its_way(cut.ways), cut.ways
        for gap, (part, lat, lon) in enumerate(cut.inside):
            errors = away_nm(ways, gap, part, lat, lon)
            weight = (1.0 if straight[gap] else 0.5) / len(cut.inside) / len(part)
            shared = (ways.duration_h[gap], ways.distance_nm[gap], *ways.speed_kt[:, gap], *ways.off_rad[:, gap])
            columns += [
                (u, error, weight, *shared) for u, error in zip(part.tolist(), errors.tolist(), strict=True)
            ]
    part, error, weight, hours, distance, *ends = np.array(columns).T
    nothing = np.empty((3, 0, 0))
    one = Ways(part[:, None], nothing, nothing, hours, distance, np.array(ends[:2]), np.array(ends[2:]))
    return Sample(one, error, weight / weight.sum())


if __name__ == "__main__":
    sys.exit(main())
