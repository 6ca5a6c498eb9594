"""The demo's data directory, built once for all workers of a run of the tests."""

import fcntl
import os
import subprocess
import sys
from pathlib import Path

import pytest


def built_demo(folders: pytest.TempPathFactory) -> Path:
    """The directory; who comes while another builds it waits. Copy it before anything is written into it."""
    own = folders.getbasetemp()
    run = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    data = run / "demo-data"
    with (run / "demo-data.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        command = [sys.executable, "-m", "skywitness", "demo", "--data", str(data)]
        subprocess.run(command, check=True, capture_output=True)
    return data
