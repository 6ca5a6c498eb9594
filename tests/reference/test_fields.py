"""The packaged table of fields against facts known from outside."""

from datetime import UTC, datetime

import numpy as np
import pytest

from skywitness.measure.geodesy import distance_nm
from skywitness.reference.airports import Airports

Rows = dict[str, int]


def _degrees(degrees: float, minutes: float, seconds: float) -> float:
    return degrees + minutes / 60 + seconds / 3600


def _time(year: int, month: int, day: int) -> float:
    return datetime(year, month, day, tzinfo=UTC).timestamp()


HEATHROW = {
    # UK AIP, EGLL AD 2.12: landing thresholds.
    "09L": (_degrees(51, 28, 39.00), -_degrees(0, 29, 5.97)),
    "27R": (_degrees(51, 28, 39.63), -_degrees(0, 25, 59.82)),
    "09R": (_degrees(51, 27, 53.25), -_degrees(0, 28, 56.33)),
    "27L": (_degrees(51, 27, 53.82), -_degrees(0, 26, 2.76)),
}


def test_heathrows_thresholds_are_where_the_aip_has_them(fields: Airports, row_of: Rows) -> None:
    row, ends = row_of["EGLL"], fields.runway_ends
    where = fields.ends_of(row)
    assert sorted(ends.designator[where]) == sorted(HEATHROW)
    for index in range(where.start, where.stop):
        designator = ends.designator[index]
        off_nm = distance_nm(ends.lat_deg[index], ends.lon_deg[index], *HEATHROW[designator])
        assert off_nm < 0.02
        assert ends.heading_deg[index] == pytest.approx(90 if designator.startswith("09") else 270, abs=1)
    assert (ends.field[where] == row).all()
    assert ends.paved[where].all()
    assert fields.longest_ft[row] == pytest.approx(3902 / 0.3048, abs=10)  # 3,902 m in the same table
    assert fields.kind[row] == "large"


def test_a_directions_two_ends_face_each_other(fields: Airports) -> None:
    ends = fields.runway_ends
    opposite = (ends.heading_deg[ends.designator == "09"].mean(), ends.heading_deg[ends.designator == "27"].mean())
    assert opposite[0] == pytest.approx(90, abs=5)
    assert opposite[1] == pytest.approx(270, abs=5)
    assert np.isfinite(ends.heading_deg).all()
    assert (np.diff(ends.field) >= 0).all()
    assert fields.first_end[-1] == len(ends)


@pytest.mark.parametrize(
    ("code", "kind", "scheduled", "military", "joint"),
    [
        ("SVMI", "large", True, False, False),
        ("LTAG", "medium", False, True, False),  # Incirlik
        ("LTBL", "medium", False, True, False),  # Cigli, whose name does not say it
        ("LTBJ", "large", True, False, False),  # the civil airport beside it
        ("LICZ", "medium", False, True, False),  # Sigonella
        ("LICC", "large", True, False, False),
        ("HEAZ", "medium", False, True, False),  # Almaza
        ("HECA", "large", True, False, False),
        ("OJAM", "medium", True, True, True),  # Marka
        ("OSLK", "medium", True, True, True),  # Latakia and Khmeimim
        ("MUGM", "medium", False, True, False),  # Guantanamo
        ("MHPR", "medium", True, True, True),  # Soto Cano
        ("KADW", "large", False, True, False),  # Andrews
        ("3FL0", "small", False, False, False),  # "Mount Royal Airport" is no Royal Air Force
    ],
)
def test_kind_and_use(
    fields: Airports, row_of: Rows, code: str, kind: str, *, scheduled: bool, military: bool, joint: bool
) -> None:
    row = row_of[code]
    use = bool(fields.scheduled[row]), bool(fields.military[row]), bool(fields.joint[row])
    assert (fields.kind[row], *use) == (kind, scheduled, military, joint)


@pytest.mark.parametrize(
    ("code", "day", "open_then", "served_then"),
    [
        ("LTBA", (2019, 4, 5), True, True),
        ("LTBA", (2019, 4, 7), True, False),  # cargo, state flights and general aviation stay
        ("LTFM", (2018, 9, 30), False, False),
        ("LTFM", (2018, 11, 1), True, True),
        ("EDDT", (2020, 11, 8), True, True),
        ("EDDT", (2020, 12, 1), True, False),
        ("EDDT", (2021, 6, 1), False, False),
        ("VHHX", (1998, 7, 1), True, True),
        ("VHHX", (1998, 7, 7), False, False),
        ("OTBD", (2013, 1, 1), True, True),
        ("SEQM", (2013, 2, 1), False, False),
        ("EGLL", (1990, 1, 1), True, True),
    ],
)
def test_fields_are_open_and_served_at_their_times(
    fields: Airports, row_of: Rows, code: str, day: tuple[int, int, int], *, open_then: bool, served_then: bool
) -> None:
    row, time_s = row_of[code], _time(*day)
    assert bool(fields.opened_s[row] <= time_s < fields.closed_s[row]) is open_then
    served = fields.scheduled_at(np.array([row]), time_s) & open_then
    assert served.tolist() == [served_then]


def test_a_closed_field_with_dates_has_the_kind_it_had(fields: Airports, row_of: Rows) -> None:
    assert fields.kind[row_of["EDDT"]] == "large"
    assert (fields.kind == "closed").sum() > 5000
    assert np.isposinf(fields.closed_s[fields.kind == "closed"]).all()


def test_each_field_stands_under_one_code_and_is_found_under_its_others(fields: Airports) -> None:
    codes = [airport.icao for airport in fields.airports]
    assert len(set(codes)) == len(codes) > 70_000
    assert fields.by_icao["MHSC"] is not None
    assert fields.by_icao["MHSC"] == fields.by_icao["MHPR"]
    assert "MHSC" not in codes
    near = fields.near(14.3824, -87.6212, 2)
    assert [fields.airports[row].icao for row in near.rows] == ["MHPR"]


def test_a_reference_point_far_from_the_runway_gives_way_to_it(fields: Airports, row_of: Rows) -> None:
    row = row_of["EBAW"]
    # Antwerp: 51 11 22 N, 4 27 38 E in the Belgian AIP; one of the tables has it eight miles off.
    assert distance_nm(fields.lat_deg[row], fields.lon_deg[row], 51.1894, 4.4606) < 0.1


def test_time_zones_reach_fields_that_had_none(fields: Airports) -> None:
    by_icao = fields.by_icao
    assert by_icao["DE-0456"].timezone == "Europe/Berlin"
    assert by_icao["NO-0099"].timezone == "Europe/Oslo"
    missing = [airport for airport in fields.airports if not airport.timezone]
    assert len(missing) < 100


def test_elevations_of_many_places_at_once(fields: Airports) -> None:
    lat, lon = np.array([51.47, 10.601, 0.0, np.nan]), np.array([-0.46, -66.991, -30.0, 0.0])
    elevation = fields.nearest_elevation_ft(lat, lon, 3.0)
    assert elevation[0] == pytest.approx(83, abs=5)  # UK AIP, EGLL AD 2.2
    assert elevation[1] == pytest.approx(234, abs=10)  # Maiquetia
    assert np.isnan(elevation[2:]).all()


def test_a_table_without_any_field_answers() -> None:
    none = Airports.from_rows([])
    assert len(none.near(0.0, 0.0, 100).rows) == 0
    assert np.isnan(none.nearest_elevation_ft(np.zeros(1), np.zeros(1), 10.0)).all()
