"""Doubts about positions: false alarms on recordings, and errors planted in them that are found.

    python bench/accuracy/doubts.py        needs the recordings in ../shared or SKYWITNESS_SHARED, and traffic's

The first table gives the share of positions that each doubt is raised about in recordings as they are. The clean
ones are not free of errors: merged networks and held state vectors have their own. The second gives, for errors
planted with a fixed seed, recall (share of false rows that are doubted) and precision (share of newly doubted rows
that are false).
"""

import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import polars as pl
from datasets import SHARED, four_flights, heathrow, hercules, sample
from planted import PLANTS, Plant, Planted
from tables import Sheet, show

from skywitness.model import Doubt, FalsePlace, Track
from skywitness.pipeline.import_files import import_paths
from skywitness.pipeline.import_report import ImportOptions
from skywitness.reference.envelopes import Envelope, envelope_of
from skywitness.store.archive import Archive
from skywitness.store.packaged import type_table
from skywitness.tracks.attractors import Attractors, false_places
from skywitness.tracks.build import build_tracks
from skywitness.tracks.doubts import doubts
from skywitness.tracks.join import join, joined

EnvelopeOf = Callable[[str], Envelope]
"""Takes an address; gives what its type can do."""

_SEED = 20
_NOISY = ("noisy_spoofing", "noisy_time_issue", "noisy_landing", "noisy_ground", "noisy_takeoff")
_SAMPLES = ("collections/quickstart", "collections/switzerland", "featured/zero_gravity")


def main() -> int:
    """Print the tables."""
    show(tables())
    return 0


def tables() -> list[Sheet]:
    """Doubts raised about recordings as they are, and about errors planted in them."""
    labelled = {
        "Heathrow, Flightradar24": heathrow(),
        "AE4AF6, ADS-B Exchange": hercules(),
        "N899DN, readsb trace": four_flights(),
    }
    clean = {
        **{name: tracks_of(one.positions) for name, one in labelled.items()},
        "St Petersburg, SBS": tracks_of(imported(SHARED / "data/raw/ulss7_sbs.txt")),
        **{name: tracks_of(sample(name)) for name in _SAMPLES},
    }
    noisy = {name: tracks_of(sample(f"noisy/{name}")) for name in _NOISY}
    sheets = [alarms({**clean, **noisy})]
    for name in (*_SAMPLES[:2], *tuple(clean)[:3]):
        identities = labelled[name].identities if name in labelled else {}
        typecodes = {icao24: identity.typecode for icao24, identity in identities.items()}
        sheets.append(found(name, clean[name], lambda icao24, known=typecodes: _envelope(known.get(icao24))))
    return sheets


def _envelope(typecode: str | None) -> Envelope:
    return envelope_of(type_table().get(typecode))


def tracks_of(positions: pl.DataFrame) -> list[Track]:
    """Tracks with their sources joined."""
    return [join(track) for track in build_tracks(positions)]


def imported(path: Path) -> pl.DataFrame:
    """Positions that the product's own import reads from a file."""
    with tempfile.TemporaryDirectory() as folder:
        archive = Archive.create(Path(folder))
        import_paths(archive, [path], ImportOptions(), datetime.now(UTC), lambda _: None)
        return archive.positions().collect()


def alarms(sets: dict[str, list[Track]]) -> Sheet:
    """Share of positions under each doubt."""
    headings = ["recording", "positions", *(str(doubt.name).lower() for doubt in Doubt)]
    rows = []
    for name, tracks in sets.items():
        flags = np.concatenate([doubts(track) for track in tracks])
        shares = [np.count_nonzero(flags & doubt) / len(flags) for doubt in Doubt]
        rows.append([name, str(len(flags)), *(f"{share:.2%}".rstrip("%") if share else "" for share in shares)])
    return Sheet("Positions doubted in recordings as they are, in percent", headings, rows, words=1)


def found(name: str, tracks: list[Track], envelope: EnvelopeOf) -> Sheet:
    """Recall and precision for each kind of error, planted in what is undoubted of long tracks."""
    honest = [track for track in (one.take(doubts(one) == 0) for one in tracks) if len(track) >= 100]
    rows = [
        row for kind, plant, raised in PLANTS for row in score(kind, planted_by(plant, honest), raised, envelope)
    ]
    headings = ["planted", "doubt", "tracks", "false rows", "recall", "precision"]
    return Sheet(f"Errors planted in {len(honest)} tracks of {name}", headings, rows)


def planted_by(plant: Plant, tracks: list[Track]) -> list[Planted]:
    """The tracks with errors in them, the same in every run."""
    return list(plant(tracks, np.random.default_rng(_SEED)))


def score(kind: str, planted: list[Planted], raised: Iterable[Doubt], envelope: EnvelopeOf) -> Iterator[list[str]]:
    """Rows of the table for one kind."""
    if not planted:
        return
    joint = [joined(one.track) for one in planted]
    false = np.concatenate([one.false[rows] for one, (_, rows) in zip(planted, joint, strict=True)])
    evidence: list[FalsePlace] = []
    for number, (track, _) in enumerate(joint):
        places = false_places(track, doubts(track, envelope=envelope(track.icao24)))
        evidence += [place._replace(icao24=f"{number:06x}") for place in places]
    attractors = Attractors.of(frame_of(evidence))
    flags = np.concatenate(
        [doubts(track, envelope=envelope(track.icao24), attractors=attractors) for track, _ in joint]
    )
    for doubt in raised:
        new = (flags & doubt) != 0
        hit = np.count_nonzero(new & false)
        recall, precision = hit / max(np.count_nonzero(false), 1), hit / max(np.count_nonzero(new), 1)
        cells = (str(len(planted)), str(np.count_nonzero(false)), f"{recall:.1%}", f"{precision:.1%}")
        yield [kind, str(doubt.name).lower(), *cells]


def frame_of(evidence: list[FalsePlace]) -> pl.DataFrame | None:
    """The evidence as the table of false places holds it."""
    return pl.DataFrame(evidence, schema=FalsePlace._fields, orient="row") if evidence else None


if __name__ == "__main__":
    sys.exit(main())
