"""The house rules can fail: each is given something that breaks it, and something near it that does not."""

from pathlib import Path

import pytest

import house_pages as pages
import house_source as source
from house_source import Module


def module(text: str, path: str = "tracks/bad.py") -> list[Module]:
    return [Module.of(path, text)]


def test_a_module_without_docstring_is_seen() -> None:
    assert source.without_docstring(module("x = 1\n")) == ["tracks/bad.py"]
    assert source.without_docstring(module('"""What it is."""\n')) == []


def test_a_long_file_is_seen() -> None:
    assert source.too_long(module("\n" * 501)) == ["tracks/bad.py: 501 lines"]
    assert source.too_long(module("\n" * 500)) == []


@pytest.mark.parametrize(
    "text",
    [
        "def f():\n    import csv\n",
        "if TYPE_CHECKING:\n    from csv import reader\n",
        "try:\n    import csv\nexcept ImportError:\n    csv = None\n",
        "class A:\n    import csv\n",
        "def f(name):\n    return importlib.import_module(name)\n",
        "csv = __import__('csv')\n",
    ],
)
def test_a_hidden_import_is_seen(text: str) -> None:
    assert len(source.hidden_imports(module(text))) == 1


def test_an_import_at_the_top_is_fine_and_a_loader_may_load() -> None:
    assert source.hidden_imports(module("import csv\nfrom json import loads\n")) == []
    assert source.hidden_imports(module("import_module('a')\n", "cli/lazy.py"), ["cli/lazy.py"]) == []


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("import os\n", "feeds/a.py"),
        ("import os.path\n", "feeds/a.py"),
        ("from pathlib import Path\n", "tracks/a.py"),
        ("from pathlib import PurePath\n", "settings.py"),
        ("import os\n", "settings.py"),
        ("from urllib.request import urlopen\n", "reference/a.py"),
        ("from importlib import resources\n", "reference/a.py"),
        ("import duckdb\n", "cli/a.py"),
        ("from deltalake import DeltaTable\n", "pipeline/a.py"),
        ("open('a')\n", "movements/a.py"),
        ("pl.scan_parquet('a')\n", "movements/a.py"),
        ("frame.write_csv('a')\n", "tracks/a.py"),
        ("np.fromfile('a')\n", "decode/a.py"),
        ("print('a')\n", "feeds/a.py"),
        ("print('a')\n", "pipeline/a.py"),
        ("print('a')\n", "store/a.py"),
    ],
)
def test_input_and_output_in_a_room_are_seen(text: str, path: str) -> None:
    assert len(source.input_or_output(module(text, path))) == 1


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("from pathlib import Path\n", "settings.py"),
        ("import os, duckdb\nopen('a')\n", "store/a.py"),
        ("import asyncio, ssl\n", "links/a.py"),
        ("import os\nprint('a')\n", "cli/a.py"),
        ("from pathlib import Path\n", "pipeline/a.py"),
        ("import json, csv, iso8601\nreader(lines)\n", "feeds/a.py"),
        ("archive.open_day()\nreport.printed()\n", "tracks/a.py"),
    ],
)
def test_doors_and_the_store_may_read_and_write(text: str, path: str) -> None:
    assert source.input_or_output(module(text, path)) == []


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("datetime.now(UTC)\n", "pipeline/a.py"),
        ("datetime.datetime.utcnow()\n", "feeds/a.py"),
        ("date.today()\n", "demo/a.py"),
        ("time.time()\n", "store/a.py"),
        ("time.monotonic()\n", "tracks/a.py"),
        ("time.sleep(1)\n", "pipeline/a.py"),
    ],
)
def test_a_look_at_the_clock_is_seen(text: str, path: str) -> None:
    assert len(source.asks_the_time(module(text, path))) == 1


def test_a_command_may_ask_the_time_and_a_door_hold_a_stopwatch() -> None:
    assert source.asks_the_time(module("datetime.now(UTC)\n", "cli/a.py")) == []
    assert source.asks_the_time(module("time.monotonic()\n", "pipeline/a.py")) == []
    assert source.asks_the_time(module("state.time()\nrow.datetime_now()\n")) == []


@pytest.mark.parametrize(
    "text", ["hash('a')\n", "random.random()\n", "np.random.default_rng()\n", "uuid.uuid4()\n"]
)
def test_chance_is_seen(text: str) -> None:
    assert len(source.left_to_chance(module(text))) == 1


def test_chance_with_a_seed_is_fine() -> None:
    assert source.left_to_chance(module("np.random.default_rng(7)\npl.struct(a).hash()\n")) == []


def test_an_exemption_without_a_reason_is_seen() -> None:
    bare, coded, given = (f"x = 1  # {'no' + 'qa'}{rest}\n" for rest in ("", ": S101", ": S101  the test asserts"))
    assert len(source.unexplained_exemptions(module(bare + coded + given))) == 2
    assert pages.exemptions_without_reason('  "S101",\n  "D1", # its name is its sentence\n') == ['"S101",']


