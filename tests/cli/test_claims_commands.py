"""``case claims`` and ``case queue``: proposing, judging with keys, and spreadsheets."""

import csv
import io
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from skywitness.cli.app import app
from skywitness.model import Claim
from skywitness.store.cases import shelf

TEXT = """Cargo jet lands at Goma

A cargo plane with military equipment landed at Goma airport on Thursday, two airport workers said.

The spokesman denied that up to 100 soldiers had come.
"""


def run(data: Path, *words: str, keys: str = "") -> Result:
    result = CliRunner().invoke(app, ["case", *words, "--data", str(data)], input=keys)
    assert result.exit_code == 0, result.output
    return result


@pytest.fixture
def data(tmp_path: Path) -> Path:
    text = tmp_path / "story.txt"
    text.write_text(TEXT, encoding="utf-8")
    run(tmp_path, "new", "Goma", "--by", "Ana")
    run(tmp_path, "add", str(text), "--published", "2024-11-14", "--by", "Ana")
    run(tmp_path, "claims", "propose", "--without-parser", "--by", "Ana")
    return tmp_path


def claims(data: Path) -> list[Claim]:
    return shelf.find_case(data, None).current(Claim)


def test_proposals_wait_and_are_not_made_twice(data: Path) -> None:
    before = claims(data)
    assert [claim.kind for claim in before] == ["arrival", "arrival", "payload", "personnel"]
    assert {claim.review_state for claim in before} == {"proposed"}
    run(data, "claims", "propose", "--without-parser", "--by", "Ana")
    assert claims(data) == before


def test_keys_decide_and_a_later_propose_leaves_it(data: Path) -> None:
    run(data, "queue", "--by", "Ben", keys="ae\nkind=presence\n\nrq")
    states = {claim.supersedes: (claim.review_state, claim.kind, claim.reviewer) for claim in claims(data)}
    assert states["claim-1"] == ("accepted", "arrival", "Ben")
    assert states["claim-2"] == ("edited", "presence", "Ben")
    assert states["claim-3"][0] == "rejected"
    before = claims(data)
    run(data, "claims", "propose", "--without-parser", "--by", "Ana")
    assert claims(data) == before


def test_undo_puts_a_claim_back(data: Path) -> None:
    run(data, "queue", "--by", "Ben", keys="ruq")
    first = next(claim for claim in claims(data) if claim.spans[0].zone == "headline")
    assert (first.review_state, first.reviewer) == ("proposed", None)
    history = shelf.find_case(data, None).rows(Claim)
    assert [claim.review_state for claim in history if claim.spans[0].zone == "headline"] == [
        "proposed",
        "rejected",
        "proposed",
    ]


def test_split_and_undo_of_a_split(data: Path) -> None:
    parts = "A cargo plane with military equipment\nlanded at Goma airport on Thursday\n\n"
    run(data, "queue", "--by", "Ben", keys=f"ns\n{parts}q")
    made = [claim for claim in claims(data) if claim.split_from == "claim-2"]
    assert [claim.spans[0].exact for claim in made] == parts.strip().split("\n")
    assert made[1].times[0].edtf == "2024-11-14"


def test_merge_puts_the_second_away_and_says_why(data: Path) -> None:
    run(data, "queue", "--by", "Ben", keys="nmq")
    merged = next(claim for claim in claims(data) if claim.supersedes == "claim-2")
    away = next(claim for claim in claims(data) if claim.supersedes == "claim-3")
    assert len(merged.spans) == 2
    assert away.review_state == "rejected"


def test_words_that_are_not_there_are_refused_and_nothing_stored(data: Path) -> None:
    shown = run(data, "queue", "--by", "Ben", keys="e\nquote=three elephants\n\nq").output
    assert "not done" in shown
    assert {claim.review_state for claim in claims(data)} == {"proposed"}


def test_the_quote_stands_in_its_place(data: Path) -> None:
    shown = run(data, "claims", "show", "claim-4").output
    assert "denied\n" in shown.replace(
        "  ", " "
    ) or "denied that >>>up to 100 soldiers had come<<<." in shown.replace("\n  ", " ")
    assert "0 to 100 person" in shown


def test_export_and_import_in_csv(data: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run(data, "claims", "export", "--by", "Ben").stdout)))
    rows[0]["kind"] = "presence"
    rows.append(
        dict.fromkeys(rows[0], "")
        | {"capture_id": "capture-1", "quote": "landed at Goma airport", "proposition": "It landed."}
    )
    file = data / "claims.csv"
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.DictWriter(opened, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    run(data, "claims", "import", str(file), "--by", "Cy")
    now = claims(data)
    changed = next(claim for claim in now if claim.supersedes == "claim-1")
    added = next(claim for claim in now if claim.extracted_by == "human")
    assert (changed.kind, changed.reviewer) == ("presence", "Cy")
    assert (added.proposition, added.spans[0].exact, added.places[0].candidates[0]) == (
        "It landed.",
        "landed at Goma airport",
        "FZNA",
    )
    assert len(now) == len(rows)


def test_import_takes_all_or_nothing(data: Path) -> None:
    file = data / "claims.json"
    good = {"capture_id": "capture-1", "quote": "landed at Goma airport"}
    file.write_text(json.dumps([good, {"capture_id": "capture-1", "quote": "three elephants"}]), encoding="utf-8")
    result = CliRunner().invoke(app, ["case", "claims", "import", str(file), "--by", "Cy", "--data", str(data)])
    assert result.exit_code == 1
    assert "row 2" in result.output
    assert len(claims(data)) == 4


def test_json_export_has_the_whole_claim(data: Path) -> None:
    told = json.loads(run(data, "claims", "export", "--format", "json", "--by", "Ben").stdout)
    assert told[3]["quantities"][0]["high_in_unit"] == 100
    assert told[3]["polarity"] == "denies"
    listed = json.loads(run(data, "claims", "list", "--kind", "payload", "--json").stdout)
    assert [row["claim_id"] for row in listed] == ["claim-3"]
