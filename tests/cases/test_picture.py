"""What a photograph's file says, and how it looks."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from made_files import photograph
from skywitness.cases.picture import differing_bits, picture_facts


def saved(image: Image.Image, form: str, **how: int) -> bytes:
    out = BytesIO()
    image.save(out, form, **how)
    return out.getvalue()


def test_time_camera_and_place_as_the_file_says() -> None:
    found = picture_facts(photograph())
    assert found is not None
    assert (found.format, found.width, found.height) == ("JPEG", 90, 80)
    assert (found.exif_time, found.exif_offset, found.camera) == ("2019:03:23 14:05:09", "-04:00", "Nikon D850")
    # 10 degrees 36 minutes 11.5 seconds north, 66 degrees 59 minutes 26.4 seconds west
    assert found.lat_deg == pytest.approx(10.603194)
    assert found.lon_deg == pytest.approx(-66.990667)
    assert found.c2pa == "absent"


def test_what_the_file_does_not_say_is_none() -> None:
    assert picture_facts(photograph(gps=False))[6:8] == (None, None)  # type: ignore[index]
    found = picture_facts(saved(Image.new("L", (9, 9)), "PNG"))
    assert found is not None
    assert (found.exif_time, found.camera, found.lat_deg) == (None, None, None)


def test_content_credentials_are_seen() -> None:
    found = picture_facts(photograph() + b"\x00\x00jumb....c2pa")
    assert found is not None
    assert found.c2pa == "present"


def test_the_same_picture_is_known_after_scaling_and_compression() -> None:
    with Image.open(BytesIO(photograph())) as image:
        image.load()
        one = picture_facts(saved(image, "PNG"))
        small = picture_facts(saved(image.resize((45, 40)), "JPEG", quality=40))
        other = picture_facts(saved(image.rotate(90, expand=True), "PNG"))
    assert one is not None
    assert small is not None
    assert other is not None
    assert differing_bits(one.difference_hash, small.difference_hash) <= 10
    assert differing_bits(one.difference_hash, other.difference_hash) > 10


def test_a_picture_that_claims_more_than_a_machine_holds_is_not_unpacked() -> None:
    tiny = bytearray(saved(Image.new("1", (8, 8)), "BMP"))
    tiny[18:26] = (100_000).to_bytes(4, "little") * 2
    assert picture_facts(bytes(tiny)) is None


@given(st.integers(0, 2000), st.binary(max_size=20))
def test_damaged_pictures_do_no_harm(place: int, noise: bytes) -> None:
    whole = photograph()
    place %= len(whole)
    found = picture_facts(whole[:place] + noise + whole[place + len(noise) :])
    assert found is None or len(found.difference_hash) == 16
    assert picture_facts(noise) is None
