"""The timeline of a case, and the calendar that it makes."""

from datetime import UTC, datetime

from planted_words import by_registration, by_type, claim, on, place
from planted_world import CARGO, Journey, leg, world
from skywitness.cases.checks.table import check
from skywitness.cases.icalendar import icalendar
from skywitness.cases.timeline import timeline
from skywitness.model import CaseEvent, Claim

NOW = datetime(2026, 1, 1, tzinfo=UTC)
ARRIVAL = claim("arrival", by_registration(CARGO), [place("SVMI", "to")], on("23"), quote="It landed; on Saturday")


def events(*claims: Claim) -> list[CaseEvent]:
    facts = world(Journey(CARGO, [leg("GOBD-SVMI", "23T07:20", "23T14:31")]))
    numbered = [one._replace(claim_id=f"c{number}") for number, one in enumerate(claims)]
    return timeline(numbered, [check(one, facts, command="", ran_at=NOW) for one in numbered])


def test_observed_and_reported_stand_side_by_side() -> None:
    found = events(ARRIVAL)
    assert [(one.kind, one.claim_ids) for one in found] == [("reported", ["c0"]), ("observed", ["c0"])]


def test_one_observation_bears_on_many_claims() -> None:
    observed = [one for one in events(ARRIVAL, ARRIVAL) if one.kind == "observed"]
    assert [one.claim_ids for one in observed] == [["c0", "c1"]]


def test_earlier_and_scheduled_are_told_apart() -> None:
    bombers = claim("prior_event", by_type("T160"), [place("SVMI")], on("2018-12-10"))
    ban = claim("scheduled_event", (), (), on("2019-04-28"))
    assert [one.kind for one in events(ban, bombers)] == ["earlier", "scheduled"]


def test_the_calendar_is_one_that_programs_read() -> None:
    text = icalendar("caracas", events(ARRIVAL), NOW)
    lines = text.split("\r\n")
    assert (lines[0], lines[-2], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR", "")
    assert all(len(line.encode()) <= 75 for line in lines)
    assert text.count("BEGIN:VEVENT") == text.count("END:VEVENT") == 2
    assert "DTSTART;VALUE=DATE:20190323" in lines
    assert "DTSTART:20190323T143100Z" in lines
    assert "\n" not in text.replace("\r\n", "")


def test_a_hostile_title_stays_a_title() -> None:
    bad = ARRIVAL._replace(proposition="x\r\nEND:VCALENDAR\r\nBEGIN:VEVENT")
    assert icalendar("c", events(bad), NOW).split("\r\n").count("END:VCALENDAR") == 1
