"""Planted tracks and claims about them, with the verdict that each must get, decided by hand before.

Each function gives rows of one kind of check. A row is a name, the claim, the facts, the verdict and its
reason, and the airframes that evidence for the claim may be of.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from planted_words import (
    by_address,
    by_registration,
    by_type,
    claim,
    hedge,
    mention,
    on,
    over,
    place,
    some,
)
from planted_world import (
    AIRLINER,
    CARGO,
    GLOBEMASTER,
    HERCULES,
    SISTER,
    UNKNOWN,
    Airframe,
    Journey,
    Leg,
    at,
    gap,
    leg,
    stated,
    unseen_visit,
    world,
)
from skywitness.cases.checks.facts import Document, Facts, Passage
from skywitness.model import Claim

YES, PART, NO = "corroborated", "partly_corroborated", "contradicted"
OPEN, BLIND, NEVER = "unresolved", "not_observable", "not_checkable"
NO_DATA, NO_COVERAGE = "no_data_for_date", "no_receiver_coverage"
SILENT, AMBIGUOUS = "transponder_silent_class", "identity_ambiguous"
BOTH = frozenset({CARGO.icao24, AIRLINER.icao24})


class Row(NamedTuple):
    """One planted case."""

    name: str
    claim: Claim
    facts: Facts
    verdict: str
    reason: str | None = None
    right: frozenset[str] = BOTH


def cargo_legs(**last: object) -> list[Leg]:
    """The freighter: a circuit at home, Latakia, Dakar, Caracas, and home."""
    return [
        leg("UUMU-UUMU", "21T10:00", "21T11:00"),
        leg("UUMU-OSLK", "22T12:12", "22T17:26"),
        leg("OSLK-GOBD", "22T20:15", "23T04:40"),
        leg("GOBD-SVMI", "23T07:20", "23T14:31", **last),
        leg("SVMI-UUMU", "24T18:30", "25T08:18"),
    ]


def airliner_legs() -> list[Leg]:
    """The airliner: the same way, and a longer stay."""
    return [
        leg("UUMU-UUMU", "21T12:00", "21T13:00"),
        leg("UUMU-OSLK", "22T13:05", "22T18:10"),
        leg("OSLK-GOBD", "22T19:20", "23T02:30"),
        leg("GOBD-SVMI", "23T05:05", "23T11:49"),
        leg("SVMI-GOBD", "26T12:25", "26T19:40"),
    ]


def seen(**more: object) -> Facts:
    """Both journeys, seen."""
    return world(Journey(CARGO, cargo_legs()), Journey(AIRLINER, airliner_legs()), **more)  # type: ignore[arg-type]


def nobody(**more: object) -> Facts:
    """A record that holds neither."""
    return world(**more)  # type: ignore[arg-type]  # named as world's are


def namings(one: Airframe) -> list[tuple[str, object]]:
    """The three ways to speak of an airframe."""
    kind = by_type(str(one.typecode), flag_state="RU", military=True)
    return [("registration", by_registration(one)), ("address", by_address(one)), ("type", kind)]


def arrivals() -> Iterator[Row]:
    """Landings."""
    facts = seen()
    for one in (CARGO, AIRLINER):
        own = frozenset({one.icao24})
        for how, who in namings(one):
            named = how != "type"
            name = f"{one.typecode} by {how}"

            def row(
                what: str, airport: str, day: str, verdict: str, reason: str | None = None, **more: object
            ) -> Row:
                said = claim("arrival", who, [place(airport, "to")], on(day), **more)  # type: ignore[arg-type]  # noqa: B023  called at once
                return Row(f"arrival of {name}: {what}", said, facts, verdict, reason, own)  # noqa: B023  called at once

            yield row("seen", "SVMI", "23", YES)
            yield row("wrong day before", "SVMI", "22", NO if named else OPEN)
            yield row("other field", "MUHA", "23", NO if named else OPEN)
            yield row("in 1985", "SVMI", "1985-03-23", BLIND, NO_DATA)
            yield row("denied, and seen", "SVMI", "23", NO, denies=True)
            yield row("denied, and elsewhere", "SVMI", "22", YES if named else OPEN, denies=True)
            yield row("denied, in 1985", "SVMI", "1985-03-23", BLIND, NO_DATA, denies=True)
    yield from _arrival_days()
    yield from _arrival_doubts()
    yield from _arrival_identities()


def _arrival_days() -> Iterator[Row]:
    """Landed at 22:00 local time on the 23rd, which is the 24th by UTC."""
    late = world(Journey(CARGO, [leg("GOBD-SVMI", "23T18:00", "24T02:00")]))
    early = world(Journey(CARGO, [leg("GOBD-SVMI", "22T20:00", "23T03:00")]))
    who, there = by_registration(CARGO), [place("SVMI", "to")]
    for facts, local, utc in ((late, "23", "24"), (early, "22", "23")):
        yield Row(f"local day {local}", claim("arrival", who, there, on(local)), facts, YES)
        yield Row(f"UTC day {utc} only", claim("arrival", who, there, on(utc)), facts, PART)
        yield Row(f"local day {local}, no zone", claim("arrival", who, there, on(local, zone="UTC")), facts, YES)
        yield Row(f"UTC day {utc}, no zone", claim("arrival", who, there, on(utc, zone="UTC")), facts, PART)
        yield Row(f"UTC day {utc} denied", claim("arrival", who, there, on(utc), denies=True), facts, OPEN)
        yield Row(f"local day {local} denied", claim("arrival", who, there, on(local), denies=True), facts, NO)
    weekend = claim("arrival", who, there, on("23", "24"))
    yield Row("weekend", weekend, late, YES)
    yield Row("no date", claim("arrival", who, there), late, YES)


def _arrival_doubts() -> Iterator[Row]:
    """What was not seen, or is not believed."""
    said = claim("arrival", by_registration(CARGO), [place("SVMI", "to")], on("23"))
    kind = claim("arrival", by_type("A124"), [place("SVMI", "to")], on("23"))
    hole = Leg("GOBD", "SVMI", at("23T07:20"), at("23T14:31"), ends=(True, False))
    unheard = world(Journey(CARGO, [hole]), unwatched=["SVMI"], gaps=[gap(CARGO, "23T10:00", "24T10:00")])
    yield Row("hole exactly there", said, _holed(unheard), BLIND, NO_COVERAGE)
    yield Row("hole, the field watched", said, _holed(world(Journey(CARGO, [hole]))), OPEN)
    yield Row("nobody, watched", kind, nobody(), OPEN)
    yield Row("nobody, not watched", kind, nobody(unwatched=["SVMI"]), BLIND, NO_COVERAGE)
    yield Row("named, nothing known of it", said, nobody(), OPEN)
    yield Row("named, nothing, not watched", said, nobody(unwatched=["SVMI"]), BLIND, NO_COVERAGE)
    empty = nobody(record=frozenset({date(2019, 5, 1)}))
    yield Row("no record of that day", said, empty, BLIND, NO_DATA)
    spoofed = leg("GOBD-SVMI", "23T07:20", "23T14:31", doubted=60)
    home = leg("UUMU-UUMU", "22T06:00", "22T07:00")
    yield Row("spoofed, nothing else known", said, world(Journey(CARGO, [spoofed])), OPEN)
    yield Row("spoofed, by type", kind, world(Journey(CARGO, [spoofed])), OPEN)
    stood = world(Journey(CARGO, [home]))
    false = world(Journey(CARGO, [spoofed])).flights
    yield Row("spoofed, stood in Moscow", said, stood._replace(flights=[*stood.flights, *false]), NO)
    yield Row("spoofed, by type, stood in Moscow", kind, stood._replace(flights=[*stood.flights, *false]), OPEN)
    for evidence in ("projected", "bracketed"):
        facts = world(Journey(CARGO, cargo_legs(evidence=evidence)))
        yield Row(f"landing only {evidence}", said, facts, PART)
        denied = said._replace(polarity="denies")
        yield Row(f"denied, landing only {evidence}", denied, facts, OPEN)
    for evidence in ("runway", "ground", "approach"):
        yield Row(f"landing by {evidence}", said, world(Journey(CARGO, cargo_legs(evidence=evidence))), YES)


def _holed(facts: Facts) -> Facts:
    """Without the positions after ten o'clock on the 23rd."""
    kept = {icao24: [one for one in rows if one.at <= at("23T10:00")] for icao24, rows in facts.sightings.items()}
    return facts._replace(sightings=kept)


