"""Content credentials: what a picture's C2PA manifest is worth (package of the extra ``media``).

A manifest says who made or changed a picture, signed over its bytes (C2PA Technical Specification 2.1,
"Validation"). Platforms strip manifests, so that none means nothing. Nothing is fetched: a manifest that is kept
elsewhere, and whether a certificate was revoked, are not looked up.
"""

from io import BytesIO
from typing import Final

import c2pa

_OFFLINE: Final = {"verify": {"remote_manifest_fetch": False, "ocsp_fetch": False}}
_STATES: Final = {"Trusted": "valid", "Valid": "untrusted", "Invalid": "invalid"}


def credentials(content: bytes, mime: str) -> str:
    """A word for the manifest, as in CaseMedia.

    Args:
        content: of the file.
        mime: its kind.

    Returns:
        ``valid``: signature and bytes agree, and a trust list names the signer; ``untrusted``: they agree, and
        none does, so that anybody may have signed; ``invalid``: they do not agree; ``absent``: there is none;
        ``present``: there is one that this package cannot read.
    """
    try:
        context = c2pa.Context(c2pa.Settings.from_dict(_OFFLINE))
        with c2pa.Reader(mime, BytesIO(content), context=context) as reader:
            return _STATES.get(str(reader.get_validation_state()), "present")
    except c2pa.C2paError.ManifestNotFound:
        return "absent"
    except c2pa.C2paError:
        return "present" if b"c2pa" in content else "absent"
