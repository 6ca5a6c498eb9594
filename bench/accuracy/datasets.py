"""Recorded flights with known airports: whose label, or by which rule, stands with each."""

import csv
import gzip
import json
import os
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from fields import Fields, fields
from kept import on_disk
from labelled import Labelled, Truth, held_out, positions
from runway_truth import end_airport

from skywitness.measure.clock import parse_utc
from skywitness.movements.identity import Identity

SHARED = Path(os.environ.get("SKYWITNESS_SHARED", Path(__file__).parents[3] / "shared"))
RULED = "traffic's samples"
"""The set whose flights are cut by traffic's own rule, so that it cannot judge how flights are cut."""
_FLIGHT_BREAK_S = 600  # traffic's own: ten minutes without a position end a sample's flight


def samples() -> Path:
    """The folder of the recordings that the package ``traffic`` carries; it is not imported.

    Raises:
        SystemExit: the package is not installed.
    """
    spec = find_spec("traffic")
    if spec is None or spec.origin is None:
        raise SystemExit("the recordings of the package traffic are needed: pip install --no-deps traffic==2.13")
    return Path(spec.origin).parent / "data" / "samples"


@cache
def heathrow() -> Labelled:
    """Flights to and from London Heathrow of 2 August 2017 with the flight plans' airports (trrrj, MIT).

    Keyed by the airframe's address, so that two flights of one airframe are on one track.
    """
    with (SHARED / "data/labels/egll_flt_rt_2017-08-02.csv").open(encoding="utf-8") as lines:
        labels = {word: row for row in csv.DictReader(lines) for word in _ids(row["source_ids"])}
    frame = pl.read_csv(SHARED / "data/tracks/egll_positions_fr24_2017-08-02.csv")
    identities: dict[str, Identity] = {}
    truths: list[Truth] = []
    parts: list[pl.DataFrame] = []
    for (flight_id,), rows in frame.sort("event_time").group_by("flight_id", maintain_order=True):
        label = labels.get(str(flight_id))
        if label is None:
            continue
        icao24 = f"{int(label['aircraft_address'], 16):06x}"
        identities[icao24] = Identity(_or_none(label["aircraft_reg"]), _or_none(label["aircraft_type"]))
        parts.append(_heathrow_rows(rows, icao24, label["callsign"], len(truths)))
        ends = label["adep"], label["ades"]
        truths.append(Truth(label["callsign"], icao24, "recorded, flight plan", *ends, held_out=held_out(icao24)))
    return Labelled("Heathrow 2017", _sorted(parts), tuple(truths), identities)


def _ids(text: str) -> list[str]:
    return [word.strip("'").removeprefix("0x") for word in text.strip("[]").split()]


def _or_none(text: str) -> str | None:
    return None if text in {"", "NA"} else text


def _heathrow_rows(rows: pl.DataFrame, icao24: str, callsign: str, truth: int) -> pl.DataFrame:
    columns = {
        "time_s": [parse_utc(time).timestamp() for time in rows["event_time"]],
        "icao24": [icao24] * len(rows),
        "lat_deg": rows["latitude"],
        "lon_deg": rows["longitude"],
        "baro_altitude_ft": rows["altitude"],
        "ground_speed_kt": rows["speed"],
        "vertical_rate_fpm": rows["vert_speed"],
        "on_ground": rows["on_ground"] == 1,
        "callsign": [callsign] * len(rows),
    }
    return positions(columns, [truth] * len(rows))


@cache
def flightradar24() -> Labelled:
    """The four Flightradar24 playbacks of ``traffic`` with the network's own airports."""
    identities, truths, parts = {}, [], []
    for path in sorted((samples() / "fr24").glob("*.json")):
        flight = json.loads(path.read_text())["result"]["response"]["data"]["flight"]
        aircraft, track = flight["aircraft"], flight["track"]
        icao24 = aircraft["identification"]["modes"].lower()
        identities[icao24] = Identity(aircraft["identification"]["registration"], aircraft["model"]["code"])
        ends = (flight["airport"][end]["code"]["icao"] for end in ("origin", "destination"))
        sign = flight["identification"]["callsign"]
        columns = {
            "time_s": [point["timestamp"] for point in track],
            "icao24": [icao24] * len(track),
            "lat_deg": [point["latitude"] for point in track],
            "lon_deg": [point["longitude"] for point in track],
            "baro_altitude_ft": [point["altitude"]["feet"] for point in track],
            "ground_speed_kt": [point["speed"]["kts"] for point in track],
            "track_deg": [point["heading"] % 360 for point in track],
            "vertical_rate_fpm": [point["verticalSpeed"]["fpm"] for point in track],
            "callsign": [sign] * len(track),
        }
        parts.append(positions(columns, [len(truths)] * len(track)))
        truths.append(Truth(sign, icao24, "recorded, network's label", *ends, held_out=held_out(icao24)))
    return Labelled("Flightradar24 samples", _sorted(parts), tuple(truths), identities)


