"""State vectors of any shape that a format can hold, for tests of what is written for others."""

from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from skywitness.model import StateVector

BASE = datetime(2019, 3, 23, 12, 0, tzinfo=UTC)

addresses = st.integers(1, 0xFFFFFE).map(lambda number: f"{number:06x}")
callsigns = st.none() | st.from_regex(r"[A-Z]{3}[1-9][0-9A-Z]{0,3}", fullmatch=True)
squawks = st.none() | st.text("01234567", min_size=4, max_size=4).filter(lambda digits: digits != "0000")
times = st.integers(0, 1_799_999).map(lambda ms: BASE + timedelta(milliseconds=ms))
lats = st.integers(-90_000_000, 90_000_000).map(lambda whole: whole / 1e6)
lons = st.integers(-180_000_000, 179_999_999).map(lambda whole: whole / 1e6)
heights = st.none() | st.integers(-40, 2_000).map(lambda steps: 25 * steps)
speeds = st.none() | st.integers(0, 6_000).map(lambda tenths: tenths / 10)
tracks = st.none() | st.integers(0, 3_599).map(lambda tenths: tenths / 10)
rates = st.none() | st.integers(-100, 100).map(lambda steps: 64 * steps)


@st.composite
def states(draw: st.DrawFn, *, placed: bool = True) -> StateVector:
    """One state with a place, on the ground or in the air."""
    on_ground = draw(st.booleans())
    squawk = draw(squawks)
    return StateVector(
        draw(addresses),
        draw(times),
        draw(lats) if placed else None,
        draw(lons) if placed else None,
        None if on_ground else draw(heights),
        draw(heights),
        draw(speeds),
        None if on_ground else draw(tracks),
        draw(rates),
        on_ground or None,
        draw(callsigns),
        squawk,
        draw(st.sampled_from([None, "general", "nordo"])) if squawk else None,
        draw(st.none() | st.integers(0, 11)),
        draw(st.none() | st.integers(0, 11)),
        draw(st.none() | st.integers(0, 3)),
        draw(st.none() | st.integers(0, 2)),
        draw(st.sampled_from(["adsb", "adsr", "tisb", "mlat", "adsc", "mode_s", "other"])),
    )