def _arrival_identities() -> Iterator[Row]:
    """Which aircraft it was."""
    there, when = [place("SVMI", "to")], on("23")
    sister = Journey(SISTER, [leg("GOBD-SVMI", "23T06:00", "23T13:00")])
    two = world(Journey(CARGO, cargo_legs()), sister)
    both = frozenset({CARGO.icao24, SISTER.icao24})
    yield Row("two that fit", claim("arrival", by_type("A124"), there, when), two, BLIND, AMBIGUOUS)
    yield Row(
        "two that fit, two claimed", claim("arrival", by_type("A124", number=2), there, when), two, YES, None, both
    )
    yield Row(
        "two, one named", claim("arrival", by_registration(SISTER), there, when), two, YES, None, both - BOTH
    )
    one = world(Journey(CARGO, cargo_legs()))
    yield Row("two claimed, one seen", claim("arrival", by_type("A124", number=2), there, when), one, PART)
    for typecode in ("IL76", "C17", "B744", "IL96"):
        said = claim("arrival", by_type(typecode), there, when)
        yield Row(f"same day, {typecode} claimed", said, seen(), OPEN, None, frozenset())
    lift = world(Journey(HERCULES, [leg("MUHA-SVMI", "23T10:00", "23T14:00")]))
    said = claim("arrival", by_type("C17", flag_state="US"), there, when)
    yield Row("C-130J came, C-17 claimed", said, lift, OPEN, None, frozenset())
    heavy = world(Journey(GLOBEMASTER, [leg("MUHA-SVMI", "23T10:00", "23T14:00")]))
    yield Row("C-17 came", said, heavy, YES, None, frozenset({GLOBEMASTER.icao24}))
    mixed = claim("arrival", by_registration(CARGO, typecodes=["IL76"]), there, when)
    yield Row("right airframe, wrong type", mixed, seen(), OPEN, None, frozenset())
    stranger = world(Journey(UNKNOWN, [leg("GOBD-SVMI", "23T07:00", "23T14:00")]))
    yield Row(
        "type not known", claim("arrival", by_type("A124"), there, when), stranger, BLIND, AMBIGUOUS, frozenset()
    )
    named = claim("arrival", by_registration(AIRLINER), there, when)
    known = stranger._replace(statements=[stated(AIRLINER, "registration", "RA-86496")])
    yield Row("named, a stranger came", named, known, OPEN, None, frozenset())
    yield Row("named, nobody bears the name", named, stranger, BLIND, AMBIGUOUS, frozenset())
    russian = claim("arrival", mention(words="a Russian plane", flag_state="RU"), there, when)
    yield Row("of that state, type not asked", russian, stranger, YES, None, frozenset({UNKNOWN.icao24}))
    yield Row("of that state, two came", russian, seen(), BLIND, AMBIGUOUS)
    american = claim("arrival", mention(words="a US plane", flag_state="US"), there, when)
    yield Row("other state", american, seen(), OPEN, None, frozenset())
    civil = claim("arrival", by_type("A124", military=False), there, when)
    yield Row("civil claimed, military came", civil, seen(), OPEN, None, frozenset())
    yield Row("no aircraft named", claim("arrival", (), there, when), seen(), BLIND, AMBIGUOUS)
    reused = seen(
        statements=[stated(CARGO, "registration", "RA-82035"), stated(SISTER, "registration", "RA-82035", "other")]
    )
    yield Row(
        "registration of two", claim("arrival", by_registration(CARGO), there, when), reused, BLIND, AMBIGUOUS
    )
    pair = claim("arrival", [by_type("IL62"), by_type("A124")], there, when)
    yield Row("a pair, both seen", pair, seen(), YES)
    yield Row("a pair, one seen", pair, one, PART)
    yield Row("a pair, none seen", pair, nobody(), OPEN)
    mixed_pair = claim("arrival", [by_registration(CARGO), by_type("IL76")], there, when)
    yield Row("a pair, one of other type", mixed_pair, seen(), PART)
    yield Row("silent class", claim("arrival", by_type("T160"), there, when), seen(), BLIND, SILENT, frozenset())
    conflict = seen(statements=[stated(CARGO, "typecode", "A124"), stated(CARGO, "typecode", "IL76", "other")])
    yield Row("sources differ on type", claim("arrival", by_type("A124"), there, when), conflict, BLIND, AMBIGUOUS)
    no_field = claim("arrival", by_registration(CARGO), [over("the Caribbean")], when)
    yield Row("no field", no_field, seen(), OPEN)
    country = claim("arrival", by_registration(CARGO), [place("VE", "to", "country")], when)
    yield Row("a country", country, seen(), YES)
    others = claim("arrival", by_registration(CARGO), [place("SVMI", "to", "city", "MUHA")], when)
    yield Row("a city with an improbable field", others, seen(), YES)


