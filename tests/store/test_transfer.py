"""Going on where a download broke off, and starting over when the server has another file or cannot go on."""

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest

from file_server import Server, serving
from skywitness.store.download import Fetched, fetch
from skywitness.store.transfer import DownloadError, Validators

BODY = bytes(range(256)) * 2000  # of which 65,536 is one read


@pytest.fixture
def server() -> Iterator[Server]:
    with serving("big.bin", BODY) as said:
        said.ranges = True
        said.headers = {"ETag": '"one"'}
        yield said


def get(server: Server, folder: Path, **more: object) -> Fetched | None:
    pauses = more.setdefault("pause", lambda _seconds: None)
    assert callable(pauses)
    known = more.get("known", Validators())
    assert isinstance(known, Validators)
    return fetch(
        server.url,
        folder / "big.bin",
        lambda _part: None,
        most_bytes=10_000_000,
        known=known,
        pause=pauses,
        unpack=False,
    )


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_it_goes_on_in_the_same_run(server: Server, tmp_path: Path) -> None:
    server.breaks = [200_000, 100_000]
    waited: list[float] = []
    assert get(server, tmp_path, pause=waited.append) is not None
    assert (tmp_path / "big.bin").read_bytes() == BODY
    assert [asked.get("Range") for asked in server.asked] == [None, "bytes=200000-", "bytes=300000-"]
    assert {asked.get("If-Range") for asked in server.asked[1:]} == {'"one"'}
    assert waited == [1.0, 2.0]
    assert names(tmp_path) == ["big.bin"]


def test_it_goes_on_in_a_later_run(server: Server, tmp_path: Path) -> None:
    server.breaks = [200_000, 0, 0, 0]
    with pytest.raises(DownloadError, match="200,000 bytes are kept: run it again and it goes on from there"):
        get(server, tmp_path)
    assert names(tmp_path) == ["big.bin.part", "big.bin.part.json"]
    assert get(server, tmp_path) is not None
    assert (tmp_path / "big.bin").read_bytes() == BODY
    assert server.sent[-1] == len(BODY) - 200_000
    assert names(tmp_path) == ["big.bin"]


def test_another_file_is_fetched_whole(server: Server, tmp_path: Path) -> None:
    server.breaks = [200_000, 0, 0, 0]
    with pytest.raises(DownloadError):
        get(server, tmp_path)
    server.headers, server.body = {"ETag": '"two"'}, BODY[::-1]
    assert get(server, tmp_path) is not None
    assert (tmp_path / "big.bin").read_bytes() == BODY[::-1]
    assert server.asked[-1]["Range"] == "bytes=200000-"
    assert server.sent[-1] == len(BODY)


def test_a_part_of_another_address_is_not_gone_on_with(server: Server, tmp_path: Path) -> None:
    server.breaks = [200_000, 0, 0, 0]
    with pytest.raises(DownloadError):
        get(server, tmp_path)
    server.url += "?other"
    assert get(server, tmp_path) is not None
    assert "Range" not in server.asked[-1]


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"ETag": 'W/"weak"', "Last-Modified": "Sun, 22 Nov 2026 00:00:00 GMT"},
        {"Last-Modified": "Mon, 23 Nov 2026 11:59:50 GMT"},  # ten seconds before the Date of the answer
        {"Last-Modified": "yesterday"},
    ],
)
def test_without_a_strong_validator_it_starts_over(
    server: Server, tmp_path: Path, headers: dict[str, str]
) -> None:
    server.headers, server.breaks = headers, [200_000]
    assert get(server, tmp_path) is not None
    assert (tmp_path / "big.bin").read_bytes() == BODY
    assert server.sent == [200_000, len(BODY)]
    server.breaks = [200_000] * 4
    with pytest.raises(DownloadError, match=r"cut off after 200,000 of 512,000 bytes; try again later"):
        get(server, tmp_path)
    assert names(tmp_path) == ["big.bin"]


