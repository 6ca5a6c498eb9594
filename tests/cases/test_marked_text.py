"""A text cut into pieces: nothing is lost, and each character has the marks that lie on it."""

from hypothesis import given
from hypothesis import strategies as st

from skywitness.cases.marked_text import Mark, in_place, paragraphs
from skywitness.cases.text_stretch import Stretch
from skywitness.model import TextZone

TEXT = "Head\n\nTwo 🛩 aircraft landed. <b>Три</b> самолёта."
PLACES = st.integers(0, len(TEXT))
STRETCHES = st.tuples(PLACES, PLACES).map(lambda pair: Stretch(min(pair), max(pair)))


def zone(start: int, end: int, kind: str = "body") -> TextZone:
    return TextZone(f"zone-{start}", "capture-1", "ab" * 32, start, end, 0, kind, "test")


@given(st.lists(STRETCHES, max_size=5))
def test_pieces_are_the_text_and_carry_the_marks_on_each_character(marked: list[Stretch]) -> None:
    marks = [Mark(where, f"claim-{number}") for number, where in enumerate(marked)]
    (whole,) = paragraphs(TEXT, [], marks)
    assert "".join(piece.text for piece in whole.pieces) == TEXT
    at = 0
    for piece in whole.pieces:
        for place in range(at, at + len(piece.text)):
            assert piece.marks == [one.name for one in marks if one.where.start <= place < one.where.end]
        at += len(piece.text)


def test_zones_are_paragraphs_and_space_between_them_is_none() -> None:
    found = paragraphs(TEXT, [zone(6, 29), zone(0, 4, "headline")], [])
    assert [one.zone for one in found] == ["headline", "body", None]
    assert found[0].pieces[0].text == "Head"
    assert found[2].pieces[0].text.strip() == "<b>Три</b> самолёта."


@given(STRETCHES, st.integers(0, 60))
def test_words_in_place_are_the_words(where: Stretch, around: int) -> None:
    found = in_place(TEXT, where, around)
    assert found.words == where.of(TEXT)
    assert TEXT[: where.start].endswith(found.before)
    assert TEXT[where.end :].startswith(found.after)
    assert found.begins == (found.before == TEXT[: where.start])


def test_the_original_around_words_is_cut_between_words() -> None:
    text = "one two three four five"
    found = in_place(text, Stretch(8, 13), around=6)
    assert (found.before, found.words, found.after) == ("two ", "three", " four")
    assert not found.begins
    assert not found.ends
