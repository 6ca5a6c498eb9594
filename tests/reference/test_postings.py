"""Postings against a dict of lists."""

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from skywitness.reference.postings import Postings

KEYS = st.sampled_from(["", "a", "b", "ab", "é"])


@given(st.lists(st.tuples(KEYS, st.integers(0, 5))))
def test_postings_are_a_dict_of_sorted_lists(pairs: list[tuple[str, int]]) -> None:
    postings = Postings.of(pl.DataFrame(pairs, {"key": pl.String, "entry": pl.Int64}, orient="row"))
    for key in ("", "a", "b", "ab", "é", "other"):
        expected = sorted({entry for one, entry in pairs if one == key})
        assert postings.get(key) == expected
        assert (key in postings) == bool(expected)
