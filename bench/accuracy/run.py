"""Run the benchmarks of accuracy: all of them, or those named.

    python bench/accuracy/run.py [opdi] [truncation] [base_or_civil] [sea] ...

Every module of this folder that has ``main`` can be named; without a name all that have ``tables`` run, one after
the other, each in a process of its own.
"""

import subprocess
import sys
import time
from pathlib import Path

FOLDER = Path(__file__).parent


def main(names: list[str]) -> int:
    """Run the benchmarks and say how long each took."""
    failed = []
    for name in names or every():
        started = time.monotonic()
        print(f"=== {name}", flush=True)
        code = subprocess.run([sys.executable, str(FOLDER / f"{name}.py")], check=False).returncode
        failed += [name] if code else []
        print(f"=== {name}: {time.monotonic() - started:.0f} s", flush=True)
    if failed:
        print(f"failed: {', '.join(failed)}", file=sys.stderr)
    return bool(failed)


def every() -> list[str]:
    """Names of the modules that hand back tables and can be run."""
    texts = {path.stem: path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.py"))}
    return [name for name, text in texts.items() if "\ndef tables(" in text and "\ndef main(" in text]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
