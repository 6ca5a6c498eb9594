"""WARC files: the blocks are the bytes on the line, the hashes ours, and warcio's own reader agrees."""

import gzip
import hashlib
from datetime import UTC, datetime
from io import BytesIO

import pytest
from warcio.archiveiterator import ArchiveIterator
from warcio.digestverifyingreader import DigestChecker

from made_files import ARTICLE, URL, warc
from skywitness.store.cases.handed_in import handed_in
from skywitness.store.cases.warc import WarcBlock, answers, block_sha256s, fields, write_warc

AT = datetime(2026, 11, 23, 9, 0, 0, 250_000, tzinfo=UTC)
RESPONSE = b"HTTP/1.1 200 OK\r\nX-odd :  spaces \r\ncontent-type: text/html\r\n\r\n<p>body</p>"
BLOCKS = [
    WarcBlock("warcinfo", None, AT, fields([("software", "skywitness"), ("note", "two\nlines")])),
    WarcBlock("response", "http://x/", AT, RESPONSE, b"<p>body</p>", "ab", "93.184.215.14"),
    WarcBlock("request", "http://x/", AT, b"GET / HTTP/1.1\r\nHost: x\r\n\r\n", about=1),
    WarcBlock("metadata", "http://x/", AT, fields([("tls", "none")]), about=1),
]


def test_blocks_are_written_byte_for_byte_and_found_again() -> None:
    content, lines = write_warc(BLOCKS)
    assert [sha256 for _, sha256 in block_sha256s(content)] == [line.block_sha256 for line in lines]
    assert [line.block_sha256 for line in lines] == [hashlib.sha256(block.block).hexdigest() for block in BLOCKS]
    assert {line.warc_sha256 for line in lines} == {hashlib.sha256(content).hexdigest()}


def test_each_record_lies_where_it_is_said_to() -> None:
    content, lines = write_warc(BLOCKS)
    for line, block in zip(lines, BLOCKS, strict=True):
        member = gzip.decompress(content[line.offset_bytes : line.offset_bytes + line.size_bytes])
        assert member.startswith(b"WARC/1.1\r\n")
        assert line.record_id.encode() in member
        assert member.endswith(block.block + b"\r\n\r\n")
    assert sum(line.size_bytes for line in lines) == len(content)


def test_another_reader_finds_the_digests_right() -> None:
    content, _ = write_warc(BLOCKS)
    checker = DigestChecker("raise")
    records = []
    for record in ArchiveIterator(BytesIO(content), check_digests=checker, no_record_parse=True):
        records.append(record.rec_headers)
        record.raw_stream.read()
    assert checker.problems == []
    assert [headers.get_header("WARC-Type") for headers in records] == [
        "warcinfo",
        "response",
        "request",
        "metadata",
    ]
    assert records[1].get_header("WARC-Date") == "2026-11-23T09:00:00.250000Z"
    assert records[2].get_header("WARC-Concurrent-To") == records[1].get_header("WARC-Record-ID")
    assert "sha1" not in content.decode("latin-1")


def test_answers_in_somebodys_file() -> None:
    found = list(answers(warc(), 1 << 20))
    assert [(answer.uri, answer.mime, answer.status) for answer in found] == [
        (f"{URL}.png", "image/png", 200),
        (URL, "text/html", 200),
    ]
    assert (found[1].content, found[1].charset) == (ARTICLE, "utf-8")
    assert found[1].at.startswith("2019-03-25T12:00:00")


@pytest.mark.parametrize("content", [b"", b"WARC/1.1 no", b"\x1f\x8b nothing"])
def test_what_is_no_warc_is_said_or_empty(content: bytes) -> None:
    try:
        found = list(answers(content, 1 << 20))
    except ValueError as error:
        assert "cannot be read as WARC" in str(error)  # noqa: PT017  either is right, neither may be anything else
    else:
        assert found == []


def test_a_file_that_is_cut_off_is_said_to_be() -> None:
    assert [answer.is_whole for answer in answers(warc(), 1 << 20)] == [True, True]
    assert [answer.is_whole for answer in answers(warc()[:-40], 1 << 20)] == [True, False]
    assert handed_in(warc()[:-40]).wrong == "a WARC file is cut off within the page"
