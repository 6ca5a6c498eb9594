"""Verify: check this export of a case with Python alone: python verify.py [FOLDER].

Every file is hashed and held against manifest-sha256.txt and tagmanifest-sha256.txt, as `sha256sum -c` does. Where
the log of the case is here, its chain is walked, and every record is held against the hash in its entry. Exit code
1, and the name of the file, where anything was changed, lost or slipped in.
"""

import csv
import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path

MANIFESTS = ("tagmanifest-sha256.txt", "manifest-sha256.txt")
GENESIS = "0" * 64
LOG, RECORDS, WITHHELD = "data/log.jsonl", "data/records", "data/withheld.csv"


def main(arguments: list[str]) -> int:
    """Check a folder and say what was found."""
    folder = Path(arguments[0]) if arguments else Path(__file__).resolve().parent
    found = [*_files(folder), *_log(folder)]
    for line in found:
        sys.stdout.write(f"{line}\n")
    sys.stdout.write(f"{folder.resolve().name}: {'NOT WHOLE' if found else 'whole'}\n")
    return 1 if found else 0


def _files(folder: Path) -> Iterator[str]:
    """Files that are not as the manifests say, missing, or in none of them."""
    named = {MANIFESTS[0]}
    for manifest in MANIFESTS:
        if not (folder / manifest).is_file():
            yield f"{manifest}: missing"
            continue
        for line in (folder / manifest).read_text("utf-8", "replace").splitlines():
            sha256, _, name = line.partition("  ")
            named.add(name)
            path = folder / name
            if not name or ".." in name or not path.is_file():
                yield f"{name or manifest}: missing (or changed: {manifest})"
            elif _sha256(path.read_bytes()) != sha256:
                yield f"{name}: changed (or its line in {manifest})"
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.relative_to(folder).as_posix() not in named:
            yield f"{path.relative_to(folder).as_posix()}: in no manifest"


def _log(folder: Path) -> Iterator[str]:
    """The chain of the log, and records against it; nothing where a profile leaves the log out."""
    if not (folder / LOG).is_file():
        return
    before, payloads = GENESIS, {}
    for number, line in enumerate((folder / LOG).read_text("utf-8", "replace").splitlines(), 1):
        try:
            entry = json.loads(line)
            said = entry.pop("entry_sha256")
        except (ValueError, KeyError, AttributeError):
            yield f"{LOG}: line {number} is no entry"
            return
        if (
            said != _sha256(_canonical(entry))
            or entry.get("previous_sha256") != before
            or entry.get("seq") != number
        ):
            yield f"{LOG}: the chain breaks at line {number}"
            return
        before = said
        if entry.get("action") == "append":
            payloads[number] = entry["payload_sha256"]
    yield from _records(folder, payloads)


def _records(folder: Path, payloads: dict[int, str]) -> Iterator[str]:
    seen = _withheld(folder)
    for path in sorted((folder / RECORDS).glob("*.tsv")):
        for line in path.read_bytes().splitlines():
            seq, _, record = line.partition(b"\t")
            number = int(seq) if seq.isdigit() else 0
            seen.add(number)
            if payloads.get(number) != _sha256(record):
                yield f"{RECORDS}/{path.name}: record {number} is not the one in the log"
    for number in sorted(payloads.keys() - seen):
        yield f"{LOG}: record {number} is not here, and not said to be withheld"


def _withheld(folder: Path) -> set[int]:
    """Numbers of records that the profile leaves out, as it says itself."""
    path = folder / WITHHELD
    if not path.is_file():
        return set()
    rows = csv.DictReader(path.read_text("utf-8", "replace").splitlines())
    return {int(row["seq"]) for row in rows if (row.get("seq") or "").isdigit()}


def _canonical(entry: dict[str, object]) -> bytes:
    """RFC 8785, for texts and whole numbers."""
    return json.dumps(entry, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
