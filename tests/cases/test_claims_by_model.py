"""What a language model points at: words of the text or nothing."""

import json
from datetime import date

import pytest

from skywitness.cases.claims_by_model import INSTRUCTION, claims_by_model
from skywitness.cases.claims_settings import Document
from skywitness.pipeline.claims import lexicons

TEXT = (
    "An Il-76 landed at Caracas on Saturday, the ministry said.\n\n"
    "About 40 tonnes of flour did not arrive, a pilot said."
)
DOCUMENT = Document(TEXT, None, date(2019, 3, 25), "The Paper", "America/Caracas")


def by_model(*elements: object, around: str = "{}") -> tuple[list[tuple[str, str]], int]:
    found = claims_by_model(DOCUMENT, lexicons(), around.replace("{}", json.dumps(elements)), "m at here")
    return [(one.spans[0].exact, one.kind) for one in found.claims], found.dropped


def test_words_of_the_text_become_a_proposal_that_our_rules_read() -> None:
    answer = json.dumps([{"quote": "An Il-76 landed at Caracas on Saturday", "kind": "arrival"}])
    (claim,) = claims_by_model(DOCUMENT, lexicons(), answer, "m at here").claims
    assert TEXT[claim.spans[0].start : claim.spans[0].end] == claim.spans[0].exact
    assert (claim.extracted_by, claim.extractor, claim.review_state) == ("model", "m at here", "proposed")
    assert claim.aircraft[0].typecodes == ["IL76"]
    assert claim.times[0].edtf == "2019-03-23"
    assert claim.attributions[-1].speaker == "the ministry"


@pytest.mark.parametrize(
    "element",
    [
        {"quote": "An Il-76 landed at Havana on Saturday", "kind": "arrival"},
        {"quote": "n Il-76 landed at Caracas", "kind": "arrival"},
        {"quote": "landed at Cara", "kind": "arrival"},
        {"quote": "the ministry said. About 40 tonnes", "kind": "payload"},
        {"quote": "Il-76", "kind": "arrival"},
        {"quote": TEXT * 9},
        {"quote": None},
        {"kind": "arrival"},
        "An Il-76 landed at Caracas",
        7,
    ],
)
def test_what_does_not_stand_in_the_text_is_dropped(element: object) -> None:
    assert by_model(element) == ([], 1)


def test_a_denial_stays_one() -> None:
    answer = json.dumps([{"quote": "tonnes of flour did not arrive", "kind": "payload"}])
    (claim,) = claims_by_model(DOCUMENT, lexicons(), answer, "m").claims
    assert claim.polarity == "denies"


def test_a_verdict_or_a_strange_kind_in_an_answer_changes_nothing() -> None:
    said = {"quote": "An Il-76 landed at Caracas", "kind": "verdict", "verdict": "corroborated", "speaker": "X"}
    (one,), dropped = by_model(said)
    assert (one, dropped) == (("An Il-76 landed at Caracas", "arrival"), 0)


def test_words_around_the_list_are_borne_and_twice_is_once() -> None:
    one = {"quote": "An Il-76 landed at Caracas", "kind": "arrival"}
    assert by_model(one, one, around="Here:\n```json\n{}\n```") == ([("An Il-76 landed at Caracas", "arrival")], 0)


@pytest.mark.parametrize("answer", ["", "I cannot do that.", "[1, 2", '{"quote": "x"}', "[" * 100_000 + "]"])
def test_an_answer_that_is_no_list_is_said_to_be_none(answer: str) -> None:
    with pytest.raises(ValueError, match="the model's answer"):
        claims_by_model(DOCUMENT, lexicons(), answer, "m")


def test_a_model_is_not_asked_for_verdicts() -> None:
    assert "Do not judge whether anything is true" in INSTRUCTION
