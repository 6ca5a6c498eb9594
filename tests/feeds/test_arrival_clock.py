"""The live clock: frames spaced as the receiver counted them, and never later than they arrived."""

from hypothesis import given, settings
from hypothesis import strategies as st

from made_frames import all_call, beast, beast_time
from skywitness.feeds.arrival_clock import ArrivalClock
from skywitness.feeds.beast import BeastParser
from skywitness.feeds.parser import ParseOptions
from skywitness.measure.clock import ms_from_utc
from skywitness.model import Message

TICKS = 12_000
T0_MS = 1_772_359_200_000


def times(deliveries: list[tuple[int, list[int]]]) -> list[int]:
    """Times of readings, in milliseconds after T0, delivered at such a time after it with such counts in ms."""
    clock, found = ArrivalClock(), []
    for arrived_ms, counted in deliveries:
        clock.arrive(T0_MS + arrived_ms)
        for ms in counted:
            reading = clock.read(None, ms * TICKS % (1 << 48))
            assert reading.time_ms is not None
            found.append(reading.time_ms - T0_MS)
    return found


def test_frames_of_one_delivery_are_spaced_by_the_counter() -> None:
    # The second delivery was faster on the way: what is known of the way is corrected by it.
    assert times([(100, [1_000, 1_050, 1_090]), (200, [1_140, 1_200])]) == [100, 100, 100, 150, 200]
    assert times([(100, [1_090]), (200, [1_140, 1_150])]) == [100, 150, 160]


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 400), st.integers(1, 200)), min_size=2, max_size=60))
def test_once_the_way_is_known_the_jitter_of_the_network_is_gone(steps: list[tuple[int, int]]) -> None:
    # A first frame that took no time on the way; from then on each reading gives the true time.
    true_ms, deliveries = 0, [(0, [5_000])]
    for delay_ms, step_ms in steps:
        true_ms += step_ms
        deliveries.append((true_ms + delay_ms, [5_000 + true_ms]))
    deliveries = [
        (max(at for at, _ in deliveries[: index + 1]), counts) for index, (_, counts) in enumerate(deliveries)
    ]
    expected = [counts[0] - 5_000 for _, counts in deliveries]
    assert times(deliveries) == expected


def test_a_crystal_that_is_off_does_not_run_away() -> None:
    # 100 ppm slow for an hour, a frame a second: never more than two windows of drift (12 ms) off.
    deliveries = [(second * 1_000, [round(second * 1_000 * 0.9999)]) for second in range(3_600)]
    off_ms = [abs(found - at) for found, (at, _) in zip(times(deliveries), deliveries, strict=True)]
    assert max(off_ms) <= 13


def test_a_network_that_stalls_does_not_move_frames_together() -> None:
    heard = [(0, [0]), (1_000, [1_000]), (91_000, [2_000, 30_000, 60_000, 91_000])]
    assert times(heard) == [0, 1_000, 2_000, 30_000, 60_000, 91_000]


def test_a_receiver_that_starts_anew_is_set_by_arrivals() -> None:
    assert times([(0, [900_000]), (1_000, [901_000]), (5_000, [10]), (6_000, [1_010])]) == [0, 1_000, 5_000, 6_000]


def test_a_counter_that_is_none_gives_arrivals() -> None:
    # Seconds of the day in the upper bits: such a counter seems to run ninety times too fast.
    assert times([(second * 1_000, [second * 90_000]) for second in range(5)]) == [0, 1_000, 2_000, 3_000, 4_000]


def test_this_computers_clock_set_by_an_hour_is_followed() -> None:
    hour = 3_600_000
    assert times([(0, [0]), (hour + 1_000, [1_000])]) == [0, hour + 1_000]
    assert times([(hour, [0]), (1_000, [1_000])]) == [hour, 1_000]


def test_a_counter_that_wraps_goes_on() -> None:
    wrap_ms = (1 << 48) // TICKS
    assert times([(0, [wrap_ms - 500]), (1_000, [wrap_ms + 500])])[1] in {999, 1_000}


def test_receivers_have_counters_of_their_own() -> None:
    clock = ArrivalClock()
    clock.arrive(T0_MS)
    clock.read("a", 5 * TICKS)
    clock.read("b", 9_000_000 * TICKS)
    clock.arrive(T0_MS + 300)
    assert clock.read("a", 105 * TICKS).time_ms == T0_MS + 100
    assert clock.read("b", 9_000_200 * TICKS).time_ms == T0_MS + 200
    assert clock.moved == 0


def parsed(data: bytes, arrived_ms: int) -> list[int]:
    clock = ArrivalClock()
    parser = BeastParser(ParseOptions(clock=clock))
    clock.arrive(arrived_ms)
    items = parser.push(data)
    return [ms_from_utc(item.observed_at) for item in items if isinstance(item, Message) and item.observed_at]


def test_readsbs_stamps_are_believed_near_the_arrival_only() -> None:
    frame = beast(all_call(0x4CA8F1), 12_000)
    assert parsed(beast_time(T0_MS - 250) + frame, T0_MS) == [T0_MS - 250]
    assert parsed(beast_time(T0_MS - 3_600_000) + frame, T0_MS) == [T0_MS]
    assert parsed(beast_time(T0_MS + 3_600_000) + frame, T0_MS) == [T0_MS]


def test_frames_without_a_reading_stand_at_their_arrival() -> None:
    assert parsed(beast(all_call(0x4CA8F1), 0) + beast(all_call(0x4CA8F1), 0xFF004D4C4154), T0_MS) == [
        T0_MS,
        T0_MS,
    ]
