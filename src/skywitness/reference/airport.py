"""Airport: one field, made of the columns of the table only when somebody asks for it."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple, overload


class Airport(NamedTuple):
    """One field.

    Attributes:
        icao: ICAO code (or the local code that stands for it).
        iata: IATA code, empty when there is none.
        name: as the table has it.
        city: town it serves.
        country: ISO 3166 alpha-2 code.
        elevation_ft: above mean sea level.
        lat_deg: aerodrome reference point, degrees.
        lon_deg: degrees.
        timezone: IANA name.
    """

    icao: str
    iata: str
    name: str
    city: str
    country: str
    elevation_ft: float
    lat_deg: float
    lon_deg: float
    timezone: str


class AirportRows(Sequence[Airport]):
    """The fields in the order of the table; making all seventy thousand at once would take a third of a second."""

    def __init__(self, columns: Sequence[Sequence[Any]]) -> None:
        """Take the columns in the order of the attributes of Airport."""
        self._columns = columns

    def __len__(self) -> int:
        return len(self._columns[0])

    @overload
    def __getitem__(self, row: int) -> Airport: ...
    @overload
    def __getitem__(self, row: slice) -> Sequence[Airport]: ...
    def __getitem__(self, row: int | slice) -> Airport | Sequence[Airport]:
        if isinstance(row, slice):
            return AirportRows([column[row] for column in self._columns])
        icao, iata, name, city, country, elevation_ft, lat_deg, lon_deg, timezone = (
            column[int(row)] for column in self._columns
        )
        place = float(elevation_ft), float(lat_deg), float(lon_deg)
        return Airport(icao, iata, name, city, country, *place, timezone)

    def __iter__(self) -> Iterator[Airport]:
        icao, iata, name, city, country, *place, timezone = self._columns
        numbers = [[float(number) for number in column] for column in place]
        return map(Airport, icao, iata, name, city, country, *numbers, timezone)


class AirportsByCode(Mapping[str, Airport]):
    """The fields by code; looked up also by other codes of a field, listed once."""

    def __init__(self, airports: Sequence[Airport], codes: Sequence[str], aliases: Mapping[str, str]) -> None:
        """Take the fields, their codes in the same order, and for other codes the one that each stands for."""
        self._airports, self._codes, self._aliases = airports, codes, aliases
        self._made: dict[str, Airport] = {}

    @cached_property
    def _rows(self) -> dict[str, int]:
        return dict(zip(self._codes, range(len(self._codes)), strict=True))

    def __getitem__(self, code: str) -> Airport:
        field = self._made.get(code)
        if field is None:  # the same few are asked for again and again
            field = self._made[code] = self._airports[self._rows[self._aliases.get(code, code)]]
        return field

    def __iter__(self) -> Iterator[str]:
        return iter(self._codes)

    def __len__(self) -> int:
        return len(self._codes)
