"""Collecting: what a peer sends is in the raw log and in the archive, once, and a replay gives the same rows."""

import asyncio
import json
import random
import threading
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path

import pytest

from live_peers import (
    OPTIONS,
    beast_flight,
    beast_records,
    collecting,
    just_now,
    peer,
    replayed,
    sending,
    stored,
)
from made_flight import CALLSIGN, ICAO24
from made_frames import beast
from raw_logs import HEADER, lines
from sbs_lines import sbs_flight
from skywitness.decode.decoder import Decoder
from skywitness.links.retry import Retry
from skywitness.model import Chunk, Message, StateVector
from skywitness.pipeline.live import feed as feed_module
from skywitness.pipeline.live import storing
from skywitness.store import live_rows
from skywitness.store.archive import Archive
from skywitness.store.errors import ArchiveLockedError, DiskFullError
from skywitness.store.raw_log import writer
from skywitness.store.raw_log.check import check_feed
from skywitness.store.raw_log.segment import load_segment


def raw_bytes(data: Path, feed: str = "roof") -> bytes:
    folder = data / "raw" / feed
    entries = [entry for entry in lines(folder) if entry.event == "closed"]
    chunks = [one for entry in entries for one in load_segment(folder / entry.path).chunks]
    return b"".join(one.data for one in chunks if one.kind == "data")


def doubled(data: Path) -> int:
    rows = stored(data)
    return rows.height - rows.unique(["source_sha256", "source_row", "lat_deg"]).height


def test_a_beast_feed_is_recorded_decoded_and_stored(tmp_path: Path) -> None:
    sent = beast_flight()

    async def run() -> None:
        async with (
            peer(sending(sent)) as port,
            collecting(tmp_path, f"roof=beast://127.0.0.1:{port}") as collection,
        ):
            await collection.until(lambda: collection.counts.feeds["roof"].stored_rows > 20)
            live = collection.collector.live.get(f"{ICAO24:06x}")
            assert live is not None
            assert (live.state.callsign, live.state.squawk, live.feed) == (CALLSIGN, "1200", "roof")
            assert len(collection.collector.live) == 1

    asyncio.run(run())
    assert raw_bytes(tmp_path) == sent
    rows = stored(tmp_path)
    # The first of them waits for an odd one to be placed, and cannot be: 24 sent, 23 places.
    assert rows["lat_deg"].is_not_null().sum() == 23
    assert rows["receiver"].unique().to_list() == ["roof"]
    assert rows["lat_deg"].drop_nulls().is_between(52.0, 52.02).all()
    [source] = Archive.open(tmp_path).sources().collect().iter_rows(named=True)
    assert (source["format"], source["messages"], source["aircraft"]) == ("beast", 74, 1)
    assert (source["state_vectors"], source["positions"]) == (rows.height, 23)
    assert rows["source_sha256"].unique().to_list() == [source["source_sha256"]]
    assert check_feed(tmp_path / "raw" / "roof").faults == []


