"""``skywitness case stamp``: a time stamp by a third party."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from skywitness.cli import case_options, options
from skywitness.cli.errors import Failure, notice, reported
from skywitness.links.errors import LinkError
from skywitness.links.page_get import PageLimits, page_post
from skywitness.model import CaseStamp
from skywitness.store.cases import shelf
from skywitness.store.cases.time_stamp import QUERY, read_roots, stamp_request, stamped_at

EXAMPLES = """\
skywitness case stamp --tsa https://tsa.example.org/ --roots tsa-chain.pem
skywitness case stamp --tsa https://tsa.example.org/"""

_LIMITS = PageLimits(most_bytes=1 << 20, within_s=30.0)


@reported
def run(
    *,
    by: case_options.By,
    tsa: Annotated[
        str,
        typer.Option("--tsa", metavar="URL", help="Of the time-stamping authority (RFC 3161); it learns a hash."),
    ],
    roots: Annotated[
        Path | None,
        typer.Option("--roots", metavar="FILE", help="Its chain of certificates (PEM), to check with."),
    ] = None,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Also an authority that is not on the public Internet.")
    ] = False,
    case: case_options.Named = None,
    data: options.Data = options.DEFAULT_DATA,
) -> None:
    """Send the hash of the log's last entry to an authority and keep its answer: all before it existed by then.

    It tells a third party that something existed, not what. `case verify` checks the stamp ever after, offline.
    """
    folder = shelf.find_case(data, case)
    head = folder.log()[-1]
    request = stamp_request(head.entry_sha256)
    try:
        page = asyncio.run(
            page_post(tsa, request.as_bytes(), QUERY, _LIMITS._replace(allow_private=allow_private))
        )
    except LinkError as error:
        raise Failure(f"{tsa}: {error}") from error
    if page.last.status != 200:
        raise Failure(f"{tsa}: HTTP {page.last.status}")
    pem = roots.read_bytes() if roots else None
    at = stamped_at(page.body, head.entry_sha256, read_roots(pem) if pem else [], request.nonce)
    with folder.writing(by, case_options.now()) as write:
        token = write.add_blob(page.body, "application/timestamp-reply")
        chain = write.add_blob(pem, "application/x-pem-file") if pem else None
        write.append(CaseStamp("", head.seq, head.entry_sha256, token, chain, tsa, at))
    notice(f"entry {head.seq} existed at {at.isoformat()}, says {tsa}")
    if not pem:
        notice("its signature was not checked: give the authority's chain with --roots")
