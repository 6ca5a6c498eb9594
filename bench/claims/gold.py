"""Gold: proposals held against 53 hand-marked claims of one newspaper report.

The report is not part of the project; it is read from the folder ``shared``. Rules were made with it in view,
so these figures are an upper bound: ``wires.py`` has other text.
"""

import json
import os
import re
import sys
from collections import Counter
from datetime import date
from hashlib import sha256
from pathlib import Path

from reading import parsers, read
from scoring import Pair, is_tight, paired, place, same_speaker, sentence_of

from skywitness.cases.claims_settings import Document
from skywitness.cases.text_stretch import Stretch
from skywitness.model import Claim

FOLDER = Path(os.environ.get("SKYWITNESS_SHARED", Path(__file__).parents[3] / "shared")) / "gold"
_CLASS = {
    "T": "track",
    "T-part": "track",
    "R": "registry",
    "P": "physics",
    "X": "external",
    "N": "not_checkable",
    "M": "meta",
}
_FLIGHT = {"T", "T-part", "R", "P"}
_ANONYMITY = {
    "named": "named",
    "unnamed group": "unnamed_group",
    "unnamed individual": "unnamed_individual",
    "unnamed media": "unnamed_media",
    "agentless passive": "agentless",
    "explicitly unnamed": "explicitly_unnamed",
    "unattributed": "unattributed",
}
_HEDGED = (
    ("approximat", "approximator"),
    ("upper bound", "approximator"),
    ("about", "approximator"),
    ("scare", "scare_quotes"),
    ("partial", "scare_quotes"),
    ("may have", "modal"),
    ("could", "modal"),
    ("apparently", "distancing"),
    ("distancing", "distancing"),
    ("hearsay", "hearsay"),
    ("accused", "hearsay"),
    ("set to", "future"),
    ("expected", "future"),
    ("would", "counterfactual"),
    ("conditional", "counterfactual"),
)
_KIND = (
    ("personnel", "personnel"),
    ("payload", "payload"),
    ("aircraft-type", "aircraft_type"),
    ("operator", "operator_listing"),
    ("route-pattern", "route_pattern"),
    ("stop", "stop"),
    ("route", "route_heading"),
    ("presence", "presence"),
    ("arrival", "arrival"),
    ("scale", "scale"),
    ("prior", "prior_event"),
    ("scheduled", "scheduled_event"),
    ("speech-act", "text_match"),
)


def main() -> None:
    """Print the figures, with and without the parser."""
    if not (FOLDER / "claims_2019-03-25.json").is_file():
        sys.exit(f"gold: skipped, no marked claims at {FOLDER} (set SKYWITNESS_SHARED)")
    told = json.loads((FOLDER / "claims_2019-03-25.json").read_text("utf-8"))
    text = _normalised((FOLDER / "article_2019-03-25.txt").read_text("utf-8"))
    if sha256(text.encode()).hexdigest() != told["text_sha256"]:
        sys.exit("gold: the text is not the one that was marked")
    document = Document(text, None, date(2019, 3, 25), "The Guardian", "America/Caracas")
    for name, parser in parsers().items():
        claims, seconds = read(document, parser)
        pairs = paired([(row, Stretch(row["start"], row["end"])) for row in told["gold"]], claims)
        print(f"\n{name}: {len(claims)} proposals in {seconds:.2f} s")
        _report(text, pairs, claims)


def _normalised(text: str) -> str:
    text = re.sub(r"</?u>", "", text)
    text = text[: text.index("Since you're here")].replace("said in a\n\nstatement", "said in a statement")
    return re.sub(r"[ \t]+", " ", text)


