"""Figures of types: read as ranges with citations, and the packaged ones held to what is possible."""

import re
from collections.abc import Iterator

import pytest

from skywitness.reference.aircraft_types import AircraftType
from skywitness.reference.performance import JUDGEMENT, UNITS, Figure, Performance, PerformanceTable
from skywitness.store.packaged import table, type_performance, type_table

ROW = {
    "typecode": "XX1", "quantity": "ceiling_ft", "value_low": "30000", "value_high": "31000", "unit": "ft",
    "source": "A book", "source_date": "1999", "note": "with doors shut",
}  # fmt: skip
BOUNDS = {
    "cruise_kt": (50, 600), "cruise_mach": (0.3, 0.95), "ceiling_ft": (5_000, 70_000), "range_nm": (100, 9_500),
    "range_max_payload_nm": (100, 8_000), "ferry_range_nm": (100, 10_000), "endurance_h": (1, 60),
    "seats_typical": (1, 650), "seats_max": (1, 900), "troops": (5, 300), "payload_planning_t": (0.01, 150),
    "payload_typical_t": (0.01, 150), "payload_max_t": (0.01, 260), "max_takeoff_mass_t": (0.3, 650),
}  # fmt: skip
"""Beyond the fastest, highest, largest and smallest aircraft that fly, An-225, A380, B-52 and U-2 among them."""


@pytest.fixture(scope="module")
def known() -> list[Performance]:
    figures = type_performance()
    return [figures.of(code, type_table().get(code)) for code in sorted(figures.by_typecode)]


def every(known: list[Performance]) -> Iterator[tuple[str, Figure]]:
    return ((one.typecode, figure) for one in known for spread in one.spreads for figure in spread.figures)


def test_a_range_is_over_all_sources_and_judgement_is_named() -> None:
    rows = [
        ROW | {"source": JUDGEMENT, "value_low": "28000", "value_high": "28000"},
        ROW,
        ROW | {"source": "Another", "value_low": "33000", "value_high": "33000"},
    ]
    found = PerformanceTable.from_rows(rows).of("XX1", None)
    ceiling = found.spread("ceiling_ft")
    assert ceiling is not None
    assert (ceiling.low, ceiling.high, ceiling.unit) == (28_000, 33_000, "ft")
    assert ceiling.basis == "2 sources and judgement"
    assert [figure.source for figure in ceiling.figures] == ["A book", "Another", JUDGEMENT]
    assert found.spread("range_nm") is None


def test_wake_and_engines_are_of_the_document() -> None:
    listed = AircraftType("XX1", ("A B",), "LandPlane", "Jet", "4", "H")
    assert PerformanceTable.from_rows([]).of("XX1", listed) == Performance("XX1", "H", "4", "Jet", ())


@pytest.mark.parametrize(
    "wrong",
    [{"quantity": "speed"}, {"unit": "m"}, {"value_low": "32000"}, {"value_low": "high"}, {"value_high": "nan"}],
)
def test_what_is_no_figure_is_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"is no figure|could not convert"):
        PerformanceTable.from_rows([ROW | wrong])


def test_every_packaged_figure_is_possible(known: list[Performance]) -> None:
    assert set(BOUNDS) == set(UNITS)
    beyond = [
        (code, figure)
        for code, figure in every(known)
        if not BOUNDS[figure.quantity][0] <= figure.low <= figure.high <= BOUNDS[figure.quantity][1]
    ]
    assert beyond == []


@pytest.mark.parametrize(
    ("less", "more"),
    [
        ("payload_max_t", "max_takeoff_mass_t"),
        ("payload_planning_t", "payload_max_t"),
        ("payload_typical_t", "payload_max_t"),
        ("range_max_payload_nm", "ferry_range_nm"),
        ("seats_typical", "seats_max"),
    ],
)
def test_what_is_part_of_another_is_less(known: list[Performance], less: str, more: str) -> None:
    pairs = [(one.typecode, one.spread(less), one.spread(more)) for one in known]
    both = [(code, small, large) for code, small, large in pairs if small and large]
    assert both
    assert [code for code, small, large in both if small.low > large.low or small.high > large.high] == []


def test_every_packaged_figure_has_a_citation_or_is_called_judgement(known: list[Performance]) -> None:
    dated = re.compile(r"(read )?\d{4}(-\d{2}){0,2}")
    for code, figure in every(known):
        assert dated.fullmatch(figure.source_date), (code, figure)
        assert figure.source == JUDGEMENT or len(figure.source) > 10, (code, figure)
        assert figure.cited or figure.note, (code, figure)


def test_no_figure_stands_twice() -> None:
    rows = [tuple(row.values())[:6] for row in table("type_performance")]
    assert len(rows) == len(set(rows))


def test_every_type_is_listed_or_has_a_name_of_ours(known: list[Performance]) -> None:
    ours = {code for row in table("type_aliases") if row["kind"] != "maker" for code in row["means"].split()}
    assert [one.typecode for one in known if not one.wake and one.typecode not in ours] == []


@pytest.mark.parametrize(("code", "tonnes"), [("C17", 65 * 0.9072), ("C5M", 100 * 0.9072), ("C30J", 18 * 0.9072)])
def test_planning_payloads_are_the_pamphlets(code: str, tonnes: float) -> None:
    """AFPAM 10-1403 (2018): 65, 100 and 18 short tons."""
    planning = type_performance().of(code, None).spread("payload_planning_t")
    assert planning is not None
    assert (planning.low, planning.high) == pytest.approx((tonnes, tonnes), rel=0.002)
    assert "10-1403" in planning.figures[0].source
