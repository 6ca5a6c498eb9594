"""Case stamp: a time-stamp token of a third party over the head of a case's log (RFC 3161)."""

from datetime import datetime
from typing import NamedTuple


class CaseStamp(NamedTuple):
    """One token. It proves that everything up to an entry of the log existed at a time.

    Attributes:
        stamp_id: unique in the case.
        entry_seq: number of the entry of the log that was stamped.
        entry_sha256: of that entry; the token's imprint is the SHA-256 of these 64 characters.
        token_sha256: of the response as received, kept as a blob.
        roots_sha256: of the certificates that it was checked with (PEM), kept as a blob; None when it was not
            checked.
        authority: address that was asked.
        stamped_at: the authority's time, UTC.
    """

    stamp_id: str
    entry_seq: int
    entry_sha256: str
    token_sha256: str
    roots_sha256: str | None
    authority: str
    stamped_at: datetime
