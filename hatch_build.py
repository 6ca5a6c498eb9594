"""Build hook of the wheel: builds the pages into ``src/skywitness/web/static`` where they are missing or old."""

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

NODE_LEAST = "20.19"
WITHOUT = "SKYWITNESS_WITHOUT_PAGES"


class PagesHook(BuildHookInterface[Any]):
    """Puts the built pages into the wheel; an editable installation is served from the tree and needs none."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build when needed, and say plainly what is missing.

        Args:
            version: ``standard`` or ``editable``.
            build_data: of hatchling; the built files are named in it, for the tree ignores them.

        Raises:
            RuntimeError: the pages are not built, and there is no npm to build them with.
        """
        root = Path(self.root)
        ui, static = root / "ui", root / "src" / "skywitness" / "web" / "static"
        if version == "editable" or os.environ.get(WITHOUT):
            return
        if is_old(ui, static):
            build(ui)
        build_data["artifacts"].append("src/skywitness/web/static/**")


def is_old(ui: Path, static: Path) -> bool:
    """Whether there is no build, or a source of it is newer."""
    built = static / "index.html"
    if not built.is_file():
        return True
    sources = (path for name in ("src", "public") for path in (ui / name).rglob("*") if path.is_file())
    named = (ui / name for name in ("index.html", "package-lock.json", "vite.config.js"))
    newest = max((path.stat().st_mtime for path in [*sources, *named] if path.is_file()), default=0.0)
    return newest > built.stat().st_mtime


def build(ui: Path) -> None:
    """Install what the lock file names and build."""
    npm = shutil.which("npm")
    if npm is None:
        raise RuntimeError(
            f"the pages of `skywitness serve` are not built, and npm is missing: install Node.js {NODE_LEAST} or "
            f"later, or set {WITHOUT}=1 to do without them"
        )
    for arguments in (["ci", "--no-audit", "--no-fund"], ["run", "build"]):
        subprocess.run([npm, *arguments], cwd=ui, check=True)  # noqa: S603  npm, with words from above
