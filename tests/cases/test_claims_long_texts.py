"""Texts longer than any report: read up to a length, in pieces, and told so."""

from datetime import date
from itertools import pairwise

from skywitness.cases import claims_settings
from skywitness.cases.claims_settings import MOST_LETTERS, Document, settings_of
from skywitness.pipeline.claims import lexicons

SENTENCE = "An Il-76 landed at Caracas. "


def stretches(text: str) -> list[tuple[int, int]]:
    document = Document(text, None, date(2019, 3, 25), "The Paper")
    dates = lexicons().of("en").dates
    return [(where.start, where.end) for _, where in settings_of(document, dates)]


def test_a_paragraph_without_end_is_read_up_to_a_length_in_pieces_that_end_with_a_sentence() -> None:
    found = stretches(SENTENCE * (MOST_LETTERS // len(SENTENCE) * 3))
    assert found[0][0] == 0
    assert found[-1][1] == MOST_LETTERS
    assert all(end == start for (_, end), (start, _) in pairwise(found))
    assert all((end - start) <= claims_settings._MOST_IN_PARAGRAPH for start, end in found)
    assert all(end % len(SENTENCE) == 0 for _, end in found[:-1])


def test_a_word_without_end_is_cut_as_well() -> None:
    found = stretches("x" * 60_000)
    assert (found[0][0], found[-1][1], len(found)) == (0, 60_000, 12)


def test_paragraphs_of_reports_stay_whole() -> None:
    first = (SENTENCE * 50).strip()
    assert stretches(f"{first}\n\n{SENTENCE.strip()}")[0] == (0, len(first))
