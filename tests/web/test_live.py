"""Live: frames over a real socket, read back; what is not there, not fresh or not asked for is said."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import numpy as np
import polars as pl
import pytest
from websockets.sync.client import ClientConnection, connect

from cli_archive import CARGO, DAY, TRANSPORT, Made, flying, put
from skywitness.model import StateVector
from skywitness.pipeline.picture import COLUMNS, picture_at, positions_between
from skywitness.store.archive import Archive
from skywitness.web.frames import drawn
from skywitness.web.live_table import Channel, LiveTable, Viewport
from swf1_reader import Frame, read, read_all
from web_site import NOW, served


def watching(web: httpx.Client, query: str = "", **headers: str) -> ClientConnection:
    url = str(web.base_url).replace("http://", "ws://").rstrip("/") + "/ws/live" + query
    return connect(url, additional_headers=headers, compression=None)


def messages(socket: ClientConnection, frames: int) -> tuple[list[Frame], list[dict[str, Any]]]:
    """Messages up to so many frames."""
    found: list[Frame] = []
    said: list[dict[str, Any]] = []
    while len(found) < frames:
        message = socket.recv(timeout=30)
        if isinstance(message, bytes):
            found.append(read(message))
        else:
            said.append(json.loads(message))
    return found, said


@pytest.fixture
def fresh(tmp_path: Path) -> Path:
    """An archive whose last rows came two minutes before the server's now."""
    minutes = [(NOW - DAY).total_seconds() / 60 - late for late in (4, 3, 2)]
    put(Archive.create(tmp_path), [Made("live", False, flying(CARGO, minutes, "RFF8062", 10.6, -66.99))])
    return tmp_path


def test_a_map_is_sent_what_was_committed(fresh: Path) -> None:
    with served(fresh) as web, watching(web) as socket:
        [frame], said = messages(socket, 1)
        while not any("names" in one for one in said):
            message = socket.recv(timeout=30)
            said += [json.loads(message)] if isinstance(message, str) else []
    assert frame.kind == 0
    assert list(frame.aircraft) == [CARGO]
    seen = frame.aircraft[CARGO]
    assert (seen.lat_deg, seen.lon_deg, seen.altitude_ft) == (10.6, -66.79, 30_000)
    assert seen.age_s == 120
    status = next(one["status"] for one in said if "status" in one)
    assert status["live"] is True
    assert "last heard 2019-03-25T11:58:00Z" in status["words"]
    names = next(one["names"] for one in said if "names" in one)
    assert set(names[CARGO]) >= {
        "callsign",
        "registration",
        "typecode",
        "operator",
        "flag_state",
        "description",
        "wake",
    }


def test_what_comes_later_comes_as_a_delta(fresh: Path) -> None:
    with served(fresh) as web, watching(web) as socket:
        messages(socket, 1)
        minute = (NOW - DAY).total_seconds() / 60 - 1
        put(Archive.create(fresh), [Made("more", False, flying(TRANSPORT, [minute], "RCH1", 10.0, -67.0))])
        frames: list[Frame] = []
        while not any(TRANSPORT in frame.aircraft for frame in frames):
            frames += messages(socket, 1)[0]
    assert frames[-1].kind == 1
    assert list(frames[-1].aircraft) == [TRANSPORT]


def test_an_old_record_is_not_called_live(web: httpx.Client) -> None:
    with watching(web) as socket:
        [frame], said = messages(socket, 1)
    assert frame.aircraft == {}
    status = next(one["status"] for one in said if "status" in one)
    assert status["live"] is False
    assert "nothing came in" in status["words"]


def test_a_map_is_sent_what_it_looks_at(fresh: Path) -> None:
    with served(fresh) as web, watching(web, "?bbox=0,0,10,10") as socket:
        [elsewhere], _ = messages(socket, 1)
        socket.send(json.dumps({"bbox": [-70, 5, -60, 15]}))
        frames, _ = messages(socket, 1)
        while not frames[-1].aircraft:
            frames += messages(socket, 1)[0]
    assert elsewhere.aircraft == {}
    assert list(frames[-1].aircraft) == [CARGO]


@pytest.mark.parametrize("text", ["", "[]", "{", '{"bbox": 1}', '{"bbox": ["a"]}', "x" * 2_000])
def test_nonsense_from_a_map_harms_nobody(web: httpx.Client, text: str) -> None:
    with watching(web) as socket:
        socket.send(text)
        socket.send(json.dumps({"bbox": None}))
        frames, _ = messages(socket, 1)
    assert frames


def test_a_page_of_another_site_is_not_let_in(web: httpx.Client) -> None:
    with pytest.raises(Exception, match="403"):
        watching(web, Origin="https://evil.example")


