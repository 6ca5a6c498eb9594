"""``skywitness case forget``: delete the bytes of a capture."""

from typing import Annotated

import typer

from skywitness.cli import case_options, options
from skywitness.cli.errors import notice, reported
from skywitness.model import Claim
from skywitness.store.cases import shelf
from skywitness.store.cases.forget import forget

EXAMPLES = """\
skywitness case forget capture-3 --reason "names a source who asked for it"
skywitness case forget capture-3 --reason "court order 12/2026" --by "M. Quiroga\""""


@reported
def run(
    capture_id: Annotated[str, typer.Argument(metavar="CAPTURE", help="As `case sources` has it.")],
    *,
    by: case_options.By,
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why; it stays in the case.")],
    case: case_options.Named = None,
    data: options.Data = options.DEFAULT_DATA,
) -> None:
    """Delete bytes, text, picture and WARC of a capture from this folder. Their hashes and who deleted them stay.

    Copies of the folder, and quotes in claims, are not touched.
    """
    folder = shelf.find_case(data, case)
    stones = forget(folder, capture_id, reason, by, case_options.now())
    size_bytes = sum(stone.size_bytes for stone in stones)
    notice(f"deleted {len(stones)} files of {capture_id}, {size_bytes:,} bytes; their hashes stay")
    quoted = [
        claim.claim_id for claim in folder.rows(Claim) if any(s.capture_id == capture_id for s in claim.spans)
    ]
    if quoted:
        notice(f"its words are still quoted in {', '.join(quoted)}")
