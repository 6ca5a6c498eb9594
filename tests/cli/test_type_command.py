"""``skywitness type``: what a name can mean, figures with their citations, and answers for machines."""

import csv
import io
import json

import pytest
import typer
from typer.testing import CliRunner, Result

from skywitness.cli.lazy import Command, LazyGroup
from skywitness.pipeline.type_facts import in_short
from skywitness.reference.performance import UNITS


class Group(LazyGroup):
    """The one command."""

    table = (Command("type", "skywitness.cli.type_", "Find the type that a name means."),)


def ask(*arguments: str) -> Result:
    app = typer.Typer(cls=Group)
    app.callback()(lambda: None)
    return CliRunner().invoke(app, ["type", *arguments])


def test_a_person_sees_the_type_its_ranges_and_who_says_so() -> None:
    shown = ask("C-17").stdout
    assert "BOEING C-17 Globemaster 3" in shown
    assert "H (ICAO document 8643)" in shown
    assert "74.8 to 77.5 t (2 sources)" in shown
    assert "AFPAM 10-1403 (2018)" in shown


def test_judgement_is_called_so() -> None:
    assert "23: judgement (2026-11-23); Il-62M, from memory" in ask("Il-62M").stdout


def test_a_name_of_several_shows_no_figures() -> None:
    result = ask("Hercules")
    assert "C130" in result.stdout
    assert "C30J" in result.stdout
    assert "payload" not in result.stdout
    assert "several types" in result.stderr


def test_words_need_no_quotation_marks() -> None:
    assert "A124" in ask("Ан-124", "Руслан").stdout


def test_json_has_figures_below_ranges() -> None:
    (found,) = json.loads(ask("C-17", "--json").stdout)
    assert (found["typecode"], found["wake"], found["engines"], found["engine"]) == ("C17", "H", "4", "Jet")
    payload = next(one for one in found["performance"] if one["quantity"] == "payload_max_t")
    assert (payload["low"], payload["high"]) == (
        min(figure["low"] for figure in payload["figures"]),
        max(figure["high"] for figure in payload["figures"]),
    )
    assert all(figure["source"] and figure["cited"] for figure in payload["figures"])


def test_csv_has_a_row_a_figure() -> None:
    rows = list(csv.DictReader(io.StringIO(ask("Hercules", "--csv").stdout)))
    assert {row["typecode"] for row in rows} == {"C130", "C30J"}
    assert {row["quantity"] for row in rows} <= set(UNITS)
    assert all(row["source"] and row["source_date"] for row in rows)


def test_a_type_without_figures_has_a_row_and_a_word() -> None:
    rows = list(csv.DictReader(io.StringIO(ask("DA40", "--csv").stdout)))
    assert [(row["typecode"], row["quantity"]) for row in rows] == [("DA40", "")]
    assert "no figures are known of DA40" in ask("DA40").stderr


@pytest.mark.parametrize("name", ["Boeing", "qqzz", "Moscow"])
def test_a_name_that_nothing_has_is_an_error(name: str) -> None:
    result = ask(name)
    assert result.exit_code == 1
    assert name in result.stderr


def test_the_page_of_an_aircraft_has_the_main_figures() -> None:
    short = in_short("C17")
    assert short is not None
    assert "payload, most 74.8 to 77.5 t (2 sources)" in short
    assert in_short("DA40") is None
    assert in_short(None) is None