def _report(text: str, pairs: list[Pair], claims: list[Claim]) -> None:
    flight = [pair for pair in pairs if pair.marked["check"] in _FLIGHT]
    by_sentence = [pair for pair in pairs if _in_sentence(text, pair, claims)]
    tight = [pair for pair in pairs if pair.claim and is_tight(pair.where, place(pair.claim))]
    found = [pair for pair in flight if pair in by_sentence]
    _say("spans found by sentence", len(by_sentence), len(pairs))
    _say("spans found tightly", len(tight), len(pairs))
    _say("flight-relevant spans found by sentence", len(found), len(flight))
    _say("flight-relevant spans found tightly", sum(pair in tight for pair in flight), len(flight))
    _say("speaker", sum(map(_speaker, pairs)), len(pairs))
    _say("anonymity", sum(map(_anonymity, pairs)), len(pairs))
    hedged = [pair for pair in pairs if _hedge(pair)]
    _say(
        "hedge kind",
        sum(_hedge(pair) in {h.kind for h in pair.claim.hedges} for pair in hedged if pair.claim),
        len(hedged),
    )
    dated = [pair for pair in pairs if re.fullmatch(r"[<≤]?\d{4}-\d\d(-\d\d)?(/\d\d)?", pair.marked["when"])]
    _say("date", sum(map(_date, dated)), len(dated))
    numbered = [pair for pair in pairs if re.search(r"\d", pair.marked["number"])]
    _say("number", sum(map(_number, numbered)), len(numbered))
    kinds = [pair for pair in pairs if _kind(pair)]
    _say(
        "kind of check",
        sum(pair.claim is not None and pair.claim.kind == _kind(pair) for pair in kinds),
        len(kinds),
    )
    _say("class of check", sum(map(_class, pairs)), len(pairs))
    confusion = Counter((_CLASS[p.marked["check"]], p.claim.checkability if p.claim else "nothing") for p in pairs)
    for (expected, given), count in sorted(confusion.items()):
        print(f"    {expected:14} given as {given:14} {count}")


def _say(what: str, right: int, total: int) -> None:
    print(f"  {what:42} {right} of {total}")


def _in_sentence(text: str, pair: Pair, claims: list[Claim]) -> bool:
    sentence = sentence_of(text, pair.where)
    return any(sentence.meets(place(claim)) and pair.where.meets(place(claim)) for claim in claims)


def _speaker(pair: Pair) -> bool:
    """Whether the innermost speaker is among those that the annotator names; the paper for its own voice."""
    if pair.claim is None:
        return False
    expected, chain = pair.marked["speaker"], pair.claim.attributions
    own = expected.startswith(("author", "unstated"))
    if own or not chain[-1].speaker:
        return own and (len(chain) == 1 or not chain[-1].speaker)
    if expected.startswith("unnamed social"):
        return chain[-1].venue == "post" or chain[-1].anonymity == "unnamed_media"
    names = re.split(r",? via |\(relaying |\)|/", expected)
    return any(same_speaker(name, chain[-1].speaker) for name in [expected, *filter(None, names)])


def _anonymity(pair: Pair) -> bool:
    """By the annotator's class; who is named by role and venue counts as named there."""
    if pair.claim is None:
        return False
    expected = _ANONYMITY.get(pair.marked["anonymity"], "unnamed_media")
    given = pair.claim.attributions[-1].anonymity
    return given == expected or (expected == "named" and given == "named_by_role")


def _hedge(pair: Pair) -> str | None:
    words = pair.marked["hedge"].lower()
    return next((kind for sign, kind in _HEDGED if sign in words), None)


def _date(pair: Pair) -> bool:
    if pair.claim is None:
        return False
    when = pair.marked["when"]
    if when[0] in "<≤":
        return any(time.earliest is None and time.latest is not None for time in pair.claim.times)
    expected = when if "/" not in when else f"{when[:10]}/{when[:8]}{when[-2:]}"
    return any(time.edtf == expected for time in pair.claim.times)


def _number(pair: Pair) -> bool:
    if pair.claim is None:
        return False
    wanted = float(re.search(r"\d+", pair.marked["number"])[0])
    counted = [one.number for one in pair.claim.aircraft if one.number]
    within = any(one.low_in_unit <= wanted <= one.high_in_unit for one in pair.claim.quantities)
    return within or wanted in counted or wanted == sum(counted)


def _kind(pair: Pair) -> str | None:
    return next((kind for sign, kind in _KIND if pair.marked["type"].startswith(sign)), None)


def _class(pair: Pair) -> bool:
    return pair.claim is not None and pair.claim.checkability == _CLASS[pair.marked["check"]]


if __name__ == "__main__":
    main()