@cache
def by_runway() -> Labelled:
    """Samples of ``traffic`` whose ends a rule of our own shows beyond doubt (see ``runway_truth``).

    A flight is an address, a callsign and no break of ten minutes. Ends that the rule does not know are not
    scored.
    """
    return on_disk("by runway", _by_runway)


def _by_runway() -> Labelled:
    wanted = ("collections/quickstart", "collections/switzerland", "calibration/*", "featured/*", "surveillance/*",
              "tv_relay/vasaloppet", "surveys/*", "ambulances/*",
              "noisy/noisy_landing", "noisy/noisy_takeoff")  # fmt: skip
    paths = [path for word in wanted for path in sorted(samples().glob(f"{word}.json.gz"))]
    frames = [_sample(path, place) for place, path in enumerate(paths)]
    table, truths, parts = fields(), [], []
    for rows in (flight for frame in frames for flight in _flights(frame)):
        truth = _runway_truth(table, rows)
        known = truth.adep is not None or truth.ades is not None
        parts.append(rows.with_columns(pl.lit(len(truths) if known else -1, pl.Int64).alias("truth")))
        truths += [truth] if known else []
    return Labelled(RULED, _sorted(parts), tuple(truths), {})


def sample(name: str) -> pl.DataFrame:
    """Positions of one of traffic's recordings, by folder and name."""
    return _sample(samples() / f"{name}.json.gz", 0)


def _sample(path: Path, place: int) -> pl.DataFrame:
    """One sample; small ones are moved by months, as one airframe is in several of them."""
    data = json.loads(gzip.decompress(path.read_bytes()))
    if isinstance(data, dict):  # columns of row number to value
        data = pl.DataFrame(
            {name: list(column.values()) for name, column in data.items()}, strict=False
        ).to_dicts()
    rows = [row for row in data if row.get("latitude") is not None and row.get("icao24")]
    columns: dict[str, Any] = {
        "time_s": [row["timestamp"] / 1000 for row in rows],
        "icao24": [row["icao24"].lower() for row in rows],
        "lat_deg": [row["latitude"] for row in rows],
        "lon_deg": [row["longitude"] for row in rows],
        "baro_altitude_ft": [row.get("altitude") for row in rows],
        "geo_altitude_ft": [row.get("geoaltitude") for row in rows],
        "ground_speed_kt": [row.get("groundspeed") for row in rows],
        "track_deg": [row.get("track") for row in rows],
        "vertical_rate_fpm": [row.get("vertical_rate") for row in rows],
        "on_ground": [row.get("onground") for row in rows],
        "callsign": [(row.get("callsign") or "").strip() or None for row in rows],
    }
    frame = positions(columns, [-1] * len(rows))
    return (
        frame
        if "collections" in str(path)
        else frame.with_columns(pl.col("observed_at") + pl.duration(days=30 * place))
    )


def _flights(frame: pl.DataFrame) -> Iterator[pl.DataFrame]:
    gap = pl.col("observed_at").diff().over("icao24") > pl.duration(seconds=_FLIGHT_BREAK_S)
    change = pl.col("callsign") != pl.col("callsign").shift().over("icao24")
    cut = (gap | change).fill_null(value=False).cum_sum().over("icao24")
    for _, rows in frame.with_columns(cut.alias("cut")).group_by("icao24", "cut", maintain_order=True):
        yield rows.drop("cut")


