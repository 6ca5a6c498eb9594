"""The house: what a machine can hold of how the tree is built, by the rules in house_source and house_pages."""

import json
from importlib import import_module
from importlib.metadata import Distribution, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from typer.testing import CliRunner

from cli_archive import CARGO, build
from house_pages import (
    README_LINES,
    broken_links,
    exemptions_without_reason,
    forbidding_licences,
    listed_fields,
    lock_complaints,
    not_for_the_tree,
    requirement_name,
    strange_fields,
    texts,
    undated_decisions,
    undocumented_commands,
)
from house_source import (
    asks_the_time,
    field_names,
    hidden_imports,
    input_or_output,
    left_to_chance,
    modules,
    numbers_without_unit,
    public_names,
    too_long,
    unexplained_exemptions,
    without_docstring,
)
from skywitness.cli.app import COMMANDS, app
from skywitness.feeds.column_map import TARGETS
from skywitness.feeds.formats import FORMATS
from skywitness.model import Flight, StateVector, Visit
from skywitness.store.schema import POSITIONS, TABLES

ROOT = Path(__file__).parents[1]
SOURCE = modules(ROOT / "src" / "skywitness")
MARKDOWN = texts(ROOT, ".md")
REFERENCE = "docs/reference/"
LOADER = "cli/lazy.py"  # its job: it loads the one command that was asked for
TABLE_LOG = "store/delta.py"  # the Delta protocol stamps each change of a table; no row carries the stamp
ONLY_IN_EXPORTS = {"doubt", "note", "silence_s", "stroke-dasharray"}
"""Words of ``track`` that are no field: how a line is drawn, and what is said of it."""


def test_source_was_found() -> None:
    assert len(SOURCE) > 40
    assert {"README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"} <= set(MARKDOWN)


def test_every_module_says_what_it_is() -> None:
    assert without_docstring(SOURCE) == []


def test_no_file_hides_a_second_idea() -> None:
    assert too_long(SOURCE) == []


def test_imports_are_in_plain_sight() -> None:
    assert hidden_imports(SOURCE, loaders=[LOADER]) == []


def test_rooms_do_no_input_or_output() -> None:
    assert input_or_output(SOURCE) == []


def test_only_commands_ask_the_time() -> None:
    assert asks_the_time(SOURCE, excused=[TABLE_LOG]) == []


def test_exceptions_are_still_needed() -> None:
    assert {complaint.split(":")[0] for complaint in hidden_imports(SOURCE)} == {LOADER}
    assert {complaint.split(":")[0] for complaint in asks_the_time(SOURCE)} == {TABLE_LOG}


def test_nothing_is_left_to_chance() -> None:
    assert left_to_chance(SOURCE) == []


def test_every_lint_exemption_has_its_reason() -> None:
    assert unexplained_exemptions(SOURCE) == []
    assert exemptions_without_reason((ROOT / "pyproject.toml").read_text()) == []


def test_every_number_names_its_unit() -> None:
    assert numbers_without_unit(SOURCE) == []


def test_public_names_exist() -> None:
    public = [(module, name) for module in SOURCE for name in public_names(module)]
    assert public
    for module, name in public:
        package = ".".join(["skywitness", *module.path.removesuffix("/__init__.py").split("/")])
        assert hasattr(import_module(package), name), f"{module.path}: {name}"


@pytest.mark.parametrize("name", [format_.name for format_ in FORMATS])
def test_each_feed_format_has_a_sample(name: str) -> None:
    folder = ROOT / "tests" / "samples"
    assert [file for file in folder.rglob("*") if file.name.split(".")[0] == name], f"no {folder}/{name}.*"


def test_feed_formats_have_names_of_their_own() -> None:
    names = [format_.name for format_ in FORMATS]
    assert names
    assert len(set(names)) == len(names)


def test_feed_formats_are_documented() -> None:
    page = MARKDOWN["docs/how-to/import-a-recording.md"]
    assert [format_.name for format_ in FORMATS if f"`{format_.name}`" not in page] == []


def test_commands_are_documented() -> None:
    names = [command.name for command in COMMANDS]
    others = {path: text for path, text in MARKDOWN.items() if not path.startswith(REFERENCE)}
    assert names
    assert undocumented_commands(names, MARKDOWN.get(f"{REFERENCE}commands.md", ""), others) == []


@pytest.mark.parametrize("name", [command.name for command in COMMANDS])
def test_help_of_each_command_has_examples(name: str) -> None:
    shown = CliRunner().invoke(app, [name, "--help"])
    assert shown.exit_code == 0
    assert "Examples:" in shown.output
    assert f"skywitness {name} " in shown.output.partition("Examples:")[2] + " "


def test_position_columns_are_the_state_vector() -> None:
    columns = [column.name for column in POSITIONS.columns]
    assert columns[: len(StateVector._fields)] == list(StateVector._fields)
    assert columns[len(StateVector._fields) :] == ["source_sha256", "reconstruction", "day"]