def test_a_slow_disk_does_not_keep_the_feed_out_of_the_raw_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While the disk is busy with what came before, what comes now is in the file: a kill cannot take it."""
    sent, done = beast_flight(), threading.Event()

    def slow(descriptor: int) -> None:
        done.wait(30)
        writer.settle(descriptor)

    async def run() -> None:
        monkeypatch.setattr(storing, "settle", slow)
        pieces = [sent[at : at + 97] for at in range(0, len(sent), 97)]
        async with (
            peer(sending(*pieces, pause_s=0.05)) as port,
            collecting(tmp_path, f"roof=beast://127.0.0.1:{port}") as collection,
        ):
            await collection.until(lambda: collection.counts.feeds["roof"].received_bytes == len(sent))
            folder = tmp_path / "raw" / "roof"
            [entry] = lines(folder)
            await collection.until(
                lambda: (
                    b"".join(one.data for one in load_segment(folder / entry.path).chunks if one.kind == "data")
                    == sent
                )
            )
            done.set()

    asyncio.run(run())


def test_a_replay_gives_the_same_rows(tmp_path: Path) -> None:
    async def run() -> None:
        whole = beast_flight()
        pieces = [whole[at : at + 97] for at in range(0, len(whole), 97)]
        async with (
            peer(sending(*pieces, pause_s=0.005)) as beast_port,
            peer(sending(sbs_flight(40, start=datetime.now(UTC) - timedelta(seconds=60)))) as sbs_port,
            collecting(
                tmp_path / "live", f"roof=beast://127.0.0.1:{beast_port}", f"coast=sbs://127.0.0.1:{sbs_port}"
            ) as collection,
        ):
            feeds = collection.counts.feeds
            await collection.until(lambda: feeds["roof"].stored_rows > 20 and feeds["coast"].stored_rows == 40)

    asyncio.run(run())
    assert replayed(tmp_path / "live", tmp_path / "proof").equals(stored(tmp_path / "live"))


def test_a_replay_of_what_is_there_adds_nothing(tmp_path: Path) -> None:
    async def run() -> None:
        async with (
            peer(sending(beast_flight())) as port,
            collecting(tmp_path, f"roof=beast://127.0.0.1:{port}") as collection,
        ):
            await collection.until(lambda: collection.counts.feeds["roof"].state_vectors > 20)

    asyncio.run(run())
    before = stored(tmp_path)
    assert replayed(tmp_path, tmp_path).equals(before)


def test_small_segments_give_one_stream(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "SEGMENT_BYTES", 2_800)
    pieces = list(islice(beast_records(just_now()), 300))

    async def run() -> None:
        async with (
            peer(sending(*(b"".join(pieces[at : at + 7]) for at in range(0, 300, 7)), pause_s=0.004)) as port,
            collecting(tmp_path / "live", f"roof=beast://127.0.0.1:{port}") as collection,
        ):
            await collection.until(lambda: collection.counts.feeds["roof"].messages == 300)

    asyncio.run(run())
    live = stored(tmp_path / "live")
    assert live["source_sha256"].n_unique() > 2
    assert replayed(tmp_path / "live", tmp_path / "proof").equals(live)
    assert raw_bytes(tmp_path / "live") == b"".join(pieces)
    # What was said before a segment began is still known in it: only the start of the first lacks the name.
    named = live.sort("observed_at")["callsign"].is_not_null().to_list()
    assert all(named[named.index(True) :])


def test_a_peer_that_hangs_up_is_connected_again_and_half_a_frame_is_dropped(tmp_path: Path) -> None:
    whole = beast_flight()

    async def run() -> None:
        first, second = sending(whole[:905], stay=False), sending(beast_flight(10))
        async with (
            peer(first, second) as port,
            collecting(tmp_path / "live", f"roof=beast://127.0.0.1:{port}") as collection,
        ):
            await collection.until(lambda: collection.counts.feeds["roof"].messages > 90)
            assert collection.counts.feeds["roof"].connections == 2
            assert collection.heard("the other side closed the connection; trying again")
            assert collection.heard("connected again")

    asyncio.run(run())
    [source] = Archive.open(tmp_path / "live").sources().collect().iter_rows(named=True)
    assert {one["reason"]: one["count"] for one in source["rejects"]}["truncated"] == 1
    assert replayed(tmp_path / "live", tmp_path / "proof").equals(stored(tmp_path / "live"))


def framed_noise(count: int) -> bytes:
    """Beast records whose frames are noise, as of a receiver without an antenna."""
    chance = random.Random(1)  # noqa: S311  noise to decode
    return b"".join(beast(bytes([0x8D]) + chance.randbytes(13), 12_000 * n) for n in range(count))


@pytest.mark.parametrize("name", ["beast", "noise", "lines"])
def test_a_peer_that_sends_something_else_is_left_and_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr("skywitness.pipeline.live.decoding.NOISE_BYTES", 20_000)
    content = {"beast": beast_flight() * 30, "noise": bytes(range(256)) * 200, "lines": b"x" * 3_000_000}[name]
    like = {"beast": "it looks like beast", "noise": "it looks like noise", "lines": "it looks like noise"}[name]

    async def run() -> None:
        good = sending(sbs_flight(10, start=datetime.now(UTC) - timedelta(seconds=20)))
        async with (
            peer(sending(*[content] * 50, pause_s=0.1), good) as port,
            collecting(tmp_path, f"roof=sbs://127.0.0.1:{port}") as collection,
        ):
            await collection.until(lambda: collection.counts.feeds["roof"].stored_rows == 10)
            assert collection.heard(f"not one sbs message in 20000 bytes: {like}")
            assert collection.counts.feeds["roof"].failures["not this format"] == 1

    asyncio.run(run())
    assert doubled(tmp_path) == 0


def test_frames_of_noise_are_no_messages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("skywitness.pipeline.live.decoding.NOISE_BYTES", 5_000)

    async def run() -> None:
        async with (
            peer(sending(*[framed_noise(50)] * 50, pause_s=0.02), sending(beast_flight())) as port,
            collecting(tmp_path, f"roof=beast://127.0.0.1:{port}") as collection,
        ):
            feed = collection.counts.feeds["roof"]
            await collection.until(lambda: feed.stored_rows > 20)
            assert collection.heard("not one beast message in 5000 bytes: it looks like noise")
            assert collection.heard("connected again to")
            await collection.until(lambda: feed.rejects["parity"] > 0)
            assert 'skywitness_rejects_total{feed="roof",reason="parity"}' in collection.counts.prometheus()

    asyncio.run(run())


def test_a_peer_that_never_says_anything_useful_is_asked_less_and_less_often(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[float] = []
    real = Retry.wait_s

    def wait_s(retry: Retry, asked_s: float | None = None) -> float:
        waits.append(real(retry, asked_s))
        return 0.0

    monkeypatch.setattr(Retry, "wait_s", wait_s)

    async def run() -> None:
        useful, useless = sending(beast_flight(), pause_s=1.0, stay=False), sending(b"noise\n" * 9, stay=False)
        async with (
            peer(useful, useless) as port,
            collecting(tmp_path, f"roof=beast://127.0.0.1:{port}", chance=1.0) as collection,
        ):
            await collection.until(lambda: len(waits) >= 5)
            assert len([line for _, line in collection.said if "the other side closed" in line]) == 1

    asyncio.run(run())
    assert waits[:5] == [1.0, 2.0, 4.0, 8.0, 16.0]


def test_a_service_that_lists_no_aircraft_is_no_noise(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("skywitness.pipeline.live.decoding.NOISE_BYTES", 60)
    file = tmp_path / "aircraft.json"

    async def run() -> None:
        now_s = datetime.now(UTC).timestamp()
        file.write_text(json.dumps({"now": now_s, "messages": 1, "aircraft": []}))
        async with collecting(tmp_path / "live", f"json=readsb+json://{file}") as collection:
            feed = collection.counts.feeds["json"]
            for turn in range(2, 6):
                file.with_suffix(".new").write_text(json.dumps({"now": now_s + turn, "aircraft": []}))
                file.with_suffix(".new").rename(file)
                await asyncio.sleep(1.2)
            await collection.until(lambda: feed.received_bytes > 150)
            assert feed.failures.total() == 0

    asyncio.run(run())


def test_a_silent_feed_raises_an_alarm_that_ends(tmp_path: Path) -> None:
    async def dribble(writer: asyncio.StreamWriter) -> None:
        for _ in range(17):
            writer.write(b"x")
            await writer.drain()
            await asyncio.sleep(0.1)
        writer.write(b"\n" + sbs_flight(10, start=datetime.now(UTC)))
        await asyncio.Event().wait()

    async def run() -> None:
        async with (
            peer(dribble) as port,
            collecting(tmp_path, f"roof=sbs://127.0.0.1:{port}", options=OPTIONS_SILENT) as collection,
        ):
            feed = collection.counts.feeds["roof"]
            await collection.until(lambda: feed.silent)
            assert collection.heard("ALARM: not one message for 1 s, though ")
            await collection.until(lambda: not feed.silent)
            assert collection.heard("messages come again")

    OPTIONS_SILENT = options_with(silence_s=0.9)  # noqa: N806  a constant of this test
    asyncio.run(run())


def options_with(**changes: object) -> "type(OPTIONS)":  # type: ignore[valid-type]
    return OPTIONS.__class__(**{name: getattr(OPTIONS, name) for name in OPTIONS.__slots__} | changes)


@pytest.mark.parametrize("hours", [-1, 1])
def test_a_peer_whose_clock_jumps_by_an_hour_is_not_believed_until_it_is_right(tmp_path: Path, hours: int) -> None:
    async def run() -> None:
        now = datetime.now(UTC)
        good, bad = sbs_flight(5, start=now), sbs_flight(5, start=now + timedelta(hours=hours))
        async with (
            peer(sending(good, bad, sbs_flight(5, start=now + timedelta(seconds=5)), pause_s=0.5)) as port,
            collecting(tmp_path / "live", f"roof=sbs://127.0.0.1:{port}") as collection,
        ):
            feed = collection.counts.feeds["roof"]
            await collection.until(lambda: feed.clock_off)
            assert collection.heard(f"its newest row is {'-' if hours < 0 else '+'}3")
            await collection.until(lambda: not feed.clock_off and feed.messages == 15)
            assert collection.heard("its rows agree with this computer's clock again")

    asyncio.run(run())
    live = stored(tmp_path / "live")
    assert live.height == 10
    [source] = Archive.open(tmp_path / "live").sources().collect().iter_rows(named=True)
    assert source["rejects"] == [
        {"reason": "long_before_arrival" if hours < 0 else "ahead_of_arrival", "count": 5}
    ]
    assert replayed(tmp_path / "live", tmp_path / "proof").equals(live)


@pytest.mark.parametrize("hours", [-1, 1])
def test_this_computers_clock_set_by_an_hour_is_noted_and_followed(tmp_path: Path, hours: int) -> None:
    async def run() -> None:
        records = list(islice(beast_records(just_now()), 600))
        pieces = [b"".join(records[at : at + 6]) for at in range(0, 600, 6)]
        async with (
            peer(sending(*pieces, pause_s=0.03)) as port,
            collecting(tmp_path / "live", f"roof=beast://127.0.0.1:{port}") as collection,
        ):
            feed = collection.counts.feeds["roof"]
            await collection.until(lambda: feed.state_vectors > 20)
            collection.skew = timedelta(hours=hours)
            await collection.until(lambda: collection.counts.clock_jumps == 1)
            assert collection.heard(f"its clock was set by {'+' if hours > 0 else '-'}3600 s")
            before = feed.state_vectors
            await collection.until(lambda: feed.state_vectors > before + 20)
            assert feed.clock_moves > 0

    asyncio.run(run())
    assert replayed(tmp_path / "live", tmp_path / "proof").equals(stored(tmp_path / "live"))
    kinds = {one.kind for one in _chunks(tmp_path / "live")}
    assert kinds == {"opened", "data", "clock"}


def _chunks(data: Path) -> Sequence[Chunk]:
    folder = data / "raw" / "roof"
    entries = [entry for entry in lines(folder) if entry.event == "closed"]
    return [one for entry in entries for one in load_segment(folder / entry.path).chunks]


def test_more_than_can_be_decoded_is_left_in_the_log_and_taken_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feed_module, "QUEUED_BYTES", 20_000)
    monkeypatch.setattr("skywitness.pipeline.live.later.LOOK_S", 0.1)
    flood = b"".join(islice(beast_records(just_now()), 5_000))

    async def run() -> None:
        async with (
            peer(sending(flood)) as port,
            collecting(tmp_path / "live", f"roof=beast://127.0.0.1:{port}") as collection,
        ):
            feed = collection.counts.feeds["roof"]
            await collection.until(lambda: feed.deferred_bytes > 0)
            assert collection.heard("more comes than can be decoded")
            await collection.until(lambda: feed.received_bytes == len(flood))
            await collection.until(lambda: collection.heard("that were not in the archive yet"))

    asyncio.run(run())
    assert raw_bytes(tmp_path / "live") == flood
    replayed(tmp_path / "live", tmp_path / "live")  # what is left after the end
    live = stored(tmp_path / "live")
    assert doubled(tmp_path / "live") == 0
    assert replayed(tmp_path / "live", tmp_path / "proof").equals(live)


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (ArchiveLockedError("another import is writing"), "another import is writing"),
        (DiskFullError("no room left"), "no room left"),
        (PermissionError(13, "Permission denied"), "Permission denied"),
    ],
)
def test_an_archive_that_takes_nothing_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, words: str
) -> None:
    failing = [True]
    real = live_rows.commit_live

    def commit(*given: object) -> None:
        if failing:
            raise error
        real(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(storing, "commit_live", commit)

    async def run() -> None:
        async with (
            peer(sending(beast_flight())) as port,
            collecting(tmp_path / "live", f"roof=beast://127.0.0.1:{port}") as collection,
        ):
            await collection.until(lambda: collection.counts.failed_commits > 2)
            assert len([line for _, line in collection.said if words in line]) == 1
            failing.clear()
            await collection.until(lambda: collection.counts.feeds["roof"].stored_rows > 20)
            assert collection.heard("takes rows again")

    asyncio.run(run())
    assert doubled(tmp_path / "live") == 0
    assert replayed(tmp_path / "live", tmp_path / "proof").equals(stored(tmp_path / "live"))


def test_rows_that_wait_too_long_are_let_go_and_decoded_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing = [True]
    real = live_rows.commit_live

    def commit(*given: object) -> None:
        if failing:
            raise DiskFullError("no room")
        real(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(storing, "commit_live", commit)
    monkeypatch.setattr(storing, "MOST_WAITING_ROWS", 10)

    async def run() -> None:
        records = list(islice(beast_records(just_now()), 200))
        async with (
            peer(sending(*records, pause_s=0.005)) as port,
            collecting(tmp_path / "live", f"roof=beast://127.0.0.1:{port}") as collection,
        ):
            await collection.until(lambda: collection.heard("decoded again from the raw log"))
            failing.clear()
            await collection.until(lambda: collection.counts.feeds["roof"].messages == 200)

    asyncio.run(run())
    assert stored(tmp_path / "live").height < replayed(tmp_path / "live", tmp_path / "proof").height
    assert replayed(tmp_path / "live", tmp_path / "live").equals(stored(tmp_path / "proof"))


def test_a_polled_document_is_taken_once_and_statements_come_with_it(tmp_path: Path) -> None:
    file = tmp_path / "aircraft.json"

    start_s = datetime.now(UTC).timestamp() - 5

    def write(after_s: float, lat_deg: float, seen_s: float) -> None:
        one = {
            "hex": "ae4af6",
            "r": "08-5678",
            "t": "C30J",
            "lat": lat_deg,
            "lon": 4.0,
            "seen_pos": seen_s,
            "seen": 0.0,
        }
        text = json.dumps({"now": start_s + after_s, "aircraft": [one]}, indent=1)
        file.with_suffix(".new").write_text(text)
        file.with_suffix(".new").rename(file)

    async def run() -> None:
        write(0.0, 52.0, 0.0)
        async with collecting(tmp_path / "live", f"json=readsb+json://{file}") as collection:
            feed = collection.counts.feeds["json"]
            await collection.until(lambda: feed.state_vectors == 1)
            write(1.14, 52.0, 1.1)  # the same position, its age rounded otherwise
            await collection.until(lambda: feed.messages == 2)
            write(2.0, 52.1, 0.2)
            await collection.until(lambda: feed.messages == 3)

    asyncio.run(run())
    live = stored(tmp_path / "live")
    assert live["lat_deg"].to_list() == [52.0, 52.1]
    said = Archive.open(tmp_path / "live").statements().collect()
    assert sorted(zip(said["attribute"], said["value"], strict=True)) == [
        ("registration", "08-5678"),
        ("typecode", "C30J"),
    ]
    assert replayed(tmp_path / "live", tmp_path / "proof").equals(live)


def test_json_lines_come_by_tcp(tmp_path: Path) -> None:
    start_s = datetime.now(UTC).timestamp() - 5
    rows = [
        {"hex": "ae4af6", "now": start_s + n, "lat": 52.0 + n / 100, "lon": 4.0, "r": "08-5678"} for n in range(4)
    ]
    lines = "".join(f"{json.dumps(row)}\n" for row in rows).encode()

    async def run() -> None:
        async with (
            peer(sending(lines[:50], lines[50:], pause_s=0.05)) as port,
            collecting(tmp_path / "live", f"json=json+tcp://127.0.0.1:{port}") as collection,
        ):
            await collection.until(lambda: collection.counts.feeds["json"].stored_rows == 4)

    asyncio.run(run())
    live = stored(tmp_path / "live")
    assert live["lat_deg"].to_list() == [52.0, 52.01, 52.02, 52.03]
    assert Archive.open(tmp_path / "live").statements().collect()["value"].to_list() == ["08-5678"]
    assert replayed(tmp_path / "live", tmp_path / "proof").equals(live)


def test_a_fault_in_decoding_does_not_end_the_recording(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("skywitness.pipeline.live.later.LOOK_S", 0.1)
    pieces = list(islice(beast_records(just_now()), 300))
    real = Decoder.push
    faults = [ValueError("a frame that nobody thought of")]

    def push(decoder: Decoder, messages: Iterable[Message]) -> list[StateVector]:
        messages = list(messages)
        if faults and messages and messages[-1].source_row > 100:
            raise faults.pop()
        return real(decoder, messages)

    monkeypatch.setattr(Decoder, "push", push)

    async def run() -> None:
        async with (
            peer(sending(*pieces, pause_s=0.002)) as port,
            collecting(tmp_path / "live", f"roof=beast://127.0.0.1:{port}") as collection,
        ):
            await collection.until(lambda: collection.heard("a fault in decoding (ValueError("))
            await collection.until(lambda: collection.heard("that were not in the archive yet"))
            sent = len(b"".join(pieces))
            await collection.until(lambda: collection.counts.feeds["roof"].received_bytes == sent)
            assert collection.counts.decoder_faults == 1

    asyncio.run(run())
    assert raw_bytes(tmp_path / "live") == b"".join(pieces)
    assert replayed(tmp_path / "live", tmp_path / "proof").equals(stored(tmp_path / "live"))


def test_a_second_collector_of_the_same_feed_is_refused(tmp_path: Path) -> None:
    async def run() -> None:
        async with peer(sending(b"")) as port:
            source = f"roof=beast://127.0.0.1:{port}"
            async with collecting(tmp_path, source) as first:
                await first.until(lambda: first.counts.feeds["roof"].connected)
                with pytest.raises(ArchiveLockedError, match="records the feed roof"):
                    async with collecting(tmp_path, source):
                        await asyncio.sleep(5)

    asyncio.run(run())


def test_counts_are_text_for_prometheus(tmp_path: Path) -> None:
    async def run() -> str:
        async with (
            peer(sending(beast_flight())) as port,
            collecting(tmp_path, f"roof=beast://127.0.0.1:{port}") as collection,
        ):
            await collection.until(lambda: collection.counts.feeds["roof"].messages == 74)
            return collection.counts.prometheus()

    lines = asyncio.run(run()).splitlines()
    assert 'skywitness_messages_total{feed="roof"} 74' in lines
    assert "# TYPE skywitness_messages_total counter" in lines
    for line in lines:
        assert line.startswith("# ") or float(line.rsplit(" ", 1)[1]) >= 0


def test_the_header_of_a_feed_says_what_the_user_said(tmp_path: Path) -> None:
    async def run() -> None:
        options = options_with(receiver_deg=(59.97, 30.3), reconstruction=True)
        async with (
            peer(sending(beast_flight())) as port,
            collecting(tmp_path, f"roof=beast://127.0.0.1:{port}", options=options) as collection,
        ):
            await collection.until(lambda: collection.counts.feeds["roof"].messages == 74)

    asyncio.run(run())
    folder = tmp_path / "raw" / "roof"
    header = load_segment(folder / lines(folder)[0].path).header
    assert header is not None
    assert (header.receiver_deg, header.reconstruction, header.format) == ((59.97, 30.3), True, HEADER.format)
    assert stored(tmp_path)["reconstruction"].all()
