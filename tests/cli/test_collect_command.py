"""``collect`` and what it refuses; ``replay`` and ``raw`` over a log that was recorded before."""

import asyncio
import json
from itertools import islice
from pathlib import Path

import pytest
from typer.testing import CliRunner

from live_peers import beast_records, stored
from raw_logs import T0_MS, chunk, write_log
from skywitness.cli.app import app
from skywitness.cli.errors import Failure
from skywitness.cli.metrics_page import serving
from skywitness.measure.clock import utc_from_ms

STREAM = b"".join(islice(beast_records(utc_from_ms(T0_MS)), 150))


def run(*words: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, list(words))
    return result.exit_code, result.stdout, " ".join(result.stderr.replace("│", " ").split())


@pytest.fixture
def data(tmp_path: Path) -> Path:
    pieces = [chunk(STREAM[:3_000], 60_000), chunk(STREAM[3_000:], 61_000)]
    write_log(tmp_path / "raw" / "roof", [[piece] for piece in pieces])
    return tmp_path


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["gopher://x"], "no kind of source 'gopher'"),
        (["beast://a", "beast://a"], "two feeds are called beast-a; write NAME=SOURCE"),
        (["beast://a", "sbs://b", "--name", "roof"], "names one source"),
        (["adsbx://mil"], "adsbx wants a key"),
        (["beast://a", "--keep-raw", "a while"], "'a while' is neither an age"),
        (["beast://a", "--receiver-at", "91,0"], "not on the globe"),
        (["beast://a", "--serve-beast", "30005", "--serve-sbs", "30005"], "a port of its own"),
        (
            ["beast://a", "--reconstruction", "--serve-sbs", "30003"],
            "can say that what is handed on was simulated",
        ),
    ],
)
def test_what_cannot_be_meant_is_refused(tmp_path: Path, words: list[str], complaint: str) -> None:
    code, _, said = run("collect", *words, "--data", str(tmp_path))
    assert (code, complaint in said) == (2, True), said


def test_the_settings_say_how_much_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('keep_raw = "for ever"\n')
    monkeypatch.setenv("SKYWITNESS_SETTINGS", str(file))
    code, _, said = run("collect", "beast://a", "--data", str(tmp_path))
    assert (code, "'for ever' is neither an age" in said) == (2, True)


def test_a_replay_fills_an_empty_archive_and_adds_nothing_twice(data: Path) -> None:
    code, out, _ = run("replay", "--data", str(data))
    rows = stored(data).height
    assert (code, out) == (0, f"2 segments decoded, {rows} rows added\n")
    assert rows > 40
    assert run("replay", "--data", str(data))[1] == "0 segments decoded, 0 rows added\n"


def test_a_replay_into_another_archive(data: Path, tmp_path: Path) -> None:
    run("replay", "--data", str(data))
    assert run("replay", "--raw", str(data / "raw"), "--feed", "roof", "--data", str(tmp_path / "proof"))[0] == 0
    assert stored(tmp_path / "proof").equals(stored(data))


def test_a_log_or_feed_that_is_not_there_is_said(data: Path, tmp_path: Path) -> None:
    assert "no raw log at" in run("replay", "--data", str(tmp_path / "none"))[2]
    assert "there is no feed attic; there are roof" in run("replay", "--feed", "attic", "--data", str(data))[2]
    assert (
        "there is no feed attic; there are roof" in run("raw", "stats", "--feed", "attic", "--data", str(data))[2]
    )


def test_a_check_of_a_whole_log_gives_the_hash_that_proves_it(data: Path) -> None:
    code, out, _ = run("raw", "check", "--json", "--data", str(data))
    [found] = json.loads(out)
    assert (code, found["feed"], found["state"], found["segments"]) == (0, "roof", "whole", 2)
    assert len(found["head"]) == 64


def test_a_check_of_a_changed_log_fails_and_names_the_file(data: Path) -> None:
    path = data / "raw" / "roof" / "2026-03-01" / "10.zst"
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    code, out, said = run("raw", "check", "--data", str(data))
    assert (code, "faulty" in out) == (1, True)
    assert "roof: 2026-03-01/10.zst has other bytes than when it was closed" in said


def test_stats_tell_what_the_archive_lacks(data: Path) -> None:
    [found] = json.loads(run("raw", "stats", "--json", "--data", str(data))[1])
    assert (found["segments"], found["not_in_archive"], found["raw_bytes"]) == (2, 2, len(STREAM))
    assert found["first_at"] == "2026-03-01T10:01:00Z"
    run("replay", "--data", str(data))
    [found] = json.loads(run("raw", "stats", "--json", "--data", str(data))[1])
    assert found["not_in_archive"] == 0


async def answer_of(port: int, request: bytes) -> bytes:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(request)
    answer = await reader.read()
    writer.close()
    return answer


def test_metrics_are_served_to_this_machine_and_nothing_else_is() -> None:
    async def ask() -> tuple[bytes, bytes]:
        probe = await asyncio.start_server(lambda _reader, writer: writer.close(), "127.0.0.1", 0)
        port = probe.sockets[0].getsockname()[1]
        with pytest.raises(Failure, match="cannot serve metrics on port"):
            async with serving(lambda: "", port):
                pass
        probe.close()
        await probe.wait_closed()
        async with serving(lambda: "skywitness_aircraft 3\n", port):
            found = await answer_of(port, b"GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n")
            other = await answer_of(port, b"GET /../etc/passwd HTTP/1.1\r\n\r\n")
        return found, other

    found, other = asyncio.run(ask())
    assert found.startswith(b"HTTP/1.1 200 OK\r\n")
    assert found.endswith(b"\r\n\r\nskywitness_aircraft 3\n")
    assert other.startswith(b"HTTP/1.1 404 ")