def test_a_number_without_a_unit_is_seen() -> None:
    fields = "class A:\n    altitude: float | None\n    altitude_ft: float\n    callsign: str\n"
    assert source.numbers_without_unit(module(fields, "model/a.py")) == ["model/a.py:2: altitude"]


def test_public_names_are_read() -> None:
    assert source.public_names(module("__all__ = ['a', 'b']\n")[0]) == ["a", "b"]
    assert source.public_names(module("a = 1\n")[0]) == []


def test_field_names_are_those_of_records_and_arguments() -> None:
    assert source.field_names(module("class A:\n    lat_deg: float\ndef f(off_nm: float): pass\n")) == {
        "lat_deg",
        "off_nm",
    }


@pytest.mark.parametrize("command", ["track", "sql"])
def test_an_undocumented_command_is_seen(command: str) -> None:
    reference, guide = {"a.md": "`skywitness track ID`"}, "skywitness sql\nskywitness tracker"
    found = pages.undocumented_commands([command], guide, reference)
    assert found == [f"{command}: {'not in the reference' if command == 'track' else 'in no other page'}"]


def test_a_field_spelled_otherwise_is_seen() -> None:
    assert pages.strange_fields({"a.md": "the `alt_ft` and the `lat_deg`"}, {"lat_deg"}) == ["a.md: alt_ft"]


def test_fields_are_read_from_tables_of_a_page() -> None:
    head = "| field | what |\n|---|---|\n"
    page = (
        f"# Fields\n## positions\n{head}| `icao24` | a |\n| `lat_deg` | b |\n## `visits`\n{head}| `airport` | |\n"
    )
    assert pages.listed_fields(page) == {"positions": ["icao24", "lat_deg"], "visits": ["airport"]}


def test_a_link_to_nothing_is_seen(tmp_path: Path) -> None:
    (tmp_path / "b.md").write_text("# The other page\n")
    good = "[a](b.md) [b](b.md#the-other-page) [c](https://example.org) [d](#here)\n# Here\n```\n[x](no.md)\n```\n"
    (tmp_path / "a.md").write_text(good)
    assert pages.broken_links(tmp_path, {"a.md": good}) == []
    bad = "[a](c.md) ![b](c.svg) [c](b.md#no-such) [d](#there)\n"
    (tmp_path / "a.md").write_text(bad)
    assert pages.broken_links(tmp_path, {"a.md": bad}) == [
        "a.md: c.md",
        "a.md: c.svg",
        "a.md: b.md#no-such",
        "a.md: #there",
    ]


def test_a_decision_without_date_or_status_is_seen() -> None:
    good = "# 0001 Tables\n\nDate: 2026-01-01\nStatus: accepted\n"
    assert pages.undated_decisions({"0001-tables.md": good}) == []
    assert len(pages.undated_decisions({"0001-tables.md": "# 0001 Tables\n"})) == 2
    assert len(pages.undated_decisions({"0002-tables.md": good})) == 2
    assert len(pages.undated_decisions({"0001-tables.md": good + "\n" * 60})) == 1


@pytest.mark.parametrize(
    "line",
    [
        "see /" + "work/notes.md",
        "see (/" + "tmp/x)",
        "from https://py" + "pi.org/simple",
        "as in the previous " + "session",
        "closes is" + "sue #12",
    ],
)
def test_a_trace_of_the_workplace_is_seen(line: str) -> None:
    assert len(pages.not_for_the_tree({"a.md": f"fine\n{line}\n"})) == 1


def test_ordinary_lines_are_fine() -> None:
    text = "https://example.org/x\nframework/tmp\nscope='session'\nan issue of ten pages\n"
    assert pages.not_for_the_tree({"a.md": text}) == []


def test_built_files_are_not_read(tmp_path: Path) -> None:
    for name in (".venv/a.md", "src/__pycache__/a.md", ".ci/run", "docs/a.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    assert list(pages.texts(tmp_path)) == [".ci/run", "docs/a.md"]
    assert list(pages.texts(tmp_path, ".md")) == ["docs/a.md"]


def test_gaps_in_the_lock_are_seen() -> None:
    pyproject = '[project]\ndependencies = ["numpy>=2", "rich"]\n[dependency-groups]\ndev = ["ruff"]\n'
    hashed = "\\\n    --hash=sha256:00\n"
    lock = f"numpy==2.0 {hashed}ruff==1\nnumpy==2.1 ; python_version > '3.12' {hashed}"
    assert pages.lock_complaints(pyproject, lock) == [
        "rich: not in the lock",
        "numpy: pinned twice",
        "ruff: no hash",
    ]


def test_a_licence_that_binds_is_seen() -> None:
    words = {
        "a": "MIT",
        "b": "GPL-3.0-only",
        "c": "",
        "d": "MIT AND LGPL-2.1",
        "e": "BSD-3-Clause",
        "f": "ISC License",
    }
    assert [complaint[0] for complaint in pages.forbidding_licences(words)] == ["b", "c", "d"]