def presences() -> Iterator[Row]:
    """Stays."""
    facts = seen()
    for one, parked, gone in ((CARGO, ("23", "24"), ("25", "26", "27")), (AIRLINER, ("23", "24", "25", "26"), ())):
        for day in parked:
            for how, who in namings(one):
                said = claim("presence", who, [place("SVMI")], on(day))  # type: ignore[arg-type]  # a mention
                yield Row(
                    f"{one.typecode} parked on {day} by {how}", said, facts, YES, None, frozenset({one.icao24})
                )
        for day in (*gone, "21", "22"):
            said = claim("presence", by_registration(one), [place("SVMI")], on(day))
            verdict = OPEN if day == "21" else NO
            yield Row(f"{one.typecode} not there on {day}", said, facts, verdict)
            denied = said._replace(polarity="denies")
            yield Row(
                f"{one.typecode} said not to be there on {day}", denied, facts, YES if verdict == NO else OPEN
            )
    long = world(
        Journey(CARGO, [leg("GOBD-SVMI", "01T07:20", "01T14:31"), leg("SVMI-GOBD", "20T10:00", "20T18:00")])
    )
    yield Row(
        "middle of a long stay", claim("presence", by_registration(CARGO), [place("SVMI")], on("10")), long, PART
    )
    yield Row(
        "end of a long stay", claim("presence", by_registration(CARGO), [place("SVMI")], on("20")), long, YES
    )
    stop = unseen_visit(CARGO, "GOBD", "23T02:00", "23T09:00")
    inferred = world(Journey(CARGO, []), inferred=[stop])
    said = claim("presence", by_registration(CARGO), [place("GOBD")], on("23", zone="Africa/Dakar"))
    yield Row("inferred stay alone", said, inferred, OPEN)
    yield Row("inferred stay, denied", said._replace(polarity="denies"), inferred, OPEN)


