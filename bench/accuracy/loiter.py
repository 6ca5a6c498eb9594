"""Loitering on recorded flights: how many at such work are found, and how many airliners are not left alone.

    python bench/accuracy/loiter.py

The recordings of the package ``traffic`` come in families (fire-fighters, television relays, gliders, calibration
of beacons, surveys, a tanker) that say what a flight was for, not what it did in each part. So each recording is
cut at silences of ten minutes, and a part counts as at work when it lasts 25 minutes and flies at least three
times the greatest distance that it gets from its first position; the rest are ways there and home. That test
shares its idea with the detector's, but is of a whole part, with half its threshold and without any turn. Both
shares are shown. The airliners are all of ``quickstart`` and ``switzerland``; those over Heathrow are apart, for
many of them were held, which a look at where they circled shows: over the four published stacks.
"""

import sys
from typing import NamedTuple

import numpy as np
import polars as pl
from datasets import heathrow, sample, samples
from tables import Sheet, show

from skywitness.findings.loiter import Loiter
from skywitness.measure.geodesy import distance_nm, steps_nm
from skywitness.model import Finding
from skywitness.reference.airports import Airports

FAMILIES = {
    "fire-fighting": "firefighting",
    "television relay": "tv_relay",
    "gliders": "gliders",
    "calibration": "calibration",
    "survey": "surveys",
    "tanker": "military/inflight_refuelling",
    "border control": "surveillance",
}
AIRLINERS = ("collections/quickstart", "collections/switzerland")
STACKS = {"OCK": (51.305, -0.447), "BIG": (51.331, 0.035), "BNN": (51.726, -0.550), "LAM": (51.646, 0.152)}
"""Beacons of the four stacks of Heathrow (UK AIP, ENR 4.1), degrees."""
_WANTED = {"survey": "lawn_mower", "gliders": "thermal", "tanker": "racetrack"}
_FEWEST = 25
_STACK_NM = 10.0
_NO_FIELDS = Airports.from_rows([])


class Part(NamedTuple):
    """One part of a recording."""

    flight_id: str
    at_work: bool


def main() -> int:
    """Print the tables."""
    show(tables())
    return 0


def tables() -> list[Sheet]:
    """Families, classes and false alarms."""
    found = {name: _found(_parts(_family(folder))) for name, folder in FAMILIES.items()}
    rows = [_recall(name, *of) for name, of in found.items()]
    every = [part for parts, _ in found.values() for part in parts], [f for _, own in found.values() for f in own]
    rows.append(_recall("all", *every))
    return [
        Sheet(
            "Loitering: parts of recordings that are found",
            ("family", "parts", "found", "at work", "found", "recall"),
            rows,
            words=1,
        ),
        _classes({name: own for name, (_, own) in found.items()}),
        _airliners(),
    ]


def _recall(name: str, parts: list[Part], found: list[Finding]) -> list[str]:
    hit = {finding.basis[0] for finding in found}
    work = [part for part in parts if part.at_work]
    seen = sum(part.flight_id in hit for part in work)
    share = f"{seen / len(work):.3f}" if work else "-"
    return [name, str(len(parts)), str(len(hit)), str(len(work)), str(seen), share]


def _classes(found: dict[str, list[Finding]]) -> Sheet:
    classes = ("orbit", "racetrack", "holding", "lawn_mower", "thermal", "unknown")
    rows = [
        [
            name,
            _WANTED.get(name, "-"),
            *(str(sum(finding.verdict == verdict for finding in own)) for verdict in classes),
        ]
        for name, own in found.items()
    ]
    return Sheet("Classes of the spells found", ("family", "as flown", *classes), rows)


def _airliners() -> Sheet:
    rows = []
    for name in AIRLINERS:
        parts, found = _found(_parts(sample(name)))
        hit = len({finding.basis[0] for finding in found})
        rows.append([name.rpartition("/")[2], str(len(parts)), str(hit), f"{hit / len(parts):.2%}", "-"])
    together = [sum(int(row[place]) for row in rows) for place in (1, 2)]
    rows.append(["together", *map(str, together), f"{together[1] / together[0]:.2%}", "-"])
    parts, found = _found(_parts(heathrow().positions))
    hit = len({finding.basis[0] for finding in found})
    held = sum(_stack_nm(finding) <= _STACK_NM for finding in found)
    rows.append(["heathrow", str(len(parts)), str(hit), f"{hit / len(parts):.2%}", f"{held} of {len(found)}"])
    return Sheet(
        "Airliners that are found", ("set", "parts", "found", "share", "over a stack of Heathrow"), rows, words=1
    )


def _stack_nm(finding: Finding) -> float:
    at = finding.lat_deg, finding.lon_deg
    return min(float(distance_nm(*at, *stack)) for stack in STACKS.values())  # type: ignore[arg-type]  # has a place


def _family(folder: str) -> pl.DataFrame:
    if (samples() / folder).is_dir():
        names = sorted(path.name.removesuffix(".json.gz") for path in (samples() / folder).glob("*.json.gz"))
        return pl.concat(_named(f"{folder}/{name}", number) for number, name in enumerate(names))
    return sample(folder)


def _named(name: str, number: int) -> pl.DataFrame:
    """One airframe may be in two recordings, which are kept apart."""
    return sample(name).with_columns(pl.format("{}{}", "icao24", pl.lit(f"{number:02}")).alias("icao24"))


def _parts(frame: pl.DataFrame) -> pl.DataFrame:
    """Positions in the air in parts without a silence of ten minutes, of at least 25 positions."""
    air = frame.filter(~pl.col("on_ground").fill_null(value=False)).sort("icao24", "observed_at")
    gap = (pl.col("observed_at").diff() > pl.duration(minutes=10)).over("icao24").fill_null(value=False)
    named = air.with_columns(flight_id=pl.format("{}-{}", "icao24", gap.cum_sum().over("icao24")))
    return named.filter(pl.len().over("flight_id") >= _FEWEST)


def _found(parts: pl.DataFrame) -> tuple[list[Part], list[Finding]]:
    listed = [
        Part(str(flight_id), _at_work(rows))
        for (flight_id,), rows in parts.group_by("flight_id", maintain_order=True)
    ]
    return listed, Loiter().find(parts, _NO_FIELDS)


def _at_work(rows: pl.DataFrame) -> bool:
    lat, lon = rows["lat_deg"].to_numpy(), rows["lon_deg"].to_numpy()
    minutes = (rows["observed_at"][-1] - rows["observed_at"][0]).total_seconds() / 60
    away = distance_nm(lat[0], lon[0], lat, lon)
    return bool(minutes >= 25 and np.sum(steps_nm(lat, lon)) >= 3 * np.max(away))


if __name__ == "__main__":
    sys.exit(main())
