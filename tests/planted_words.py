"""Claims made by hand for the checks, with what a check does not ask for left empty."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from planted_world import Airframe
from skywitness.model import AircraftMention, Claim, ClaimTime, Hedge, PlaceMention, Quantity, TextSpan

CARACAS = "America/Caracas"


def on(first: str, last: str | None = None, zone: str = CARACAS, words: str = "then") -> ClaimTime:
    """The days from one to another, both included, by a zone's clock; ``22`` is of March 2019."""
    since, until = _day(first), _day(last or first) + timedelta(days=1)
    edtf = since.isoformat() if last is None else f"{since}/{until - timedelta(days=1)}"
    ends = [datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC) for day in (since, until)]
    return ClaimTime(edtf, ends[0], ends[1], "day", words, "test", "2019-03-25", zone)


def _day(text: str) -> date:
    return date.fromisoformat(text if len(text) > 2 else f"2019-03-{text}")


def by_registration(one: Airframe, **more: object) -> AircraftMention:
    """An aircraft by its registration."""
    return mention(registrations=[one.registration], words=one.registration, **more)


def by_address(one: Airframe) -> AircraftMention:
    """An aircraft by its address."""
    return mention(icao24s=[one.icao24], words=one.icao24)


def by_type(*typecodes: str, **more: object) -> AircraftMention:
    """An aircraft by what it is."""
    return mention(typecodes=list(typecodes), words=f"a {typecodes[0]}", **more)


def mention(**known: object) -> AircraftMention:
    """An aircraft by these words."""
    empty: dict[str, object] = dict.fromkeys(AircraftMention._fields)
    empty |= {"words": "", "typecodes": [], "registrations": [], "icao24s": [], "callsigns": []}
    return AircraftMention(**(empty | known))  # type: ignore[arg-type]  # checked by use


def place(code: str, role: str = "at", kind: str = "airport", *others: str) -> PlaceMention:
    """A field or a country in a role; further candidates are less probable."""
    candidates = [code, *others]
    return PlaceMention(code, kind, role, candidates, [0.9, *(0.05 for _ in others)])


def over(words: str) -> PlaceMention:
    """An area."""
    return PlaceMention(words, "area", "over", [], [])


def some(low: float, high: float, unit: str, words: str = "") -> Quantity:
    """A number."""
    return Quantity("", low, high, unit, words or f"{low:g}", None)


def hedge(kind: str) -> Hedge:
    """A hedge."""
    return Hedge(kind, "apparently", 0, 10)


def claim(
    kind: str,
    aircraft: AircraftMention | Sequence[AircraftMention] = (),
    places: Sequence[PlaceMention] = (),
    when: ClaimTime | None = None,
    *,
    denies: bool = False,
    quote: str = "",
    quantities: Sequence[Quantity] = (),
    hedges: Sequence[Hedge] = (),
) -> Claim:
    """A claim of a kind."""
    mentions = [aircraft] if isinstance(aircraft, AircraftMention) else list(aircraft)
    return Claim(
        claim_id="c1",
        spans=[TextSpan("capture-1", "sha", 0, len(quote), quote, "", "", 0, "body")],
        proposition=quote,
        kind=kind,
        polarity="denies" if denies else "asserts",
        speech_act="assert",
        quote_kind="author_voice",
        attributions=[],
        hedges=list(hedges),
        quantities=list(quantities),
        times=[when] if when else [],
        places=list(places),
        aircraft=mentions,
        checkability="track",
        extracted_by="human",
        extractor="test",
        confidence=1.0,
    )
