"""Claims card: a claim as lines of plain text, its words marked in their place in the original."""

import textwrap
from collections.abc import Iterator

from skywitness.cases.text_stretch import Stretch
from skywitness.model import Attribution, Claim, TextSpan

_CONTEXT = 200
"""Characters of the original on each side of the words."""


def card(claim: Claim, text: str | None, marks: tuple[str, str] = (">>>", "<<<"), width: int = 78) -> list[str]:
    """Lines of a card.

    Args:
        claim: what is shown.
        text: the whole text of its first span; None when it was deleted.
        marks: put before and after the words; a terminal's codes for bold, or signs.
        width: characters in a line.
    """
    lines = [
        f"{claim.claim_id or 'new'}: {claim.kind} ({claim.checkability}), {claim.review_state}, {claim.quote_kind}"
    ]
    lines += textwrap.wrap(
        in_place(claim.spans[0], text, marks), width, initial_indent="  ", subsequent_indent="  "
    )
    lines.append(_plain(f"says: {' < '.join(_link(link) for link in reversed(claim.attributions))}"))
    lines.append(_plain(f"that: {claim.proposition}" + (" (denied)" if claim.polarity == "denies" else "")))
    return lines + [_plain(line) for line in _facts(claim)]


def in_place(span: TextSpan, text: str | None, marks: tuple[str, str]) -> str:
    """The words of a span between marks, with the original around them, or what the span keeps of it."""
    if text is None:
        return f"… {_plain(span.prefix)}{marks[0]}{_plain(span.exact)}{marks[1]}{_plain(span.suffix)} … (deleted)"
    begin, end = max(0, span.start - _CONTEXT), min(len(text), span.end + _CONTEXT)
    parts = (Stretch(begin, span.start), Stretch(span.start, span.end), Stretch(span.end, end))
    before, words, after = (_plain(part.of(text)) for part in parts)
    opening, closing = "… " if begin else "", " …" if end < len(text) else ""
    return f"{opening}{before}{marks[0]}{words}{marks[1]}{after}{closing}"


def _link(link: Attribution) -> str:
    said = link.speaker or "(nobody named)"
    return f"{said} [{link.anonymity}{', ' + link.venue if link.venue else ''}]"


def _facts(claim: Claim) -> Iterator[str]:
    if claim.hedges:
        yield "hedges: " + "; ".join(f"{hedge.cue} ({hedge.kind})" for hedge in claim.hedges)
    for number in claim.quantities:
        yield f"number: {number.words} = {number.low_in_unit:g} to {number.high_in_unit:g} {number.unit}"
    for time in claim.times:
        words, anchor = time.words or "no date in it", time.anchor or "no date"
        yield f"when: {time.edtf} ({words}; rule {time.rule}, from {anchor}, days of {time.timezone})"
    for place in claim.places:
        yield f"place: {place.role} {place.words}: {' '.join(place.candidates[:3])}"
    for one in claim.aircraft:
        signs = [
            *one.typecodes,
            *one.registrations,
            *one.icao24s,
            *one.callsigns,
            *filter(None, (one.operator, one.flag_state)),
        ]
        yield f"aircraft: {one.words}" + (f": {' '.join(signs)}" if signs else "")


def _plain(line: str) -> str:
    """Without control characters: a hostile text could have codes for the terminal."""
    return "".join(letter if letter.isprintable() else " " for letter in line)
