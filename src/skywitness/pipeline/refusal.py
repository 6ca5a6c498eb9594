"""Refusal: why a question cannot be asked as it stands, in words for a person at a terminal or on a page."""


class RefusalError(ValueError):
    """A word of the question means nothing, or not one thing; the message says what would.

    Attributes:
        name: which word of the question, such as ``since``.
    """

    def __init__(self, message: str, name: str) -> None:
        super().__init__(message)
        self.name = name


class NotHeldError(LookupError):
    """The thing named is not in the archive; the message says what is near it or lists what is there."""
