"""Name columns: names of many fields folded at once, letter for letter as ``airport_name_fold`` folds one."""

import polars as pl

from skywitness.reference.airport_name_fold import SILENT, UNDECOMPOSED, latin
from skywitness.reference.airport_name_words import BINDERS, KINDS

_BY_LENGTH = sorted(KINDS, key=lambda phrase: (-phrase.count(" "), phrase))
_KIND = f" (?:{'|'.join(phrase.replace(' ', '  ') for phrase in _BY_LENGTH)}) "
"""A phrase for a kind of field, the most words first, in a text whose every word has a space before and behind."""
_FIRST, _LAST = f"^(?:(?:{'|'.join(sorted(BINDERS))}) )+", f"(?: (?:{'|'.join(sorted(BINDERS))}))+$"


def folded(name: pl.Expr) -> pl.Expr:
    """Names as ``airport_name_fold.fold`` folds them; Cyrillic must be romanised already."""
    plain = name.str.to_lowercase().str.replace_all(f"[{SILENT}]", "")
    plain = plain.str.replace_many(list(UNDECOMPOSED), list(UNDECOMPOSED.values())).str.normalize("NFKD")
    return plain.str.replace_all(r"\p{M}+", "").str.replace_all(r"[^\p{L}\p{N}]+", " ").str.strip_chars(" ")


def core(folded_name: pl.Expr) -> pl.Expr:
    """Folded names as ``airport_name_words.without_kinds`` leaves them."""
    spaced = pl.concat_str(pl.lit(" "), folded_name.str.replace_all(" ", "  ", literal=True), pl.lit(" "))
    bare = spaced.str.replace_all(_KIND, "").str.replace_all(" +", " ").str.strip_chars(" ")
    return bare.str.replace(_FIRST, "").str.replace(_LAST, "")


def romanised(names: pl.Series) -> pl.Series:
    """Names with their Cyrillic letters romanised, in lower case; the others as they are."""
    cyrillic = names.str.contains(r"\p{Cyrillic}").fill_null(value=False)
    places = cyrillic.arg_true()
    return names.clone().scatter(places, [latin(name.lower()) for name in names.gather(places).to_list()])
