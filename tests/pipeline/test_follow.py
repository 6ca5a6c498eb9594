"""Following: rows depend on the raw log alone, however it was cut and wherever reading was taken up again."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from live_peers import beast_records, stored
from made_frames import split
from raw_logs import HEADER, T0_MS, chunk, write_log
from sbs_lines import sbs_flight, sbs_line
from skywitness.measure.clock import utc_from_ms
from skywitness.model import Chunk, StateVector
from skywitness.pipeline.catch_up import decoded, missing_segments, replay
from skywitness.pipeline.follow import LEAD_MS, Follower, Lead
from skywitness.store.archive import Archive
from skywitness.store.live_rows import Held, LiveRows, commit_live
from skywitness.store.raw_log.manifest import Entry
from skywitness.store.raw_log.segment import Segment, load_segment
from skywitness.store.staging import StagedSource

STREAM = b"".join(islice(beast_records(utc_from_ms(T0_MS)), 150))
NOW_MS = T0_MS + 60_000
AT = datetime(2026, 3, 2, tzinfo=UTC)
NOTHING = Held(frozenset(), frozenset())


def rows_of(follower: Follower, chunks: Sequence[Chunk]) -> list[StateVector]:
    return [state for one in chunks for state in follower.push(one).states]


def deliveries(stream: bytes, cuts: Sequence[int]) -> list[Chunk]:
    return [Chunk("data", NOW_MS, piece) for piece in split(stream, cuts) if piece]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(0, len(STREAM)), max_size=12))
def test_rows_do_not_depend_on_how_the_bytes_were_cut(cuts: list[int]) -> None:
    whole = rows_of(Follower(HEADER), deliveries(STREAM, []))
    assert len(whole) > 40
    assert rows_of(Follower(HEADER), deliveries(STREAM, cuts)) == whole


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(0, len(STREAM)), max_size=12), st.integers(0, 12))
def test_a_lead_in_steps_is_the_same_lead(cuts: list[int], of_lead: int) -> None:
    chunks = deliveries(STREAM, cuts)
    lead, rest = chunks[:of_lead], chunks[of_lead:]
    stepwise = Follower(HEADER, lead_is_whole=False)
    for one in lead:
        stepwise.push(one)
    stepwise.begin()
    at_once = Follower(HEADER, lead)
    assert rows_of(stepwise, rest) == rows_of(at_once, rest)
    assert (stepwise.messages, stepwise.rejects) == (at_once.messages, at_once.rejects)


@settings(max_examples=30, deadline=None)
@given(st.integers(200, len(STREAM) - 200))
def test_a_stream_cut_into_two_segments_loses_no_message(cut: int) -> None:
    first, second = deliveries(STREAM, [cut])
    before = Follower(HEADER)
    early = rows_of(before, [first])
    after = Follower(HEADER, Lead([first]))
    late = rows_of(after, [second])
    assert before.messages + after.messages == 150
    whole = rows_of(Follower(HEADER), [first, second])
    times = [row.observed_at for row in early + late]
    assert len(set(times)) == len(times)
    assert set(times) <= {row.observed_at for row in whole}
    # Only a place that nothing had confirmed when the first segment ended can be missing.
    assert len(whole) - len(times) <= 2


@settings(max_examples=15, deadline=None)
@given(st.sets(st.integers(0, 60)))
def test_whatever_the_archive_holds_already_the_rest_is_added(
    tmp_path_factory: pytest.TempPathFactory, held: set[int]
) -> None:
    folder = tmp_path_factory.mktemp("data")
    write_log(
        folder / "raw" / "roof", [[Chunk("data", NOW_MS, STREAM[:2_000]), Chunk("data", NOW_MS, STREAM[2_000:])]]
    )
    archive = Archive.create(folder)
    [missing] = missing_segments(folder / "raw", archive)
    segment = load_segment(missing.folder / missing.entry.path)
    whole = all_rows(segment)
    some = [row for index, row in enumerate(whole) if index in held]
    with archive.writing():
        commit_live(
            archive, [LiveRows(StagedSource(missing.entry.source_sha256, "x", reconstruction=False), some, [])]
        )
    done = replay(archive, folder / "raw", AT)
    assert (done.segments, done.rows) == (1, len(whole) - len(some))
    proof = Archive.create(folder / "proof")
    replay(proof, folder / "raw", AT)
    assert stored(folder).equals(stored(folder / "proof"))
    assert archive.sources().collect().drop("imported_at").equals(proof.sources().collect().drop("imported_at"))
    assert missing_segments(folder / "raw", archive) == []


def all_rows(segment: Segment) -> list[StateVector]:
    assert segment.header is not None
    entry = Entry("closed", 1, "x", 0, "", "")
    parts = [part for part in decoded(segment, Lead(), NOTHING, entry, AT) if part]
    return [row for part in parts for row in part.rows.states]


def test_a_torn_segment_gives_the_rows_before_the_tear(tmp_path: Path) -> None:
    write_log(tmp_path / "raw" / "roof", [[Chunk("data", NOW_MS, STREAM)]])
    archive = Archive.create(tmp_path)
    [missing] = missing_segments(tmp_path / "raw", archive)
    path = missing.folder / missing.entry.path
    path.write_bytes(path.read_bytes() + b"\x28\xb5\x2f\xfdtorn")
    assert replay(archive, tmp_path / "raw", AT).rows == len(rows_of(Follower(HEADER), deliveries(STREAM, [])))


def test_a_segment_without_a_header_is_told_of_and_the_others_are_read(tmp_path: Path) -> None:
    write_log(tmp_path / "raw" / "roof", [[Chunk("data", NOW_MS, STREAM)], [Chunk("data", NOW_MS + 1, STREAM)]])
    archive = Archive.create(tmp_path)
    first, second = missing_segments(tmp_path / "raw", archive)
    (first.folder / first.entry.path).write_bytes(b"gone")
    done = replay(archive, tmp_path / "raw", AT)
    assert done.lost == [f"roof/{first.entry.path}: its header is lost"]
    assert archive.sources().collect()["source_sha256"].to_list() == [second.entry.source_sha256]


def sbs(*pieces: tuple[int, bytes]) -> list[StateVector]:
    """Rows of an SBS feed, its pieces delivered so many milliseconds after ten."""
    header = HEADER._replace(format="sbs", feed="coast")
    return rows_of(Follower(header), [chunk(data, after_ms) for after_ms, data in pieces])


def test_the_receiver_is_the_feed_where_the_format_names_none() -> None:
    [row] = sbs((500, sbs_line(time=utc_from_ms(T0_MS))))
    assert (row.receiver, row.source_row) == ("coast", 1)


def test_a_row_that_says_again_what_was_said_is_left_out() -> None:
    line = sbs_line(time=utc_from_ms(T0_MS))
    follower = Follower(HEADER._replace(format="sbs"))
    assert len(rows_of(follower, [chunk(line + line), chunk(line)])) == 1
    assert (follower.messages, follower.repeated) == (3, 2)


def test_rows_of_another_hour_are_rejected_with_the_reason() -> None:
    follower = Follower(HEADER._replace(format="sbs"))
    at = utc_from_ms(T0_MS)
    times = (
        at + timedelta(seconds=9),
        at + timedelta(seconds=11),
        at - timedelta(seconds=899),
        at - timedelta(hours=1),
    )
    lines = b"".join(sbs_line(f"4CA00{number}", time) for number, time in enumerate(times))
    assert [row.icao24 for row in rows_of(follower, [chunk(lines)])] == ["4ca000", "4ca002"]
    assert follower.rejects == {"ahead_of_arrival": 1, "long_before_arrival": 1}
    assert follower.clock_off_s is None
    rows_of(follower, [chunk(sbs_line("4CA009", at - timedelta(hours=1)))])
    assert follower.clock_off_s == -3_600


def test_a_new_connection_begins_a_new_line() -> None:
    line = sbs_line(time=utc_from_ms(T0_MS))
    follower = Follower(HEADER._replace(format="sbs"))
    chunks = [chunk(line[:20]), chunk(b"sbs://x", 5, "opened"), chunk(line, 9)]
    assert [row.source_row for row in rows_of(follower, chunks)] == [2]
    assert follower.rejects.total() == 1


def test_a_lead_is_no_longer_than_a_minute() -> None:
    lead = Lead([chunk(b"a", 0), chunk(b"b", LEAD_MS), chunk(b"c", LEAD_MS + 1)])
    assert [one.data for one in lead] == [b"b", b"c"]


def test_rows_of_the_lead_are_not_given_twice() -> None:
    first, second = sbs_flight(5, start=utc_from_ms(T0_MS)), sbs_flight(5, start=utc_from_ms(T0_MS + 5_000))
    follower = Follower(HEADER._replace(format="sbs"), [chunk(first)])
    rows = rows_of(follower, [chunk(second, 5_000)])
    assert [row.source_row for row in rows] == [1, 2, 3, 4, 5]
    assert follower.messages == 5
