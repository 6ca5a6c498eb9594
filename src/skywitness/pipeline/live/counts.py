"""Live counts: what a collection has seen and done so far, cheap to keep and to print."""

from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field

from skywitness.links.broadcast import Broadcast

_REMEMBERED_LAGS = 2_048


@dataclass(slots=True)
class FeedCounts:
    """Counts of one feed.

    Attributes:
        received_bytes: as they came.
        messages: frames, lines or records, taken or not.
        state_vectors: rows that they gave.
        stored_rows: rows that are in the archive.
        connections: made.
        failures: connections that failed or ended, by reason in words.
        rejects: what was not taken, by reason.
        shed_bytes: lost, because nothing could hold them.
        deferred_bytes: in the raw log, left to be decoded later.
        clock_moves: counters and stamps that did not go on from the ones before.
        connected: whether the connection stands.
        silent: whether the alarm of silence is on.
        clock_off: whether the sender's clock is seen to be off.
        raw_trouble: whether the raw log cannot be written to.
    """

    received_bytes: int = 0
    messages: int = 0
    state_vectors: int = 0
    stored_rows: int = 0
    connections: int = 0
    failures: Counter[str] = field(default_factory=Counter)
    rejects: Counter[str] = field(default_factory=Counter)
    shed_bytes: int = 0
    deferred_bytes: int = 0
    clock_moves: int = 0
    connected: bool = False
    silent: bool = False
    clock_off: bool = False
    raw_trouble: bool = False


@dataclass(slots=True)
class LiveCounts:
    """Counts of a collection.

    Attributes:
        feeds: by name.
        aircraft: heard within the last five minutes.
        waiting_rows: decoded and not yet in the archive.
        commits: made.
        failed_commits: tried in vain.
        left_segments: raw segments to be decoded later.
        clock_jumps: times that this computer's clock was set.
        decoder_faults: errors of this program in decoding; what they hit stays in the raw log.
        broadcasts: ports where what is heard is handed on, by format.
    """

    feeds: dict[str, FeedCounts] = field(default_factory=dict)
    aircraft: int = 0
    waiting_rows: int = 0
    commits: int = 0
    failed_commits: int = 0
    left_segments: int = 0
    clock_jumps: int = 0
    decoder_faults: int = 0
    broadcasts: dict[str, Broadcast] = field(default_factory=dict)
    _lags_s: deque[float] = field(default_factory=lambda: deque(maxlen=_REMEMBERED_LAGS))

    def lagged(self, lag_s: float) -> None:
        """Note how long after its arrival a delivery was decoded."""
        self._lags_s.append(lag_s)

    def lag_s(self, share: float) -> float:
        """This share of the last deliveries were decoded within so many seconds; 0 when there are none."""
        lags = sorted(self._lags_s)
        return lags[min(len(lags) - 1, int(share * len(lags)))] if lags else 0.0

    def prometheus(self) -> str:
        """All counts in Prometheus' text format 0.0.4."""
        return "".join(f"{line}\n" for line in self._lines())

    def _lines(self) -> Iterator[str]:
        for name, kind, doc in _OF_FEEDS:
            yield from _head(f"{name}{'_total' if kind == 'counter' else ''}", kind, doc)
            suffix = "_total" if kind == "counter" else ""
            for feed, counts in self.feeds.items():
                yield f'skywitness_{name}{suffix}{{feed="{_escaped(feed)}"}} {int(getattr(counts, name))}'
        yield from self._by_reason("failures", "Connections that failed or ended, by reason.")
        yield from self._by_reason("rejects", "What was not taken, by reason.")
        for name, kind, doc in _OF_ALL:
            suffix = "_total" if kind == "counter" else ""
            yield from _head(f"{name}{suffix}", kind, doc)
            yield f"skywitness_{name}{suffix} {int(getattr(self, name))}"
        yield from self._of_broadcasts()
        yield from _head("lag_seconds", "gauge", "Time from arrival to decoding, of the last deliveries.")
        for share in (0.5, 0.95, 0.99):
            yield f'skywitness_lag_seconds{{quantile="{share}"}} {self.lag_s(share):.6f}'

    def _of_broadcasts(self) -> Iterator[str]:
        for name, kind, doc in _OF_BROADCASTS if self.broadcasts else ():
            suffix = "_total" if kind == "counter" else ""
            yield from _head(f"broadcast_{name}{suffix}", kind, doc)
            for format_, broadcast in self.broadcasts.items():
                count = getattr(broadcast, name)
                yield f'skywitness_broadcast_{name}{suffix}{{format="{_escaped(format_)}"}} {count}'

    def _by_reason(self, name: str, doc: str) -> Iterator[str]:
        yield from _head(f"{name}_total", "counter", doc)
        for feed, counts in self.feeds.items():
            for reason, count in sorted(getattr(counts, name).items()):
                labels = f'feed="{_escaped(feed)}",reason="{_escaped(reason)}"'
                yield f"skywitness_{name}_total{{{labels}}} {count}"


_OF_FEEDS = (
    ("received_bytes", "counter", "Bytes received."),
    ("messages", "counter", "Frames, lines or records, taken or not."),
    ("state_vectors", "counter", "Rows decoded."),
    ("stored_rows", "counter", "Rows brought into the archive."),
    ("connections", "counter", "Connections made."),
    ("shed_bytes", "counter", "Bytes lost because nothing could hold them."),
    ("deferred_bytes", "counter", "Bytes in the raw log that are decoded later."),
    ("clock_moves", "counter", "Receivers' clocks that did not go on from before."),
    ("connected", "gauge", "Whether the connection stands."),
    ("silent", "gauge", "Whether nothing useful came for longer than the alarm allows."),
    ("clock_off", "gauge", "Whether the sender's clock is off, so that its rows are not taken."),
    ("raw_trouble", "gauge", "Whether the raw log cannot be written to."),
)
_OF_ALL = (
    ("aircraft", "gauge", "Aircraft heard within the last five minutes."),
    ("waiting_rows", "gauge", "Rows decoded and not yet in the archive."),
    ("commits", "counter", "Commits to the archive."),
    ("failed_commits", "counter", "Commits tried in vain."),
    ("left_segments", "gauge", "Raw segments that are decoded later."),
    ("clock_jumps", "counter", "Times that this computer's clock was set."),
    ("decoder_faults", "counter", "Errors of this program in decoding."),
)
_OF_BROADCASTS = (
    ("readers", "gauge", "Programs that are connected to read what is handed on."),
    ("dropped", "counter", "Readers cut off because they read too slowly."),
    ("refused", "counter", "Connections turned away because there were too many."),
    ("sent_bytes", "counter", "Bytes handed on, to each reader."),
)


def _head(name: str, kind: str, doc: str) -> Iterator[str]:
    yield f"# HELP skywitness_{name} {doc}"
    yield f"# TYPE skywitness_{name} {kind}"


def _escaped(label: str) -> str:
    return label.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
