"""Errors: what a command says when it cannot do what was asked, and the exit code that a script can rely on.

0: done, also when nothing matched. 1: failed, or the thing named is not in the archive. 2: wrong usage.
"""

import functools
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import ParamSpec

import typer

from skywitness.pipeline.refusal import NotHeldError, RefusalError
from skywitness.store.errors import ArchiveError

P = ParamSpec("P")


class Failure(Exception):  # noqa: N818  it is shown as a message, not raised to a caller
    """A command cannot go on; the message says why and what to do. Exit code 1."""


def reported(command: Callable[P, None]) -> Callable[P, None]:
    """The command with its expected errors turned into a line on stderr and exit code 1.

    A reader that has enough and closes the pipe (``| head``) ends the command quietly with exit code 0.
    """

    @functools.wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            command(*args, **kwargs)
            sys.stdout.flush()
        except BrokenPipeError:
            _close_stdout()
            raise typer.Exit(0) from None
        except (ArchiveError, Failure) as error:
            typer.echo(f"skywitness: {error}", err=True)
            raise typer.Exit(1) from error
        except OSError as error:
            typer.echo(f"skywitness: {error.filename or 'file'}: {error.strerror or error}", err=True)
            raise typer.Exit(1) from error

    return run


@contextmanager
def usage() -> Iterator[None]:
    """Give back refusals of a question as this door says them.

    Raises:
        typer.BadParameter: a word of the question means nothing.
        Failure: what was named is not in the archive.
    """
    try:
        yield
    except RefusalError as error:
        raise typer.BadParameter(str(error), param_hint=f"--{error.name}") from error
    except NotHeldError as error:
        raise Failure(str(error)) from error


def notice(text: str) -> None:
    """Say something on stderr that is not part of the answer."""
    typer.echo(text, err=True)


def _close_stdout() -> None:
    """Python flushes stdout once more when it ends; into nothing, it cannot complain."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, sys.stdout.fileno())
