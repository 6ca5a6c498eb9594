"""Any bytes at all: a reader gives rows or words, never a stack of somebody else's errors."""

import gzip
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from made_registers import (
    OPENSKY_NEW,
    OPENSKY_OLD,
    PLANE_ALERT,
    TAR1090_CSV,
    faa_zip,
    standing_data,
    tar1090_db,
)
from skywitness.store.registers import (
    faa,
    opensky,
    own_csv,
    plane_alert_db,
)
from skywitness.store.registers import (
    standing_data as standing,
)
from skywitness.store.registers import (
    tar1090_db as tar,
)
from skywitness.store.registers.source import Reader, SourceFileError

READERS: dict[str, tuple[Reader, bytes]] = {
    "tar1090-db": (tar.read, tar1090_db()),
    "tar1090-db csv": (tar.read, TAR1090_CSV.encode()),
    "plane-alert-db": (plane_alert_db.read, PLANE_ALERT.encode()),
    "standing-data": (standing.read, standing_data()),
    "faa": (faa.read, faa_zip()),
    "opensky": (opensky.read, OPENSKY_OLD.encode()),
    "opensky new": (opensky.read, OPENSKY_NEW.encode()),
    "own": (own_csv.read, b"hex,tail,type,valid_from,year\n154073,RA-82035,A124,2019-03-23,1989\n"),
}


def reads(reader: Reader, content: bytes, folder: Path) -> bool:
    """Whether it is read; that it cannot be is said in words that name the file."""
    file = folder / "file"
    file.write_bytes(content)
    try:
        reader(file, "the file", 5_000_000)
    except SourceFileError as error:
        if "the file" not in str(error):
            raise
        return False
    return True


@pytest.mark.parametrize("name", READERS)
def test_the_whole_file_is_read(name: str, tmp_path: Path) -> None:
    assert reads(*READERS[name], tmp_path)


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_no_cut_and_no_flipped_byte_breaks_a_reader(
    name: str, pack: Callable[[bytes], bytes], tmp_path: Path
) -> None:
    reader, whole = READERS[name]
    content, chance = pack(whole), random.Random(0)  # noqa: S311  the same each time
    cuts = [content[: chance.randrange(len(content))] for _ in range(25)]
    flips = []
    for _ in range(50):
        place = chance.randrange(len(content))
        flips.append(content[:place] + bytes([chance.randrange(256)]) + content[place + 1 :])
    assert not all(reads(reader, one, tmp_path) for one in [*cuts, *flips, b""])


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(content=st.one_of(st.binary(max_size=300), st.text(max_size=300).map(str.encode)))
@pytest.mark.parametrize("name", READERS)
def test_nothing_at_all_breaks_a_reader(name: str, content: bytes, tmp_path: Path) -> None:
    reads(READERS[name][0], content, tmp_path)


@pytest.mark.parametrize("name", READERS)
def test_a_web_page_is_told_from_a_table(name: str, tmp_path: Path) -> None:
    file = tmp_path / "page"
    file.write_bytes(b"\n<!DOCTYPE html>\n<html><title>Sign in</title></html>")
    with pytest.raises(SourceFileError, match="page: a web page, not a table"):
        READERS[name][0](file, "page", 1_000_000)
