"""Runways of a made-up table: what counts, and which thresholds are believed."""

import polars as pl
import pytest

from skywitness.reference.runway_ends import RunwayEnds
from skywitness.reference.runways import COLUMNS, by_field, open_runways, runway_ends

NM_FT = 6076.115


def _runway(**cells: str) -> dict[str, str | None]:
    return dict.fromkeys(COLUMNS) | {"airport_ref": "1", "closed": "0", "surface": "ASP", "le_ident": "09"} | cells


# One arc minute of longitude on the equator: a nautical mile, due east.
EAST = _runway(
    length_ft="6076", he_ident="27", le_latitude_deg="0", le_longitude_deg="0", he_latitude_deg="0",
    he_longitude_deg=str(1 / 60),
)  # fmt: skip


def _frame(*rows: dict[str, str | None]) -> pl.DataFrame:
    return open_runways(pl.DataFrame(rows, schema=dict.fromkeys(COLUMNS, pl.String)))


def _ends(*rows: dict[str, str | None]) -> RunwayEnds:
    field = {"row": 0, "airport_ref": "1", "lat": 0.0, "lon": 0.01, "elevation": 30.0}
    return runway_ends(_frame(*rows), pl.DataFrame([field]))


def test_both_ends_with_true_headings_and_the_fields_elevation() -> None:
    ends = _ends(EAST)
    assert ends.designator.tolist() == ["09", "27"]
    assert ends.heading_deg.tolist() == pytest.approx([90, 270])
    assert ends.lon_deg.tolist() == pytest.approx([0, 1 / 60])
    assert ends.elevation_ft.tolist() == [30, 30]
    assert ends.length_ft.tolist() == [6076, 6076]
    assert ends.paved.all()


def test_a_displaced_threshold_lies_further_in() -> None:
    ends = _ends(EAST | {"le_displaced_threshold_ft": str(NM_FT / 10), "le_elevation_ft": "44"})
    assert ends.lon_deg.tolist() == pytest.approx([0.1 / 60, 1 / 60], abs=1e-6)
    assert ends.elevation_ft.tolist() == [44, 30]


def test_ends_that_are_the_wrong_way_round_are_exchanged() -> None:
    ends = _ends(EAST | {"le_ident": "27", "he_ident": "09"})
    assert dict(zip(ends.designator, ends.lon_deg, strict=True)) == pytest.approx({"09": 0, "27": 1 / 60})
    assert dict(zip(ends.designator, ends.heading_deg, strict=True)) == pytest.approx({"09": 90, "27": 270})


@pytest.mark.parametrize(
    "wrong",
    [
        {"le_ident": "18"},  # painted for a direction that it does not have
        {"length_ft": "20000"},  # far longer than its thresholds are apart
        {"he_latitude_deg": None},
        {"le_longitude_deg": "1", "he_longitude_deg": str(1 + 1 / 60)},  # sixty miles from its field
        {"closed": "1"},
        {"le_ident": "H1"},
    ],
)
def test_thresholds_that_do_not_fit_are_not_believed(wrong: dict[str, str | None]) -> None:
    assert len(_ends(EAST | wrong)) == 0


def test_length_and_surface_count_without_thresholds_and_without_closed_runways() -> None:
    fields = by_field(
        _frame(
            _runway(length_ft="3000", surface="GRS"),
            _runway(length_ft="9000", surface="ASP", closed="1"),
            _runway(airport_ref="2", length_ft="0", surface="UNK"),
            _runway(airport_ref="3", length_ft="5000", surface="Conc/Turf"),
            _runway(airport_ref="3", length_ft="9000", surface="WATER"),
        )
    )
    assert {row[0]: row[1:3] for row in fields.select("airport_ref", "longest_ft", "some_paved").rows()} == {
        "1": (3000, False),
        "2": (None, None),
        "3": (5000, True),
    }


@pytest.mark.parametrize("surface", ["ASPH-G", "CON", "Concrete", "PEM", "BIT", "Conc/Turf"])
def test_paved_surfaces(surface: str) -> None:
    assert _frame(_runway(surface=surface))["paved"].to_list() == [True]


@pytest.mark.parametrize("surface", ["TURF", "GRVL", "GRE", "Grassed brown clay", "CORAL", "Conglomerate"])
def test_other_surfaces(surface: str) -> None:
    assert _frame(_runway(surface=surface))["paved"].to_list() == [False]


@pytest.mark.parametrize("surface", ["", "UNK", "unknown", "X"])
def test_unknown_surfaces(surface: str) -> None:
    assert _frame(_runway(surface=surface))["paved"].to_list() == [None]
