"""Type name look-up: what the tokens of one name can mean, by the surest rule that finds something."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

from skywitness.reference.type_name_fold import Tokens
from skywitness.reference.type_name_index import Alias, NameIndex

_NOISE: Final = """
    aircraft airplane aeroplane plane planes jet jets airliner airliners transport transports cargo freighter
    military bomber bombers fighter fighters tanker helicopter helicopters drone uav strategic heavy passenger
    airlifter the a an family series type model class
    avion aviones aeronave aeronaves helicoptero helicopteros bombardero bombarderos caza cazas carguero cisterna
    militar de carga del el la un una tipo modelo pasajeros estrategico transporte dron
    samolet samoleta samolety samoletov vertolet vertoleta vertolety voyennyy transportnyy gruzovoy passazhirskiy
    bombardirovshchik istrebitel zapravshchik bespilotnik borta bort drlo
"""
NOISE: Final = frozenset(_NOISE.split())
"""Words that say what kind of aircraft it is and not which; folded."""
_MISSION_BASES: Final = "cfbpheuavt"
_MISSION_LETTERS: Final = frozenset("acdefhjklmnorstuvwxyz")
"""Prefixes and bases of designations after the United States' rules (MDS, AFI 16-401): KC-130 is a C-130.

G, of aircraft that fly no more, is left out: GLF5 is no F-5. A letter twice is of Canada's rules: CC-150."""
_MOST_MISSION_LETTERS: Final = 3
_SHORTEST_NUMBER: Final = 2
"""Digits of a number that is looked up without letters before it: "No. 5" is no O-5."""
_LONGEST_SUFFIX: Final = 2
_SEVERAL: Final = "called so are several types"
_MOST_SQUASHED: Final = 2
"""Tokens of a name that is written without its spaces."""


class Found(NamedTuple):
    """Types found by one rule.

    Attributes:
        codes: designators.
        reason: the rule, in words.
        exact: what was written is in full a name or designation.
        left: tokens behind it that say nothing known.
    """

    codes: tuple[str, ...]
    reason: str
    exact: bool
    left: int = 0


class Named(NamedTuple):
    """A name taken apart.

    Attributes:
        maker: tokens of the maker, none when none is named.
        rest: the others, without words for the kind of aircraft.
    """

    maker: Tokens
    rest: Tokens


