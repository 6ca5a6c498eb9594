"""Flag states: what address and registration say side by side, and that sentences claim no more than they know."""

import re
import tarfile
from functools import cache
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from made_registrations import formed
from skywitness.reference.flag_state_columns import blocks_of, flag_states_of
from skywitness.reference.flag_state_verdict import BLOCK_USED, CONSISTENT, OPEN_REGISTERS, SUCCESSORS
from skywitness.reference.flag_states import FlagStateReader, FlagStates
from skywitness.reference.nationality_marks import NationalityMarks
from skywitness.store.packaged import aircraft_blocks, table


@cache
def reader() -> FlagStateReader:
    marks = NationalityMarks.from_rows(table("nationality_marks"))
    return FlagStateReader(aircraft_blocks(), marks, {"RU": "Russia", "GB": "United Kingdom", "BM": "Bermuda"})


@pytest.mark.parametrize(
    ("icao24", "registration", "by_address", "by_registration", "verdict"),
    [
        ("154073", "RA-82035", "RU", ["RU"], "agree"),
        ("1551E0", "RA-86496", "RU", ["RU"], "agree"),
        ("424333", "VP-BXX", "GB", ["BM"], "open register"),
        ("43ea00", "M-YSKY", "GB", ["IM"], "open register"),
        ("4ca123", "EI-SOA", "IE", ["IE"], "open register"),
        ("486123", "P4-TRV", "NL", ["AW"], "open register"),
        ("400001", "VP-FBB", "GB", ["FK"], "territory"),
        ("780001", "B-HLA", "CN", ["HK"], "territory"),
        ("489000", "PJ-DVG", "PL", ["CW", "SX"], "differ"),
        ("484000", "PJ-DVG", "NL", ["CW", "SX"], "territory"),
        ("a00001", "PP-HRK", "US", ["BR"], "differ"),
        ("ae1234", "03-3119", "US", [], "no mark"),
        ("3b1234", "SECUR", "FR", ["SE"], "unclear"),
        ("150000", "CCCP-86000", "RU", ["SU"], "former mark"),
        ("a00001", "CCCP-86000", "US", ["SU"], "differ"),
        ("a00001", None, "US", [], "address only"),
        ("~2a1b3c", "G-ABCD", None, ["GB"], "no address"),
        ("000000", "G-ABCD", None, ["GB"], "no address"),
        ("FFFFFF", None, None, [], "no address"),
        ("a1b2c3d", None, None, [], "no address"),
        ("f0a1fa", "N14SU", None, ["US"], "unallocated"),
        (None, "G-ABCD", None, ["GB"], "registration only"),
        (None, " ", None, [], "nothing"),
    ],
)
def test_verdicts(
    icao24: str | None, registration: str | None, by_address: str | None, by_registration: list[str], verdict: str
) -> None:
    found = reader().of(icao24, registration)
    assert (found.by_address, list(found.by_registration), found.verdict) == (by_address, by_registration, verdict)


def test_another_registration_of_the_blocks_state_speaks_for_an_old_address() -> None:
    found = reader().of("a00001", "PP-HRK", others=["03-3119", "N1AB"])
    assert found.verdict == "not re-coded"
    assert "N1AB, also given to the address" in found.sentence
    assert reader().of("a00001", "PP-HRK", others=["PP-XYZ", "03-3119"]).verdict == "differ"
    assert reader().of("a00001", "N2AB", others=["PP-XYZ"]).verdict == "agree"


def test_an_operator_of_a_third_state_is_named() -> None:
    leased = reader().of("424333", "VP-BXX", operator_state="RU")
    assert "The operator is of Russia (RU), another state than that of the register." in leased.sentence
    assert "operator is" not in reader().of("154073", "RA-82035", operator_state="RU").sentence
    assert "operator is" not in reader().of("154073", "03", operator_state="US").sentence


def test_sentences_are_of_what_was_given() -> None:
    assert reader().of("154073", "RA-82035").sentence == (
        "Address 154073 is from the block of Russia (RU). RA-82035 bears the mark RA of Russia (RU). "
        "Both name the same state of register, which need not be that of owner or operator."
    )
    assert reader().of("424333", "VP-BXX").sentence == (
        "Address 424333 is from the block of United Kingdom (GB). VP-BXX bears the mark VP-B of Bermuda (BM). "
        "That register has no block of its own; its addresses are from the block of United Kingdom (GB). "
        "Owners and operators of other states use this register: it does not show who flies."
    )
    assert reader().of("154073", "RF-12345").sentence.count("not surely, of its civil register") == 1


