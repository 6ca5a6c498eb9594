"""What a collector in this process hears is told at once, with its counts, and not only what is committed."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

from fastapi import Request
from prometheus_client.parser import text_string_to_metric_families

from live_peers import OPTIONS, Collection, beast_flight, collecting, peer, sending
from made_flight import CALLSIGN, ICAO24
from skywitness.emit.aircraft_json import aircraft_object
from skywitness.measure.clock import ms_from_utc
from skywitness.web.latest import Latest
from skywitness.web.live_source import CollectorSource
from skywitness.web.metrics import metrics
from skywitness.web.site import Site, SiteOptions

NEVER_S = 3_600.0


def site_of(data: Path) -> Site:
    return Site(data, lambda: datetime.now(UTC), SiteOptions())


def said_by(site: Site, at: Collection) -> str:
    state = SimpleNamespace(feeds=CollectorSource(at.collector), site=site)
    request = Request({"type": "http", "app": SimpleNamespace(state=state)})
    return bytes(metrics(request, site).body).decode()


def test_what_is_heard_is_told_before_it_is_committed(tmp_path: Path) -> None:
    async def scenario() -> None:
        async with (
            peer(sending(beast_flight())) as port,
            collecting(
                tmp_path, f"roof=beast://127.0.0.1:{port}", options=replace(OPTIONS, commit_s=NEVER_S)
            ) as at,
        ):
            await at.until(lambda: at.counts.feeds["roof"].messages == 74)
            found, now = Latest(site_of(tmp_path), at.collector).read()
            assert found.messages == 74
            [one] = found.aircraft
            written = aircraft_object(one, ms_from_utc(now))
            assert (written["hex"], str(written["flight"]).strip()) == (f"{ICAO24:06x}", CALLSIGN)
            assert "lat" in written
            assert Latest(site_of(tmp_path)).read()[0].aircraft == []

    asyncio.run(scenario())


def test_metrics_have_the_collectors_counts_and_each_name_once(tmp_path: Path) -> None:
    async def scenario() -> str:
        async with (
            peer(sending(beast_flight())) as port,
            collecting(tmp_path, f"roof=beast://127.0.0.1:{port}") as at,
        ):
            await at.until(lambda: at.counts.feeds["roof"].messages == 74)
            return said_by(site_of(tmp_path), at)

    families = list(text_string_to_metric_families(asyncio.run(scenario())))
    names = [family.name for family in families]
    assert len(names) == len(set(names))
    samples = {sample.name: sample.value for family in families for sample in family.samples}
    assert samples["skywitness_messages_total"] == 74
    assert {"skywitness_archive_rows", "skywitness_aircraft", "skywitness_lag_seconds"} <= set(samples)
