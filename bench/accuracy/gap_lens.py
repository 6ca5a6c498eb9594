"""Gaps: the error of the way drawn through a gap, whether the lens holds the truth, and whether countries do.

    python bench/accuracy/gap_lens.py        needs the recordings in ../shared or SKYWITNESS_SHARED, and traffic

Gaps of 10 min to 4 h are cut at random, with a fixed seed, out of recorded flights above 20,000 ft; the positions
inside are the truth. Airframes fall into two halves by a hash of their addresses: the lens's constants were fitted
on one of them (``gap_fit.py``), the other is what counts. A gap is "on its way" when the distance takes at least
four fifths of its time at the speed of its ends; the others are circling, waiting or turning back.
"""

import sys
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from gap_cuts import MINUTES, Cut, Floats, away_nm, cuts, on_its_way, vectors
from numpy.typing import NDArray
from tables import Sheet, show

from skywitness.measure.geodesy import RADIUS_NM
from skywitness.movements.gaps import GapFinder
from skywitness.movements.lens import Lens
from skywitness.store.areas import countries

LENS = Lens()
_KNOWN_H = 0.06
"""Longest hole in the truth for which it is known what was crossed."""
_BANDS = (0.0, 0.2, 0.4, 0.6, 0.8, 0.999, 1.0)


class Scored(NamedTuple):
    """One gap: its errors, half-widths and what was inside; arrays have one value a true position."""

    icao24: str
    minutes: int
    fitted: bool
    direct: bool
    straight_nm: Floats
    error_nm: Floats
    width_nm: Floats
    in_shape: NDArray[np.bool_]


def main() -> int:
    """Print the tables."""
    show(tables())
    return 0


def tables() -> list[Sheet]:
    """Errors of two ways; the lens on airframes it was not fitted on and on the others; countries."""
    scored = [one for cut in cuts() for one in score(cut)]
    return [errors(scored), lens(scored, direct=True), lens(scored, direct=False), crossed()]


def score(cut: Cut) -> Iterator[Scored]:
    """The gaps of one cut."""
    half_width, direct = LENS.half_width_nm(cut.ways), on_its_way(cut.ways)
    for gap, (part, lat, lon) in enumerate(cut.inside):
        yield Scored(
            icao24=cut.icao24,
            minutes=cut.minutes,
            fitted=cut.fitted,
            direct=bool(direct[gap]),
            straight_nm=away_nm(cut.straight, gap, part, lat, lon),
            error_nm=away_nm(cut.ways, gap, part, lat, lon),
            width_nm=np.interp(part, cut.ways.part, half_width[gap]),
            in_shape=in_shape(cut.ways.point[:, gap], half_width[gap], vectors(lat, lon)),
        )


def in_shape(way: Floats, half_width_nm: Floats, true: Floats) -> NDArray[np.bool_]:
    """Whether true positions lie in the lens as it is drawn, whenever they were there.

    Each step of the way is taken as straight and the half-width along it as even; shape (n,).
    """
    start, step = way[:, :-1, None], np.diff(way, axis=1)[:, :, None]
    ahead = ((true[:, None, :] - start) * step).sum(axis=0) / np.maximum((step**2).sum(axis=0), 1e-18)
    share = np.clip(ahead, 0, 1)
    aside_nm = np.sqrt(((start + share * step - true[:, None, :]) ** 2).sum(axis=0)) * RADIUS_NM
    allowed_nm = half_width_nm[:-1, None] + share * np.diff(half_width_nm)[:, None]
    return np.asarray((aside_nm <= allowed_nm).any(axis=0))


def errors(scored: list[Scored]) -> Sheet:
    """Errors of the great circle and of the Hermite way; nothing in them was fitted."""
    rows = []
    for minutes in MINUTES:
        those = [one for one in scored if one.minutes == minutes and one.direct]
        cells = [str(len(those)), str(len({one.icao24 for one in those}))]
        for column in ("straight_nm", "error_nm"):
            every = np.concatenate([getattr(one, column) for one in those])
            worst = [getattr(one, column).max() for one in those]
            cells.append(" / ".join(f"{value:.1f}" for value in np.percentile(every, (50, 90, 95))))
            cells.append(" / ".join(f"{value:.1f}" for value in np.percentile(worst, (50, 90))))
        rows.append([f"{minutes} min", *cells])
    headings = ("gap", "gaps", "airframes", "great circle p50 / p90 / p95", "worst p50 / p90", "Hermite", "worst")
    return Sheet("Error of the way, NM, gaps on their way, all airframes", headings, rows, words=1)


