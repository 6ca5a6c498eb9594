"""A small archive for the tests of the command line, made through the store."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from typer.testing import Result

from made_rows import derived, source
from skywitness.model import Flight, Source, Statement, StateVector, Visit
from skywitness.movements.flights import ALGORITHM
from skywitness.pipeline.identify import Identities
from skywitness.store.archive import Archive
from skywitness.store.commit import Outcome, commit_batch
from skywitness.store.staging import Batch, StagedSource, clear_staging

DAY = datetime(2019, 3, 23, tzinfo=UTC)
CARGO, TRANSPORT, PRIVATE = "154073", "ae4af6", "a835af"
CARGO_1, CARGO_2 = f"{CARGO}-20190323T100000Z", f"{CARGO}-20190324T150000Z"
TRANSPORT_1 = f"{TRANSPORT}-20190323T120000Z"


class Made(NamedTuple):
    """One source to be put into an archive."""

    name: str
    reconstruction: bool
    rows: Sequence[StateVector | Statement]

    @property
    def sha256(self) -> str:
        return self.name.encode().hex().ljust(64, "0")


Run = Callable[..., Result]


def at(minutes: float) -> datetime:
    """Minutes after the day's midnight, UTC."""
    return DAY + timedelta(minutes=minutes)


def flying(
    icao24: str, minutes: Iterable[float], callsign: str, lat_deg: float, lon_deg: float
) -> list[StateVector]:
    """Positions that go east by 0.1 degrees a minute."""
    start, *_ = minutes = list(minutes)
    return [
        StateVector(
            icao24,
            at(minute),
            lat_deg=lat_deg,
            lon_deg=round(lon_deg + (minute - start) * 0.1, 6),
            baro_altitude_ft=30_000,
            geo_altitude_ft=31_000,
            ground_speed_kt=350.5,
            track_deg=90.0,
            callsign=callsign,
            source_row=row,
        )
        for row, minute in enumerate(minutes, 1)
    ]


def put(archive: Archive, sources: Sequence[Made]) -> None:
    """Commit sources as an import does."""
    clear_staging(archive.staging)
    batch = Batch(archive.staging)
    for made in sources:
        file = batch.open_file(StagedSource(made.sha256, made.name, made.reconstruction))
        for row in made.rows:
            file.add(row)
        batch.take(file)

    def listed(outcomes: Mapping[str, Outcome]) -> list[Source]:
        return [_source(made, outcomes[made.sha256]) for made in sources]

    with archive.writing():
        commit_batch(archive, batch, listed)
    batch.drop()


def _source(made: Made, outcome: Outcome) -> Source:
    return source(made.sha256, outcome)._replace(
        name=made.name,
        rejects={"latitude_out_of_range": 2},
        notes=[],
        reconstruction=made.reconstruction,
        imported_at=DAY + timedelta(days=400),
    )


def flight(
    flight_id: str, registration: str, typecode: str, minutes: tuple[float, float], **known: object
) -> Flight:
    """A flight with unseen ends unless they are given."""
    icao24 = flight_id.partition("-")[0]
    fields: dict[str, object] = {
        "flight_id": flight_id,
        "icao24": icao24,
        "registration": registration,
        "typecode": typecode,
        "flag_state": "RU" if icao24 == CARGO else "US",
        "callsign": "RFF7041" if icao24 == CARGO else "RCH431",
        "first_seen_at": at(minutes[0]),
        "last_seen_at": at(minutes[1]),
        "first_lat_deg": 35.0,
        "first_lon_deg": 35.0,
        "last_lat_deg": 35.0,
        "last_lon_deg": 40.0,
        "callsigns": [],
        "adep_candidates": [],
        "adep_posteriors": [],
        "ades_candidates": [],
        "ades_posteriors": [],
        "positions": 10,
        "doubted": 0,
        "distance_nm": 1234.5678,
        "longest_silence_s": 60.0,
        "touch_and_goes": 0,
        "cut_before": "record",
        "source_sha256s": ["aa", "bb"],
        "algorithm": ALGORITHM,
        "reconstruction": icao24 == CARGO,
        **known,
    }
    for end in ("adep", "ades"):
        if fields.get(end) is None:
            fields.setdefault(f"{end}_reason", "undetermined")
    return Flight(**{name: fields.get(name) for name in Flight._fields})  # type: ignore[arg-type]  # checked by the store


