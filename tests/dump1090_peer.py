"""dump1090 on the loopback, where it is installed: a peer that was not written by us."""

import asyncio
import shutil
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest


def installed() -> str:
    """Its path; the test is skipped where it is not."""
    found = shutil.which("dump1090-mutability")
    if not found:
        pytest.skip("dump1090-mutability is not installed (Debian's package of that name)")
    return found


def free_ports(count: int) -> list[int]:
    """Ports that nobody listens on now."""
    probes = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [int(probe.getsockname()[1]) for probe in probes]
    for probe in probes:
        probe.close()
    return ports


@asynccontextmanager
async def running(program: str, folder: Path) -> AsyncIterator[tuple[int, int, int, int]]:
    """dump1090 at work: its port for Beast in, and those for Beast, AVR and SBS out."""
    ports = free_ports(5)
    names = ("--net-bi-port", "--net-bo-port", "--net-ro-port", "--net-sbs-port", "--net-ri-port")
    options = [word for name, port in zip(names, ports, strict=True) for word in (name, str(port))]
    process = await asyncio.create_subprocess_exec(
        *(program, "--net-only", "--quiet", "--net-bind-address", "127.0.0.1", "--write-json", str(folder)),
        *options,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        yield ports[0], ports[1], ports[2], ports[3]
    finally:
        process.kill()
        await process.wait()
