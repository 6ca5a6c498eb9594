"""FAA: the Aircraft Registry of the United States, as its releasable database (a zip with a few CSV files).

``MASTER.txt`` holds what is registered, ``DEREG.txt`` what no longer is, ``ACFTREF.txt`` makers and models by the
seven characters of ``MFR MDL CODE``. Columns are those of the FAA's ``ardata.pdf``; headings of DEREG are written
with hyphens, and older ones give the Mode S code in octal only. Cells are padded, never quoted, and a line ends
with one comma too many. Dates are YYYYMMDD.

The certificate's issue is the first day of a row; the cancellation is its end. That a certificate expires is no
end: it is renewed as a rule. The type of registrant (1 individual ... 5 government ...) is kept in words as a tag;
the FAA registers no military aircraft and grades none.
"""

import io
import zipfile
import zlib
from datetime import date
from pathlib import Path
from typing import Final

import polars as pl

from skywitness.store.registers.csv_rows import LINE, Dialect, Rows, need, rows_of, text_of
from skywitness.store.registers.shape import parsed
from skywitness.store.registers.source import Parsed, Rejected, Source, SourceFileError
from skywitness.store.registers.unpack import unpacked

_REGISTRANTS: Final = {
    "1": "individual",
    "2": "partnership",
    "3": "corporation",
    "4": "co-owned",
    "5": "government",
    "7": "limited liability company",
    "8": "non-citizen corporation",
    "9": "non-citizen co-owned",
}
_MASTER: Final = {
    "n-number": "registration",
    "serial number": "serial_number",
    "mfr mdl code": "code",
    "year mfr": "year",
    "type registrant": "registrant",
    "name": "owner",
    "cert issue date": "valid_from",
    "last action date": "stated_on",
    "mode s code": "octal",
    "mode s code hex": "icao24",
}
_DEREG: Final = {
    "n-number": "registration",
    "serial-number": "serial_number",
    "mfr-mdl-code": "code",
    "year-mfr": "year",
    "name": "owner",
    "cert-issue-date": "valid_from",
    "last-act-date": "stated_on",
    "cancel-date": "valid_to",
    "mode-s-code": "octal",
    "mode s code hex": "icao24",
    "mode-s-code-hex": "icao24",
}
_REFERENCE: Final = {"code": "code", "mfr": "maker", "model": "designation"}
_PLAIN: Final = Dialect(quote=None)
_DAMAGED: Final = (
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    EOFError,
    RuntimeError,
    ValueError,
    NotImplementedError,
)
_DEREG_LINES: Final = 10_000_000
"""Added to the lines of DEREG.txt, so that one number tells file and line apart."""


def read(path: Path, origin: str, most_bytes: int) -> Parsed:
    """Registered and deregistered aircraft.

    Raises:
        SourceFileError: not the zip, damaged, or without MASTER.txt.
    """
    content = unpacked(path, origin, most_bytes)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            files = {Path(entry.filename).name.upper(): entry for entry in archive.infolist()}
            if sum(entry.file_size for entry in files.values()) > most_bytes:
                raise SourceFileError(f"{origin}: more than {most_bytes:,} bytes; that is not the registry")
            texts: dict[str, str] = {
                name: text_of(archive.read(files[name]), f"{origin}: {name}")
                for name in ("MASTER.TXT", "DEREG.TXT", "ACFTREF.TXT")
                if name in files
            }
            days = [entry.date_time[:3] for name, entry in files.items() if name in texts]
    except _DAMAGED as error:
        raise SourceFileError(f"{origin}: not the FAA's zip, or damaged ({error}); download it again") from error
    if "MASTER.TXT" not in texts:
        raise SourceFileError(f"{origin}: no MASTER.txt in this zip; it is not the FAA's releasable database")
    return _registry(texts, origin, _day(max(days)))


def _registry(texts: dict[str, str], origin: str, as_of: date | None) -> Parsed:
    master = _rows(texts["MASTER.TXT"], f"{origin}: MASTER.txt", _MASTER)
    tables, rejected = [master.table], list(master.rejected)
    if "DEREG.TXT" in texts:
        gone = _rows(texts["DEREG.TXT"], f"{origin}: DEREG.txt", _DEREG)
        tables.append(gone.table.with_columns(pl.col(LINE) + _DEREG_LINES))
        rejected += [Rejected(f"dereg_{one.reason}", one.rows, one.lines) for one in gone.rejected]
    rows = pl.concat(tables, how="diagonal")
    models = _models(texts.get("ACFTREF.TXT", "code,mfr,model\n"), origin)
    return parsed(_named(rows, models), rejected, as_of=as_of)


def _day(parts: tuple[int, ...]) -> date | None:
    try:
        return date(*parts)
    except ValueError:  # a zip may carry no date, written as month 0
        return None


def _rows(text: str, origin: str, wanted: dict[str, str]) -> Rows:
    rows = rows_of(text, origin, wanted, _PLAIN)
    need(rows, ("registration", "serial_number", "owner", "octal"), origin, SOURCE.name)
    text_columns = pl.col(pl.String).str.strip_chars()
    rows.table = rows.table.with_columns(text_columns)
    return rows


def _models(text: str, origin: str) -> pl.DataFrame:
    """Maker and model by code."""
    rows = rows_of(text, f"{origin}: ACFTREF.txt", _REFERENCE, _PLAIN)
    need(rows, ("code", "maker", "designation"), f"{origin}: ACFTREF.txt", SOURCE.name)
    cells = rows.table.with_columns(pl.col(pl.String).str.strip_chars())
    named = cells.select("code", model=pl.concat_str("maker", "designation", separator=" "))
    return named.unique("code", keep="first", maintain_order=True)


def _named(rows: pl.DataFrame, models: pl.DataFrame) -> pl.DataFrame:
    maybe = [name for name in ("icao24", "registrant", "valid_to") if name not in rows.columns]
    there = rows.with_columns(pl.lit(None, pl.String).alias(name) for name in maybe)
    octal = pl.col("octal").str.to_integer(base=8, strict=False)
    hexadecimal = pl.when(octal.is_between(1, 0xFFFFFE)).then(octal)
    written = pl.when(pl.col("icao24") != "").then("icao24")
    addressed = there.with_columns(octal=hexadecimal, icao24=written)
    from_octal = addressed["octal"].map_elements(lambda number: f"{number:06x}", return_dtype=pl.String)
    return (
        addressed.with_columns(
            icao24=pl.coalesce("icao24", from_octal),
            registration=pl.when(pl.col("registration") != "").then(pl.lit("N") + pl.col("registration")),
            flag_state=pl.lit("US"),
            tags=pl.lit("registrant: ") + pl.col("registrant").replace_strict(_REGISTRANTS, default=None),
        )
        .with_columns(pl.col("valid_from", "valid_to", "stated_on").str.to_date("%Y%m%d", strict=False))
        .join(models, on="code", how="left", maintain_order="left")
        .drop("octal", "code", "registrant")
    )


SOURCE: Final = Source(
    name="faa",
    url="https://registry.faa.gov/database/ReleasableAircraft.zip",
    licence="public domain (FAA Aircraft Registry)",
    file="faa.zip",
    least_rows=100_000,  # about a third of the aircraft registered in 2014 (316,681, the FAA's count)
    most_bytes=2_000_000_000,
    what="register of the United States with owners, certificates and cancellations",
    read=read,
    by_default=False,
)
"""Where public programs fetch it; if it refuses a program, a browser's download is given with ``--from``."""
