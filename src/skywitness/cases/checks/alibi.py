"""Alibi: whether an airframe was seen where it could not have been at a place at all in a span of time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from skywitness.cases.checks.evidence import elsewhere
from skywitness.cases.checks.facts import Facts, Field, Sighting
from skywitness.cases.checks.readings import Span
from skywitness.measure.geodesy import way_nm
from skywitness.model import Observation

FASTEST_KT = 1000.0
"""Of an airframe whose type is not known: above what anything that sends positions flies (reference.envelopes)."""


@dataclass(frozen=True, slots=True)
class Alibi:
    """Positions that leave no time for a place.

    Between two undoubted positions the airframe can have been at a place when the way there from the one, and from
    there to the other, fits into the time at the highest speed of its type. When no part of the span leaves room,
    all of it being framed by positions, it has an alibi. A span that reaches past the first or the last position
    has none unless the place is out of reach even so.

    How it is fooled: by a false identity: another airframe under the same address. Doubted positions are not among
    the sightings, and an address that was in two places at once is doubted.

    Attributes:
        near_nm: within this of the field it counts as there; a large airport and its circuit, judgement.
    """

    near_nm: float = 20.0

    def of(self, icao24: str, fields: Sequence[Field], span: Span, facts: Facts) -> list[Observation]:
        """Positions that rule out all of these fields, or nothing when any could have been reached.

        Args:
            icao24: the airframe.
            fields: places that the claim can mean.
            span: when it is to have been there; an open one has no alibi.
            facts: with sightings and speeds.
        """
        seen = facts.sightings.get(icao24, ())
        if not span.bounded or not fields or not seen:
            return []
        fastest_kt = self._fastest_kt(icao24, facts)
        if any(self._possible(seen, field, span, fastest_kt) for field in fields):
            return []
        return _framing(icao24, seen, fields[0], span)

    def _fastest_kt(self, icao24: str, facts: Facts) -> float:
        codes = {one.value for one in facts.statements if (one.icao24, one.attribute) == (icao24, "typecode")}
        codes |= {one.typecode for one in facts.flights if one.icao24 == icao24 and one.typecode}
        return max((facts.fastest_kt.get(code, FASTEST_KT) for code in codes), default=FASTEST_KT)

    def _possible(self, seen: Sequence[Sighting], field: Field, span: Span, fastest_kt: float) -> bool:
        """Whether there is an instant of the span at which it can have been there."""
        since, until = span.since, span.until
        assert since is not None  # noqa: S101  bounded
        assert until is not None  # noqa: S101  bounded
        reach = [self._hours(one, field, fastest_kt) for one in seen]
        earliest: datetime | None = None
        for position, hours in zip(seen, reach, strict=True):
            latest = position.at - hours
            if _overlap(earliest, latest, since, until):
                return True
            earliest = position.at + hours
        return _overlap(earliest, None, since, until)

    def _hours(self, position: Sighting, field: Field, fastest_kt: float) -> timedelta:
        away_nm = way_nm(position.lat_deg, position.lon_deg, field.lat_deg, field.lon_deg)
        return timedelta(hours=max(0.0, away_nm - self.near_nm) / fastest_kt)


def _overlap(earliest: datetime | None, latest: datetime | None, since: datetime, until: datetime) -> bool:
    """Whether some instant is not before any beginning and before every end."""
    begin = since if earliest is None else max(earliest, since)
    end = until if latest is None else min(latest, until - timedelta(microseconds=1))
    return begin <= end


def _framing(icao24: str, seen: Sequence[Sighting], field: Field, span: Span) -> list[Observation]:
    """The last position before the span, the nearest to the place in it, and the first after it."""
    since, until = span.since, span.until
    assert since is not None  # noqa: S101  bounded
    assert until is not None  # noqa: S101  bounded
    before = [one for one in seen if one.at < since][-1:]
    after = [one for one in seen if one.at >= until][:1]
    within = [one for one in seen if since <= one.at < until]
    nearest = [min(within, key=lambda one: _away_nm(one, field))] if within else []
    return [elsewhere(icao24, one, _away_nm(one, field), field.code) for one in (*before, *nearest, *after)]


def _away_nm(position: Sighting, field: Field) -> float:
    return way_nm(position.lat_deg, position.lon_deg, field.lat_deg, field.lon_deg)
