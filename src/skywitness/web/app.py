"""App: the one server: a table of routers, static files, and what stands before them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import anyio.to_thread
from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp

from skywitness import __version__
from skywitness.pipeline.live.collect import Collector
from skywitness.web import (
    aircraft,
    airports,
    area,
    cases,
    cases_assess,
    cases_claims,
    cases_dossier,
    cases_queue,
    cases_sources,
    cases_timeline,
    findings,
    flights,
    home,
    layers,
    live,
    login,
    metrics,
    one_aircraft,
    own_map,
    readsb_files,
    replay,
    search,
    status,
    v2,
)
from skywitness.web.entry import Entry
from skywitness.web.guard import Guard, content_security_policy
from skywitness.web.live_hub import LiveHub
from skywitness.web.live_source import ArchiveSource, CollectorSource
from skywitness.web.page import FrontPageError, NotModifiedError, as_front_page, not_modified
from skywitness.web.problems import add_problem_handlers
from skywitness.web.site import Clock, Site, SiteOptions
from skywitness.web.static_files import FOLDERS, BuiltFiles
from skywitness.web.tar1090 import add_tar1090
from skywitness.web.warm_up import warm_up

ROUTERS = (
    home.router,
    login.router,
    status.router,
    live.router,
    replay.router,
    search.router,
    aircraft.router,
    one_aircraft.router,
    flights.router,
    airports.router,
    area.router,
    findings.router,
    cases.router,
    cases_sources.router,
    cases_claims.router,
    cases_queue.router,
    cases_timeline.router,
    cases_assess.router,
    cases_dossier.router,
    layers.router,
    readsb_files.router,
    v2.router,
    metrics.router,
    own_map.router,
)
"""Every page, by the file that it is in; the first that fits a path answers."""


def create_app(
    data: Path, clock: Clock, key: bytes, options: SiteOptions | None = None, collector: Collector | None = None
) -> ASGIApp:
    """The application of one data directory.

    Args:
        data: the data directory; it may be empty or missing.
        clock: tells the time, UTC.
        key: signs cookies; 32 random bytes.
        options: how it is served.
        collector: records feeds as long as the application runs; without one the map shows what is committed.
    """
    site = Site(data, clock, options or SiteOptions())
    entry = Entry(site.options.users, key, clock)
    own = site.options.own_map
    policy = content_security_policy(own.origins if own else ())
    return Guard(_app(site, entry, collector), entry, site.options.hosts, policy)


def _app(site: Site, entry: Entry, collector: Collector | None) -> FastAPI:
    app = FastAPI(
        title="Skywitness",
        version=__version__,
        summary="The record of flights, and what is found in it.",
        docs_url=None,
        redoc_url=None,
        lifespan=_bounded,
    )
    app.state.site = site
    app.state.entry = entry
    app.state.patience = login.Patience()
    app.state.feeds = CollectorSource(collector) if collector else None
    app.state.hub = LiveHub(site, app.state.feeds or ArchiveSource(site))
    for router in ROUTERS:
        app.include_router(router)
    add_tar1090(app, site.options.tar1090, site.options.tar1090_db)
    for folder in FOLDERS:
        app.mount(f"/{folder}", BuiltFiles(site.options.static, folder))
    add_problem_handlers(app)
    app.add_exception_handler(FrontPageError, as_front_page)
    app.add_exception_handler(NotModifiedError, not_modified)
    return app


@asynccontextmanager
async def _bounded(app: FastAPI) -> AsyncIterator[None]:
    """So many questions run at a time; the rest wait, and the event loop goes on."""
    site: Site = app.state.site
    anyio.to_thread.current_default_thread_limiter().total_tokens = site.options.threads
    hub: LiveHub = app.state.hub
    stop = asyncio.Event()
    tasks = [asyncio.create_task(hub.run())]
    if site.options.warm:
        tasks.append(asyncio.create_task(run_in_threadpool(warm_up, site)))
    feeds: CollectorSource | None = app.state.feeds
    collecting = asyncio.create_task(feeds.run(stop)) if feeds else None
    yield
    stop.set()
    if collecting:
        await collecting
    for task in tasks:
        task.cancel()
