"""Case texts: the sources of a case with the text of their latest capture."""

from skywitness.cases.origins import Text
from skywitness.model import Capture, CaseSource, TextZone
from skywitness.store.cases.folder import CaseFolder

_REPORTS = frozenset({"article", "wire", "social_post", "official_statement", "press_readout", "document"})
"""Kinds of sources that report something; photographs and tables are not counted among reports."""


def texts_of(folder: CaseFolder) -> list[Text]:
    """Each report of a case with its text and its credit lines."""
    latest = {one.source_id: one for one in folder.rows(Capture)}
    return [
        _text(folder, one, latest.get(one.source_id)) for one in folder.current(CaseSource) if one.kind in _REPORTS
    ]


def _text(folder: CaseFolder, source: CaseSource, capture: Capture | None) -> Text:
    if capture is None or capture.text_sha256 is None:
        return Text(source, "")
    text = folder.text_left(capture.text_sha256)
    if text is None:
        return Text(source, "")
    zones = folder.where(TextZone, "capture_id", capture.capture_id)
    return Text(source, text, [text[one.start : one.end] for one in zones if one.zone == "credit_line"])