@dataclass(frozen=True)
class Lookup:
    """Rules over an index."""

    index: NameIndex

    def whole(self, parts: Tokens) -> Found | None:
        """Types of which this is a name or designation in full, with or without the maker.

        The name of a maker alone is exact only when the maker makes nothing else.
        """
        found = self._whole(parts)
        made = self.index.makers.get(" ".join(parts), set())
        return found._replace(exact=False) if found and not made <= set(found.codes) else found

    def _whole(self, parts: Tokens) -> Found | None:
        codes = self.index.full.get(" ".join(parts))
        if codes:
            return Found(_sorted(codes), "maker and model in ICAO document 8643", exact=True)
        named = self.named(parts)
        found, made = self._in_full(parts, ()), self._in_full(named.rest, named.maker)
        if found and made and not set(made.codes) & set(found.codes):
            return Found((*made.codes, *found.codes), _SEVERAL, exact=False)
        found = found or made
        if found or not named.maker or not named.rest:
            return found
        codes = self._of_maker(self.index.designations, named.maker, named.rest)
        if not codes:
            return None
        return Found(_sorted(codes), "maker and designation in ICAO document 8643", exact=True)

    def longer(self, parts: Tokens) -> Iterator[Found]:
        """Types whose designations begin with this one and go on with letters or numbers: A320 of the A320neo."""
        rest = self.named(parts).rest
        if len(rest) == 2:
            codes = self.index.families.get(" ".join(rest))
            if codes:
                yield Found(_sorted(codes), "a longer designation that begins so", exact=False)

    def best(self, parts: Tokens) -> list[Found]:
        """Types by the first of the rules that finds some: whole, stem, maker and number, family, name."""
        whole = self.whole(parts)
        if whole:
            return [whole]
        named = self.named(parts)
        if self.index.maker_of(named.rest) == len(named.rest):
            return []
        found = self._by_rules(named)
        if found is None and named.maker:
            found = self._in_full(named.rest, ())
            found = found and found._replace(exact=False, reason=f"{found.reason}; not of this maker there")
        return [found] if found else []

    def _by_rules(self, named: Named) -> Found | None:
        if not named.rest:
            return None
        rules = (self._by_stem, self._by_number, self._by_family, self._by_mission, self._by_name)
        return next((found for found in (rule(named) for rule in rules) if found), None)

    def named(self, parts: Tokens) -> Named:
        """The maker at the beginning, and what follows it, without words for the kind of aircraft."""
        kept = list(parts)
        while (
            len(kept) > 1 and kept[0] in NOISE and not kept[1].isdigit() and not self.index.maker_of(tuple(kept))
        ):
            kept.pop(0)
        while len(kept) > 1 and kept[-1] in NOISE and len(kept[-1]) > 1:
            kept.pop()
        size = self.index.maker_of(tuple(kept))
        if size == len(kept):
            size = 0
        return Named(tuple(kept[:size]), tuple(kept[size:]))

    def _in_full(self, parts: Tokens, maker: Tokens) -> Found | None:
        """Types of this name, only those of the maker if one is named."""
        key = " ".join(parts)
        keys = [key]
        if len(parts) <= _MOST_SQUASHED and (full := self.index.squashed.get("".join(parts))):
            keys.append(full)
        every = (self._called(one, maker) for one in keys)
        return next((found for found in every if found), None)

    def _called(self, key: str, maker: Tokens) -> Found | None:
        """Every type that bears this name, surest first; of more than one, none is exact."""
        every = [made for found in self._keyed(key) if (made := self._made_by(found, maker))]
        if not every:
            return None
        codes = tuple(dict.fromkeys(code for found in every for code in found.codes))
        if len(codes) == len(every[0].codes):
            return every[0]
        return Found(codes, _SEVERAL, exact=False)

    def _keyed(self, key: str) -> Iterator[Found]:
        """What bears this name, surest first; a bare number is no name."""
        index = self.index
        alias = index.aliases.get(key)
        if alias:
            yield _named_so(alias)
        if key.isdigit():
            return
        designated = index.exact.get(key, set()) | index.designations.get(key, set())
        if designated:
            yield Found(_sorted(designated), "a designation in ICAO document 8643", exact=True)
        if key in index.names:
            yield Found(_sorted(index.names[key]), "a name in ICAO document 8643", exact=True)

    def _made_by(self, found: Found, maker: Tokens) -> Found | None:
        """Of these types, those that the maker makes; any that document 8643 does not list counts."""
        made = self.index.makers.get(" ".join(maker), set()) if maker else set()
        if not made:
            return found
        kept = tuple(code for code in found.codes if code in made or code not in self.index.listed)
        return found._replace(codes=kept) if kept else None

    def _of_maker(self, table: Mapping[str, set[str]], maker: Tokens, parts: Tokens) -> set[str]:
        keys = (" ".join((first, *parts)) for first in self.index.firsts_of(maker))
        return set().union(*(table.get(key, ()) for key in keys))

    def _by_stem(self, named: Named) -> Found | None:
        """The longest beginning that is a designation; a suffix behind it is left off, a name narrows."""
        parts = named.rest
        for size in range(len(parts) - 1, 0, -1):
            if not any(part.isdigit() for part in parts[:size]):
                break
            for stem in _without_mission(parts[:size]):
                found = self._stem(stem, named)
                if found:
                    return self._narrowed(found, stem, parts[size:])
        return None

    def _by_mission(self, named: Named) -> Found | None:
        """What is behind the letters of a mission: a KC-130 is a C-130."""
        parts = named.rest
        if len(parts) < 2 or len(parts[1]) < _SHORTEST_NUMBER:
            return None
        for stem in _without_mission(parts):
            found = self._called(" ".join(stem), ())
            if found and stem != parts:
                return found._replace(reason=f"derived from the {_written(stem)}", exact=False)
        return None

    def _stem(self, stem: Tokens, named: Named) -> Found | None:
        if not any(part.isdigit() for part in stem):
            return None
        called = self._called(" ".join(stem), named.maker)
        if called:
            return called
        codes = self._of_maker(self.index.designations, named.maker, stem) if named.maker else set()
        return Found(_sorted(codes), "", exact=False) if codes else None

    def _narrowed(self, found: Found, stem: Tokens, rest: Tokens) -> Found:
        """Of the types of a designation those that the name behind it is of; both when it is of another alike."""
        for start in range(len(rest)):
            named = {code for one in self._keyed(" ".join(rest[start:])) for code in one.codes}
            both = tuple(code for code in found.codes if code in named)
            if both:
                exact = len(both) == 1 and all(len(part) <= _LONGEST_SUFFIX for part in rest[:start])
                return Found(both, "designation and name in ICAO document 8643", exact=exact)
            others = named & self.index.families.get(" ".join(stem[:2]), set())
            if others:
                return Found((*found.codes, *_sorted(others)), "one by designation, one by name", exact=False)
        return found._replace(reason=f"a variant of the {_written(stem)}", exact=False, left=len(rest))

    def _by_number(self, named: Named) -> Found | None:
        """Maker and number: "Antonov 124", "Boeing 737"."""
        number = next((part for part in named.rest if part.isdigit()), "")
        if not named.maker or not named.rest[0].isdigit():
            return None
        codes = self._of_maker(self.index.numbers, named.maker, (number,))
        if not codes:
            return None
        reason, left = f"types of this maker with the number {number}", len(named.rest) - 1
        return Found(_sorted(codes), reason, exact=False, left=left)

    def _by_family(self, named: Named) -> Found | None:
        """Letters and number of a family: "A330"; the number alone of a Boeing: "747"."""
        parts = named.rest
        codes = self.index.families.get(" ".join(parts[:2]), set())
        if not codes and _is_boeing(parts):
            codes = self.index.numbers.get(f"boeing {parts[-1]}", set())
        if not codes:
            return None
        left = max(len(parts) - 2, 0)
        found = Found(_sorted(codes), f"all of the {_written(parts[:2])} family", exact=False, left=left)
        return self._made_by(found, named.maker)

    def _by_name(self, named: Named) -> Found | None:
        """A name without its number: "Globemaster"; behind its maker, without a mark: "Panavia Tornado ECR"."""
        for size in range(len(named.rest) - 1, 0, -1) if named.maker else ():
            marked = self._called(" ".join(named.rest[:size]), named.maker)
            if marked:
                reason = f"a variant of the {' '.join(named.rest[:size]).title()}"
                return marked._replace(reason=reason, exact=False, left=len(named.rest) - size)
        if any(part.isdigit() for part in named.rest):
            return None
        codes = self._unnumbered.get(" ".join(named.rest))
        if not codes:
            return None
        return self._made_by(Found(_sorted(codes), "a name without its number", exact=False), named.maker)

    @cached_property
    def _unnumbered(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for name, codes in self.index.names.items():
            bare = name.rstrip("0123456789 ")
            if bare != name and bare:
                found.setdefault(bare, set()).update(codes)
        return found


def _is_boeing(parts: Tokens) -> bool:
    """Whether this is 7x7, alone or behind a B."""
    if not parts or (len(parts) == 2 and parts[0] != "b") or len(parts) > 2:
        return False
    number = parts[-1]
    return len(number) == 3 and number[0] == number[2] == "7" and number.isdigit()


def _without_mission(stem: Tokens) -> Iterator[Tokens]:
    """The stem, then without letters of mission before the basic one: KC-130J, C-130J."""
    yield stem
    letters = stem[0]
    if len(stem) < 2 or len(letters) > _MOST_MISSION_LETTERS or letters[-1] not in _MISSION_BASES:
        return
    for start in range(1, len(letters)):
        if not set(letters[:start]) <= _MISSION_LETTERS or letters[start - 1] == letters[start]:
            return
        yield (letters[start:], *stem[1:])


def _named_so(alias: Alias) -> Found:
    if alias.like:
        return Found(alias.codes, "not in ICAO document 8643; built from this type", exact=False)
    if len(alias.codes) == 1:
        return Found(alias.codes, "called so", exact=True)
    return Found(alias.codes, _SEVERAL, exact=False)


def _written(parts: Tokens) -> str:
    return "-".join(parts).upper()


def _sorted(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(codes))
