"""Facts: what the archive, the findings, the sources on identity and the case's documents say, as one bundle.

The bundle is gathered outside this room; a check asks it and nothing else, so that the same facts give the same
verdict wherever it runs.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from skywitness.model import Finding, Flight, Gap, IdentityStatement, Visit
from skywitness.reference.known_airlifts import KnownAirlift


class Sighting(NamedTuple):
    """One undoubted position of an airframe.

    Attributes:
        at: UTC.
        lat_deg: latitude, degrees.
        lon_deg: longitude, degrees.
        on_ground: True when it said that it stood or rolled.
        reconstruction: True when it was simulated.
        source_sha256: the source of the row.
    """

    at: datetime
    lat_deg: float
    lon_deg: float
    on_ground: bool
    reconstruction: bool
    source_sha256: str


class Passage(NamedTuple):
    """One stretch of a flight over an area.

    Attributes:
        icao24: the airframe.
        area: the words of the claim for the area.
        since: first undoubted position in it, UTC.
        until: last one, UTC.
        flight_id: of which flight.
        reconstruction: True when it was simulated.
    """

    icao24: str
    area: str
    since: datetime
    until: datetime
    flight_id: str
    reconstruction: bool


class Capacity(NamedTuple):
    """What an aircraft of a type can carry, with who says so.

    Attributes:
        typecode: ICAO document 8643.
        most_t: tonnes at most over the leg; 0 where nothing is known.
        typical_t: tonnes that are typical; 0 where nothing is known.
        seats: people at most; 0 where nothing is known.
        leg_nm: the leg that it holds for; None for no leg in particular.
        sources: who gives the figures.
    """

    typecode: str
    most_t: float
    typical_t: float
    seats: float
    leg_nm: float | None
    sources: tuple[str, ...]


class Field(NamedTuple):
    """An airport that a claim may mean.

    Attributes:
        code: ICAO code.
        name: as the table of airports has it.
        lat_deg: latitude, degrees.
        lon_deg: longitude, degrees.
        country: ISO 3166 alpha-2.
        timezone: IANA name.
    """

    code: str
    name: str
    lat_deg: float
    lon_deg: float
    country: str
    timezone: str


class Document(NamedTuple):
    """The text of one source of the case.

    Attributes:
        source_id: of the source.
        capture_id: which capture the text is of.
        kind: as in CaseSource.
        primary: True when it is a statement in its speaker's own words.
        publisher: whose.
        published: EDTF, None when undated.
        text: all of it.
    """

    source_id: str
    capture_id: str
    kind: str
    primary: bool
    publisher: str
    published: str | None
    text: str


class Facts(NamedTuple):
    """Everything that a check may ask.

    Attributes:
        flights: of the airframes and fields that the claim is about.
        visits: likewise.
        gaps: silences of those airframes.
        findings: of the detectors, about them.
        statements: who those airframes are, dated and sourced.
        sightings: undoubted positions by airframe, thinned, in order of time.
        passages: stretches over the areas that the claim names.
        record_days: UTC days on which the record holds anything at all.
        watched: by field, UTC days on which an aircraft that came there would have been seen.
        fields: by ICAO code.
        capacities: by designator of the type.
        fastest_kt: by designator, knots over ground that no aircraft of the type exceeds.
        airlifts: airlifts whose size is known.
        documents: texts of the case.
        history_days: how far back flights and visits were gathered.
        simulated: whether any of the record is a reconstruction.
    """

    flights: Sequence[Flight] = ()
    visits: Sequence[Visit] = ()
    gaps: Sequence[Gap] = ()
    findings: Sequence[Finding] = ()
    statements: Sequence[IdentityStatement] = ()
    sightings: Mapping[str, Sequence[Sighting]] = {}
    passages: Sequence[Passage] = ()
    record_days: frozenset[date] = frozenset()
    watched: Mapping[str, frozenset[date]] = {}
    fields: Mapping[str, Field] = {}
    capacities: Mapping[str, Capacity] = {}
    fastest_kt: Mapping[str, float] = {}
    airlifts: Sequence[KnownAirlift] = ()
    documents: Sequence[Document] = ()
    history_days: int = 0
    simulated: bool = False

    def flight(self, flight_id: str | None) -> Flight | None:
        """One flight by its id."""
        return next((one for one in self.flights if one.flight_id == flight_id), None)

    def rows(self) -> list[Flight | Visit]:
        """Flights and visits, which name airframes alike."""
        return [*self.flights, *self.visits]

    def airframes(self) -> list[str]:
        """Every address that a flight or a visit is of, in order."""
        return sorted({one.icao24 for one in self.rows()})
