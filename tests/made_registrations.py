"""Registrations made after the table of nationality marks, for properties."""

from functools import cache

from hypothesis import strategies as st

from skywitness.reference.nationality_marks import Mark, NationalityMarks
from skywitness.store.packaged import table


@cache
def marks() -> NationalityMarks:
    return NationalityMarks.from_rows(table("nationality_marks"))


def written(mark: Mark, rest: str, *, hyphen: bool) -> str:
    """A registration as the state writes it, or without its hyphen."""
    if not hyphen:
        return mark.bare + rest
    return mark.mark + rest if mark.hyphen in {"inside", "no"} else f"{mark.mark}-{rest}"


@st.composite
def formed(draw: st.DrawFn) -> tuple[Mark, str]:
    """A mark and something in its form, as the state writes it."""
    mark = draw(st.sampled_from(marks().marks))
    rest = draw(st.from_regex(mark.pattern, fullmatch=True))
    return mark, written(mark, rest, hyphen=mark.hyphen != "either" or draw(st.booleans()))
