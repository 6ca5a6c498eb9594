"""The table of feed formats, in the order in which recognition tries them."""

from skywitness.feeds import beast
from skywitness.feeds.parser import Format

FORMATS: tuple[Format, ...] = (beast.FORMAT,)


def by_name(name: str) -> Format | None:
    """The format with this name, None when there is none."""
    return next((format_ for format_ in FORMATS if format_.name == name), None)


def recognise(head: bytes) -> Format | None:
    """The format that these first bytes (decompressed, up to 64 KiB) are in, None when no format fits."""
    return next((format_ for format_ in FORMATS if format_.sniff(head)), None)
