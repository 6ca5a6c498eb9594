"""Who: the addresses that an ID on the command line stands for; several are said."""

from skywitness.cli.errors import notice, usage
from skywitness.pipeline import who
from skywitness.store.archive import Archive


def find_aircraft(archive: Archive, text: str) -> list[str]:
    """Addresses that are this address or bear this registration, in any case, hyphens or not.

    Raises:
        Failure: there is no such aircraft; the message names near ones.
    """
    with usage():
        found = who.find_aircraft(archive, text)
    if len(found) > 1:
        notice(f"{text} is {len(found)} aircraft: {', '.join(found)}")
    return found


def find_all(archive: Archive, texts: list[str]) -> list[str]:
    """Addresses that any of these IDs stands for.

    Raises:
        Failure: one of them is not there.
    """
    return sorted({icao24 for text in texts for icao24 in find_aircraft(archive, text)})