def test_an_old_date_is_a_strong_validator(server: Server, tmp_path: Path) -> None:
    server.headers, server.breaks = {"Last-Modified": "Sun, 22 Nov 2026 00:00:00 GMT"}, [200_000]
    assert get(server, tmp_path) is not None
    assert server.asked[1]["If-Range"] == "Sun, 22 Nov 2026 00:00:00 GMT"
    assert server.sent == [200_000, len(BODY) - 200_000]


def test_a_server_without_ranges_sends_it_whole(server: Server, tmp_path: Path) -> None:
    server.ranges, server.breaks = False, [200_000]
    assert get(server, tmp_path) is not None
    assert (tmp_path / "big.bin").read_bytes() == BODY


def test_archives_without_a_length_are_cut_off_in_a_chunk(server: Server, tmp_path: Path) -> None:
    server.length, server.headers, server.breaks = False, {"ETag": 'W/"weak"'}, [200_000]
    assert get(server, tmp_path) is not None
    assert (tmp_path / "big.bin").read_bytes() == BODY


def test_a_part_that_was_whole_is_taken(server: Server, tmp_path: Path) -> None:
    server.breaks = [200_000, 0, 0, 0]
    with pytest.raises(DownloadError):
        get(server, tmp_path)
    (tmp_path / "big.bin.part").write_bytes(BODY)
    assert get(server, tmp_path) is not None
    assert (tmp_path / "big.bin").read_bytes() == BODY
    (tmp_path / "big.bin.part").write_bytes(BODY + b"more than there is")


def test_a_part_that_is_too_long_is_dropped(server: Server, tmp_path: Path) -> None:
    server.breaks = [200_000, 0, 0, 0]
    with pytest.raises(DownloadError):
        get(server, tmp_path)
    (tmp_path / "big.bin.part").write_bytes(BODY + b"more than there is")
    assert get(server, tmp_path) is not None
    assert (tmp_path / "big.bin").read_bytes() == BODY


def test_what_has_not_changed_needs_no_part(server: Server, tmp_path: Path) -> None:
    fetched = get(server, tmp_path)
    assert fetched is not None
    server.breaks = [200_000, 0, 0, 0]
    with pytest.raises(DownloadError):
        get(server, tmp_path)
    assert get(server, tmp_path, known=fetched.validators) is None
    assert names(tmp_path) == ["big.bin"]


def test_packing_for_the_way_is_undone_across_a_break(server: Server, tmp_path: Path) -> None:
    server.body = gzip.compress(BODY)
    server.headers = {"ETag": '"gz"', "Content-Encoding": "gzip"}
    server.breaks = [100]
    assert get(server, tmp_path) is not None
    assert (tmp_path / "big.bin").read_bytes() == BODY
    assert server.asked[1]["Accept-Encoding"] == "gzip"


def test_a_file_that_is_published_packed_stays_packed(server: Server, tmp_path: Path) -> None:
    server.body = gzip.compress(BODY)
    get(server, tmp_path)
    assert (tmp_path / "big.bin").read_bytes() == server.body


@pytest.mark.parametrize(("status", "tries"), [(404, 1), (403, 1), (410, 1), (503, 4), (429, 4), (500, 4)])
def test_only_what_may_pass_is_tried_again(server: Server, tmp_path: Path, status: int, tries: int) -> None:
    server.status = status
    with pytest.raises(DownloadError, match=str(status)):
        get(server, tmp_path)
    assert len(server.asked) == tries
    assert names(tmp_path) == []


@pytest.mark.parametrize(("wait", "waited"), [("7", [7.0, 7.0, 7.0]), ("3600", []), ("soon", [1.0, 2.0, 4.0])])
def test_a_server_that_asks_for_patience_gets_some(
    server: Server, tmp_path: Path, wait: str, waited: list[float]
) -> None:
    server.status, server.headers = 503, {"Retry-After": wait}
    pauses: list[float] = []
    with pytest.raises(DownloadError, match="503"):
        get(server, tmp_path, pause=pauses.append)
    assert pauses == waited