def departures() -> Iterator[Row]:
    """Take-offs."""
    facts = seen()
    for one, airport, day, zone in (
        (CARGO, "UUMU", "22", "Europe/Moscow"),
        (CARGO, "OSLK", "22", "Asia/Damascus"),
        (CARGO, "SVMI", "24", "America/Caracas"),
        (AIRLINER, "UUMU", "22", "Europe/Moscow"),
        (AIRLINER, "OSLK", "22", "Asia/Damascus"),
        (AIRLINER, "SVMI", "26", "America/Caracas"),
    ):
        own = frozenset({one.icao24})
        said = claim("departure", by_registration(one), [place(airport, "from")], on(day, zone=zone))
        yield Row(f"{one.typecode} left {airport}", said, facts, YES, None, own)
        yield Row(f"{one.typecode} denied to have left {airport}", said._replace(polarity="denies"), facts, NO)
        elsewhere = said._replace(places=[place("MUHA", "from")])
        yield Row(f"{one.typecode} did not leave Havana on {day}", elsewhere, facts, NO)
    still = claim("departure", by_registration(CARGO), [place("SVMI", "from")], on("23"))
    yield Row("still there", still, facts, OPEN)
    none = claim("departure", by_registration(CARGO), [place("SVMI", "from")], on("24"))
    yield Row("unwatched", none, nobody(unwatched=["SVMI"]), BLIND, NO_COVERAGE)


def types() -> Iterator[Row]:
    """What the aircraft is."""
    two = [stated(CARGO, "typecode", "A124"), stated(CARGO, "typecode", "A124", "list")]
    said = claim("aircraft_type", by_registration(CARGO, typecodes=["A124"]), [place("SVMI")], on("23"))
    wrong = claim("aircraft_type", by_registration(CARGO, typecodes=["IL76"]), [place("SVMI")], on("23"))
    yield Row("two sources agree", said, seen(statements=two), YES)
    yield Row("one source agrees", said, seen(statements=two[:1]), PART)
    yield Row("registry says otherwise", wrong, seen(statements=two), NO)
    yield Row("denied, registry agrees", wrong._replace(polarity="denies"), seen(statements=two), YES)
    undated = [stated(CARGO, "typecode", "A124", since=None)]
    yield Row("undated record says otherwise", wrong, seen(statements=undated), OPEN)
    later = [stated(CARGO, "typecode", "A124", since=date(2020, 1, 1))]
    yield Row("record of another year", wrong, seen(statements=later), OPEN)
    ended = [stated(CARGO, "typecode", "A124", until=date(2015, 1, 1))]
    yield Row("record that had ended", wrong, seen(statements=ended), OPEN)
    differ = [stated(CARGO, "typecode", "A124"), stated(CARGO, "typecode", "IL76", "list")]
    yield Row("sources differ", said, seen(statements=differ), OPEN)
    yield Row("sources differ, the other way", wrong, seen(statements=differ), OPEN)
    every = [
        *two,
        *(stated(AIRLINER, "typecode", "IL62", source) for source in ("registry", "list")),
    ]
    pair = claim("aircraft_type", [by_type("IL62"), by_type("A124")], [place("SVMI")], on("23"))
    yield Row("a pair by place and day", pair, seen(statements=every), YES)
    other = claim("aircraft_type", [by_type("IL76")], [place("SVMI")], on("23"))
    yield Row("another type by place and day", other, seen(statements=every), BLIND, AMBIGUOUS)
    yield Row("nobody there", other, nobody(), OPEN)
    vague = claim("aircraft_type", by_registration(CARGO), [place("SVMI")], on("23"))
    yield Row("no type claimed", vague, seen(statements=two), OPEN)


