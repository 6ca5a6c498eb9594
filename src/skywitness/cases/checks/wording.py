"""Wording: texts compared as words, with what changes their meaning kept apart."""

import re
import unicodedata
from collections.abc import Sequence

_WORD = re.compile(r"\d+(?:[.,]\d+)*|\w+(?:'\w+)?")


def _set_of(text: str) -> frozenset[str]:
    return frozenset(text.split())


_EMPTY = _set_of("""
    a an and are as at be been being but by can did do does for from had has have he her his i if in into is it its
    my of on or our she so than that the their them then there they this to was we were what when which who will
    with would you your says said
""")
NEGATIONS = _set_of(
    "not no never neither nor without cannot can't don't won't isn't aren't wasn't weren't doesn't didn't "
    "nobody nothing none"
)
"""English words that turn a sentence round."""
_QUOTED = re.compile(r"[\"“«„]([^\"“”«»„]{8,})[\"”»“]")


def words(text: str) -> list[str]:
    """The words and numbers of a text, folded."""
    return _WORD.findall(unicodedata.normalize("NFKC", text).replace("\u2019", "'").casefold())


def telling_words(text: str) -> set[str]:
    """Words that carry meaning."""
    return {word for word in words(text) if word not in _EMPTY}


def quoted(text: str) -> list[str]:
    """What stands between quotation marks; the whole text where nothing does."""
    return _QUOTED.findall(text) or [text]


def same_place(wanted: Sequence[str], text: Sequence[str]) -> tuple[float, list[str], list[str]]:
    """The stretch of a text most like some words.

    Args:
        wanted: the words of a quotation.
        text: the words of a document.

    Returns:
        The share of the quotation's words that stand there in order, 0 to 1; words of the quotation that do not;
        words that stand there in their place.
    """
    best: tuple[float, list[str], list[str]] = (0.0, list(wanted), [])
    length = len(wanted)
    starts = {at for at, word in enumerate(text) if word in set(wanted[:4])} or {0}
    for start in sorted({max(0, at - shift) for at in starts for shift in range(4)}):
        window = list(text[start : start + length + 3])
        share, missing, instead = _aligned(wanted, window)
        if share > best[0]:
            best = (share, missing, instead)
    return best


def _aligned(wanted: Sequence[str], window: Sequence[str]) -> tuple[float, list[str], list[str]]:
    """Longest common subsequence of two short runs of words."""
    rows, columns = len(wanted), len(window)
    table = [[0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            same = wanted[i] == window[j]
            table[i][j] = 1 + table[i + 1][j + 1] if same else max(table[i + 1][j], table[i][j + 1])
    return _walked(wanted, window, table)


def _walked(
    wanted: Sequence[str], window: Sequence[str], table: list[list[int]]
) -> tuple[float, list[str], list[str]]:
    """Words on either side that differ; what stands before the first word of the quotation is no part of it."""
    missing, instead, i, j = [], [], 0, 0
    while i < len(wanted) and j < len(window):
        if wanted[i] == window[j]:
            i, j = i + 1, j + 1
        elif table[i + 1][j] >= table[i][j + 1]:
            missing.append(wanted[i])
            i += 1
        else:
            instead += [window[j]] if i else []
            j += 1
    missing += wanted[i:]
    return (table[0][0] / len(wanted) if wanted else 0.0), missing, instead


def turns_meaning(missing: Sequence[str], instead: Sequence[str]) -> bool:
    """Whether what differs is a negation lost or added, or one number in the place of another."""
    if (set(missing) & NEGATIONS) or (set(instead) & NEGATIONS):
        return bool(set(missing) & NEGATIONS) != bool(set(instead) & NEGATIONS)
    numbers = [[word for word in side if word[0].isdigit()] for side in (missing, instead)]
    return all(numbers) and numbers[0] != numbers[1]
