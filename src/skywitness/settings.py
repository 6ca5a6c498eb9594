"""Settings: one optional TOML file, the environment and the command line, in rising order of weight."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user can set once for all commands.

    Attributes:
        data_dir: the data directory (``--data``, ``SKYWITNESS_DATA``, ``data`` in the settings file).
    """

    data_dir: Path