def operators() -> Iterator[Row]:
    """Whose it is."""
    listed = [stated(CARGO, "operator", "Russia - Air Force")]
    force = by_registration(CARGO, operator="Russian air force", military=True)
    said = claim("operator_listing", force, [place("SVMI")], on("23"))
    yield Row("listed", said, seen(statements=listed), YES)
    yield Row(
        "listed, undated",
        said,
        seen(statements=[stated(CARGO, "operator", "Russia - Air Force", since=None)]),
        PART,
    )
    navy = claim("operator_listing", by_registration(CARGO, operator="Russian navy"), [place("SVMI")], on("23"))
    yield Row("listed as air force, navy claimed", navy, seen(statements=listed), OPEN)
    yield Row("not listed, graded military", said, seen(), PART)
    civil = [stated(CARGO, "operator", "Volga-Dnepr"), stated(CARGO, "military", "civil")]
    yield Row("registry calls it civil", said, seen(statements=civil), NO)
    vague = [stated(CARGO, "operator", "Volga-Dnepr")]
    airline = claim("operator_listing", by_registration(CARGO, operator="Aeroflot"), [place("SVMI")], on("23"))
    yield Row("another name", airline, seen(statements=vague), OPEN)
    two = claim(
        "operator_listing", mention(words="a plane", flag_state="RU", military=True), [place("SVMI")], on("23")
    )
    yield Row("two that fit", two, seen(statements=listed), BLIND, AMBIGUOUS)


def flags() -> Iterator[Row]:
    """Of which state."""
    said = claim("flag_state", by_registration(CARGO, flag_state="RU"), [place("SVMI")], on("23"))
    other = claim("flag_state", by_registration(CARGO, flag_state="SY"), [place("SVMI")], on("23"))
    address = stated(CARGO, "flag_state", "RU", "address", since=None, method="computed")
    listed = stated(CARGO, "flag_state", "RU")
    yield Row("registry and address", said, seen(statements=[address, listed]), YES)
    yield Row("address alone", said, seen(statements=[address]), PART)
    yield Row("registry alone", said, seen(statements=[listed]), PART)
    yield Row("by the flights alone", said, seen(), PART)
    yield Row("registry says otherwise", other, seen(statements=[address, listed]), NO)
    yield Row("address alone says otherwise", other, seen(statements=[address]), OPEN)
    yield Row("denied, registry says otherwise", other._replace(polarity="denies"), seen(statements=[listed]), YES)
    moved = [stated(CARGO, "flag_state", "SY"), address]
    yield Row("registry and address differ", said, seen(statements=moved), OPEN)


def headings() -> Iterator[Row]:
    """Over an area and on."""
    crossing = Passage(
        CARGO.icao24, "the Caribbean", at("23T11:00"), at("23T14:20"), "154073-20190323T072000Z", False
    )
    way = [over("the Caribbean"), place("SVMI", "to")]
    soft = [hedge("distancing")]
    said = claim("route_heading", by_type("A124", flag_state="RU"), way, on("23"), hedges=soft)
    yield Row("over and on", said, seen(passages=[crossing]), YES, None, frozenset({CARGO.icao24}))
    yield Row("landed, no position over the area", said, seen(), PART, None, frozenset({CARGO.icao24}))
    nothing = claim("route_heading", by_type("C17"), way, on("23"), hedges=soft)
    yield Row("another type", nothing, seen(passages=[crossing]), OPEN, None, frozenset())
    yield Row("of 1985", said._replace(times=[on("1985-03-23")]), seen(passages=[crossing]), BLIND, NO_DATA)
    ends = [place("OSLK", "from"), place("MUHA", "to")]
    plain = claim("route_heading", by_registration(CARGO), ends, on("22", zone="Asia/Damascus"))
    yield Row("left as said, went elsewhere", plain, seen(), NO, None, frozenset({CARGO.icao24}))
    hole = Leg("GOBD", "SVMI", at("23T07:20"), at("23T14:31"), ends=(True, False))
    lost = world(Journey(CARGO, [hole]), unwatched=["SVMI"])
    yield Row("hole at the end", said, lost, BLIND, NO_COVERAGE)


