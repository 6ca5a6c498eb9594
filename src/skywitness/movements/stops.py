"""Stops: what each stop of a trip was for, as far as its place and length tell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from skywitness.measure.geodesy import bearing_deg, turn_deg, way_nm
from skywitness.movements.itinerary import Step, Stop
from skywitness.reference.airport import Airport

TECHNICAL, CREW_REST, DESTINATION = "technical", "crew_rest", "destination"
INFERRED, UNKNOWN = "inferred", "unknown"


@dataclass(frozen=True, slots=True)
class StopRules:
    """Names the kind of each stop between the first and the last place of a trip.

    In this order: ``inferred`` where nobody saw the stop; ``unknown`` where its place is not known;
    ``destination`` where the trip turned back; ``technical`` and ``crew_rest`` on the way, by the length of the
    stay; ``destination`` where it stayed longer than crews rest, or longest; else ``unknown``.

    The trip turned back where it went on to the place it had come from, and at the place farthest from its
    origin; farthest is said of whole chains only, without an unknown place or an unseen leg. On the way means that
    both legs were seen and the course changes by at most ``turn_deg``, measured to the places before and after,
    or to the flights' outermost positions where those are unknown. A stay has a length only within bounds where
    an end was not seen, and is named when both bounds fall in one class.

    How it is fooled: a drop of freight takes no longer than fuel; a crew that rests at the far end of a trip rests
    at its destination; weather can hold an aircraft anywhere for a night; of two fields visited far out, the
    nearer may have been the reason for the trip.

    Attributes:
        technical_s: 4 h, adsbtrack's upper limit of a medium turnaround.
        rest_from_s: 8 h on the ground; judgement: less leaves no night's sleep. adsbtrack counts from 4 h.
        rest_to_s: 36 h; judgement: a night, or a day and a night, and a margin. adsbtrack counts to 18 h.
        unseen_end_s: 2 h; an end of a stay that nobody saw lasted at most so long in the air; judgement.
        turn_deg: 90 degrees; judgement: a larger change of course leads back.
        least_way_nm: 50 NM; a way that is shorter has no direction worth naming; judgement.
    """

    technical_s: float = 4 * 3600.0
    rest_from_s: float = 8 * 3600.0
    rest_to_s: float = 36 * 3600.0
    unseen_end_s: float = 7200.0
    turn_deg: float = 90.0
    least_way_nm: float = 50.0

    def kinds(
        self, steps: Sequence[Step], stops: Sequence[Stop], origin: str | None, airports: Mapping[str, Airport]
    ) -> list[str]:
        """The kind of each stop.

        Args:
            steps: legs of one trip.
            stops: stops between them, one fewer.
            origin: code of the place that the trip is measured from; None when unknown.
            airports: by code, for their places.
        """
        places = [steps[0].adep, *(stop.airport for stop in stops), steps[-1].ades]
        whole = None not in places and all(step.flight for step in steps)
        far = _farthest(places, origin, airports) if whole else set()
        longest = self._longest(stops)
        return [
            self._kind(
                stop,
                turned=stop.airport in far or _turned(places, steps, index),
                on_the_way=self._on_the_way(stop, steps[index], steps[index + 1], airports),
                longest=index == longest,
            )
            for index, stop in enumerate(stops)
        ]

    def _kind(self, stop: Stop, *, turned: bool, on_the_way: bool, longest: bool) -> str:
        if stop.inferred:
            return INFERRED
        if stop.airport is None:
            return UNKNOWN
        if turned:
            return DESTINATION
        return self._by_length(stop, on_the_way=on_the_way, longest=longest)

    def _by_length(self, stop: Stop, *, on_the_way: bool, longest: bool) -> str:
        at_least, at_most = stop.shortest_s(self.unseen_end_s), stop.longest_s
        if on_the_way and at_most < self.technical_s:
            return TECHNICAL
        if on_the_way and at_least >= self.rest_from_s and at_most <= self.rest_to_s:
            return CREW_REST
        return DESTINATION if longest or at_least > self.rest_to_s else UNKNOWN

    def _longest(self, stops: Sequence[Stop]) -> int | None:
        """The stop that was longer than all others whatever happened at unseen ends, and no short one."""
        for index, stop in enumerate(stops):
            at_least = stop.shortest_s(self.unseen_end_s)
            others = (other for other in stops if other is not stop)
            if at_least >= self.technical_s and all(at_least > other.longest_s for other in others):
                return index
        return None

    def _on_the_way(self, stop: Stop, inbound: Step, onward: Step, airports: Mapping[str, Airport]) -> bool:
        here = airports.get(stop.airport or "")
        if here is None or inbound.flight is None or onward.flight is None:
            return False
        came, went = inbound.flight, onward.flight
        start = _place(inbound.adep, airports) or (came.first_lat_deg, came.first_lon_deg)
        end = _place(onward.ades, airports) or (went.last_lat_deg, went.last_lon_deg)
        if min(way_nm(here.lat_deg, here.lon_deg, *place) for place in (start, end)) < self.least_way_nm:
            return False
        back = bearing_deg(here.lat_deg, here.lon_deg, *start)
        ahead = bearing_deg(here.lat_deg, here.lon_deg, *end)
        return bool(abs(turn_deg(back + 180, ahead)) <= self.turn_deg)


def _place(code: str | None, airports: Mapping[str, Airport]) -> tuple[float, float] | None:
    airport = airports.get(code or "")
    return (airport.lat_deg, airport.lon_deg) if airport else None


def _turned(places: Sequence[str | None], steps: Sequence[Step], index: int) -> bool:
    """Whether it went back, in two flights that were seen, to the place that it had come from."""
    before, here, after = places[index : index + 3]
    seen = steps[index].flight and steps[index + 1].flight
    return bool(seen) and before is not None and before == after != here


def _farthest(places: Sequence[str | None], origin: str | None, airports: Mapping[str, Airport]) -> set[str]:
    """The code that is farthest from the origin; none when a place is not in the table."""
    known = {place: airports.get(place) for place in places if place}
    start = airports.get(origin or "")
    if start is None or not all(known.values()):
        return set()
    way = {
        code: way_nm(start.lat_deg, start.lon_deg, field.lat_deg, field.lon_deg)
        for code, field in known.items()
        if field
    }
    most = max(way.values(), default=0.0)
    return {code for code, distance in way.items() if distance == most and most > 0}
