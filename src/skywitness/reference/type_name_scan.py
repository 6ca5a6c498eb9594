"""Type name scan: where running prose in English, Spanish or Russian mentions a type of aircraft.

What counts: a maker with a number or name ("Boeing 737", "Cessna Caravan"); a designation of a series that is no
abbreviation of anything else ("Il-62M", "KC-135"), or another beside a word about flying ("a B-2 bomber"); a name
that our table says stands alone ("Globemaster"), or that it says needs such a word or quotation marks («Руслан»).

How it is fooled: things that are called as an aircraft is (the B-52s, an F-16 form), designations cut short
("Il-76MD and MD-90A"), and names that need a word about flying and have none near.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from skywitness.reference.airport_name_fold import fold
from skywitness.reference.type_name_fold import Tokens, readings, tokens
from skywitness.reference.type_name_index import ALONE, CUE, NameIndex
from skywitness.reference.type_name_lookup import NOISE, Found, Lookup

_APART: Final = r"(?:(?<=\d)|(?<=\d[A-ZА-Я])|(?<=\d[A-ZА-Я]{2}))/[A-ZА-Я](?:[^\W_]{2}|[^\W_]?-)"
"""A slash between two types, "An-124/Tu-160"; not one within "RC-135V/W", "F/A-18" or "PC-12/47E"."""
_CHUNK: Final = re.compile(rf"[^\W_]+(?:(?!{_APART})[-\u2010-\u2014/|][^\W_]+)*")
_WRITTEN: Final = re.compile(r"[A-ZА-Я]{1,4}-?[0-9]{1,4}[A-ZА-Я]{0,2}(?:-[0-9]{1,3}[A-Z]{0,2})?")
"""What a designation of any maker looks like; not A6-EUY, a registration, nor C4ADS, an organisation."""
_SHORT: Final = re.compile(r"[A-ZА-Я]{1,2}[0-9][A-ZА-Я]?")
"""One that is much else besides: M2, E2E."""
_PLURAL: Final = re.compile(r"(?<=\d)s$|(?<=\d[A-Z])s$|['’]s$")
_QUOTES: Final = "«\"“„‘'"
_CUE_REACH: Final = 6
"""Words on either side in which a word about flying counts."""
_MOST_CHUNKS: Final = 4

_SERIES: Final = frozenset({"il", "an", "tu", "su", "mig", "mi", "yak", "ka", "be"})
"""Design bureaus' abbreviations."""
_LETTERS: Final = """
kc rc uh ch hh mh ah sh vh mv cv mq rq ea wc mc hc ac lc vc ep cn nh aw ec crj erj emb atr md dc dhc bae
"""
_LONG_SERIES: Final = frozenset(_LETTERS.split())
"""Letters that begin designations, and with a number behind a hyphen hardly anything else."""
_SPACED: Final = frozenset({"il", "mig", "tu"})
"""Series that are written with a space too, and are no word before a number in any of the three languages."""
_ABBREVIATION: Final = re.compile(r"MI-?[56]|[A-Z]{2}-?\d", re.ASCII)
"""Too short in capitals: an intelligence service, a road, a postcode."""
_BOEING: Final = re.compile(r"7[0-9]7-(?:[1-9]00|8|9|10)[A-Z]{0,3}")
_BARE_BOEING: Final = re.compile(r"7[0-9]7")
_AIRBUS: Final = re.compile(r"A-?3[0-9]{2}(?!\d)")
_STEMS: Final = (
    "aircraft", "airplane", "aeroplane", "plane", "jet", "airliner", "bomber", "fighter", "tanker", "helicopter",
    "airlift", "freighter", "drone", "uav", "airborne", "squadron", "flew", "flown", "flight", "pilot",
    "avion", "aeronave", "helicoptero", "bombarder", "caza", "cisterna", "carguero", "vuelo", "aterriz",
    "samolet", "vertolet", "bombardirovshchik", "istrebitel", "zapravshchik", "bespilotnik", "transportnik",
    "ekipazh", "vylet", "rolls", "aviatsi", "aviats",
)  # fmt: skip
"""Beginnings of folded words about flying."""