def stops() -> Iterator[Row]:
    """Landings on the way."""
    way = [place("UUMU", "from"), place("OSLK", "via"), place("SVMI", "to")]
    for one in (CARGO, AIRLINER):
        for how, who in namings(one):
            said = claim("stop", who, way, on("22", "23"))  # type: ignore[arg-type]  # a mention
            yield Row(f"{one.typecode} by {how} stopped", said, seen(), YES, None, frozenset({one.icao24}))
    later = claim("stop", by_registration(CARGO), way, on("23"))
    yield Row("stop on the day before the arrival", later, seen(), YES)
    bare = claim("stop", by_registration(CARGO), [place("OSLK", "via")], on("22", zone="Asia/Damascus"))
    yield Row("no ends claimed", bare, seen(), YES)
    away = world(Journey(CARGO, cargo_legs()[:2]))
    yield Row("the other end unseen", claim("stop", by_registration(CARGO), way, on("22", "23")), away, PART)
    direct = world(Journey(CARGO, [leg("UUMU-SVMI", "22T12:00", "23T02:00")]))
    said = claim("stop", by_registration(CARGO), way, on("22", "23"))
    yield Row("heard all the way", said, direct, NO)
    yield Row("denied, heard all the way", said._replace(polarity="denies"), direct, YES)
    yield Row("denied, and seen", said._replace(polarity="denies"), seen(), NO)
    holed = leg("UUMU-SVMI", "22T12:00", "23T06:00", hole=(at("22T15:00"), at("22T23:00")))
    unseen = world(Journey(CARGO, [holed]), gaps=[gap(CARGO, "22T15:00", "22T23:00")], unwatched=["OSLK"])
    yield Row("must have landed where nobody saw", said, unseen, BLIND, NO_COVERAGE)
    inferred = world(
        Journey(CARGO, [holed]),
        gaps=[gap(CARGO, "22T15:00", "22T23:00")],
        inferred=[unseen_visit(CARGO, "OSLK", "22T15:00", "22T23:00")],
    )
    yield Row("inferred stop alone", said, inferred, BLIND, NO_COVERAGE)
    nothing = claim("stop", by_type("C17"), way, on("22", "23"))
    yield Row("another type", nothing, seen(), OPEN, None, frozenset())


def patterns() -> Iterator[Row]:
    """Again and again."""
    way = [place("UUMU", "from"), place("OSLK", "to")]
    half_year = on("2018-10-01", "2019-03-21", zone="UTC")
    for one in (CARGO, AIRLINER):
        said = claim("route_pattern", by_registration(one), way, half_year)
        own = frozenset({one.icao24})
        for flights, apart, verdict in ((6, 14, YES), (4, 10, YES), (4, 3, PART), (2, 20, PART), (1, 1, PART)):
            facts = world(Journey(one, runs(flights, apart)))
            yield Row(f"{one.typecode}: {flights} flights {apart} days apart", said, facts, verdict, None, own)
        yield Row(f"{one.typecode}: none, watched", said, world(Journey(one, [])), OPEN)
        blind = world(Journey(one, []), unwatched=["OSLK"])
        yield Row(f"{one.typecode}: none, not watched", said, blind, BLIND, NO_COVERAGE)
    pair = claim("route_pattern", [by_registration(CARGO), by_registration(AIRLINER)], way, half_year)
    yield Row("both regular", pair, world(Journey(CARGO, runs(5, 14)), Journey(AIRLINER, runs(6, 9))), YES)
    yield Row("one regular", pair, world(Journey(CARGO, runs(5, 14)), Journey(AIRLINER, runs(1, 9))), PART)
    other = claim("route_pattern", by_registration(CARGO), way, half_year)
    yield Row("another airframe's runs", other, world(Journey(SISTER, runs(6, 14))), OPEN)
    yield Row("too late", other, world(Journey(CARGO, runs(6, 14, "2019-03-25T08:00"))), OPEN)


def runs(flights: int, apart: int, first: str = "2018-11-01T08:00") -> list[Leg]:
    begin = [at(first) + timedelta(days=n * apart) for n in range(flights)]
    return [Leg("UUMU", "OSLK", one, one + timedelta(hours=5)) for one in begin]


def counts() -> Iterator[Row]:
    """How many."""
    there, when = [place("SVMI")], on("23", "24")
    russian = mention(words="Russian planes", flag_state="RU")

    def row(name: str, low: float, high: float, facts: Facts, verdict: str, reason: str | None = None) -> Row:
        said = claim("count", russian, there, when, quantities=[some(low, high, "aircraft")])
        return Row(f"count: {name}", said, facts, verdict, reason)

    yield row("two of two", 2, 2, seen(), YES)
    yield row("two of three", 3, 3, seen(), PART)
    yield row("two of one", 1, 1, seen(), PART)
    yield row("no more than one claimed, two seen", 0, 1, seen(), NO)
    yield row("up to five", 0, 5, seen(), YES)
    yield row("at least two", 2, float("inf"), seen(), YES)
    yield row("none, watched", 2, 2, nobody(), OPEN)
    yield row("none, not watched", 2, 2, nobody(unwatched=["SVMI"]), BLIND, NO_COVERAGE)
    typed = claim("count", by_type("A124"), there, when, quantities=[some(2, 2, "aircraft")])
    stranger = world(Journey(CARGO, cargo_legs()), Journey(UNKNOWN, [leg("GOBD-SVMI", "23T07:00", "23T14:00")]))
    yield Row("count: one of unknown type", typed, stranger, PART)
    denied = claim("count", russian, there, when, quantities=[some(2, 2, "aircraft")], denies=True)
    yield Row("count: denied", denied, seen(), NO)
    empty = claim("count", russian, there, when)
    yield Row("count: no number", empty, seen(), OPEN)


