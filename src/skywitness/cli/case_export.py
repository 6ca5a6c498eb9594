"""``skywitness case export``: a case to hand on."""

from pathlib import Path
from typing import Annotated

import typer

from skywitness import __version__
from skywitness.cases.profile import Profile
from skywitness.cli import case_options, options
from skywitness.cli.case_dossier import archive_or_none
from skywitness.cli.errors import Failure, notice, reported
from skywitness.pipeline.case_export import export_bag
from skywitness.store.cases import shelf
from skywitness.store.cases.verify import verify

EXAMPLES = """\
skywitness case export --bagit caracas.zip
skywitness case export --bagit caracas-public.zip --profile public"""


_PROFILES = "; ".join(f"{one}: {one.told}" for one in Profile)


@reported
def run(
    *,
    by: case_options.By,
    bagit: Annotated[Path, typer.Option("--bagit", metavar="ZIP", help="Where to write it (BagIt, RFC 8493).")],
    profile: Annotated[
        Profile,
        typer.Option(
            "--profile",
            help=f"{_PROFILES}.",
        ),
    ] = Profile.INTERNAL,
    case: case_options.Named = None,
    data: options.Data = options.DEFAULT_DATA,
) -> None:
    """Write one zip that checks itself: `sha256sum -c manifest-sha256.txt`, or `python verify.py`, inside it.

    Its dossier is in data/dossier. What a profile leaves out is listed in data/withheld.csv. The export itself is
    entered into the case's log.
    """
    folder = shelf.find_case(data, case)
    if bagit.exists():
        raise Failure(f"{bagit} is there already; name another file")
    if verify(folder.path).failed:
        raise Failure("the case does not hold; `skywitness case verify` names what is wrong. Nothing was exported")
    program = f"skywitness {__version__}"
    sha256 = export_bag(folder, archive_or_none(data), bagit, profile, by, program, case_options.now())
    notice(f"{bagit}: {bagit.stat().st_size:,} bytes, {profile.value}, SHA-256 {sha256}")
