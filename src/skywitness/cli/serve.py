"""``skywitness serve``: the record in a browser, and its data at the same addresses."""

import os
import sys
from datetime import UTC, datetime
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated

import typer
import uvicorn

from skywitness.cli import options
from skywitness.cli.collect import usual_collector
from skywitness.cli.errors import Failure, notice, reported
from skywitness.cli.own_map import OPTION, own_map
from skywitness.cli.places import place
from skywitness.web.app import create_app
from skywitness.web.site import SiteOptions
from skywitness.web.users import NamedToken, Users, hashed, users_of

EXAMPLES = """\
skywitness serve
skywitness serve --data ./caracas --port 8081
skywitness serve --host 0.0.0.0 --allow-host desk.example.org"""
_KEY_BYTES = 32
_SHORTEST_TOKEN = 12
"""Long enough that ten guesses a minute do not find it; judgement."""


@reported
def run(
    *,
    data: options.Data = options.DEFAULT_DATA,
    host: Annotated[
        str,
        typer.Option("--host", metavar="ADDRESS", help="Address to listen on; any but loopback wants a token."),
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65_535, metavar="PORT", help="Port.")] = 8080,
    token: Annotated[
        str | None,
        typer.Option("--token", envvar="SKYWITNESS_TOKEN", metavar="TOKEN", help="Token that lets one in."),
    ] = None,
    allow_host: Annotated[
        list[str] | None,
        typer.Option("--allow-host", metavar="NAME", help="A name under which the server is asked for."),
    ] = None,
    collect: Annotated[
        list[str] | None,
        typer.Option(
            "--collect", metavar="SOURCE", help="Record this live feed too, as `collect` does. Repeatable."
        ),
    ] = None,
    receiver_at: Annotated[
        str | None,
        typer.Option(
            "--receiver-at",
            metavar="LAT,LON",
            help="Where the receiver stands: for --collect, tar1090 and others.",
        ),
    ] = None,
    key: Annotated[
        str | None,
        typer.Option("--key", envvar="SKYWITNESS_ADSBX_KEY", metavar="KEY", help="Key for adsbx, with --collect."),
    ] = None,
    tar1090: Annotated[
        Path | None,
        typer.Option("--tar1090", metavar="DIR", help="Folder html of a tar1090 of yours, served at /tar1090/."),
    ] = None,
    tar1090_db: Annotated[
        Path | None,
        typer.Option("--tar1090-db", metavar="DIR", help="Folder db of its database."),
    ] = None,
    base_map: Annotated[
        str | None,
        typer.Option(
            OPTION,
            metavar="URL|FILE",
            help="A base map of yours: raster tiles or a MapLibre style. Its host learns what is looked at.",
        ),
    ] = None,
    map_host: Annotated[
        list[str] | None,
        typer.Option("--map-host", metavar="ORIGIN", help="A further origin that the base map is fetched from."),
    ] = None,
    hash_token: Annotated[
        bool, typer.Option("--hash-token", help="Read a token from standard input, print its hash, and end.")
    ] = False,
) -> None:
    """Serve until Ctrl-C. Each page's address gives its data too: with .json or .csv at its end.

    Users with roles stand in the settings file; their tokens there are hashes that --hash-token makes.
    """
    if hash_token:
        typer.echo(hashed(_long_enough(sys.stdin.readline().strip(), "--hash-token")))
        return
    users = Users(None if token is None else _long_enough(token, "--token"), _users())
    if not users.required and not _is_loopback(host):
        raise Failure(
            f"{host} can be reached by others: give --token (or SKYWITNESS_TOKEN), or users in the settings, "
            "so that not everybody is let in"
        )
    hosts = frozenset(name.lower() for name in allow_host or [])
    site = SiteOptions(
        users=users,
        hosts=hosts,
        receiver_deg=place(receiver_at, "--receiver-at"),
        tar1090=_folder(tar1090, "--tar1090"),
        tar1090_db=_folder(tar1090_db, "--tar1090-db"),
        own_map=own_map(base_map or options.settings().map, map_host or []),
    )
    feeds = usual_collector(data, collect, key, receiver_at) if collect else None
    app = create_app(data, lambda: datetime.now(UTC), os.urandom(_KEY_BYTES), site, feeds)
    notice(f"http://{_shown(host)}:{port}/ (Ctrl-C ends it)")
    config = uvicorn.Config(
        app,
        host=host,
        port=port,
        log_level="warning",
        ws_per_message_deflate=False,
        server_header=False,
        timeout_graceful_shutdown=2,
    )
    server = uvicorn.Server(config)
    server.run()
    if not server.started:
        raise Failure(f"cannot listen on {host}:{port}")


def _long_enough(token: str, option: str) -> str:
    if len(token) < _SHORTEST_TOKEN:
        raise typer.BadParameter(f"a token has {_SHORTEST_TOKEN} characters or more", param_hint=option)
    return token


def _users() -> tuple[NamedToken, ...]:
    try:
        return users_of(options.settings().users)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="settings") from error


def _folder(path: Path | None, option: str) -> Path | None:
    if path is not None and not path.is_dir():
        raise typer.BadParameter(f"{path} is no folder", param_hint=option)
    return path


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host
