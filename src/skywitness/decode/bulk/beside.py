"""Beside: messages on the ground placed near a place where the aircraft was soon after, whole runs at a time."""

from collections import Counter

from skywitness.decode.bulk.bulk_places import BulkPlaces
from skywitness.decode.bulk.messages import Messages
from skywitness.decode.bulk.runs import Runs
from skywitness.decode.cpr import Place
from skywitness.decode.position import Fix, PositionTracker

_SOURCE = "adsb"
"""It makes no difference here."""


def place_beside(messages: Messages, near: Place) -> tuple[list[Fix[int]], Counter[str]]:
    """Places of one aircraft's messages, as Taxi gives them, and a count of what is not taken."""
    tracker = PositionTracker[int]()
    places = BulkPlaces(near, place_beside)
    places.trackers[_SOURCE] = tracker
    alike = messages._replace(life=0 * messages.life, source=0 * messages.source)
    fixes: dict[int, list[Fix[int]]] = {}

    def step(row: int) -> None:
        said, number = messages.sent.encoded(row), int(messages.number[row])
        fixes[row] = tracker.place(said, number, near, messages.speed_at(row))

    counts: Counter[str] = Counter()
    if len(messages.number):
        rows, placed, twice = Runs(alike, {0: places}, (_SOURCE,), step, beside=near).run()
        counts["position_received_twice"] = len(twice)
        columns = (rows, placed.lat, placed.lon, messages.sent.time_s[rows], messages.number[rows])
        for row, lat, lon, time_s, number in zip(*(column.tolist() for column in columns), strict=True):
            fixes[row] = [Fix((lat, lon), time_s, number, ())]
    tracker.give_up()
    return [fix for row in sorted(fixes) for fix in fixes[row]], counts + tracker.rejects
