"""Tamper: one byte changed in each of 200 random places of a case, an export, a dossier; is the file named?

Half of the places are drawn by byte, so that large files get most; half by file, so that small ones get some.
Every file below the folder counts but the lock, which holds nothing. Exports (with the dossier in them) and signed
dossiers are checked by the script inside them.

    python bench/claims/tamper.py [--trials 200] [--seed 8] [--folder CASE]
"""

import argparse
import random
import re
import shutil
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import redirect_stdout
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "tests")]

import made_case  # noqa: E402  the tests' own case and files
import made_files  # noqa: E402  as above
from page_server import page_server  # noqa: E402  as above
from skywitness.cases.profile import Profile  # noqa: E402  after the path is set
from skywitness.links.page_get import PageLimits  # noqa: E402  as above
from skywitness.pipeline.capture.from_file import take_file  # noqa: E402  as above
from skywitness.pipeline.capture.from_web import take_page  # noqa: E402  as above
from skywitness.pipeline.capture.keep import Capturer, keep  # noqa: E402  as above
from skywitness.pipeline.capture.taken import Asked  # noqa: E402  as above
from skywitness.pipeline.case_dossier import dossier_content, dossier_of  # noqa: E402  as above
from skywitness.pipeline.case_export import export_bag  # noqa: E402  as above
from skywitness.store.cases import verify_bag  # noqa: E402  as above
from skywitness.store.cases.folder import CaseFolder  # noqa: E402  as above
from skywitness.store.cases.verify import verify  # noqa: E402  as above
from skywitness.store.signing import Key  # noqa: E402  as above

AT = datetime(2026, 11, 23, 9, tzinfo=UTC)


class Trial(NamedTuple):
    """One byte changed.

    Attributes:
        file: below the folder.
        place: of the byte.
        named: files that the check named.
    """

    file: str
    place: int
    named: list[str]


def main(arguments: Sequence[str]) -> int:
    """Run the trials and print what was missed."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--trials", type=int, default=200)
    parser.add_argument("--seed", type=int, default=8)
    parser.add_argument("--folder", type=Path, help="a case of your own; it is copied first")
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as name:
        case = Path(name) / "case"
        if asked.folder:
            shutil.copytree(asked.folder, case)
        else:
            build(case)
        before = verify(case)
        if before.failed:
            sys.exit(f"the case is damaged already: {before.breaks}")
        places = [
            (case, by_command),
            (exported(case, Path(name)), by_script),
            (dossier(case, Path(name)), by_script),
        ]
        missed = 0
        for place, check in places:
            chance = random.Random(asked.seed)  # noqa: S311  places, the same each time
            missed |= tell(place.name, list(tamper(place, check, asked.trials, chance)))
    return missed


def build(path: Path) -> None:
    """A case with claims, checks, pages by HTTP with their WARC files, a PDF, a photograph, and an archive."""
    folder = made_case.made_case(path)
    by = Capturer("Ana", "skywitness bench", AT)
    with page_server() as server:
        limits = PageLimits(most_bytes=1 << 20, allow_private=True)
        for page in ("moved", "cyrillic.html", "bot_shell.html"):
            taken = take_page(f"{server.url}/{page}", limits, Asked(), None, by.tool, lambda: AT)
            keep(folder, taken, Asked(), by)
    for content in (made_files.pdf("Two aircraft landed."), made_files.photograph(), made_files.wacz()):
        keep(folder, take_file(content, Asked(), None), Asked(), by)


def by_command(case: Path) -> list[str]:
    """Files that ``case verify`` names."""
    return sorted({found.file for found in verify(case).breaks if found.failed})


def by_script(bag: Path) -> list[str]:
    """Files that the script names: the one that does not fit, and the manifest that says so."""
    out = StringIO()
    with redirect_stdout(out):
        verify_bag.main([str(bag)])
    words = set(re.findall(r"[\w./-]+", out.getvalue()))
    return sorted(path for path in words if (bag / path).is_file())


def exported(case: Path, place: Path) -> Path:
    """A bag of the case, unpacked."""
    export_bag(CaseFolder.open(case), None, place / "bag.zip", Profile.INTERNAL, "Ana", "skywitness bench", AT)
    with zipfile.ZipFile(place / "bag.zip") as archive:
        archive.extractall(place / "bag")
    (bag,) = (place / "bag").iterdir()
    return bag


def dossier(case: Path, place: Path) -> Path:
    """A signed dossier of the case, in all its formats."""
    signer = Key.at(place / "key.pem")
    content = dossier_content(
        CaseFolder.open(case), None, profile="public", made_at=AT, made_by="Ana", program="skywitness bench",
        key=signer.fingerprint,
    )  # fmt: skip
    target = place / "dossier"
    target.mkdir()
    for name, held in dossier_of(content, signer).items():
        (target / name).write_bytes(held)
    return target


def tamper(case: Path, check: Callable[[Path], list[str]], number: int, chance: random.Random) -> Iterator[Trial]:
    """Change a byte, check, and change it back."""
    files = [
        path for path in sorted(case.rglob("*")) if path.is_file() and path.name != ".lock" and path.stat().st_size
    ]
    sizes = [path.stat().st_size for path in files]
    for trial in range(number):
        path = chance.choices(files, sizes)[0] if trial % 2 else chance.choice(files)
        whole = path.read_bytes()
        place = chance.randrange(len(whole))
        path.chmod(0o644)
        path.write_bytes(whole[:place] + bytes([whole[place] ^ chance.randrange(1, 256)]) + whole[place + 1 :])
        named = check(case)
        path.write_bytes(whole)
        yield Trial(path.relative_to(case).as_posix(), place, named)


def tell(name: str, trials: Sequence[Trial]) -> int:
    """Print counts by kind of file; 1 when any change was not laid to its file."""
    missed = [trial for trial in trials if trial.file not in trial.named]
    alone = sum(trial.named == [trial.file] for trial in trials)
    kinds = Counter(trial.file.partition("/")[0] for trial in trials)
    print(f"{name}: bytes changed in {dict(kinds)}")
    print(f"  file named {len(trials) - len(missed)} of {len(trials)} times, alone {alone} times")
    for trial in missed:
        print(f"missed: {trial}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
