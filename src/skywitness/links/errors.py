"""Errors of links: what went wrong with a connection, in words for the log."""


class LinkError(Exception):
    """A connection failed or ended.

    Attributes:
        kind: in few words that do not vary, to be counted by.
        wait_s: seconds that the other side asked to be left alone, None when it did not.
    """

    def __init__(self, words: str, wait_s: float | None = None, kind: str = "connection") -> None:
        super().__init__(words)
        self.wait_s = wait_s
        self.kind = kind
