"""The command line: one file a command."""

from skywitness.cli.app import app


def main() -> None:
    """Run the command line on the process's arguments and exit: 0 done, 1 failed or not found, 2 wrong usage."""
    app(prog_name="skywitness")