class Chunk(NamedTuple):
    """A word with what hyphens join to it: where it stands, and whether a space joins it to the last."""

    start: int
    end: int
    text: str
    bound: bool

    @property
    def has_digit(self) -> bool:
        """Whether a digit stands in it."""
        return any(letter.isdigit() for letter in self.text)


def scan_spans(text: str, index: NameIndex, lookup: Lookup) -> Iterator[tuple[int, int]]:
    """Begin and end of what reads like the mention of a type, in order, none over another."""
    scan = Scan(text, tuple(_chunks(text)), index, lookup)
    place = 0
    while place < len(scan.chunks):
        end = scan.mention(place)
        if end > place:
            yield scan.chunks[place].start, scan.chunks[end - 1].end
        place = max(end, place + 1)


def _chunks(text: str) -> Iterator[Chunk]:
    before = 0
    for found in _CHUNK.finditer(text):
        word = _PLURAL.sub("", found.group())
        bound = text[before : found.start()] in {" ", "\u00a0", "\n", "\u202f"}
        yield Chunk(found.start(), found.start() + len(word), word, bound)
        before = found.end()


@dataclass(frozen=True)
class Scan:
    """One text, taken into chunks."""

    text: str
    chunks: tuple[Chunk, ...]
    index: NameIndex
    lookup: Lookup
    _read: dict[str, tuple[Tokens, ...]] = field(default_factory=dict)

    def mention(self, place: int) -> int:
        """Index of the chunk behind the mention that begins here; the same index when none does."""
        chunk = self.chunks[place]
        if chunk.has_digit:
            return self._designation(place, place) if self._stands(place) else place
        if chunk.text[0].islower():
            return self._spaced(place)
        behind_maker = self._maker(place)
        if behind_maker > place:
            end = self._designation(behind_maker, place) or self._name(behind_maker, made=True)
            if end > behind_maker:
                return end
        return max(self._spaced(place), self._alias(place))

    def _maker(self, place: int) -> int:
        for size in (2, 1):
            if self._bound(place, place + size) and self._key(place, place + size) in self.index.prose_makers:
                return place + size
        return place

    def _designation(self, place: int, start: int) -> int:
        """Behind the designation in this chunk and the names that follow it; 0 when it is none."""
        if place >= len(self.chunks) or not self.chunks[place].has_digit or not self._bound(start, place + 1):
            return 0
        for end in range(min(place + _MOST_CHUNKS, len(self.chunks)), place + 1, -1):
            if self._bound(start, end) and not self._is_noise(end - 1) and self._explained(start, end):
                return end
        return place + 1 if self._found(start, place + 1) else 0

    def _name(self, place: int, *, made: bool) -> int:
        for end in range(min(place + 3, len(self.chunks)), place, -1):
            if self._bound(place - made, end) and not self._is_noise(end - 1) and self._explained(place, end):
                return end
        return place

    def _spaced(self, place: int) -> int:
        """Behind "Il 62"."""
        chunk, end = self.chunks[place], place + 2
        if fold(chunk.text) not in _SPACED or not chunk.text[0].isupper() or not self._bound(place, end):
            return place
        return self._designation(place + 1, place) or place

    def _alias(self, place: int) -> int:
        """Behind one of our own names that means an aircraft in prose, here."""
        if self._readable(self.chunks[place].text) not in self.index.first_words:
            return place
        for end in range(min(place + _MOST_CHUNKS, len(self.chunks)), place, -1):
            prose = self._prose(place, end) if self._bound(place, end) else ""
            if prose == ALONE or (prose == CUE and self._told(place, end)):
                return end
        return place

    def _prose(self, place: int, end: int) -> str:
        """What our table says of the name that these chunks are."""
        for parts in self._readings(self._text(place, end)):
            alias = self.index.aliases.get(" ".join(parts))
            if alias:
                return alias.prose
        return ""

    def _readable(self, word: str) -> str:
        """The first token of the word as it is read first."""
        return (*self._readings(word)[0], "")[0]

    def _readings(self, text: str) -> tuple[Tokens, ...]:
        if text not in self._read:
            self._read[text] = tuple(tokens(reading.text) for reading in readings(text, self.index.words))
        return self._read[text]

    def _told(self, place: int, end: int) -> bool:
        """Whether quotation marks or a word about flying say that an aircraft is meant, and no surname follows."""
        if self.text[self.chunks[place].start - 1 : self.chunks[place].start] in _QUOTES and place:
            return True
        if end < len(self.chunks) and self._bound(end - 1, end + 1):
            after = self.chunks[end].text
            if after[0].isupper() and not self.chunks[end].has_digit and not self._is_cue(end):
                return False
        return self._cue(place, end, _CUE_REACH)

    def _stands(self, place: int) -> bool:
        """Whether the designation in this chunk means an aircraft here."""
        chunk = self.chunks[place].text
        if _BARE_BOEING.fullmatch(chunk):
            return self._cue(place, place + 1, 2)
        if _BOEING.fullmatch(chunk) or self._prose(place, place + 1) == ALONE:
            return True
        parts = tokens(chunk)
        if not parts or parts[0].isdigit():
            return self._misread(chunk)
        if parts[0] in self.index.prose_makers or self._in_series(chunk, parts):
            return True
        reach = 1 if _SHORT.fullmatch(chunk) else _CUE_REACH
        return bool(_WRITTEN.fullmatch(chunk)) and self._cue(place, place + 1, reach)

    def _in_series(self, chunk: str, parts: tuple[str, ...]) -> bool:
        series = self._readable(chunk)
        written = "-" in chunk or chunk[0].isupper()
        if _AIRBUS.match(chunk):
            return True
        if series in _SERIES:
            return written and not _ABBREVIATION.fullmatch(chunk) and len(parts) > 1
        return (series in _LONG_SERIES and self._looks_written(chunk)) or self._misread(chunk)

    def _misread(self, chunk: str) -> bool:
        """Whether it is Il-62 misprinted: with its hyphen, and found so."""
        if "-" not in chunk or chunk[0] not in "Il1|":
            return False
        return any(reading.reason and self.lookup.best(tokens(reading.text)) for reading in readings(chunk, ()))

    def _looks_written(self, chunk: str) -> bool:
        letters = chunk[: len(chunk) - len(chunk.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZАВЕКМНОРСТХБФ"))]
        return bool(letters) and len(letters) <= 4

    def _cue(self, place: int, end: int, reach: int) -> bool:
        near = (*range(max(place - reach, 0), place), *range(end, min(end + reach, len(self.chunks))))
        return any(self._is_cue(other) for other in near)

    def _is_cue(self, place: int) -> bool:
        return fold(self.chunks[place].text).startswith(_STEMS)

    def _is_noise(self, place: int) -> bool:
        return fold(self.chunks[place].text) in NOISE

    def _explained(self, place: int, end: int) -> bool:
        """Whether every word of these chunks says something of a type."""
        return any(found.left == 0 for found in self._found(place, end))

    def _found(self, place: int, end: int) -> list[Found]:
        """What is found by the first reading that finds something."""
        every = (self.lookup.best(parts) for parts in self._readings(self._text(place, end)))
        return next((found for found in every if found), [])

    def _bound(self, place: int, end: int) -> bool:
        return end <= len(self.chunks) and all(chunk.bound for chunk in self.chunks[place + 1 : end])

    def _key(self, place: int, end: int) -> str:
        return " ".join(self._readings(self._text(place, end))[0])

    def _text(self, place: int, end: int) -> str:
        return self.text[self.chunks[place].start : self.chunks[end - 1].end]
