"""XML text: values made safe for an XML 1.0 document in plain ASCII."""

import html
import re

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 (section 2.2) does not allow, not even as references; sources do contain them."""


def xml_text(value: object) -> str:
    """The value with markup escaped, forbidden characters as U+FFFD and others than ASCII as references."""
    safe = html.escape(_FORBIDDEN.sub("�", str(value)))
    return safe.encode("ascii", "xmlcharrefreplace").decode("ascii")


def element(name: str, value: object) -> str:
    """``<name>value</name>``, nothing for None."""
    return "" if value is None else f"<{name}>{xml_text(value)}</{name}>"
