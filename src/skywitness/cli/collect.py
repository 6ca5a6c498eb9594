"""``skywitness collect``: live feeds into the raw log and the archive."""

import asyncio
import random
import signal
import time
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from skywitness import __version__
from skywitness.cli import options
from skywitness.cli.errors import notice, reported
from skywitness.cli.handing_on import LOOPBACK, BeastPort, SbsPort, ServeAt, checked_ports, handing_on
from skywitness.cli.metrics_page import serving
from skywitness.cli.places import place
from skywitness.links.address import Address, AddressError, parse_address
from skywitness.measure.clock import format_utc
from skywitness.pipeline.live.collect import Collector
from skywitness.pipeline.live.surroundings import CollectOptions, World
from skywitness.store.archive import Archive
from skywitness.store.raw_log.retention import Keep

EXAMPLES = """\
skywitness collect roof=beast://10.0.0.7:30005 coast=sbs://10.0.0.9:30003 --receiver-at 59.97,30.30

skywitness collect adsb.lol://point/10.6,-66.99,100 adsb.lol://mil --keep-raw "30 days"

skywitness collect readsb+json://localhost/tar1090/data/aircraft.json --metrics-port 9109"""
KEEP = "7 days"
"""How much of the raw log is kept where nobody says."""
SILENCE_S, COMMIT_S = 60.0, 30.0


@reported
def run(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE...",
            help="beast://, avr://, sbs:// or json+tcp://HOST:PORT; readsb+json://HOST/PATH or ///FILE; adsb.lol://,"
            " airplanes.live:// or adsbx:// with point/LAT,LON,NM, hex/… or mil. NAME=SOURCE names the feed.",
        ),
    ],
    *,
    data: options.Data = options.DEFAULT_DATA,
    name: Annotated[str | None, typer.Option("--name", metavar="NAME", help="Name of the one feed.")] = None,
    receiver_at: Annotated[
        str | None,
        typer.Option(
            "--receiver-at", metavar="LAT,LON", help="Where the receivers stand: places aircraft on ground."
        ),
    ] = None,
    keep_raw: Annotated[
        str | None,
        typer.Option(
            "--keep-raw",
            metavar="AGE|SIZE",
            help="How much of the raw log to keep a feed, once the archive has it: 7 days, 20 GB, both, or all.",
            show_default=f"{KEEP}, or the settings",
        ),
    ] = None,
    key: Annotated[
        str | None,
        typer.Option("--key", envvar="SKYWITNESS_ADSBX_KEY", metavar="KEY", help="Key for adsbx."),
    ] = None,
    silence: Annotated[
        float, typer.Option("--silence", min=1, metavar="S", help="Alarm after so many seconds without a message.")
    ] = SILENCE_S,
    commit_every: Annotated[
        float, typer.Option("--commit-every", min=0.5, metavar="S", help="Seconds between commits to the archive.")
    ] = COMMIT_S,
    status_every: Annotated[
        float, typer.Option("--status-every", min=0, metavar="S", help="Seconds between status lines; 0 for none.")
    ] = 10.0,
    metrics_port: Annotated[
        int | None,
        typer.Option("--metrics-port", min=1, max=65_535, metavar="PORT", help="Prometheus metrics on 127.0.0.1."),
    ] = None,
    serve_beast: BeastPort = None,
    serve_sbs: SbsPort = None,
    serve_at: ServeAt = LOOPBACK,
    reconstruction: Annotated[
        bool, typer.Option("--reconstruction", help="Mark all rows as simulated, not recorded.")
    ] = False,
) -> None:
    """Record live feeds until Ctrl-C; what was recorded survives a crash, and the next start takes it up.

    The log of what happens goes to stderr, a status line to stdout. Flights are derived by `skywitness derive`,
    from the hours that are complete.
    """
    wanted = CollectOptions(
        receiver_deg=place(receiver_at, "--receiver-at"),
        reconstruction=reconstruction,
        keys={} if key is None else {"adsbx": key},
        silence_s=silence,
        commit_s=commit_every,
        keep=_keep(keep_raw or options.settings().keep_raw or KEEP),
        program=__version__,
    )
    collector = collector_of(data, _addresses(sources, name, key), wanted)
    ports = checked_ports(serve_beast, serve_sbs, reconstruction=reconstruction)
    asyncio.run(_run(collector, status_every, metrics_port, ports, serve_at))


