"""Rows: what is known of the aircraft at some of a block's frames, as columns named as in StateVector."""

from collections.abc import Callable

import numpy as np
import polars as pl

from skywitness.decode.bulk.believe import SOURCES, Believed
from skywitness.decode.bulk.codes import callsign_text, squawk_text
from skywitness.decode.bulk.groups import Bools, Floats, Ints, starts_of
from skywitness.decode.bulk.roster import Roster, icao24_of
from skywitness.decode.bulk.said import FLOATS, Said, Values
from skywitness.decode.registers import EMERGENCY_WORDS
from skywitness.model import StateVector
from skywitness.model.message_columns import MessageColumns

_NUMBERS = (
    "baro_altitude_ft",
    "ground_speed_kt",
    "track_deg",
    "vertical_rate_fpm",
    "nic",
    "nac_p",
    "sil",
    "adsb_version",
)
_WORDS: dict[str, Callable[[int], str]] = {
    "callsign": callsign_text,
    "squawk": squawk_text,
    "emergency": lambda state: str(EMERGENCY_WORDS[state]),
}
_SOURCES = pl.Series(SOURCES)
_LATER = frozenset({"lat_deg", "lon_deg", "stale", "new_leg"})
_DESCRIBED = [name for name in StateVector._fields if name not in _LATER]


def no_rows() -> pl.DataFrame:
    """A table of no rows, with the columns and types of ``described``."""
    numbers = dict.fromkeys(_NUMBERS, pl.Int64) | dict.fromkeys(FLOATS, pl.Float64)
    types: dict[str, pl.DataType] = {name: kind() for name, kind in numbers.items()}
    types |= dict.fromkeys(("icao24", "position_source", "receiver", *_WORDS), pl.String())
    types |= dict.fromkeys(("lat_deg", "lon_deg"), pl.Float64()) | dict.fromkeys(
        ("geo_altitude_ft", "source_row"), pl.Int64()
    )
    types |= {"on_ground": pl.Boolean(), "observed_at": pl.Datetime("ms", "UTC")}
    return pl.DataFrame(schema={name: types[name] for name in _DESCRIBED})


def described(block: MessageColumns, believed: Believed, said: Said, roster: Roster, frames: Ints) -> pl.DataFrame:
    """A row for each of some believed frames, without its position.

    Args:
        block: the messages.
        believed: their believed frames.
        said: what they say.
        roster: their aircraft.
        frames: indices into the believed frames, ascending.
    """
    message, row = believed.message[frames], believed.row[frames]
    present = np.unique(row)
    names = pl.Series([icao24_of(key) for key in roster.keys[present].tolist()], dtype=pl.String)
    receivers = pl.Series([*block.receivers, None], dtype=pl.String)
    receiver = block.receiver[message].astype(np.int64)
    columns = {
        "icao24": names[np.searchsorted(present, row)],
        "observed_at": pl.Series(block.time_ms[message]).cast(pl.Datetime("ms", "UTC")),
        **_numbers(said, frames),
        "on_ground": _number(said, "on_ground", frames).cast(pl.Boolean),
        **{name: _words(name, said, frames) for name in _WORDS},
        "position_source": _SOURCES[believed.source[frames]],
        "receiver": receivers[np.where(receiver < 0, len(block.receivers), receiver)],
        "source_row": pl.Series(block.source_row[message]),
    }
    return pl.DataFrame([columns[name].alias(name) for name in _DESCRIBED])


def completed(rows: pl.DataFrame, lat: Floats, lon: Floats) -> pl.DataFrame:
    """Such rows with their places, NaN for none, in the order of StateVector's fields."""
    nowhere = np.isnan(lat)
    columns = {series.name: series for series in rows.get_columns()}
    columns |= {"lat_deg": _masked(lat, ~nowhere), "lon_deg": _masked(lon, ~nowhere)}
    columns |= dict.fromkeys(("stale", "new_leg"), pl.Series(np.zeros(len(lat), np.bool_)))  # no frame says so
    return pl.DataFrame([columns[name].alias(name) for name in StateVector._fields])


def _numbers(said: Said, frames: Ints) -> dict[str, pl.Series]:
    columns = {name: _number(said, name, frames) for name in _NUMBERS}
    geometric, known = said.known("geo_altitude_ft", frames)
    baro, has_baro = said.known("baro_altitude_ft", frames)
    difference, differs = said.known("geo_minus_baro_ft", frames)
    geometric = np.where(known, geometric, np.where(has_baro & differs, baro + difference, 0))
    return {**columns, "geo_altitude_ft": _masked(geometric, known | has_baro & differs)}


def _number(said: Said, name: str, frames: Ints) -> pl.Series:
    return _masked(*said.known(name, frames))


def _masked(values: Values, known: Bools) -> pl.Series:
    return pl.Series(values).set(pl.Series(~known), None)


def _words(name: str, said: Said, frames: Ints) -> pl.Series:
    """Texts, made once for each stretch of frames with the same."""
    values, known = said.known(name, frames)
    values = np.where(known, values, -1).astype(np.int64)
    begins = starts_of(values)
    texts = [None if value < 0 else _WORDS[name](value) for value in values[begins].tolist()]
    return pl.Series(texts, dtype=pl.String)[np.cumsum(begins) - 1]
