"""Lazy: a group of commands that loads the module of the command asked for and no other.

Polars, DuckDB and the rest take about a second to load, and each command needs only some of them. The modules are
named in one table in ``app``; each has its imports at its top.
"""

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any, NamedTuple

import typer
from typer.core import TyperCommand, TyperGroup


class Command(NamedTuple):
    """One command.

    Attributes:
        name: what the user types.
        module: its module, which has the function ``run`` and the text ``EXAMPLES``, one a line.
        sentence: what it does.
    """

    name: str
    module: str
    sentence: str

    def load(self) -> TyperCommand:
        """The command with its options, ready to be run."""
        module = import_module(self.module)
        run: Callable[..., None] = module.run
        examples = [f"  {line}" for line in module.EXAMPLES.splitlines() if line]
        holder = typer.Typer(add_completion=False, rich_markup_mode=None)
        holder.command(
            self.name,
            help=self.sentence,
            epilog="\n".join(["\b", "Examples:", *examples]),
            context_settings={"help_option_names": ["-h", "--help"]},
        )(run)
        command = typer.main.get_command(holder)
        assert isinstance(command, TyperCommand)  # noqa: S101  one command in a Typer is that command, not a group
        return command


class LazyGroup(TyperGroup):
    """A group that lists stand-ins with their sentences and resolves to the real commands.

    Attributes:
        table: its commands, in the order of the help.
    """

    table: Sequence[Command] = ()

    def __init__(self, **settings: Any) -> None:  # noqa: ANN401  what Typer hands on is Typer's affair
        stand_ins = {command.name: TyperCommand(command.name, help=command.sentence) for command in self.table}
        super().__init__(**{**settings, "commands": stand_ins})

    def list_commands(self, _ctx: Any) -> list[str]:  # noqa: ANN401  Typer's type of a context is private
        """Names in the order of the table."""
        return [command.name for command in self.table]

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:  # noqa: ANN401  as above
        """The command that the arguments name, loaded."""
        name, stand_in, rest = super().resolve_command(ctx, args)
        return name, next((command.load() for command in self.table if command.name == name), stand_in), rest
