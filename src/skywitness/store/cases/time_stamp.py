"""Time stamp: what is asked of a time-stamping authority, and what its answer proves (RFC 3161).

The imprint is the SHA-256 of the 64 characters of a log entry's hash. That entry holds the hash of the one before
it, and so on: one stamp speaks for all that was in the case by then. The authority learns that hash, nothing else.
"""

import hashlib
from datetime import UTC, datetime

from cryptography import x509
from rfc3161_client import (
    HashAlgorithm,
    TimeStampRequest,
    TimestampRequestBuilder,
    TimeStampResponse,
    VerificationError,
    VerifierBuilder,
    decode_timestamp_response,
)

from skywitness.store.cases.errors import CaseError

QUERY = "application/timestamp-query"
_GRANTED = {0, 1}


def stamp_request(entry_sha256: str) -> TimeStampRequest:
    """What is sent: the imprint of an entry's hash, a number to be repeated, and a wish for certificates."""
    builder = TimestampRequestBuilder().data(entry_sha256.encode("ascii")).hash_algorithm(HashAlgorithm.SHA256)
    return builder.nonce(nonce=True).cert_request(cert_request=True).build()


def read_roots(pem: bytes) -> list[x509.Certificate]:
    """Certificates that are trusted, the authority's own chain up to its root.

    Raises:
        CaseError: there is none in the file.
    """
    try:
        return x509.load_pem_x509_certificates(pem)
    except ValueError as error:
        raise CaseError(f"there is no certificate (PEM) in the file: {error}") from error


def stamped_at(
    token: bytes, entry_sha256: str, roots: list[x509.Certificate], nonce: int | None = None
) -> datetime:
    """The authority's time, if its answer is about this entry; its signature is checked where roots are given.

    Args:
        token: the answer as it came (DER).
        entry_sha256: of the entry.
        roots: trusted certificates; none to check the imprint only.
        nonce: that the answer must repeat; None when it is not known any more.

    Raises:
        CaseError: it is no answer, a refusal, about something else, or its signature does not hold.
    """
    found = _decoded(token)
    info = found.tst_info
    if info.message_imprint.message != _sha256(entry_sha256):
        raise CaseError("the time stamp is about something else")
    if nonce is not None and info.nonce != nonce:
        raise CaseError("the time stamp answers another question")
    if roots:
        _check_signature(found, entry_sha256, roots)
    return info.gen_time.astimezone(UTC)


def _decoded(token: bytes) -> TimeStampResponse:
    try:
        found = decode_timestamp_response(token)
        status = found.status
    except ValueError as error:
        raise CaseError(f"the authority's answer cannot be read ({error}); try another authority") from error
    if status not in _GRANTED:
        words = ", ".join(found.status_string) or f"status {status}"
        raise CaseError(f"the authority refuses: {words}")
    return found


def _check_signature(found: TimeStampResponse, entry_sha256: str, roots: list[x509.Certificate]) -> None:
    """Against any of the roots; the others may be on the way to it."""
    wrong: list[str] = []
    for root in roots:
        others = [certificate for certificate in roots if certificate != root]
        try:
            builder = VerifierBuilder(roots=[root], intermediates=others)
            builder.build().verify_message(found, entry_sha256.encode("ascii"))
        except (VerificationError, ValueError) as error:
            wrong.append(str(error))
        else:
            return
    raise CaseError(f"the signature of the time stamp does not hold: {wrong[0]}")


def _sha256(entry_sha256: str) -> bytes:
    return hashlib.sha256(entry_sha256.encode("ascii")).digest()
