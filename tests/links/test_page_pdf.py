"""A page of our own as a PDF, by the system's Chromium."""

from io import BytesIO

import pypdf
import pytest

from skywitness.links.errors import LinkError
from skywitness.links.page_pdf import page_pdf
from skywitness.links.page_picture import find_browser


def printed(html: str) -> pypdf.PdfReader:
    program = find_browser()
    if program is None:
        pytest.skip("no Chromium on this machine")
    return pypdf.PdfReader(BytesIO(page_pdf(html, program)))


def test_all_of_a_page_is_on_paper_and_no_script_runs() -> None:
    far = "<p style='margin-top:3000px'>Самолёт приземлился</p>"
    attack = "<script>document.body.textContent = 'pwned'</script>"
    read = printed(f"<!doctype html><title>A dossier</title><h1>Two aircraft</h1>{far}{attack}")
    text = "".join(page.extract_text() for page in read.pages)
    assert len(read.pages) > 1
    assert "Two aircraft" in text
    assert "Самолёт приземлился" in text
    assert "pwned" not in text


def test_a_program_that_prints_nothing_is_said() -> None:
    with pytest.raises(LinkError):
        page_pdf("<p>x", "/bin/false", within_s=20)