def _runway_truth(table: Fields, rows: pl.DataFrame) -> Truth:
    air = rows.filter(~pl.col("on_ground").fill_null(value=False))
    columns = [
        air[name].cast(pl.Float64).fill_null(np.nan).to_numpy()
        for name in ("lat_deg", "lon_deg", "baro_altitude_ft", "ground_speed_kt")
    ]
    ends = [end_airport(table, *columns, landing=landing) if len(air) > 5 else None for landing in (False, True)]
    icao24, sign = rows["icao24"][0], rows["callsign"][0]
    return Truth(f"{sign} {icao24}", icao24, "recorded, runway rule", *ends, held_out=held_out(icao24))


@cache
def hercules() -> Labelled:
    """AE4AF6, 4 to 6 February 2025: Norfolk, Guantánamo, Charleston; Charleston, Soto Cano, Charleston."""
    frame = pl.read_csv(SHARED / "data/tracks/ae4af6_rch431_rch587_20250204_06.csv").sort("point_time")
    times = np.array([parse_utc(time).timestamp() for time in frame["point_time"]])
    starts = [times[0], *times[1:][np.diff(times) > 3600]]  # its two unseen stops, and the night between
    truth = np.searchsorted(starts, times, side="right") - 1
    columns = {
        "time_s": times,
        "icao24": frame["icao"],
        "lat_deg": frame["lat"],
        "lon_deg": frame["lon"],
        "baro_altitude_ft": frame["altitude"],
        "ground_speed_kt": frame["ground_spe"],
        "track_deg": frame["heading"],
        "callsign": frame["call_sign"],
    }
    ends = (("KNGU", "MUGM"), ("MUGM", "KCHS"), ("KCHS", "MHSC"), ("MHSC", "KCHS"))
    truths = tuple(Truth(f"AE4AF6 {a}-{b}", "ae4af6", "recorded, known case", a, b) for a, b in ends)
    return Labelled("AE4AF6", positions(columns, truth), truths, {"ae4af6": Identity("08-5678", "C30J")})


@cache
def four_flights() -> Labelled:
    """N899DN over 23 h: four flights, of which the Belize area and an unnamed field are two ends."""
    trace = json.loads((SHARED / "data/tracks/trace_full_ac671b.json").read_text())
    points = trace["trace"]
    times = np.array([trace["timestamp"] + point[0] for point in points])
    details = [point[8] if isinstance(point[8], dict) else {} for point in points]
    columns = {
        "time_s": times,
        "icao24": [trace["icao"]] * len(points),
        "lat_deg": [point[1] for point in points],
        "lon_deg": [point[2] for point in points],
        "baro_altitude_ft": [None if point[3] == "ground" else point[3] for point in points],
        "on_ground": [point[3] == "ground" for point in points],
        "ground_speed_kt": [point[4] for point in points],
        "track_deg": [point[5] for point in points],
        "vertical_rate_fpm": [point[7] for point in points],
        "callsign": [detail.get("flight", "").strip() or None for detail in details],
        "stale": [bool(int(point[6]) & 1) for point in points],
    }
    starts = [times[0], *_starts(points, times)]
    truth = np.searchsorted(starts, times, side="right") - 1
    ends = ((None, "KMSP"), ("KMSP", None), (None, "KMSP"), ("KMSP", "KDEN"))
    truths = tuple(
        Truth(f"N899DN {a or '?'}-{b or '?'}", trace["icao"], "recorded, known case", a, b) for a, b in ends
    )
    return Labelled(
        "N899DN", positions(columns, truth), truths, {trace["icao"]: Identity("N899DN", trace.get("t"))}
    )


def _starts(points: list[list[Any]], times: np.ndarray) -> list[float]:
    """The breaks between its four flights: on the ground at Minneapolis, and 8.4 h heard nowhere."""
    ground = np.array([point[3] == "ground" for point in points])
    quiet = np.append(False, np.diff(times) > 6 * 3600)
    off = np.append(False, ground[:-1] & ~ground[1:])
    return sorted({float(time) for time in times[quiet | off]})


def recorded() -> list[Labelled]:
    """Every recorded set."""
    return [heathrow(), flightradar24(), by_runway(), hercules(), four_flights()]


def _sorted(parts: list[pl.DataFrame]) -> pl.DataFrame:
    return pl.concat(parts).sort("icao24", "observed_at", maintain_order=True)