def test_derived_rows_are_spelled_alike_everywhere(tmp_path: Path) -> None:
    build(tmp_path)
    for name, record in (("flights", Flight), ("visits", Visit)):
        assert [column.name for column in TABLES[name].columns] == list(record._fields)
        assert list(json.loads(asked(tmp_path, name, "--json"))[0]) == list(record._fields)
        assert asked(tmp_path, name, "--csv").splitlines()[0].split(",") == list(record._fields)


@pytest.mark.parametrize("name", [name for name in TABLES if name not in {"flights", "visits"}])
def test_sql_spells_fields_as_the_tables_do(name: str, tmp_path: Path) -> None:
    build(tmp_path)
    query = f"DESCRIBE SELECT * FROM {name}"  # noqa: S608  names from our own table
    rows = json.loads(asked(tmp_path, "sql", "--json", query))
    assert sorted(row["column_name"] for row in rows) == sorted(column.name for column in TABLES[name].columns)


def test_exports_of_a_track_spell_fields_as_the_tables_do(tmp_path: Path) -> None:
    build(tmp_path)
    header = asked(tmp_path, "track", CARGO, "--to", "csv").splitlines()[0].split(",")
    features = json.loads(asked(tmp_path, "track", CARGO, "--to", "geojson"))["features"]
    exported = {key for feature in features for key in feature["properties"]} | set(header)
    columns = {column.name for table in TABLES.values() for column in table.columns}
    assert exported - columns == ONLY_IN_EXPORTS


def asked(data: Path, *arguments: str) -> str:
    """What a command prints."""
    answer = CliRunner().invoke(app, [*arguments, "--data", str(data)], catch_exceptions=False)
    assert answer.exit_code == 0, answer.stderr
    return answer.stdout


def test_reference_lists_the_columns_of_each_table() -> None:
    listed = listed_fields(MARKDOWN.get(f"{REFERENCE}fields.md", ""))
    assert listed == {table.name: [column.name for column in table.columns] for table in TABLES.values()}


def test_the_page_on_column_maps_names_every_target() -> None:
    listed = listed_fields(MARKDOWN["docs/how-to/read-a-csv-with-a-column-map.md"])
    assert sorted(listed["What a column can hold"]) == sorted(TARGETS)


def test_pages_spell_fields_as_the_source_does() -> None:
    columns = {column.name for table in TABLES.values() for column in table.columns}
    assert strange_fields(MARKDOWN, columns | field_names(SOURCE)) == []


def test_links_lead_somewhere() -> None:
    assert broken_links(ROOT, MARKDOWN) == []


def test_readme_is_short() -> None:
    assert MARKDOWN["README.md"].count("\n") <= README_LINES


def test_decisions_have_number_date_and_status() -> None:
    folder = "docs/decisions/"
    pages = {path.removeprefix(folder): text for path, text in MARKDOWN.items() if path.startswith(folder)}
    assert pages
    assert undated_decisions(pages) == []


def test_tree_names_no_machine_and_no_registry() -> None:
    assert not_for_the_tree(texts(ROOT)) == []


def test_lock_pins_every_dependency_by_hash() -> None:
    pyproject, lock = (ROOT / "pyproject.toml").read_text(), (ROOT / "requirements.lock").read_text()
    assert lock_complaints(pyproject, lock) == []


def test_what_runs_is_permissive() -> None:
    words = {name: licence_words(package) for name, package in run_time_packages().items()}
    assert len(words) > 12
    assert forbidding_licences(words) == []


def test_each_dependency_has_its_row_in_the_decision() -> None:
    page = MARKDOWN["docs/decisions/0004-licences.md"]
    wanted = [requirement_name(requirement) for requirement in distribution("skywitness").requires or []]
    assert [name for name in wanted if f"| {name} " not in page] == []


def run_time_packages() -> dict[str, Distribution]:
    """Every package that an installation without extras brings, by name."""
    found: dict[str, Distribution] = {}
    waiting = ["skywitness"]
    while waiting:
        name = waiting.pop()
        found[name] = distribution(name)
        needs = map(Requirement, found[name].requires or [])
        wanted = [need.name.lower() for need in needs if not need.marker or need.marker.evaluate({"extra": ""})]
        waiting += [need for need in wanted if need not in found]
    return found


def licence_words(package: Distribution) -> str:
    """What a package says of its licence: in its metadata, else the first lines of its licence file."""
    said = package.metadata
    fields = [*(said.get_all("License-Expression") or []), *(said.get_all("License") or [])]
    classified = [line for line in said.get_all("Classifier") or [] if line.startswith("License")]
    words = " ".join([field.partition("\n")[0] for field in fields] + classified)
    return words or (package.read_text("LICENSE") or "").strip()[:100]
