"""Military addresses and callsigns, and names of fields."""

import polars as pl
import pytest

from skywitness.reference.military_fields import with_military
from skywitness.store.packaged import aircraft_blocks, military_blocks, military_designators, table


@pytest.mark.parametrize(
    ("icao24", "held"),
    [
        ("ae4af6", True),  # a C-37B of the United States
        ("adf7c8", True),
        ("adf7c7", False),  # N999ZZ and the like end there
        ("a835af", False),  # N628TS, a private jet
        ("43c001", True),
        ("400000", True),
        ("400040", False),
        ("154073", False),  # RA-82035: of Russia no block is known
        ("~ae4af6", False),
        ("AE4AF6", False),
        ("", False),
        ("zzzzzz", False),
    ],
)
def test_addresses(icao24: str, *, held: bool) -> None:
    assert military_blocks().holds(icao24) is held


def test_blocks_do_not_overlap_and_lie_in_their_states() -> None:
    flags = aircraft_blocks()
    blocks = sorted((row["first_icao24"], row["last_icao24"], row["state"]) for row in table("military_blocks"))
    for (first, last, state), following in zip(blocks, [*blocks[1:], ("ffffff", "", "")], strict=True):
        assert first <= last < following[0]
        assert state in {"NATO", flags.flag_state(first), flags.flag_state(last)}


@pytest.mark.parametrize(
    ("callsign", "operator"),
    [
        ("RCH123", "Air Mobility Command"),
        ("RRR4567 ", "Royal Air Force"),
        ("chd8081", "223 Flight Unit State Airline"),
        ("TTF5A", "224th Flight Unit"),
        ("IAM3128", "Italian Air Force"),
        ("RCH", None),
        ("RCHAB", None),  # no flight number
        ("RYR12AB", None),
        ("BAW117", None),
        ("RRR12345678", None),
        ("SPA123", None),  # Sierra Pacific
        ("", None),
        (None, None),
    ],
)
def test_callsigns(callsign: str | None, operator: str | None) -> None:
    found = military_designators().match(callsign)
    assert (found.operator if found else None) == operator


@pytest.mark.parametrize(
    ("name", "kind", "scheduled", "keywords", "use"),
    [
        ("Incirlik Air Base", "medium", False, "", "military"),
        ("Ein Shemer Airport; Base Aérea de Talavera", "medium", False, "", "military"),
        ("Base aérienne 125", "medium", False, "", "military"),
        ("Fliegerhorst Holzdorf", "medium", False, "", "military"),
        ("Misawa Air Base", "medium", True, "", "joint"),
        ("Tucson International Airport / Morris ANG Base", "medium", False, "", "joint"),
        ("Springfield Airport", "medium", True, "Springfield Air Base", "joint"),
        ("Springfield Airport", "small", False, "Springfield Air Base", "civil"),
        ("Springfield (former military)", "small", False, "", "civil"),
        ("Mount Royal Airport", "small", False, "", "civil"),
        ("Navy Point Seaplane Base", "seaplane_base", False, "", "civil"),
        ("Air Force Captain Jones Airport", "medium", True, "", "civil"),
        ("Grafton Airport", "small", False, "", "civil"),
    ],
)
def test_names_of_fields(name: str, kind: str, keywords: str, use: str, *, scheduled: bool) -> None:
    field = {"icao": "AAAA", "country": "XA", "names": name, "keywords": keywords, "kind": kind}
    nothing = pl.DataFrame(schema={"icao": pl.String, "use": pl.String})
    judged = with_military(pl.DataFrame([field | {"scheduled": scheduled}]), nothing)
    flags = {"military": (True, False), "joint": (True, True), "civil": (False, False)}
    assert judged.select("military", "joint").row(0) == flags[use]


def test_the_list_overrules_the_name() -> None:
    field = {"icao": "AAAA", "country": "XA", "names": "Alpha Air Base", "keywords": "", "kind": "medium"}
    listed = pl.DataFrame([{"icao": "AAAA", "use": "civil"}])
    judged = with_military(pl.DataFrame([field | {"scheduled": False}]), listed)
    assert judged["military"].to_list() == [False]
