"""Handing on: the ports where other programs read what ``collect`` hears, as it comes."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Annotated

import typer

from skywitness.cli.errors import Failure, notice
from skywitness.links.broadcast import broadcasting
from skywitness.links.errors import LinkError
from skywitness.pipeline.live.collect import Collector

BeastPort = Annotated[
    int | None,
    typer.Option("--serve-beast", min=1, max=65_535, metavar="PORT", help="Hand on every frame, as Beast."),
]
SbsPort = Annotated[
    int | None,
    typer.Option("--serve-sbs", min=1, max=65_535, metavar="PORT", help="Hand on every row, as SBS lines."),
]
ServeAt = Annotated[
    str,
    typer.Option(
        "--serve-at", metavar="ADDRESS", help="Where these ports listen; any but loopback is open to all."
    ),
]
LOOPBACK = "127.0.0.1"


def checked_ports(beast: int | None, sbs: int | None, *, reconstruction: bool) -> dict[str, int]:
    """Ports by format.

    Raises:
        typer.BadParameter: what is simulated may not go out, for no format says so; or one port for both.
    """
    ports = {name: port for name, port in (("beast", beast), ("sbs", sbs)) if port is not None}
    if ports and reconstruction:
        raise typer.BadParameter(
            "neither Beast nor SBS can say that what is handed on was simulated", param_hint="--reconstruction"
        )
    if beast is not None and beast == sbs:
        raise typer.BadParameter("each format wants a port of its own", param_hint="--serve-sbs")
    return ports


@asynccontextmanager
async def handing_on(collector: Collector, host: str, ports: dict[str, int]) -> AsyncIterator[None]:
    """Hand on what a collector hears while inside.

    Args:
        collector: that hears.
        host: address to listen on.
        ports: by format.

    Raises:
        Failure: a port is taken or not allowed.
    """
    async with AsyncExitStack() as opened:
        for name, port in ports.items():
            try:
                collector.counts.broadcasts[name], _ = await opened.enter_async_context(broadcasting(host, port))
            except LinkError as error:
                raise Failure(f"cannot hand on {name}: {error}") from error
            notice(f"{name} on {host}:{port}")
        yield