def picture(*rows: tuple[str, float, float, float]) -> pl.DataFrame:
    """Address, second, latitude, longitude."""
    states = [
        StateVector(icao24, DAY + timedelta(seconds=second), lat_deg=lat, lon_deg=lon)._asdict()
        for icao24, second, lat, lon in rows
    ]
    frame = pl.DataFrame(states, infer_schema_length=None).with_columns(
        pl.lit(None, pl.String).alias("doubt"),
        pl.lit(value=False).alias("reconstruction"),
        pl.col("baro_altitude_ft", "vertical_rate_fpm").cast(pl.Int64),
        pl.col("ground_speed_kt", "track_deg").cast(pl.Float64),
        pl.col("squawk", "emergency", "callsign", "position_source").cast(pl.String),
        pl.col("on_ground").cast(pl.Boolean),
    )
    return frame.select(COLUMNS)


def test_deltas_put_together_are_the_picture() -> None:
    generator = np.random.default_rng(7)
    table = LiveTable()
    world = Channel(table, None)
    box = Viewport(-300_000_000, 1_700_000_000, 300_000_000, -1_700_000_000)  # across the antimeridian
    part = Channel(table, box)
    held: dict[str, Any] = {}
    held_part: dict[str, Any] = {}
    for tick in range(40):
        present = generator.random(60) < 0.8
        ids = np.flatnonzero(present) + 0xA00000
        places = generator.uniform((-60, -180), (60, 180), (len(ids), 2))
        rows = [
            (f"{one:06x}", float(tick), lat, lon) for one, (lat, lon) in zip(ids, places.tolist(), strict=True)
        ]
        now = DAY + timedelta(seconds=tick)
        table.take(drawn(picture(*rows), None, now), 1_000 * tick)
        for channel, mine in ((world, held), (part, held_part)):
            channel.advance()
            frame = read(channel.delta)
            for icao24 in frame.gone:
                del mine[icao24]
            mine.update(frame.aircraft)
            assert mine == read(channel.full()).aircraft
        assert set(held) == {row[0] for row in rows}
        inside = {row[0] for row in rows if abs(row[2]) <= 30 and (row[3] >= 170 or row[3] <= -170)}
        assert set(held_part) == inside


def test_what_stays_as_it_is_is_not_sent_again() -> None:
    table = LiveTable()
    rows = picture(("aaaaaa", 0, 1, 2), ("bbbbbb", 0, 3, 4))
    table.take(drawn(rows, None, DAY), 0)
    channel = Channel(table, None)
    moved = picture(("aaaaaa", 1, 1, 2.1), ("bbbbbb", 0, 3, 4))
    table.take(drawn(moved, None, DAY), 1_000)
    channel.advance()
    assert list(read(channel.delta).aircraft) == ["aaaaaa"]


def test_names_that_are_no_address_are_in_no_frame() -> None:
    rows = picture(("~2a8c01", 0, 1, 2), ("aaaaaa", 0, 1, 2))
    assert drawn(rows, None, DAY).columns.icao24.tolist() == [0xAAAAAA]


def test_replay_is_what_was_reported(web: httpx.Client, data: Path) -> None:
    at = DAY + timedelta(hours=10, minutes=30)
    answer = web.get("/replay/frames", params={"t": at.isoformat(), "step_s": 60, "n": 4})
    frames = read_all(answer.content)
    assert [frame.time_ms for frame in frames] == [round(at.timestamp() * 1000) + 60_000 * i for i in range(4)]
    rows, _ = positions_between(Archive(data), at - timedelta(minutes=5), at + timedelta(hours=1))
    for number, frame in enumerate(frames):
        expected = picture_at(rows, at + timedelta(minutes=number))
        assert sorted(frame.aircraft) == expected["icao24"].to_list()
        for row in expected.iter_rows(named=True):
            seen = frame.aircraft[row["icao24"]]
            assert seen.lat_deg == pytest.approx(row["lat_deg"], abs=1e-6)
            assert seen.lon_deg == pytest.approx(row["lon_deg"], abs=1e-6)
            assert bool(seen.flags & 2) == (row["doubt"] is not None)
            assert bool(seen.flags & 8) == row["reconstruction"]


def test_the_picture_at_a_time_has_no_later_report(web: httpx.Client) -> None:
    at = DAY + timedelta(hours=10, minutes=30, seconds=30)
    answer = web.get("/live.json", params={"t": at.isoformat()}).json()
    columns = answer["columns"]
    assert columns["icao24"]
    assert all(observed <= at.timestamp() * 1000 for observed in columns["observed_at"])
    assert len({len(column) for column in columns.values()}) == 1
