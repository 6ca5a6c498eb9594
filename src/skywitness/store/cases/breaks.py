"""Break: something about a case that is not as its log says."""

from typing import NamedTuple


class Break(NamedTuple):
    """One finding of a check.

    Attributes:
        file: of the case, below its folder.
        fault: ``missing``, ``changed``, ``chain``, ``row`` or ``stamp``: evidence is lost or was changed.
            ``note``: a reader should know it, nothing is wrong.
        detail: expected and found, in words.
    """

    file: str
    fault: str
    detail: str

    @property
    def failed(self) -> bool:
        """Whether evidence is lost or was changed."""
        return self.fault != "note"
