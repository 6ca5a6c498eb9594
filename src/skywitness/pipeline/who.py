"""Who: the addresses that an ID as a user writes it stands for."""

from difflib import get_close_matches

import polars as pl

from skywitness.pipeline.refusal import NotHeldError
from skywitness.reference.register import bare, bare_column
from skywitness.reference.registrations import computed_registration
from skywitness.store.archive import Archive
from skywitness.store.register import addresses_of, lists

_SUGGESTIONS = 5


def find_aircraft(archive: Archive, text: str) -> list[str]:
    """Addresses that are this address or bear this registration, in any case, hyphens or not.

    An address counts when the archive has it or a fetched reference source lists it. A registration counts when a
    source states it or a flight is labelled with it; where neither is, when an address in the archive stands for
    it by its state's rule.

    Raises:
        NotHeldError: there is no such aircraft; the message names near ones.
    """
    address = text.strip().lower()
    data_dir = archive.folder.parent
    found = {address} if _has(archive, address) or lists(data_dir, address) else set()
    wanted = bare(text)
    if wanted:
        found |= _stated(archive, wanted) | _labelled(archive, wanted) | set(addresses_of(data_dir, text))
        found = found or _computed(archive, wanted)
    if not found:
        raise NotHeldError(
            f"no aircraft {text!r} in the archive or the reference sources{_suggestion(archive, text)}"
        )
    return sorted(found)


def find_all(archive: Archive, texts: list[str]) -> list[str]:
    """Addresses that any of these IDs stands for.

    Raises:
        NotHeldError: one of them is not there.
    """
    return sorted({icao24 for text in texts for icao24 in find_aircraft(archive, text)})


def _of(rows: pl.LazyFrame) -> set[str]:
    return set(rows.select(pl.col("icao24").unique()).collect()["icao24"].to_list())


def _has(archive: Archive, address: str) -> bool:
    if archive.positions(icao24s=[address]).select("icao24").head(1).collect().height:
        return True
    return bool(archive.statements().filter(pl.col("icao24") == address).head(1).collect().height)


def _stated(archive: Archive, wanted: str) -> set[str]:
    said = archive.statements().filter(pl.col("attribute") == "registration")
    return _of(said.filter(bare_column("value") == wanted))


def _labelled(archive: Archive, wanted: str) -> set[str]:
    return _of(archive.flights().filter(bare_column("registration") == wanted))


def _computed(archive: Archive, wanted: str) -> set[str]:
    return {icao24 for icao24 in _addresses(archive) if bare(computed_registration(icao24) or "") == wanted}


def _addresses(archive: Archive) -> list[str]:
    seen = archive.positions().select(pl.col("icao24").unique()).collect(engine="streaming")["icao24"]
    said = archive.statements().select(pl.col("icao24").unique()).collect()["icao24"]
    return pl.concat([seen, said]).unique().sort().to_list()


def _suggestion(archive: Archive, text: str) -> str:
    said = archive.statements().filter(pl.col("attribute") == "registration").select(pl.col("value").unique())
    labels = archive.flights().select(pl.col("registration").drop_nulls().unique())
    known = [*_addresses(archive), *said.collect()["value"], *labels.collect()["registration"]]
    written = {name.upper(): name for name in known if _is_near(name, text)}
    near = get_close_matches(text.upper(), sorted(written), n=_SUGGESTIONS, cutoff=0.7)
    return f"; near it: {', '.join(written[name] for name in near)}" if near else ""


def _is_near(name: str, text: str) -> bool:
    """A cheap first sieve, because comparing with each of 100,000 names takes seconds."""
    a, b = name.upper(), text.upper()
    return abs(len(a) - len(b)) <= 2 and (a[:3] == b[:3] or a[-3:] == b[-3:])
