"""Queue keys: single keys and lines from a person at a terminal, or from a script on standard input."""

import sys

import click

_rest_of_line = [False]
"""Whether a key was read from a script's line, whose end is still to come."""


def key() -> str:
    """The next key; empty at the end of the input. On a terminal no Enter is needed."""
    if sys.stdin.isatty():
        try:
            return str(click.getchar())
        except (EOFError, KeyboardInterrupt):
            return ""
    while letter := sys.stdin.read(1):
        if not letter.isspace():
            _rest_of_line[0] = True
            return letter
    return ""


def line(asked: str) -> str:
    """One line of words; empty at the end of the input."""
    click.echo(f"{asked}: ", nl=False, err=True)
    words = sys.stdin.readline()
    if _rest_of_line[0] and words and not words.strip():
        words = sys.stdin.readline()
    _rest_of_line[0] = False
    return words.strip()


def lines(asked: str) -> list[str]:
    """Lines up to an empty one."""
    found = []
    while words := line(asked):
        found.append(words)
    return found
