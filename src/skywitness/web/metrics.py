"""``/metrics``: counts for Prometheus (text format 0.0.4): the archive, and what is being heard."""

from fastapi import APIRouter, Request, Response

from skywitness.store.archive import Archive
from skywitness.web.live_source import CollectorSource
from skywitness.web.readsb_files import latest_of
from skywitness.web.site import AskedSite

router = APIRouter(tags=["metrics"])
TEXT = "text/plain; version=0.0.4; charset=utf-8"
_TABLES = ("positions", "statements", "sources", "flights", "visits", "gaps", "trips")


def metrics(request: Request, site: AskedSite) -> Response:
    """Rows of each table, aircraft heard, the age of the newest row; all counts of a collector in this process."""
    archive = site.archive()
    found, now = latest_of(request).read()
    feeds: CollectorSource | None = request.app.state.feeds
    last_ms = max((one.heard_ms for one in found.aircraft), default=None)
    lines = [
        *_head("archive_rows", "Rows of a table of the archive."),
        *(f'skywitness_archive_rows{{table="{name}"}} {_rows(archive, name)}' for name in _TABLES),
        *([] if feeds else _head("aircraft", "Aircraft heard within five minutes.")),
        *([] if feeds else [f"skywitness_aircraft {len(found.aircraft)}"]),
        *_head("aircraft_with_position", "Those of them with a position."),
        f"skywitness_aircraft_with_position {sum(one.placed_ms is not None for one in found.aircraft)}",
    ]
    if last_ms is not None:
        lines += [
            *_head("newest_row_age_seconds", "Time since the newest row that is known here."),
            f"skywitness_newest_row_age_seconds {max(0.0, now.timestamp() - last_ms / 1000):.3f}",
        ]
    text = "".join(f"{line}\n" for line in lines) + (feeds.collector.counts.prometheus() if feeds else "")
    return Response(text, headers={"Cache-Control": "no-store"}, media_type=TEXT)


def _head(name: str, doc: str) -> tuple[str, str]:
    return f"# HELP skywitness_{name} {doc}", f"# TYPE skywitness_{name} gauge"


def _rows(archive: Archive, table: str) -> int:
    return sum(file.rows for file in archive.files(table).files())


router.add_api_route("/metrics", metrics, response_class=Response, methods=["GET"])
