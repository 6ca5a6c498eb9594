"""Content credentials of pictures, signed here by an authority that nobody trusts."""

import pytest

from made_files import photograph

pytest.importorskip("c2pa", reason="c2pa-python is not installed (extra `media`)")

from signed_picture import with_credentials
from skywitness.pipeline.capture.content_credentials import credentials


def test_a_picture_without_a_manifest_has_none() -> None:
    assert credentials(photograph(), "image/jpeg") == "absent"


def test_a_signature_that_fits_by_somebody_unknown_is_untrusted() -> None:
    assert credentials(with_credentials(photograph()), "image/jpeg") == "untrusted"


def test_a_picture_that_was_changed_after_it_was_signed_is_invalid() -> None:
    signed = bytearray(with_credentials(photograph()))
    signed[-20] ^= 1
    assert credentials(bytes(signed), "image/jpeg") == "invalid"


@pytest.mark.parametrize("mime", ["image/jpeg", "image/x-unknown"])
def test_what_cannot_be_read_is_no_error(mime: str) -> None:
    assert credentials(b"\xff\xd8 no picture", mime) == "absent"
    assert credentials(with_credentials(photograph())[:3000], mime) in {"present", "invalid"}
