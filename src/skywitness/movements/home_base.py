"""Home base: the airport at which an airframe spends its nights, for as long as it does."""

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from skywitness.model import HomeBase, Visit
from skywitness.reference.airport import Airport

_DAY = timedelta(days=1)
_NIGHT_HOUR = 3
"""The small hours: 03:00 by the sun."""


class Night(NamedTuple):
    """One night whose place is known.

    Attributes:
        at: its 03:00 by the sun at the airport, UTC.
        airport: ICAO code.
        stay: number of the stay that it belongs to.
        reconstruction: True when the stay is a simulated one.
    """

    at: datetime
    airport: str
    stay: int
    reconstruction: bool


@dataclass(frozen=True, slots=True)
class HomeBaseFinder:
    """Finds the airports at which an airframe lived, with the time for which it did; none when that is not plain.

    A night is where the aircraft stood at 03:00 by the sun (15 degrees of longitude an hour; UTC where the field
    is not in the table): civil zones change by law, and are off the sun by up to three hours, which leaves 03:00
    in the night. It is known where a stay at a named airport has a flight on either side, or both its times.
    Nights in the air, at places unknown, and before the first and after the last flight count nowhere.

    Bases are looked for in windows of the known nights; windows that find the same field are joined, and the span
    begins and ends where its share holds among the nights near. So an airframe may have one base after another,
    and two at a time when each has its share, or both have the pair's share about equally. An aircraft without
    known nights has no base here: its most frequent stop is as likely the far end of a shuttle as the near one.

    How it is fooled: a field where it is heard well, between others where it is not, gets too large a share of
    what is known; an aircraft that works by night sleeps nowhere; maintenance in several visits looks like living
    there; a record of chosen days shows the nights of those days only.

    Attributes:
        least_share: 0.40 of the known nights; below it adsbtrack calls a home base uncertain.
        least_nights: 5 nights at it; judgement: a stay of a week is no home.
        least_stays: 3 returns to it; judgement: twice is a coincidence.
        most_nights_of_a_stay: 7 nights are counted of one stay, from its beginning and its end; judgement: the
            nights of one long stay say one thing, and a silence of months may hide flights.
        pair_share: 0.60 that two fields must have together to share it.
        pair_balance: 2/3 of the greater that the lesser of the two must have; judgement, both.
        window_nights: 60 known nights in a window; judgement: some months, and 24 nights at 40 %.
        window_step: 20 nights from one window to the next.
        near_nights: 10 known nights on from the first, and back from the last, must have the share too.
        unseen_end_s: 2 h; an end of a stay that nobody saw is taken to be so far from the last word before it.
        z: 1.2816, the normal deviate that 90 % lie below: confidence is a one-sided bound.
    """

    least_share: float = 0.40
    least_nights: int = 5
    least_stays: int = 3
    most_nights_of_a_stay: int = 7
    pair_share: float = 0.60
    pair_balance: float = 2 / 3
    window_nights: int = 60
    window_step: int = 20
    near_nights: int = 10
    unseen_end_s: float = 7200.0
    z: float = 1.2816

    def find(self, visits: Sequence[Visit], airports: Mapping[str, Airport], algorithm: str) -> list[HomeBase]:
        """Home bases of one airframe in order of their first night.

        Args:
            visits: its visits.
            airports: airports by code, for their longitudes.
            algorithm: written into each row.
        """
        nights = self.nights(visits, airports)
        spans = [
            span
            for airport, first, end in self._found(nights)
            if (span := self._trimmed(nights, airport, first, end)) is not None
        ]
        bases = [
            self._base(visits[0].icao24, nights[first : last + 1], nights[first].airport, algorithm)
            for first, last in spans
        ]
        return sorted((base for base in bases if base), key=lambda base: (base.since, base.airport))

    def nights(self, visits: Sequence[Visit], airports: Mapping[str, Airport]) -> list[Night]:
        """Nights whose place is known, in order, at most ``most_nights_of_a_stay`` of each stay."""
        found: list[Night] = []
        for stay, visit in enumerate(visits):
            if visit.airport is None:
                continue
            field = airports.get(visit.airport)
            times = self._nights_of(visit, field.lon_deg if field else 0.0)
            found += [Night(at, visit.airport, stay, visit.reconstruction) for at in times]
        return sorted(found)

    def _nights_of(self, visit: Visit, lon_deg: float) -> Iterator[datetime]:
        slack = timedelta(seconds=self.unseen_end_s)
        since = visit.arrived_at or (visit.arrived_not_before and visit.arrived_not_before + slack)
        until = visit.departed_at or (visit.departed_not_after and visit.departed_not_after - slack)
        if since is None or until is None:
            return
        ahead = timedelta(hours=lon_deg / 15)
        by_the_sun = since + ahead
        night = by_the_sun.replace(hour=_NIGHT_HOUR, minute=0, second=0, microsecond=0) - ahead
        night += _DAY if night < since else timedelta()
        count = max((until - night) // _DAY + 1, 0)
        head = (min(count, self.most_nights_of_a_stay) + 1) // 2
        tail = min(count, self.most_nights_of_a_stay) - head
        for number in (*range(head), *range(count - tail, count)):
            yield night + number * _DAY

    def _found(self, nights: Sequence[Night]) -> Iterator[tuple[str, int, int]]:
        """Fields that are a base in a window, with the first night and the end of the windows joined."""
        open_spans: dict[str, tuple[int, int]] = {}
        for first in self._window_starts(len(nights)):
            end = min(first + self.window_nights, len(nights))
            for airport in sorted({night.airport for night in nights[first:end]}):
                if not self._lives_at(nights[first:end], airport):
                    continue
                since, until = open_spans.get(airport, (first, end))
                if first > until:
                    yield airport, since, until
                    since = first
                open_spans[airport] = since, end
        for airport, (since, until) in open_spans.items():
            yield airport, since, until

    def _window_starts(self, count: int) -> list[int]:
        last = max(count - self.window_nights, 0)
        return sorted({*range(0, last, self.window_step), last}) if count else []

    def _lives_at(self, nights: Sequence[Night], airport: str) -> bool:
        stays = {night.stay for night in nights if night.airport == airport}
        spent = Counter(night.airport for night in nights)
        if spent[airport] < self.least_nights or len(stays) < self.least_stays:
            return False
        return spent[airport] >= self.least_share * len(nights) or self._shared(spent, airport)

    def _shared(self, spent: Counter[str], airport: str) -> bool:
        """Whether the field is one of two that share the airframe about equally, and leave little to others."""
        others = [nights for other, nights in spent.items() if other != airport]
        other, own = max(others, default=0), spent[airport]
        ranked = sorted(others, reverse=True)
        first_two = len(ranked) < 2 or own > ranked[1]
        balanced = min(own, other) >= self.pair_balance * max(own, other)
        return first_two and balanced and own + other >= self.pair_share * spent.total()

    def _trimmed(self, nights: Sequence[Night], airport: str, first: int, end: int) -> tuple[int, int] | None:
        """First and last night of the span at the field that have its share among the nights after and before."""
        own = [index for index in range(first, end) if nights[index].airport == airport]
        since = next((i for i in own if self._share(nights[i : i + self.near_nights], airport)), None)
        back = (i for i in reversed(own) if self._share(nights[max(i + 1 - self.near_nights, 0) : i + 1], airport))
        until = next(back, None)
        return None if since is None or until is None or since > until else (since, until)

    def _share(self, nights: Sequence[Night], airport: str) -> bool:
        return Counter(night.airport for night in nights)[airport] >= self.least_share * len(nights)

    def _base(self, icao24: str, nights: Sequence[Night], airport: str, algorithm: str) -> HomeBase | None:
        if not self._lives_at(nights, airport):
            return None
        own = [night for night in nights if night.airport == airport]
        return HomeBase(
            icao24=icao24,
            airport=airport,
            since=own[0].at,
            until=own[-1].at,
            nights=len(own),
            nights_known=len(nights),
            confidence=round(wilson_lower(len(own), len(nights), self.z), 3),
            algorithm=algorithm,
            reconstruction=any(night.reconstruction for night in own),
        )


def wilson_lower(hits: int, trials: int, z: float) -> float:
    """Lower bound of a share by Wilson's score interval (J. Am. Stat. Assoc. 22, 1927); 0 without trials."""
    if not trials:
        return 0.0
    share, square = hits / trials, z * z / trials
    spread = z * math.sqrt(share * (1 - share) / trials + square / (4 * trials))
    return max((share + square / 2 - spread) / (1 + square), 0.0)
