"""Draw the README's picture: what ``skywitness demo`` prints, as an SVG.

python docs/build_picture.py DATA      DATA: the folder that ``skywitness demo`` built
"""

import io
import os
import re
import subprocess
import sys
from pathlib import Path

from rich.console import Console
from rich.text import Text

WIDTH = 132
PICTURE = Path(__file__).parent / "pictures" / "demo.svg"


def main(data: str) -> None:
    """Run the demo over a folder that it has built and draw its output."""
    command = [sys.executable, "-m", "skywitness", "demo", "--data", data]
    environment = os.environ | {"COLUMNS": str(WIDTH)}
    shown = subprocess.run(command, capture_output=True, text=True, check=True, env=environment).stdout
    console = Console(record=True, width=WIDTH, file=io.StringIO())
    for line in shown.splitlines():
        style = "bold" if line.endswith("[reconstruction]") or line.startswith("The Caracas") else ""
        console.print(Text(line, style="bold yellow" if line.startswith("RECONSTRUCTION") else style))
    PICTURE.parent.mkdir(exist_ok=True)
    drawn = console.export_svg(title="skywitness demo: a reconstruction")
    # Rich links its font from a server; a picture that fetches nothing uses the reader's own.
    PICTURE.write_text(re.sub(r"@font-face \{.*?\}\s*", "", drawn, flags=re.DOTALL) + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
