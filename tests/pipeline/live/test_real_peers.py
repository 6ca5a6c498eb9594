"""A real peer on the loopback: what dump1090 hands on is what our own decoder makes of the same bytes."""

import asyncio
from pathlib import Path

import polars as pl
import pytest

from dump1090_peer import installed, running
from live_peers import Collection, collecting, replayed, stored
from skywitness.measure.clock import parse_utc
from skywitness.pipeline.import_files import import_paths
from skywitness.pipeline.import_report import ImportOptions
from skywitness.store.archive import Archive

BEGAN = parse_utc("2018-04-03T19:02:28Z")
LASTS_S = 61.0
FASTER = 4


@pytest.fixture
def recording(shared: Path) -> bytes:
    return (shared / "data" / "raw" / "ulss7_beast.bin").read_bytes()


@pytest.fixture
def dump1090() -> str:
    return installed()


async def play(recording: bytes, port: int) -> None:
    """Send the recording, four times as fast as it was made."""
    _, writer = await asyncio.open_connection("127.0.0.1", port)
    steps = round(LASTS_S / FASTER / 0.05)
    for step in range(steps):
        writer.write(recording[len(recording) * step // steps : len(recording) * (step + 1) // steps])
        await writer.drain()
        await asyncio.sleep(0.05)
    await asyncio.sleep(1.5)
    writer.close()


async def collect(program: str, recording: bytes, tmp_path: Path) -> None:
    json = tmp_path / "json"
    json.mkdir()
    async with running(program, json) as (beast_in, beast, avr, sbs):
        sources = (
            f"b=beast://127.0.0.1:{beast}",
            f"a=avr://127.0.0.1:{avr}",
            f"s=sbs://127.0.0.1:{sbs}",
            f"j=readsb+json://{json}/aircraft.json",
        )
        async with collecting(tmp_path / "live", *sources) as collection:
            await collection.until(lambda: all_connected(collection))
            await play(recording, beast_in)


def all_connected(collection: Collection) -> bool:
    return all(feed.connected for feed in collection.counts.feeds.values())


def of(rows: pl.DataFrame, receiver: str) -> pl.DataFrame:
    return rows.filter(pl.col("receiver") == receiver, pl.col("lat_deg").is_not_null())


def places(rows: pl.DataFrame) -> set[tuple[str, float, float]]:
    """Aircraft and place to a thousandth of a degree, about a hundred metres."""
    cells = rows.select("icao24", pl.col("lat_deg", "lon_deg").round(3))
    return set(cells.unique().iter_rows())


def test_dump1090_hands_on_in_four_formats(dump1090: str, recording: bytes, shared: Path, tmp_path: Path) -> None:
    asyncio.run(collect(dump1090, recording, tmp_path))
    rows = stored(tmp_path / "live")
    assert replayed(tmp_path / "live", tmp_path / "proof").equals(rows)

    archive = Archive.create(tmp_path / "imported")
    file = shared / "data" / "raw" / "ulss7_beast.bin"
    import_paths(archive, [file], ImportOptions(at=BEGAN, receiver_deg=(59.97, 30.3)), BEGAN)
    known = archive.positions().filter(pl.col("lat_deg").is_not_null()).collect()

    # dump1090 corrects and refuses frames by rules of its own, so that not all are the same.
    for receiver, share in (("b", 0.95), ("a", 0.95), ("s", 0.9)):
        mine = of(rows, receiver)
        assert len(places(mine) & places(known)) > share * len(places(mine)), receiver
        assert len(places(mine) & places(known)) > 0.7 * len(places(known)), receiver
    snapshots = of(rows, "j")
    assert set(snapshots["icao24"]) <= set(known["icao24"])
    assert snapshots.height > 50