addresses = st.one_of(
    st.none(),
    st.integers(0, 0xFFFFFF).map(lambda number: f"{number:06x}"),
    st.sampled_from(["000000", "ffffff", "~a1b2c3", "", "7", "zzzzzz", "154073"]),
)
registrations = st.one_of(
    st.none(), st.text("ABN-17 +", max_size=7), formed().map(lambda case: case[1]), st.just("03-3119")
)


@given(addresses, registrations, st.lists(registrations.filter(lambda text: text is not None), max_size=2))
def test_sentences_never_claim_without_evidence(
    icao24: str | None, registration: str | None, others: list[str]
) -> None:
    found = reader().of(icao24, registration, others=others)
    match = reader().marks.state_of(registration)
    assert found.by_address == aircraft_blocks().flag_state((icao24 or "").strip().lower())
    assert found.by_registration == (match.states if match else ())
    named = {found.by_address, *found.by_registration, None}
    codes = {word.strip("().,;") for word in found.sentence.replace(registration or "\0", "").split()}
    states = set(aircraft_blocks().state) - {"IS", "NO", "AN", "IT", "BY", "A", "N", "B"}
    assert not ((codes & states) - named - {match.mark if match else None})
    assert ("from the block of" in found.sentence.split(". ")[0]) == (found.by_address is not None)
    assert ("Both name the same" in found.sentence) == (found.verdict == "agree")
    assert ("not re-coded" in found.sentence) <= (found.verdict == "not re-coded")
    assert ("bears the mark" in found.sentence) <= (match is not None)
    _consistent(found)


def _consistent(found: FlagStates) -> None:
    if found.verdict not in CONSISTENT:
        return
    block = found.by_address
    assert block is not None
    assert any(
        block in {state, BLOCK_USED.get(state)} or block in SUCCESSORS.get(state, ())
        for state in found.by_registration
    )
    if found.verdict == "open register":
        assert OPEN_REGISTERS.issuperset(found.by_registration)


@given(st.lists(st.tuples(addresses, registrations)))
def test_columns_agree_with_single_ones(pairs: list[tuple[str | None, str | None]]) -> None:
    icao24 = pl.Series([address for address, _ in pairs], dtype=pl.String)
    written = pl.Series([registration for _, registration in pairs], dtype=pl.String)
    columns = flag_states_of(reader(), icao24, written)
    for (address, registration), row in zip(pairs, columns.iter_rows(), strict=True):
        single = reader().of(address, registration)
        assert row == (single.by_address, " ".join(single.by_registration) or None, single.verdict)


def test_blocks_of_a_column() -> None:
    asked = ["154073", None, "zz", "A00001", "+54073", "f0a1fa"]
    assert blocks_of(aircraft_blocks(), pl.Series(asked)).to_list() == ["RU", None, None, "US", None, None]


def test_no_territory_has_a_block_of_its_own() -> None:
    assert not set(BLOCK_USED) & set(aircraft_blocks().state)
    assert set(BLOCK_USED.values()) <= set(aircraft_blocks().state)


def test_in_a_table_of_the_world_nearly_all_agree(shared: Path) -> None:
    """VRS standing-data: 16,873 aircraft, read here without the project's reader."""
    archive = shared / "reference" / "vrs-standing-data.tar.gz"
    if not archive.is_file():
        pytest.skip(f"no {archive}")
    rows = _standing_data(archive)
    verdicts = flag_states_of(reader(), rows["ICAO"], rows["Registration"])["verdict"].value_counts()
    counts = dict(verdicts.iter_rows())
    assert rows.height > 16_000
    consistent = sum(counts.get(one, 0) for one in CONSISTENT)
    assert consistent / (consistent + counts.get("differ", 0) + counts.get("unclear", 0)) > 0.99
    assert counts.get("no mark", 0) / rows.height < 0.05


def _standing_data(archive: Path) -> pl.DataFrame:
    with tarfile.open(archive) as members:
        names = [name for name in members.getnames() if re.search(r"aircraft/schema-01/.*\.csv$", name)]
        texts = [members.extractfile(name) for name in names]
        return pl.concat(
            [pl.read_csv(text.read(), infer_schema=False).select("ICAO", "Registration") for text in texts if text]
        )
