"""What people hand in is told by its bytes."""

import zipfile
from datetime import UTC, datetime
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from made_files import ARTICLE, URL, mhtml, pdf, photograph, singlefile, wacz, warc
from skywitness.store.cases.errors import CaseError
from skywitness.store.cases.handed_in import handed_in
from skywitness.store.cases.warc import WarcBlock, write_warc


def test_archives_of_pages() -> None:
    for content, method, mime in (
        (wacz(), "import_wacz", "application/wacz"),
        (warc(), "upload", "application/warc"),
    ):
        found = handed_in(content)
        assert (found.method, found.mime, found.url, found.status) == (method, mime, URL, 200)
        assert found.html == ARTICLE
        assert "captured 2019-03-25T12:00:00" in (found.said or "")


def test_the_page_that_is_listed_first_is_taken_and_refusals_last() -> None:
    assert handed_in(warc(b"<p>gone</p>", URL, 404)).status == 404


def test_an_archive_without_a_page_or_in_ruins_is_said() -> None:
    with pytest.raises(CaseError, match="no page in a WARC file with 2 answers"):
        handed_in(_without_page())
    with pytest.raises(CaseError, match="cannot be opened"):
        handed_in(wacz()[:400])


def _without_page() -> bytes:
    at = datetime(2019, 3, 25, tzinfo=UTC)
    head = b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nPNG"
    return write_warc([WarcBlock("response", f"{URL}{n}", at, head, b"PNG") for n in "ab"])[0]


def test_a_zip_that_is_no_wacz_is_kept_and_not_read() -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "x")
    assert handed_in(out.getvalue()).mime == "application/zip"


def test_saved_pages() -> None:
    saved = handed_in(singlefile())
    assert (saved.method, saved.mime, saved.url) == ("import_singlefile", "text/html", URL)
    assert saved.said == "SingleFile says: saved Mon Mar 25 2019 12:00:00 GMT-0400 (Venezuela Time)"
    packed = handed_in(mhtml())
    assert (packed.method, packed.mime, packed.url) == ("import_mhtml", "multipart/related", URL)
    assert (packed.html or b"").replace(b"\r\n", b"\n").strip() == ARTICLE.strip()
    assert handed_in(b"MIME-Version: 1.0\r\n\r\nnothing").wrong == "there is no page in it"
    assert handed_in(b"\xef\xbb\xbf\n<!-- x --><!DOCTYPE html><p>x").mime == "text/html"


def test_documents_with_and_without_text() -> None:
    found = handed_in(pdf("Two aircraft landed.", "They left."))
    assert (found.mime, found.text, found.said) == (
        "application/pdf",
        "Two aircraft landed.\fThey left.",
        "2 pages",
    )
    scan = handed_in(pdf("", ""))
    assert (scan.text, scan.said, scan.wrong) == (None, "2 pages, 2 of them without text", None)
    broken = handed_in(pdf("Two aircraft landed.")[:120])
    assert (broken.text, "cannot be read" in (broken.wrong or "")) == (None, True)


def test_pictures_texts_and_what_is_neither() -> None:
    assert handed_in(photograph()).mime == "image/jpeg"
    assert handed_in(b"RIFF\0\0\0\0WEBPVP8 ").mime == "image/webp"
    assert handed_in("Слова".encode(), pasted=True)[:2] == ("paste", "text/plain")
    assert handed_in(b"\xef\xbb\xbfwords").text == "words"
    assert handed_in(b"\xff\xfe\x00\x01").mime == "application/octet-stream"
    assert handed_in(b"a\0b").mime == "application/octet-stream"


@given(
    st.binary(max_size=200),
    st.sampled_from([b"", b"%PDF-1.4\n", b"PK\x03\x04", b"WARC/1.1\r\n", b"MIME-Version: "]),
)
def test_no_bytes_make_it_raise_anything_but_words(content: bytes, mark: bytes) -> None:
    try:
        assert handed_in(mark + content).mime
    except CaseError as error:
        assert str(error)  # noqa: PT017  a refusal in words is right too