def firsts() -> Iterator[Row]:
    """For the first time."""
    there = [place("SVMI")]
    said = claim("first_time", by_registration(CARGO), there, on("23"))
    earlier = Leg("GOBD", "SVMI", at("2018-12-10T08:00"), at("2018-12-10T16:00"))
    away = Leg("SVMI", "UUMU", at("2018-12-14T07:00"), at("2018-12-14T20:00"))
    yield Row("never before", said, seen(), PART)
    yield Row("before", said, world(Journey(CARGO, [earlier, away, *cargo_legs()])), NO)
    yield Row(
        "denied, before",
        said._replace(polarity="denies"),
        world(Journey(CARGO, [earlier, away, *cargo_legs()])),
        YES,
    )
    yield Row("denied, never before", said._replace(polarity="denies"), seen(), OPEN)
    yield Row("never before, unwatched", said, seen(unwatched=["SVMI"]), OPEN)
    ghost = earlier._replace(doubted=70)
    yield Row("before only by spoofed positions", said, world(Journey(CARGO, [ghost, *cargo_legs()])), PART)
    other = Journey(SISTER, [earlier, away])
    yield Row("before another airframe", said, world(Journey(CARGO, cargo_legs()), other), PART)
    kind = claim("first_time", by_type("A124"), there, on("23"))
    both = frozenset({CARGO.icao24, SISTER.icao24})
    yield Row("before another of the type", kind, world(Journey(CARGO, cargo_legs()), other), NO, None, both)
    yield Row("not seen at all", said, nobody(), OPEN)


def pairs() -> Iterator[Row]:
    """Together."""
    two = [by_registration(CARGO), by_registration(AIRLINER)]
    there = [place("SVMI")]
    yield Row("together there", claim("together", two, there, on("23", "24")), seen(), YES)
    yield Row("together there, denied", claim("together", two, there, on("23", "24"), denies=True), seen(), NO)
    alone = world(Journey(CARGO, cargo_legs()))
    yield Row("one of two", claim("together", two, there, on("23", "24")), alone, PART)
    yield Row("nobody", claim("together", two, there, on("23", "24")), nobody(), OPEN)
    apart = world(
        Journey(CARGO, [leg("GOBD-SVMI", "10T07:00", "10T14:00"), leg("SVMI-GOBD", "11T07:00", "11T14:00")]),
        Journey(AIRLINER, [leg("GOBD-SVMI", "20T07:00", "20T14:00"), leg("SVMI-GOBD", "21T07:00", "21T14:00")]),
    )
    yield Row("ten days apart", claim("together", two, there, on("09", "22")), apart, OPEN)


def bounds() -> Iterator[Row]:
    """What fits on board."""
    there, when = [place("SVMI", "to")], on("23")
    for who, low, high, verdict in (
        (by_type("A124"), 31, 39, "plausible"),
        (by_type("IL62"), 31, 39, "implausible"),
        ([by_type("A124"), by_type("IL62")], 31, 39, "plausible"),
        (by_type("A124"), 160, 200, "implausible"),
        (by_type("A124"), 140, 200, "plausible"),
        (by_type("C30J"), 31, 39, "implausible"),
        (by_registration(CARGO), 31, 39, "plausible"),
    ):
        said = claim("payload", who, there, when, quantities=[some(low, high, "tonne")])
        yield Row(f"{low} t on {who}", said, seen(statements=[stated(CARGO, "registration", "RA-82035")]), verdict)
    for who, low, high, verdict in (
        (by_type("IL62"), 90, 110, "plausible"),
        (by_type("IL62"), 0, 100, "plausible"),
        (by_type("IL62"), 300, 300, OPEN),
        (by_type("IL62"), 400, 400, "implausible"),
        ([by_type("A124"), by_type("IL62")], 100, 100, "plausible"),
        (by_type("C30J"), 500, 500, "implausible"),
        (by_type("C17"), 500, 500, OPEN),
        (by_type("C17"), 823, 823, OPEN),
        (by_type("C17"), 2000, 2000, "implausible"),
    ):
        said = claim("personnel", who, there, when, quantities=[some(low, high, "person")])
        yield Row(f"{low} people on {who}", said, seen(), verdict)
    heavy = claim("payload", by_type("IL62"), there, when, quantities=[some(90, 90, "tonne")], denies=True)
    yield Row("denied, beyond the bound", heavy, seen(), "plausible")
    light = claim("payload", by_type("A124"), there, when, quantities=[some(35, 35, "tonne")], denies=True)
    yield Row("denied, within the bound", light, seen(), OPEN)
    yield Row("no mass", claim("payload", by_type("A124"), there, when), seen(), BLIND, "payload_unobservable")
    yield Row("no number", claim("personnel", by_type("IL62"), there, when), seen(), BLIND, "persons_unobservable")
    unknown = claim("payload", mention(words="a plane"), there, when, quantities=[some(35, 35, "tonne")])
    yield Row("no type", unknown, nobody(), BLIND, AMBIGUOUS)
    yield Row("larger airlift", claim("scale", by_type("A124"), there, when), seen(), NEVER)
    yield Row("why", claim("purpose", by_type("A124"), there, when), seen(), BLIND, "purpose_unobservable")
    yield Row("an opinion", claim("none"), seen(), NEVER)
    yield Row("a kind that nobody knows", claim("weather"), seen(), NEVER)