def usual_collector(data: Path, sources: list[str], key: str | None, receiver_at: str | None) -> Collector:
    """A collector of these sources with the usual options.

    Args:
        data: the data directory.
        sources: as ``collect`` takes them.
        key: for adsbx.
        receiver_at: where the receivers stand.

    Raises:
        typer.BadParameter: a source or place that is none.
    """
    wanted = CollectOptions(
        receiver_deg=place(receiver_at, "--receiver-at"),
        reconstruction=False,
        keys={} if key is None else {"adsbx": key},
        silence_s=SILENCE_S,
        commit_s=COMMIT_S,
        keep=_keep(options.settings().keep_raw or KEEP),
        program=__version__,
    )
    return collector_of(data, _addresses(sources, None, key), wanted)


def collector_of(data: Path, addresses: list[Address], wanted: CollectOptions) -> Collector:
    """A collector into a data directory, with this computer's clock and the log on stderr."""
    world = World(lambda: datetime.now(UTC), random.random, _say)  # noqa: S311  the jitter of waits is no secret
    return Collector(Archive.create(data), data / "raw", addresses, wanted, world)


async def _run(
    collector: Collector, status_s: float, metrics_port: int | None, ports: dict[str, int], host: str
) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    async with AsyncExitStack() as opened:
        if metrics_port:
            await opened.enter_async_context(serving(collector.counts.prometheus, metrics_port))
            notice(f"metrics on http://127.0.0.1:{metrics_port}/metrics")
        await opened.enter_async_context(handing_on(collector, host, ports))
        status = asyncio.create_task(_status(collector, status_s)) if status_s else None
        await collector.run(stop)
        if status:
            status.cancel()
    stored = sum(feed.stored_rows for feed in collector.counts.feeds.values())
    notice(f"stopped; {stored} rows were brought into the archive")


async def _status(collector: Collector, every_s: float) -> None:
    counts = collector.counts
    before, before_s = 0, time.monotonic()
    while True:
        await asyncio.sleep(every_s)
        messages, now_s = sum(feed.messages for feed in counts.feeds.values()), time.monotonic()
        rate = (messages - before) / (now_s - before_s)
        before, before_s = messages, now_s
        linked = sum(feed.connected for feed in counts.feeds.values())
        stored = sum(feed.stored_rows for feed in counts.feeds.values())
        typer.echo(
            f"{format_utc(datetime.now(UTC).replace(microsecond=0))}  {linked}/{len(counts.feeds)} feeds"
            f"  {rate:.0f} messages/s  {counts.aircraft} aircraft  lag {counts.lag_s(0.95):.2f} s"
            f"  {stored} rows stored, {counts.waiting_rows} waiting"
        )


def _say(feed: str, words: str) -> None:
    at = format_utc(datetime.now(UTC).replace(microsecond=0))
    notice(f"{at}  {feed}: {words}" if feed else f"{at}  {words}")


def _addresses(sources: list[str], name: str | None, key: str | None) -> list[Address]:
    if name is not None and len(sources) != 1:
        raise typer.BadParameter("names one source; write NAME=SOURCE for several", param_hint="--name")
    try:
        found = [parse_address(f"{name}={source}" if name else source) for source in sources]
    except AddressError as error:
        raise typer.BadParameter(str(error), param_hint="SOURCE") from error
    names = [address.name for address in found]
    if unkeyed := next((one for one in found if one.keyed and not key), None):
        raise typer.BadParameter(f"{unkeyed.service} wants a key", param_hint="--key")
    if twice := sorted({one for one in names if names.count(one) > 1}):
        raise typer.BadParameter(f"two feeds are called {twice[0]}; write NAME=SOURCE", param_hint="SOURCE")
    return found


def _keep(text: str) -> Keep:
    try:
        return Keep.parsed(text)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--keep-raw") from error
