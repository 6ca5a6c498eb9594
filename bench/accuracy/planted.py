"""Planted errors: what goes wrong in reports, put into honest tracks at known places.

Every kind takes tracks and chance, and gives tracks with a mark on each row that was made false.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from skywitness.measure.geodesy import destination
from skywitness.model import Doubt, Track

Rng = np.random.Generator


class Planted(NamedTuple):
    """One damaged track, and True for each row that should be doubted, shape (n,)."""

    track: Track
    false: NDArray[np.bool_]


Plant = Callable[[list[Track], Rng], Iterator[Planted]]


def changed(track: Track, rows: NDArray[Any], **columns: NDArray[Any]) -> Planted:
    """The track with other values in some rows, in order of time again."""
    new = {}
    for name, values in columns.items():
        column = getattr(track, name).copy()
        column[rows] = values
        new[name] = column
    damaged = replace(track, **new)
    false = np.zeros(len(track), np.bool_)
    false[rows] = True
    order = np.argsort(damaged.time_s, kind="stable")
    return Planted(damaged.take(order), false[order])


def stretch(track: Track, rng: Rng, shortest_s: float, longest_s: float) -> NDArray[np.int64]:
    """Rows in the air of one stretch of the track, away from its ends; at most a third of it."""
    whole_s = track.time_s[-1] - track.time_s[0]
    lasts = min(rng.uniform(shortest_s, longest_s), whole_s / 3)
    start = track.time_s[0] + rng.uniform(0.1, 0.6) * whole_s
    return np.flatnonzero((track.time_s >= start) & (track.time_s < start + lasts) & (track.ground_speed_kt > 120))


def jumps_to_one_point(tracks: list[Track], rng: Rng) -> Iterator[Planted]:
    """Every aircraft is moved to one point some 200 NM off, within one hour; heights go on."""
    middle = tracks[0].place(len(tracks[0]) // 2)
    point = destination(*middle, 130.0, 200.0)
    for track in tracks:
        rows = stretch(track, rng, 180, 600)
        hour = track.time_s[rows] // 3600 * 3600
        rows = rows[hour == (hour[0] if len(hour) else 0)]
        if len(rows) >= 5:
            aligned = replace(track, time_s=track.time_s - hour[0] + 1.5e9 // 3600 * 3600)
            noise = rng.normal(0, 2e-4, (2, len(rows)))
            yield changed(aligned, rows, lat_deg=point[0] + noise[0], lon_deg=point[1] + noise[1])


def ghosts(tracks: list[Track], rng: Rng) -> Iterator[Planted]:
    """A stretch is replaced by the way of an aircraft 150 to 400 NM off, at another level."""
    for track in tracks:
        rows = stretch(track, rng, 180, 600)
        if len(rows) < 5:
            continue
        lat, lon = destination(
            track.lat_deg[rows], track.lon_deg[rows], rng.uniform(0, 360), rng.uniform(150, 400)
        )
        high = (track.baro_altitude_ft[rows] + rng.uniform(8_000, 20_000)) % 40_000
        yield changed(track, rows, lat_deg=lat, lon_deg=lon, baro_altitude_ft=high)


def single_jumps(tracks: list[Track], rng: Rng) -> Iterator[Planted]:
    """One row in fifty is moved 20 to 300 NM."""
    for track in tracks:
        rows = np.sort(rng.choice(len(track), max(len(track) // 50, 1), replace=False))
        away, bearing = rng.uniform(20, 300, len(rows)), rng.uniform(0, 360, len(rows))
        lat, lon = destination(track.lat_deg[rows], track.lon_deg[rows], bearing, away)
        yield changed(track, rows, lat_deg=lat, lon_deg=lon)


def spikes(tracks: list[Track], rng: Rng) -> Iterator[Planted]:
    """One row in fifty above 10,000 ft says 0 ft, or 126,000 ft."""
    for track in tracks:
        high = np.flatnonzero(track.baro_altitude_ft > 10_000)
        if len(high) >= 50:
            rows = np.sort(rng.choice(high, len(high) // 50, replace=False))
            yield changed(track, rows, baro_altitude_ft=rng.choice([0.0, 126_000.0], len(rows)))


def frozen(tracks: list[Track], rng: Rng) -> Iterator[Planted]:
    """One place is repeated for one to five minutes."""
    for track in tracks:
        rows = stretch(track, rng, 60, 300)
        if len(rows) >= 3:
            lat, lon = track.place(int(rows[0]) - 1)
            yield changed(track, rows, lat_deg=np.full(len(rows), lat), lon_deg=np.full(len(rows), lon))


def clock_steps(tracks: list[Track], rng: Rng) -> Iterator[Planted]:
    """The clock is 5 to 60 s off, either way, for 2 to 15 min."""
    for track in tracks:
        rows = stretch(track, rng, 120, 900)
        if len(rows) >= 5:
            off_s = rng.uniform(5, 60) * rng.choice([-1, 1])
            yield changed(track, rows, time_s=track.time_s[rows] + off_s)


def low_integrity(tracks: list[Track], rng: Rng) -> Iterator[Planted]:
    """NIC and NACp fall to 0 for 3 to 10 min, from aircraft that send them."""
    for track in tracks:
        rows = stretch(track, rng, 180, 600)
        if len(rows) >= 5 and (track.nic[rows] >= 7).all():
            yield changed(track, rows, nic=np.zeros(len(rows), np.int8), nac_p=np.zeros(len(rows), np.int8))


def mixed(tracks: list[Track], rng: Rng) -> Iterator[Planted]:
    """Two airframes send one address at the same time, more than 20 NM apart."""
    for first, second in zip(tracks[::2], tracks[1::2], strict=False):
        shift_s = first.time_s[0] - second.time_s[0] + rng.uniform(0, 300)
        lat, lon = destination(second.lat_deg, second.lon_deg, rng.uniform(0, 360), 150.0)
        other = replace(second, time_s=second.time_s + shift_s, lat_deg=lat, lon_deg=lon)
        both = together(first, other)
        least, most = max(first.time_s[0], other.time_s[0]), min(first.time_s[-1], other.time_s[-1])
        yield Planted(both, (both.time_s >= least) & (both.time_s <= most))


def second_receiver(tracks: list[Track], rng: Rng) -> Iterator[Planted]:
    """Six reports in ten come a second time from a receiver whose clock is 1.7 s ahead."""
    for track in tracks:
        heard = np.sort(rng.choice(len(track), int(0.6 * len(track)), replace=False))
        copy = track.take(heard)
        late = replace(
            copy, time_s=copy.time_s + 1.7, source=np.ones(len(copy), np.int32), sources=("first", "second")
        )
        both = together(replace(track, source=np.zeros(len(track), np.int32), sources=("first", "second")), late)
        yield Planted(both, both.source == 1)


def together(first: Track, second: Track) -> Track:
    """Two tracks as one, in order of time."""
    names = [name for name in Track.__dataclass_fields__ if isinstance(getattr(first, name), np.ndarray)]
    columns = {name: np.concatenate([getattr(first, name), getattr(second, name)]) for name in names}
    return replace(first, **columns).take(np.argsort(columns["time_s"], kind="stable"))


PLANTS: tuple[tuple[str, Plant, tuple[Doubt, ...]], ...] = (
    ("jumps of all to one point", jumps_to_one_point, (Doubt.TELEPORT, Doubt.SPOOF_ATTRACTOR, Doubt.JAMMED)),
    ("ghost far off, another level", ghosts, (Doubt.TELEPORT, Doubt.GHOST)),
    ("single jumps", single_jumps, (Doubt.TELEPORT,)),
    ("heights of 0 and 126,000 ft", spikes, (Doubt.ALTITUDE_SPIKE,)),
    ("place held", frozen, (Doubt.FROZEN,)),
    ("clock off by 5 to 60 s", clock_steps, (Doubt.CLOCK_JUMP,)),
    ("NIC and NACp 0", low_integrity, (Doubt.LOW_INTEGRITY, Doubt.JAMMED)),
    ("two airframes, one address", mixed, (Doubt.DUPLICATE_ADDRESS,)),
    ("second receiver, 1.7 s ahead", second_receiver, (Doubt.REPEAT,)),
)
"""What is planted, how, and the doubts that it should raise."""
