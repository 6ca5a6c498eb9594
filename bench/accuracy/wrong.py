"""Wrong answers as a list: what the track looked like at that end, for whoever looks for a fault of principle."""

from collections.abc import Iterable, Mapping
from itertools import pairwise

import polars as pl
from answers import Answer, Samples
from fields import fields
from labelled import Labelled
from scoring import off_nm, same_field

from skywitness.measure.geodesy import way_nm
from skywitness.model import Flight


def wrong_answers(labelled: Labelled, answers: Iterable[Answer]) -> list[str]:
    """One line for each wrong answer that is not held out."""
    table, lines = fields(), []
    for answer in answers:
        truth = labelled.truths[answer.truth]
        want = truth.adep if answer.departure else truth.ades
        if want is None or answer.code is None or truth.held_out or same_field(table, answer.code, want):
            continue
        word = "from" if answer.departure else "to"
        kinds = f"{table.kind_of(want)} -> {table.kind_of(answer.code)}"
        off = f"{off_nm(table, answer.code, want):.1f} NM apart"
        lines.append(
            f"[{labelled.name}] {truth.flight} {word} {want}: said {answer.code} ({kinds}, {off}); {answer.note}; "
            f"{track_end(labelled, answer, want)}"
        )
    return lines


def merged_flights(labelled: Labelled, samples: Samples, flights: Mapping[str, list[Flight]]) -> list[str]:
    """One line for each flight found that holds two true ones, none of them held out."""
    lines = []
    for icao24, own in flights.items():
        rows = samples.icao24 == icao24
        times, truths = samples.time_s[rows], samples.truth[rows]
        for flight in own:
            inside = (times >= flight.first_seen_at.timestamp()) & (times <= flight.last_seen_at.timestamp())
            held = [int(truth) for truth in dict.fromkeys(truths[inside].tolist())]
            if len(held) > 1 and not labelled.truths[held[0]].held_out:
                lines.append(f"[{labelled.name}] merged into {flight.flight_id}: {_joints(labelled, held)}")
    return lines


def _joints(labelled: Labelled, held: list[int]) -> str:
    """What lay between the true flights that were taken for one."""
    words = []
    for before, after in pairwise(held):
        one, other = labelled.truths[before], labelled.truths[after]
        ended, began = (
            labelled.positions.filter(pl.col("truth") == before)["observed_at"].max(),
            labelled.positions.filter(pl.col("truth") == after)["observed_at"].min(),
        )
        silence = (began - ended).total_seconds() / 60
        stay = (other.takeoff_s - one.landing_s) / 60 if one.landing_s and other.takeoff_s else float("nan")
        signs = [
            labelled.positions.filter(pl.col("truth") == at)["callsign"].drop_nulls().unique().to_list()
            for at in (before, after)
        ]
        ends = (
            track_end(labelled, Answer(before, False, None), str(one.ades)),
            track_end(labelled, Answer(after, True, None), str(other.adep)),
        )
        words.append(
            f"{one.flight} to {one.ades}, stay {stay:.0f} min, silent {silence:.0f} min, callsigns {signs}; "
            f"{ends[0]}; then {ends[1]}"
        )
    return " / ".join(words)


def track_end(labelled: Labelled, answer: Answer, want: str) -> str:
    """The first or last positions of a flight: distance from the true field, height, speed, course."""
    table = fields()
    rows = labelled.positions.filter(pl.col("truth") == answer.truth).sort("observed_at")
    outer = rows.head(3) if answer.departure else rows.tail(3)
    field = table.by_ident.get(table.canonical(want) or "")
    words = []
    for row in outer.iter_rows(named=True):
        away = "" if field is None else f"{_away(row, field.lat_deg, field.lon_deg):.1f} NM off "
        height = row["baro_altitude_ft"]
        high = (
            "no altitude" if height is None else f"{height - (field.elevation_ft if field else 0):.0f} ft over it"
        )
        ground = " ground" if row["on_ground"] else ""
        words.append(
            f"{away}{high} {row['ground_speed_kt'] or 0:.0f} kt {row['vertical_rate_fpm']} fpm "
            f"course {row['track_deg']}{ground}"
        )
    return f"{len(rows)} positions, " + ("first: " if answer.departure else "last: ") + " | ".join(words)


def _away(row: dict[str, float], lat: float, lon: float) -> float:
    return way_nm(row["lat_deg"], row["lon_deg"], lat, lon)
