"""Silence: aircraft that go dark, and areas that nobody hears, cut out of recorded traffic.

    python bench/accuracy/silence.py [SEED]

The Swiss collection of the package `traffic`: 842 aircraft over one country. Three copies of it are judged. In the
first, some aircraft lose 12 to 25 minutes of their reports each: they are dark. In the second, all reports within
a circle and an hour are gone: a hole. The third is as recorded: whoever falls silent there does so for reasons
that nobody knows, mostly at the edge of reception.
"""

import sys
from datetime import datetime, timedelta

import numpy as np
import polars as pl
from datasets import sample
from tables import Sheet, show

from skywitness.findings.heard_cells import heard
from skywitness.findings.silence import Silence
from skywitness.measure.geodesy import distance_nm
from skywitness.model import Finding
from skywitness.movements.identity import Identity
from skywitness.pipeline.reconstruct import Reconstructor
from skywitness.store.rows import as_read, frame_of
from skywitness.store.schema import TABLES

_SEED = 1_001
_DARK = 60
_HOLES = 6


def main(seed: int = _SEED) -> int:
    """Print the table."""
    show(tables(seed))
    return 0


def tables(seed: int = _SEED) -> list[Sheet]:
    """Verdicts on what was cut out, and on what was silent by itself."""
    recorded = sample("collections/switzerland")
    random = np.random.default_rng(seed)
    dark, cut = _gone_dark(recorded, random)
    holes = _holes(recorded, random)
    own = {_spell(one) for one in judged(recorded)}
    rows = [
        _row(
            "aircraft gone dark",
            [one for one in judged(dark) if one.icao24s[0] in cut and _within(one, cut)],
            len(cut),
        ),
        _row("silences in holes", [one for one in judged(holes) if _spell(one) not in own], None),
        _row("silences as recorded", judged(recorded), None),
    ]
    headings = [
        "what",
        "planted",
        "judged",
        "likely_dark",
        "coverage_hole",
        "unknown",
        "confidence of likely_dark",
    ]
    return [Sheet(f"Gone dark, or no receiver: the Swiss collection (seed {seed})", headings, rows, words=1)]


def judged(positions: pl.DataFrame) -> list[Finding]:
    """Verdicts on every silence that the product's own derivation finds."""
    rows = [
        row
        for airframe in Reconstructor.packaged().airframes(positions, lambda _: Identity())
        for row in airframe.found.gaps
    ]
    table = TABLES["gaps"]
    gaps = as_read(table, frame_of(table, rows).lazy()).collect()
    detector = Silence()
    steps = detector.steps(gaps)
    known = ("icao24", "observed_at", "lat_deg", "lon_deg", "baro_altitude_ft")
    airborne = positions.filter(~pl.col("on_ground").fill_null(value=False)).select(*known, "receiver")
    nobody = pl.DataFrame(schema={"gap_id": pl.String, "receiver": pl.String})
    return detector.find(gaps, heard(airborne.drop_nulls(known)), nobody, steps)


def _spell(one: Finding) -> tuple[str, str]:
    return one.icao24s[0], one.since.isoformat()


def _gone_dark(recorded: pl.DataFrame, random: np.random.Generator) -> tuple[pl.DataFrame, dict[str, datetime]]:
    """The recording without some minutes of some aircraft, and from when each is dark."""
    at = pl.col("observed_at")
    broken = (at.diff().over("icao24") > timedelta(minutes=1)).fill_null(value=False)
    spells = (
        recorded.sort("icao24", "observed_at")
        .with_columns(spell=broken.cum_sum().over("icao24"))
        .group_by("icao24", "spell")
        .agg(first=at.min(), last=at.max())
        .filter(pl.col("last") - pl.col("first") > timedelta(minutes=18))
        .sort("icao24", "spell")
        .unique("icao24", keep="first", maintain_order=True)
    )
    rows = spells.sample(min(_DARK, spells.height), seed=int(random.integers(2**31))).sort("icao24")
    cut: dict[str, datetime] = {}
    lost = pl.lit(value=False)
    for icao24, _, first, last in rows.iter_rows():
        room = (last - first).total_seconds() / 60 - 5
        length = float(random.uniform(10.5, room))
        start = first + timedelta(minutes=2 + float(random.uniform(0, max(room - length, 0.1))))
        cut[icao24] = start
        lost |= (pl.col("icao24") == icao24) & (at >= start) & (at < start + timedelta(minutes=length))
    return recorded.filter(~lost), cut


def _within(one: Finding, cut: dict[str, datetime]) -> bool:
    start = cut[one.icao24s[0]]
    return one.since <= start <= one.until


def _holes(recorded: pl.DataFrame, random: np.random.Generator) -> pl.DataFrame:
    """The recording without some circles of 40 NM, each for an hour and a half."""
    at, lost = pl.col("observed_at"), np.zeros(recorded.height, np.bool_)
    times, lat, lon = recorded["observed_at"], recorded["lat_deg"].to_numpy(), recorded["lon_deg"].to_numpy()
    for row in random.choice(recorded.height, _HOLES, replace=False):
        start = times[int(row)] - timedelta(minutes=45)
        then = recorded.select((at >= start) & (at < start + timedelta(minutes=90))).to_series().to_numpy()
        lost |= then & (distance_nm(lat[row], lon[row], lat, lon) < 40)
    return recorded.filter(pl.Series(~lost))


def _row(name: str, found: list[Finding], planted: int | None) -> list[str]:
    verdicts = [one.verdict for one in found]
    sure = [one.confidence for one in found if one.verdict == "likely_dark"]
    counts = (f"{verdicts.count(word)}" for word in ("likely_dark", "coverage_hole", "unknown"))
    return [
        name,
        "-" if planted is None else f"{planted}",
        f"{len(found)}",
        *counts,
        f"{np.mean(sure):.2f}" if sure else "-",
    ]


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:2])))
