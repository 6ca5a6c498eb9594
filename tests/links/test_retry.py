"""Waits between connections: they double, with jitter, up to a minute, and never less than was asked for."""

from skywitness.links.retry import Retry


def waits(chance: float, count: int) -> list[float]:
    retry = Retry(lambda: chance)
    return [retry.wait_s() for _ in range(count)]


def test_waits_double_up_to_a_minute() -> None:
    assert waits(1.0, 8) == [1, 2, 4, 8, 16, 32, 60, 60]


def test_chance_takes_off_half_at_most() -> None:
    assert waits(0.0, 3) == [0.5, 1, 2]
    assert waits(0.5, 3) == [0.75, 1.5, 3]


def test_a_connection_that_works_begins_anew() -> None:
    retry = Retry(lambda: 1.0)
    assert [retry.wait_s(), retry.wait_s()] == [1, 2]
    retry.worked()
    assert retry.wait_s() == 1


def test_the_other_side_may_ask_for_more() -> None:
    retry = Retry(lambda: 1.0)
    assert [retry.wait_s(120.0), retry.wait_s(0.1)] == [120, 2]


def test_years_of_failures_do_not_overflow() -> None:
    assert waits(1.0, 5_000)[-1] == 60
