"""What the browser must fetch before the first aircraft: at most 500 kB of script, the map's worker with it."""

import gzip
import re
from pathlib import Path

MOST_SCRIPT = 500_000
MOST_STATIC = 9_000_000
IMPORT = re.compile(r"(?:from|import)\s*[\"'`]\./([\w.-]+\.js)[\"'`]")


def initial(static: Path) -> set[str]:
    """Scripts of the first view: what index.html names, the map and its page, and what these import at once."""
    assets = static / "assets"
    waiting = re.findall(r"assets/([\w.-]+\.js)", (static / "index.html").read_text())
    for kind in ("MapView", "MapPage", "maplibre-gl-worker"):
        waiting += [path.name for path in assets.glob(f"{kind}-*.js")]
    found: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += IMPORT.findall((assets / name).read_text())
    return found


def test_first_view_fetches_little(static: Path) -> None:
    names = initial(static)
    assert any(name.startswith("maplibre-gl-worker") for name in names)
    assert sum(len(gzip.compress((static / "assets" / name).read_bytes(), 9)) for name in names) <= MOST_SCRIPT


def test_build_is_small_enough_for_the_wheel(static: Path) -> None:
    assert sum(path.stat().st_size for path in static.rglob("*") if path.is_file()) <= MOST_STATIC


def test_build_names_no_other_machine(static: Path) -> None:
    page = (static / "index.html").read_text()
    assert "http" not in page
    assert "<script>" not in page