def visit(icao24: str, registration: str, typecode: str, airport: str | None, **known: object) -> Visit:
    """A visit of which only what is given is known."""
    fields: dict[str, object] = {
        "icao24": icao24,
        "registration": registration,
        "typecode": typecode,
        "flag_state": "RU" if icao24 == CARGO else "US",
        "airport": airport,
        "airport_candidates": [],
        "airport_posteriors": [],
        "inferred": False,
        "arrival_seen": "arrived_at" in known,
        "departure_seen": "departed_at" in known,
        "source_sha256s": ["sha"],
        "algorithm": ALGORITHM,
        "reconstruction": icao24 == CARGO,
        **known,
    }
    return Visit(**{name: fields.get(name) for name in Visit._fields})  # type: ignore[arg-type]  # checked by the store


FLIGHTS = [
    flight(CARGO_1, "RA-82035", "A124", (600, 700), adep="OSLK", adep_evidence="ground", takeoff_at=at(600)),
    flight(
        CARGO_2,
        "RA-82035",
        "A124",
        (2340, 2460),
        ades="SVMI",
        ades_evidence="ground",
        adep_reason="outside_coverage",
        landing_at=at(2455.5),
    ),
    flight(TRANSPORT_1, "12-5756", "C30J", (720, 780), adep="KNGU", ades="KCHS"),
]
VISITS = [
    visit(
        CARGO, "RA-82035", "A124", None, inferred=True,
        airport_reason="outside_coverage", arrived_not_before=at(700), departed_not_after=at(2340),
        arrival_flight_id=CARGO_1, departure_flight_id=CARGO_2,
    ),
    visit(
        CARGO, "RA-82035", "A124", "SVMI",
        arrived_at=at(2455.5), arrived_not_before=at(2450), arrival_flight_id=CARGO_2,
    ),
    visit(
        TRANSPORT, "12-5756", "C30J", "KCHS",
        arrived_at=at(780), arrived_not_before=at(775), arrival_flight_id=TRANSPORT_1,
    ),
]  # fmt: skip


def sources() -> list[Made]:
    """What the archive is made of: a simulated trip, and two real sources that differ about a registration."""
    seen = [minute for minute in range(600, 701) if not 630 < minute < 650]
    cargo = flying(CARGO, seen, "RFF7041", 35.0, 35.0)
    cargo += [row._replace(source_row=row.source_row + 1000) for row in _second_flight()]
    said = (
        Statement(CARGO, "registration", "RA-82035", at(600), 1),
        Statement(CARGO, "typecode", "A124", at(600), 1),
    )
    transport = flying(TRANSPORT, range(720, 781), "RCH431", 36.0, -76.0)
    owned = (
        Statement(TRANSPORT, "registration", "12-5756", at(720), 1),
        Statement(TRANSPORT, "typecode", "C30J", None),
    )
    other = Statement(TRANSPORT, "registration", "99-9999", None)
    return [
        Made("caracas.bin", True, [*cargo, *said]),
        Made("norfolk.csv", False, [*transport, *owned]),
        Made("list.csv", False, [other, *flying(PRIVATE, range(100, 105), "N628TS", 40.0, -100.0)]),
    ]


def _second_flight() -> list[StateVector]:
    """A flight of the next day at 10 N, with one fix, at 16:00, 1,500 NM off."""
    flown = flying(CARGO, range(2340, 2461), "RFF7041", 10.0, -79.0)
    return [row._replace(lat_deg=35.0) if row.observed_at == at(2400) else row for row in flown]


def build(data: Path) -> Archive:
    """The archive in this data directory, with its flights and visits up to date."""
    archive = Archive.create(data)
    put(archive, sources())
    archive.replace_derived(None, derived(FLIGHTS, VISITS))
    heard = archive.positions().select("icao24").unique().collect()["icao24"].to_list()
    archive.replace_table("identities", Identities.of(archive, heard).rows())
    archive.mark_derived(archive.underived_sources(ALGORITHM), ALGORITHM)
    return archive
