"""Which detectors a claim's kind asks, of which aircraft, and with nothing in it that was heard later."""

from datetime import UTC, datetime

import pytest

from cli_archive import TRANSPORT, build
from planted_words import claim, mention, on, place, some
from skywitness.cases.checks.readings import Span
from skywitness.model import Claim
from skywitness.pipeline.case_facts import gather, surroundings_of
from skywitness.pipeline.case_findings import About, case_findings
from skywitness.store.archive import Archive


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    data = tmp_path_factory.mktemp("data")
    build(data)
    return Archive.open(data)


SAID = claim(
    "scale", mention(words="it", registrations=["12-5756"]), [place("KCHS", "to")], on("23"),
    quantities=[some(1, 1, "tonne")],
)  # fmt: skip


@pytest.mark.parametrize("kind", ["scale", "payload", "personnel"])
def test_loads_are_those_of_the_claims_aircraft(archive: Archive, kind: str) -> None:
    facts = gather(SAID._replace(kind=kind), surroundings_of(archive, []))
    assert {tuple(one.icao24s) for one in facts.findings} == {(TRANSPORT,)}
    assert {one.kind for one in facts.findings} == {"airlift"}


@pytest.mark.parametrize("kind", ["arrival", "presence", "aircraft_type", "text_match", "none"])
def test_other_kinds_ask_no_detector(archive: Archive, kind: str) -> None:
    assert list(gather(SAID._replace(kind=kind), surroundings_of(archive, [])).findings) == []


def test_words_that_fit_many_airframes_ask_none(archive: Archive) -> None:
    assert case_findings(archive, about(SAID, [f"{n:06x}" for n in range(20)])) == []
    assert case_findings(archive, about(SAID, [])) == []


def test_nothing_heard_after_the_claim_is_in_a_finding(archive: Archive) -> None:
    before = datetime(2019, 3, 23, 1, tzinfo=UTC)
    for kind in ("scale", "together", "first_time", "route_pattern"):
        said = about(SAID._replace(kind=kind), [TRANSPORT])._replace(span=Span(None, before))
        assert all(one.until <= before for one in case_findings(archive, said))


def about(said: Claim, icao24s: list[str]) -> About:
    """A claim about airframes at Charleston."""
    whole = Span(datetime(2019, 3, 20, tzinfo=UTC), datetime(2019, 3, 27, tzinfo=UTC))
    return About(said, icao24s, ["KCHS"], whole, [], [], [])