def earlier() -> Iterator[Row]:
    """What a report recalls, and what it foretells."""
    there = [place("SVMI")]
    december = on("2018-12-10", "2018-12-15")
    came = world(Journey(CARGO, [Leg("UUMU", "SVMI", at("2018-12-10T01:00"), at("2018-12-10T16:20"))]))
    bombers = claim("prior_event", by_type("T160", flag_state="RU", number=2), there, december)
    yield Row("bombers that do not broadcast", bombers, came, BLIND, SILENT, frozenset())
    yield Row("a transport then", claim("prior_event", by_registration(CARGO), there, december), came, YES)
    old = claim("prior_event", by_registration(CARGO), there, on("2013-10-28", "2013-11-01"))
    yield Row("before the record", old, came, BLIND, NO_DATA)
    plan = Document("s", "capture-9", "official_statement", True, "Treasury", "2019", _PLAN)
    said = claim("scheduled_event", (), (), on("2019-04-28", zone="UTC"), quote="Sanctions on oil exports begin")
    yield Row("set in a statement", said, seen()._replace(documents=[plan]), YES)
    yield Row("set in no statement", said, seen(), NEVER)
    report = plan._replace(primary=False)
    yield Row("set in a report", said, seen()._replace(documents=[report]), NEVER)
    eighth = claim("scheduled_event", (), (), on("2019-04-08", zone="UTC"), quote="Sanctions on oil exports begin")
    yield Row("another date", eighth, seen()._replace(documents=[plan]), NEVER)


_PLAN = "The sanctions on exports of oil are to begin on 28 April 2019."
_READOUT = (
    "The Secretary told the Minister that the United States will not stand idle while the situation gets worse. "
    "He said that 99 specialists had come."
)


def words_said() -> Iterator[Row]:
    """Words put into a mouth."""
    readout = Document("s", "capture-9", "press_readout", True, "State Department", "2019-03-25", _READOUT)
    facts = seen()._replace(documents=[readout])
    for quote, verdict in (
        ("“will not stand idle while the situation gets worse”", YES),
        ("“will stand idle while the situation gets worse”", NO),
        ("“will not stand idle when the situation gets worse”", PART),
        ("“would impose further painful measures on the ministry”", OPEN),
        ("He said “that 100 specialists had come”", NO),
        ("He said “that 99 specialists had come”", YES),
        ("“not idle”", OPEN),
    ):
        yield Row(f"quoted {quote}", claim("text_match", quote=quote), facts, verdict)
    yield Row("no statement", claim("text_match", quote="will not stand idle"), seen(), NEVER)
    own = readout._replace(capture_id="capture-1")
    yield Row(
        "its own text", claim("text_match", quote="will not stand idle"), seen()._replace(documents=[own]), NEVER
    )


def rows() -> list[Row]:
    """Every planted case."""
    kinds = (
        arrivals, presences, departures, types, operators, flags, headings, stops, patterns, counts, firsts, pairs,
        bounds, earlier, words_said,
    )  # fmt: skip
    return [row for kind in kinds for row in kind()]


def dangerous(row: Row, verdict: str, icao24s: frozenset[str], opposing: int) -> bool:
    """Contradicted with nothing seen against it, or for it with the evidence of the wrong aircraft."""
    alone = verdict == NO and not opposing
    return alone or (verdict in {YES, PART} and not icao24s <= row.right and row.claim.polarity == "asserts")
