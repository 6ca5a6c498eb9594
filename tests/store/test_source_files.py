"""Source files: found, hashed, decompressed and read no further than they went at opening."""

import gzip
import hashlib
import itertools
import os
from pathlib import Path

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from skywitness.store.decompress import PIECE_BYTES, decompressed, decompressor
from skywitness.store.source_files import ChangedWhileReadError, SourceFile
from skywitness.store.walk import Found, Unreadable, walk

TEXT = b"".join(b"line %d of a recording\n" % number for number in range(20_000))
NOISE = b"".join(hashlib.sha256(b"%d" % number).digest() for number in range(12_500))
"""Bytes that do not compress: 400 kB."""


def read(path: Path) -> tuple[bytes, list[tuple[str, str]]]:
    with SourceFile(path) as source:
        source.sha256()
        return b"".join(source.content()), [(reject.reason, reject.where) for reject in source.rejects]


@pytest.mark.parametrize(
    "packed",
    [
        TEXT,
        gzip.compress(TEXT),
        gzip.compress(TEXT[:99]) + gzip.compress(TEXT[99:]),
        gzip.compress(TEXT) + b"\0" * 512,
        zstandard.compress(TEXT),
        zstandard.compress(TEXT[:99]) + zstandard.compress(TEXT[99:]),
    ],
    ids=["plain", "gzip", "gzip members", "gzip padded", "zstd", "zstd frames"],
)
def test_content_is_told_from_the_first_bytes_under_any_name(tmp_path: Path, packed: bytes) -> None:
    path = tmp_path / "trace_full_4ca123.json"
    path.write_bytes(packed)
    assert read(path) == (TEXT, [])


@pytest.mark.parametrize("packed", [gzip.compress(NOISE), zstandard.compress(NOISE)], ids=["gzip", "zstd"])
def test_a_cut_off_file_gives_what_is_there_and_says_where_it_ends(tmp_path: Path, packed: bytes) -> None:
    path = tmp_path / "cut"
    path.write_bytes(packed[: len(packed) // 2])
    content, rejects = read(path)
    assert NOISE.startswith(content)
    assert len(content) > 100_000
    assert rejects == [("truncated", f"compressed byte {len(packed) // 2}")]


def test_a_damaged_file_gives_what_comes_before_the_damage(tmp_path: Path) -> None:
    packed = bytearray(gzip.compress(NOISE))
    packed[300_000:300_100] = b"\xff" * 100
    path = tmp_path / "damaged.gz"
    path.write_bytes(packed)
    _, [(reason, where)] = read(path)
    assert reason == "corrupt_compression"
    assert where.startswith("compressed byte ")


@pytest.mark.parametrize("pack", [gzip.compress, zstandard.compress], ids=["gzip", "zstd"])
def test_pieces_stay_small_however_well_a_file_is_compressed(pack: object) -> None:
    assert callable(pack)
    packed = pack(bytes(50_000_000))
    sizes = [len(piece) for piece in decompressed([packed], decompressor(packed[:8]))]
    assert max(sizes) <= PIECE_BYTES
    assert sum(sizes) == 50_000_000


@given(
    cuts=st.lists(st.integers(0, 2_000), max_size=8),
    head=st.sampled_from([b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd", b""]),
)
def test_arbitrary_bytes_never_raise(cuts: list[int], head: bytes) -> None:
    noise = head + NOISE[:2_000]
    edges = [0, *sorted(cuts), len(noise)]
    chunks = [noise[a:b] for a, b in itertools.pairwise(edges)]
    for _ in decompressed(chunks, decompressor(noise[:8])):
        pass


@given(cuts=st.lists(st.integers(0, 3_000), max_size=8), member=st.integers(1, 5_000))
def test_any_split_gives_the_same_content(cuts: list[int], member: int) -> None:
    for packed in (
        gzip.compress(TEXT[:member]) + gzip.compress(TEXT[member:9_000]),
        zstandard.compress(TEXT[:member]) + zstandard.compress(TEXT[member:9_000]),
    ):
        edges = [0, *sorted(min(cut, len(packed)) for cut in cuts), len(packed)]
        chunks = [packed[a:b] for a, b in itertools.pairwise(edges)]
        assert b"".join(decompressed(chunks, decompressor(packed[:8]))) == TEXT[:9_000]


def test_the_hash_covers_the_bytes_on_disk(tmp_path: Path) -> None:
    path = tmp_path / "file.gz"
    path.write_bytes(gzip.compress(TEXT))
    with SourceFile(path) as source:
        assert source.sha256() == hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_file_that_grows_is_read_as_far_as_it_went_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "growing"
    path.write_bytes(TEXT)
    with SourceFile(path) as source:
        sha256 = source.sha256()
        with path.open("ab") as more:
            more.write(b"more\n")
        assert b"".join(source.content()) == TEXT
        assert sha256 == hashlib.sha256(TEXT).hexdigest()
        assert source.notes() == [f"the file grew by 5 bytes while it was read; taken as far as byte {len(TEXT)}"]


@pytest.mark.parametrize("now", [TEXT[:-1] + b"X", TEXT[:-100]], ids=["rewritten", "shortened"])
def test_a_file_that_changes_is_refused(tmp_path: Path, now: bytes) -> None:
    path = tmp_path / "changing"
    path.write_bytes(TEXT)
    with SourceFile(path) as source:
        source.sha256()
        path.write_bytes(now)
        with pytest.raises(ChangedWhileReadError):
            list(source.content())


def test_folders_are_walked_in_order_without_hidden_files_and_loops(tmp_path: Path) -> None:
    for name in ("b/2", "b/1", "a", ".hidden", "b/.git/x"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    (tmp_path / "b" / "loop").symlink_to(tmp_path)
    found = list(walk([tmp_path]))
    assert [str(f.path.relative_to(tmp_path)) for f in found] == ["a", "b/1", "b/2"]
    assert all(isinstance(f, Found) and f.size_bytes == 1 for f in found)


def test_what_cannot_be_found_is_reported_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "dangling").symlink_to(tmp_path / "gone")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "whole").write_text("x")
    found = list(walk([tmp_path / "missing", tmp_path]))
    assert [(f.path.name, f.what) for f in found if isinstance(f, Unreadable)] == [
        ("missing", "not found"),
        ("dangling", "a link to nothing"),
        ("pipe", "neither a file nor a folder"),
    ]
    assert [f.path.name for f in found if isinstance(f, Found)] == ["whole"]


def test_a_folder_without_permission_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By a raised error, because the superuser may read every folder."""
    (tmp_path / "closed").mkdir()
    iterdir = Path.iterdir

    def refused(self: Path) -> object:
        if self.name == "closed":
            raise PermissionError(13, "Permission denied")
        return iterdir(self)

    monkeypatch.setattr(Path, "iterdir", refused)
    assert list(walk([tmp_path])) == [Unreadable(tmp_path / "closed", "no permission to read")]
