"""Wires: proposals held against ten wire stories of our own, whose claims were marked by hand before any was read.

Four are held out: their wrong answers are counted and never listed, and no rule is set by them. Dangerous
errors are counted apart: a wrong speaker, a lost or invented denial, a lost hedge, a wrong number or unit.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from reading import parsers, read
from scoring import Pair, is_tight, paired, place, same_number, same_speaker

from skywitness.cases.claims_settings import Document
from skywitness.cases.text_stretch import Stretch
from skywitness.model import Claim

FOLDER = Path(__file__).parent / "wires"


def main() -> None:
    """Print the figures; ``--list`` lists wrong answers on the stories that are not held out."""
    for name, parser in parsers().items():
        for held_out in (False, True):
            counts: Counter[str] = Counter()
            seconds = 0.0
            for path in sorted(FOLDER.glob("*.json")):
                if path.stem.startswith("held_out") == held_out:
                    told = json.loads(path.read_text("utf-8"))
                    text = path.with_suffix(".txt").read_text("utf-8")
                    claims, took = read(_document(text, told), parser)
                    seconds += took
                    marked = [(fact, _where(text, fact["quote"], path.stem)) for fact in told["facts"]]
                    listed = not held_out and "--list" in sys.argv
                    counts += _count(marked, claims, told["publisher"], path.stem if listed else "")
            _say(f"{name}, {'held out' if held_out else 'worked on'}", counts, seconds)


def _document(text: str, told: dict[str, Any]) -> Document:
    day = date.fromisoformat(told["published"])
    return Document(text, None, day, told["publisher"], told["timezone"], language=told["language"])


def _where(text: str, quote: str, story: str) -> Stretch:
    if text.count(quote) != 1:
        sys.exit(f"{story}: {quote!r} stands there {text.count(quote)} times")
    return Stretch(text.index(quote), text.index(quote) + len(quote))


def _count(
    marked: list[tuple[dict[str, Any], Stretch]], claims: list[Claim], publisher: str, listed: str
) -> Counter[str]:
    """Counts of one story; proposals of credit lines are left out."""
    claims = [claim for claim in claims if claim.checkability != "meta"]
    counts: Counter[str] = Counter(facts=len(marked), proposals=len(claims), stories=1)
    pairs = paired(marked, claims)
    for pair in pairs:
        found = pair.claim is not None and is_tight(pair.where, place(pair.claim))
        wrong = set(_wrong(pair, publisher)) if found else {"missed"}
        counts.update(wrong)
        counts["right"] += found and "speaker" not in wrong
        for name in ("number", "edtf"):
            counts[f"{name} asked"] += name in pair.marked and found
        counts["hedge asked"] += found and bool(pair.marked.get("hedges"))
        counts["tight"] += found
        if wrong and listed:
            given = pair.claim.spans[0].exact if pair.claim else "nothing"
            kind = pair.claim.kind if pair.claim else ""
            print(f"    {listed}: {sorted(wrong)}: {pair.marked['quote']!r} given as {given!r} {kind}")
    served = [where for _, where in marked]
    matching = [c for c in claims if any(is_tight(where, place(c)) for where in served)]
    counts["precise"] = sum(
        any(p.claim is c and "speaker" not in _wrong(p, publisher) for p in pairs) or _serves(c, marked, publisher)
        for c in matching
    )
    return counts


def _serves(claim: Claim, marked: list[tuple[dict[str, Any], Stretch]], publisher: str) -> bool:
    return any(
        is_tight(where, place(claim)) and "speaker" not in _wrong(Pair(fact, where, claim), publisher)
        for fact, where in marked
    )


def _wrong(pair: Pair, publisher: str) -> Iterator[str]:
    """Names of what a proposal has wrong."""
    fact, claim = pair.marked, pair.claim
    if claim is None:
        return
    last = claim.attributions[-1]
    expected = fact.get("speaker", publisher)
    if expected == publisher:
        if last.speaker not in {"", publisher}:
            yield "speaker"
    elif not same_speaker(expected, last.speaker):
        yield "speaker"
    elif fact.get("anonymity", "named") != last.anonymity:
        yield "anonymity"
    yield from _wrong_words(fact, claim)


def _wrong_words(fact: Mapping[str, Any], claim: Claim) -> Iterator[str]:
    """Names of what a proposal has wrong beside its speaker."""
    if claim.polarity != fact.get("polarity", "asserts"):
        yield "denial"
    hedges = {hedge.kind for hedge in claim.hedges}
    if set(fact.get("hedges", [])) - hedges:
        yield "hedge lost"
    if "number" in fact and not same_number(fact["number"], claim):
        yield "number"
    if "edtf" in fact and fact["edtf"] not in {time.edtf for time in claim.times}:
        yield "edtf"
    if claim.kind not in {fact["kind"], *fact.get("also", [])}:
        yield "kind"


def _say(title: str, counts: Counter[str], seconds: float) -> None:
    facts, tight, proposals = counts["facts"], counts["tight"], counts["proposals"]
    if not facts:
        return
    stories = counts["stories"]
    took = f"{seconds / stories:.2f} s each"
    print(f"\n{title}: {stories} stories, {facts} marked claims, {proposals} proposals, {took}")
    precision = counts["precise"] / max(1, proposals)
    print(f"  words and speaker: recall {counts['right'] / facts:.2f}, precision {precision:.2f}")
    print(f"  words found {tight} of {facts}; of those found:")
    for what, asked in (("kind", tight), ("anonymity", tight), ("edtf", counts["edtf asked"])):
        print(f"    {'date' if what == 'edtf' else what:12} right {asked - counts[what]} of {asked}")
    print("  dangerous errors:")
    dangers = {
        "speaker": tight,
        "denial": tight,
        "hedge lost": counts["hedge asked"],
        "number": counts["number asked"],
    }
    for what, asked in dangers.items():
        print(f"    {what:12} {counts[what]} of {asked}")


if __name__ == "__main__":
    main()
