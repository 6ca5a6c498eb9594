"""Lazy: a group of commands that loads the module of the command asked for and no other.

Polars, DuckDB and the rest take about a second to load, and each command needs only some of them. The modules are
named in one table in ``app``; each has its imports at its top.
"""

from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Any, NamedTuple

import typer
from typer.core import TyperCommand, TyperGroup

_HELP = {"help_option_names": ["-h", "--help"]}


class Command(NamedTuple):
    """One command.

    Attributes:
        name: what the user types.
        module: its module, which has the function ``run`` and the text ``EXAMPLES``, one a line; or instead of
            ``run`` a table ``COMMANDS``, where it is a group of commands.
        sentence: what it does.
    """

    name: str
    module: str
    sentence: str

    def load(self) -> "TyperCommand | LazyGroup":
        """The command with its options, or the group of commands, ready to be run."""
        module = _loaded(self.module)
        examples = [f"  {line}" for line in module.EXAMPLES.splitlines() if line]
        epilog = "\n".join(["\b", "Examples:", *examples])
        if hasattr(module, "COMMANDS"):
            return _group(self, module.COMMANDS, epilog)
        run: Callable[..., None] = module.run
        holder = typer.Typer(add_completion=False, rich_markup_mode=None)
        holder.command(self.name, help=self.sentence, epilog=epilog, context_settings=_HELP)(run)
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


def _group(command: Command, table: Sequence[Command], epilog: str) -> LazyGroup:
    """A group of the commands of a table."""
    kind = type("Group", (LazyGroup,), {"table": table})
    holder = typer.Typer(cls=kind, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    holder.callback(help=command.sentence, epilog=epilog, no_args_is_help=True, context_settings=_HELP)(_nothing)
    group = typer.main.get_command(holder)
    assert isinstance(group, LazyGroup)  # noqa: S101  Typer makes a group of the class that it is given
    group.name = command.name
    return group


def _loaded(module: str) -> ModuleType:
    return import_module(module)


def optional(module: str, needs: str) -> ModuleType | None:
    """A module of ours that needs a package of an extra; None where that is not installed.

    Args:
        module: its name.
        needs: the package.
    """
    return _loaded(module) if find_spec(needs) else None


def _nothing() -> None:
    """A group does nothing itself."""
