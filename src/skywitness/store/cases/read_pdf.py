"""Read PDF: the text of a document's pages, and what it says of itself."""

from io import BytesIO
from typing import NamedTuple

from pypdf import PdfReader
from pypdf.errors import PyPdfError

_MOST_PAGES = 2000
"""More are not read (judgement: no statement is as long)."""


class PdfText(NamedTuple):
    """Text of a document.

    Attributes:
        pages: text of each page; empty where a page has none, as a scanned one.
        title: as the file says; None when it does not.
        wrong: why not all of it could be read; None when all was.
    """

    pages: list[str]
    title: str | None
    wrong: str | None


def read_pdf(content: bytes) -> PdfText:
    """Text of a PDF file; what cannot be read is said, and raises nothing."""
    pages: list[str] = []
    try:
        reader = PdfReader(BytesIO(content), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            return PdfText([], None, "it is locked with a password")
        said = reader.metadata.title if reader.metadata else None
        pages.extend(page.extract_text() for page in reader.pages[:_MOST_PAGES])
        wrong = (
            f"only {_MOST_PAGES} of {len(reader.pages)} pages were read"
            if len(reader.pages) > _MOST_PAGES
            else None
        )
        return PdfText(pages, (said or "").strip() or None, wrong)
    except (
        PyPdfError,
        ValueError,
        TypeError,
        KeyError,
        IndexError,
        AttributeError,
        RecursionError,
        OSError,
    ) as error:
        # The format allows so much that a damaged file can trip any of its readers.
        return PdfText(
            pages, None, f"it cannot be read to its end ({type(error).__name__} after page {len(pages)})"
        )
