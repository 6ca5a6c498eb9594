"""``skywitness case dossier``: a page that can be published, and the same in the formats of others."""

import hashlib
from pathlib import Path
from typing import Annotated

import typer

from skywitness import __version__
from skywitness.cases.dossier.content import Content
from skywitness.cases.profile import Profile
from skywitness.cli import case_options, options
from skywitness.cli.errors import Failure, notice, reported
from skywitness.links.page_pdf import page_pdf
from skywitness.links.page_picture import find_browser
from skywitness.pipeline.case_dossier import dossier_content, dossier_of, dossier_page
from skywitness.store.archive import Archive
from skywitness.store.cases import shelf
from skywitness.store.errors import ArchiveMissingError
from skywitness.store.signing import Key

EXAMPLES = """\
skywitness case dossier
skywitness case dossier --to caracas.html --profile internal
skywitness case dossier --to caracas-dossier --sign"""

_KEY = "signing-key.pem"
_PDF = ".pdf"
_PROFILES = "; ".join(f"{one}: {one.told}" for one in Profile)


@reported
def run(
    *,
    case: case_options.Named = None,
    data: options.Data = options.DEFAULT_DATA,
    by: case_options.By,
    to: Annotated[
        Path | None,
        typer.Option(
            "--to", metavar="PATH", help="An .html or .pdf file for the page alone, else a folder for all formats."
        ),
    ] = None,
    profile: Annotated[Profile, typer.Option("--profile", help=f"{_PROFILES}.")] = Profile.PUBLIC,
    sign: Annotated[
        bool, typer.Option("--sign", help="Sign it with Ed25519; makes a key when there is none.")
    ] = False,
    key: Annotated[
        Path | None, typer.Option("--key", metavar="FILE", help="The key to sign with (PEM); else the desk's own.")
    ] = None,
) -> None:
    """Write a page that needs nothing else; in a folder also CSV, JSON-LD, FtM, GeoJSON, KML, PROV and iCal.

    A PDF is printed by the Chromium of this machine, where there is one.
    """
    folder = shelf.find_case(data, case)
    target = to or Path(f"{folder.case().slug}-dossier")
    page_alone = target.suffix.lower() in {".html", ".htm", _PDF}
    if page_alone and (sign or key):
        raise Failure("a signature is a file of its own: give --to a folder")
    signer = Key.at(key or data / _KEY) if sign or key else None
    content = dossier_content(
        folder,
        archive_or_none(data),
        profile=profile,
        made_at=case_options.now(),
        made_by=by,
        program=f"skywitness {__version__}",
        key=signer.fingerprint if signer else None,
    )
    files = _page(target, content) if page_alone else _folder(target, content, signer)
    hashes = {name: hashlib.sha256(held).hexdigest() for name, held in sorted(files.items())}
    with folder.writing(by, case_options.now()) as write:
        write.note("export", "dossier", profile.value, hashes)
    _tell(target, content, signer)


def archive_or_none(data: Path) -> Archive | None:
    """The archive; without one a dossier has no map, which is said."""
    try:
        return Archive.open(data)
    except ArchiveMissingError:
        notice("no archive: the dossier has no map")
        return None


def _page(target: Path, content: Content) -> dict[str, bytes]:
    page = dossier_page(content)
    files = {target.name: _printed(page) if target.suffix.lower() == _PDF else page}
    target.write_bytes(files[target.name])
    return files


def _printed(page: bytes) -> bytes:
    """The page as a PDF.

    Raises:
        Failure: there is no Chromium, or it is switched off.
    """
    said = options.settings().browser
    program = None if said == "off" else said or find_browser()
    if program is None:
        raise Failure("a PDF is printed by Chromium, and there is none here: print the .html file")
    return page_pdf(page.decode(), program)


def _folder(target: Path, content: Content, signer: Key | None) -> dict[str, bytes]:
    """All files; the signature is over the list of their hashes.

    Raises:
        Failure: the folder is there and holds something.
    """
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise Failure(f"{target} is there already and not empty; name another")
    files = dossier_of(content, signer)
    target.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (target / name).write_bytes(data)
    return files


def _tell(target: Path, content: Content, signer: Key | None) -> None:
    signed = sum(1 for one in content.assessments.values() if one.approved_by)
    notice(
        f"wrote {target}: {len(content.claims)} claims, {signed} conclusions approved, for {content.profile} use"
    )
    if content.reconstruction:
        notice("it rests on a reconstruction, and says so in every view")
    if signer is not None:
        notice(f"signed with {signer.fingerprint}")
