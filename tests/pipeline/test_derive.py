"""Derivation: the same rows whichever way the sources came, and only what new ones can change made anew."""

from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from cli_archive import Made, flying, put
from skywitness.model import Statement, StateVector
from skywitness.pipeline import derive as derive_module
from skywitness.pipeline.derive import derive
from skywitness.pipeline.reconstruct import Reconstructor
from skywitness.pipeline.rules import rules_name
from skywitness.pipeline.track import doubted_track
from skywitness.store.archive import Archive
from skywitness.store.schema import DERIVED

BEIRUT = (33.82, 35.49)


@pytest.fixture(scope="module")
def rules() -> Reconstructor:
    """The packaged rules, made once."""
    return Reconstructor.packaged()


def spoofed(number: int) -> list[StateVector]:
    """An aircraft over Cyprus whose reports of four minutes are at Beirut, all in one hour."""
    rows = flying(f"4ca2d{number}", range(610, 640), f"TST{number}", 34.0 + number, 32.0)
    return [
        row._replace(lat_deg=BEIRUT[0], lon_deg=BEIRUT[1]) if 12 <= index < 16 else row
        for index, row in enumerate(rows)
    ]


def neighbour() -> list[StateVector]:
    """An honest aircraft that flies over Beirut slowly in the same hour."""
    rows = flying("4ca2df", range(610, 640), "MEA1", BEIRUT[0], BEIRUT[1] - 1.5)
    return [row._replace(lat_deg=BEIRUT[0]) for row in rows]


def made(*names: str) -> list[Made]:
    rows = {"a": spoofed(0), "b": spoofed(1), "c": spoofed(2), "d": neighbour()}
    return [Made(f"{name}.csv", False, rows[name]) for name in names]


def tables(archive: Archive) -> dict[str, pl.DataFrame]:
    return {table.name: archive.derived(table.name).sort(table.order).collect() for table in DERIVED}


def same(one: Archive, other: Archive) -> None:
    for name, frame in tables(one).items():
        assert_frame_equal(frame, tables(other)[name])


def test_one_source_at_a_time_gives_what_all_at_once_give(tmp_path: Path, rules: Reconstructor) -> None:
    at_once, by_one = Archive.create(tmp_path / "at once"), Archive.create(tmp_path / "by one")
    put(at_once, made("a", "b", "c", "d"))
    derive(at_once, reconstructor=rules)
    for name in ("d", "b", "a", "c"):
        put(by_one, made(name))
        derive(by_one, reconstructor=rules)
    assert at_once.derived("false_places").collect().height == 3
    same(at_once, by_one)
    derive(by_one, everything=True, reconstructor=rules)
    same(at_once, by_one)


def test_a_third_spoofed_aircraft_tells_of_the_others_and_not_of_an_honest_one(
    tmp_path: Path, rules: Reconstructor
) -> None:
    archive = Archive.create(tmp_path)
    put(archive, made("a", "b", "d"))
    derive(archive, reconstructor=rules)
    before = set(doubted_track(archive, "4ca2d0")["doubt"].drop_nulls())
    put(archive, made("c"))
    assert derive(archive, reconstructor=rules).aircraft >= 3
    after = set(doubted_track(archive, "4ca2d0")["doubt"].drop_nulls())
    assert not any("spoof_attractor" in words for words in before)
    assert any("spoof_attractor" in words for words in after), after
    assert doubted_track(archive, "4ca2df")["doubt"].drop_nulls().to_list() == []
    assert archive.visits().filter(pl.col("airport") == "OLBA").collect().height == 0


def test_only_the_touched_aircraft_are_derived(tmp_path: Path, rules: Reconstructor) -> None:
    archive = Archive.create(tmp_path)
    put(archive, made("a", "d"))
    assert derive(archive, reconstructor=rules).aircraft == 2
    put(archive, made("b"))
    assert derive(archive, reconstructor=rules).aircraft == 1
    assert derive(archive, reconstructor=rules).aircraft == 0


def test_what_is_only_said_of_an_aircraft_labels_its_flights_too(tmp_path: Path, rules: Reconstructor) -> None:
    archive = Archive.create(tmp_path)
    put(archive, made("a", "d"))
    derive(archive, reconstructor=rules)
    put(archive, [Made("list.csv", False, [Statement("4ca2df", "typecode", "A320", None)])])
    assert derive(archive, reconstructor=rules).aircraft == 1
    typecodes = archive.flights().filter(pl.col("icao24") == "4ca2df").collect()["typecode"].unique().to_list()
    assert typecodes == ["A320"]


def test_batches_change_nothing(tmp_path: Path, rules: Reconstructor, monkeypatch: pytest.MonkeyPatch) -> None:
    whole, pieces = Archive.create(tmp_path / "whole"), Archive.create(tmp_path / "pieces")
    for archive in (whole, pieces):
        put(archive, made("a", "b", "c", "d"))
    derive(whole, reconstructor=rules)
    monkeypatch.setattr(derive_module, "_BATCH_POSITIONS", 1)
    derive(pieces, reconstructor=rules)
    same(whole, pieces)


def test_stopped_half_way_it_is_taken_up(
    tmp_path: Path, rules: Reconstructor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed after the rows were replaced and before the note of it: the next run does the same again."""
    archive, straight = Archive.create(tmp_path / "stopped"), Archive.create(tmp_path / "straight")
    for one in (archive, straight):
        put(one, made("a", "b", "c", "d"))

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Archive, "mark_derived", killed)
        with pytest.raises(KeyboardInterrupt):
            derive(archive, reconstructor=rules)
    assert archive.underived_sources(rules_name(archive)) != []
    derive(archive, reconstructor=rules)
    derive(straight, reconstructor=rules)
    same(archive, straight)


def test_an_updated_table_makes_all_be_derived_anew(tmp_path: Path, rules: Reconstructor) -> None:
    archive = Archive.create(tmp_path)
    put(archive, made("a"))
    derive(archive, reconstructor=rules)
    assert archive.underived_sources(rules_name(archive)) == []
    (tmp_path / "reference").mkdir()
    (tmp_path / "reference" / "runways.csv").write_text("not looked at here\n")
    assert len(archive.underived_sources(rules_name(archive))) == 1


def test_every_derived_row_names_its_basis(tmp_path: Path, rules: Reconstructor) -> None:
    archive = Archive.create(tmp_path)
    put(archive, made("a", "d"))
    derive(archive, reconstructor=rules)
    for name, frame in tables(archive).items():
        if name in {"home_bases", "false_places", "identities"} or not frame.height:
            continue
        assert all(frame["source_sha256s"].to_list()), name
        assert frame["algorithm"].null_count() == 0, name
    seen = archive.flights().collect()["first_seen_at"].to_list()
    assert min(seen) >= datetime(2019, 3, 23, tzinfo=UTC)