def lens(scored: list[Scored], *, direct: bool) -> Sheet:
    """How often the lens holds the truth, and how wide it is."""
    measures: tuple[tuple[str, Callable[[Scored], float]], ...] = (
        ("at its moment", lambda one: float((one.error_nm <= one.width_nm).mean())),
        ("in the shape", lambda one: float(one.in_shape.mean())),
        ("at every moment", lambda one: float((one.error_nm <= one.width_nm).all())),
        ("whole way in the shape", lambda one: float(one.in_shape.all())),
    )
    rows = []
    for minutes in MINUTES:
        for fitted in (False, True):
            those = [one for one in scored if (one.minutes, one.fitted, one.direct) == (minutes, fitted, direct)]
            if not those:
                continue
            airframes = {one.icao24 for one in those}
            cells = [f"{np.mean([measure(one) for one in those]):.1%}" for _, measure in measures]
            widths, widest = np.concatenate([one.width_nm for one in those]), [one.width_nm.max() for one in those]
            sizes = [f"{np.median(widths):.1f}", f"{np.median(widest):.1f}", f"{np.percentile(widest, 90):.1f}"]
            half = "fitted on" if fitted else "held out"
            rows.append([f"{minutes} min", half, str(len(those)), str(len(airframes)), *cells, *sizes])
    names = [name for name, _ in measures]
    headings = (
        "gap",
        "half",
        "gaps",
        "airframes",
        *names,
        "half-width, median NM",
        "widest, median",
        "widest, p90",
    )
    kind = "on their way" if direct else "of circling aircraft"
    return Sheet(f"The lens: true positions inside, gaps {kind}", headings, rows)


def crossed() -> Sheet:
    """How often a country was crossed that was given a probability, held-out airframes, gaps of 20 min to 2 h."""
    pairs = [pair for cut in cuts() if not cut.fitted and 20 <= cut.minutes <= 120 for pair in _countries(cut)]
    chance, hit = (np.array(column) for column in zip(*pairs, strict=True))
    rows = []
    for low, high in pairwise(_BANDS):
        inside = (chance > low) & (chance <= high)
        rows.append(
            [
                f"{low:.2g} to {high:.3g}",
                str(inside.sum()),
                f"{chance[inside].mean():.2f}",
                f"{hit[inside].mean():.2f}",
            ]
        )
    rows.append(["not named", str((chance == 0).sum()), "0.00", f"{hit[chance == 0].mean():.2f}"])
    rows.append(["Brier score", str(len(chance)), "", f"{((chance - hit) ** 2).mean():.3f}"])
    headings = ("probability", "countries", "mean probability", "share truly crossed")
    return Sheet("Countries crossed, besides those at the ends; held out, 20 min to 2 h", headings, rows, words=1)


def _countries(cut: Cut) -> Iterator[tuple[float, bool]]:
    """Probability and truth of each country that was named or crossed, where the truth is known without holes."""
    finder, half_width = GapFinder(countries(), None, LENS), LENS.half_width_nm(cut.ways)
    for gap, found in enumerate(finder.crossed(cut.ways, half_width, countries())):
        part, lat, lon = cut.inside[gap]
        if np.diff(part, prepend=0, append=1).max() * cut.ways.duration_h[gap] > _KNOWN_H:
            continue
        shares, over, ends = (
            dict(zip(found.names, found.probabilities, strict=True)),
            flown_over(lat, lon),
            ends_over(cut, gap),
        )
        for name in sorted((over | shares.keys()) - ends):
            yield shares.get(name, 0.0), name in over


def flown_over(lat_deg: Floats, lon_deg: Floats) -> set[str]:
    """Countries along true positions, with ten places between each and the next."""
    row = np.arange(len(lat_deg))
    fine = np.linspace(0, len(row) - 1, 10 * len(row))
    x, y, z = (np.interp(fine, row, axis) for axis in vectors(lat_deg, lon_deg))
    return named(np.degrees(np.arctan2(z, np.hypot(x, y))), np.degrees(np.arctan2(y, x)))


def ends_over(cut: Cut, gap: int) -> set[str]:
    """Countries at both ends of a gap."""
    lat, lon = cut.ways.places()
    return named(lat[gap, [0, -1]], lon[gap, [0, -1]])


def named(lat_deg: Floats, lon_deg: Floats) -> set[str]:
    """Countries at these places."""
    table = countries()
    codes = set(table.codes_at(lat_deg, lon_deg).tolist())
    return {table.names[index] for code in codes for index in table.holders[code]}


if __name__ == "__main__":
    sys.exit(main())
