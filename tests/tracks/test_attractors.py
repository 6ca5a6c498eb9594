"""Attractors: places to which several airframes jumped."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import polars as pl

from made_tracks import Fix, leg, made_track
from skywitness.model import Doubt, FalsePlace, Track
from skywitness.tracks.attractors import Attractors, false_places
from skywitness.tracks.doubts import doubts

HOUR = datetime(2019, 3, 23, tzinfo=UTC)


def jumping(icao24: str, rows: range = range(20, 26), lat: float = 33.82) -> Track:
    """Straight flight over Germany but for a stretch at Beirut."""
    fixes = leg(Fix(0, 50.0, 8.0, 35_000, 450), 52.0, 8.0, 35_000, 450)
    for row in rows:
        fixes[row] = fixes[row]._replace(lat_deg=lat + row * 1e-4, lon_deg=35.49)
    return made_track(fixes, icao24)


def evidence(tracks: list[Track]) -> pl.DataFrame:
    rows = [place for track in tracks for place in false_places(track, doubts(track))]
    return pl.DataFrame(rows, schema=FalsePlace._fields, orient="row")


def test_the_evidence_is_the_cell_and_the_hour() -> None:
    track = jumping("4ca2d1")
    assert false_places(track, doubts(track)) == [FalsePlace("4ca2d1", 33.8, 35.4, HOUR)]


def test_an_honest_track_gives_no_evidence() -> None:
    track = jumping("4ca2d1", rows=range(0))
    assert false_places(track, doubts(track)) == []


def test_cells_are_floors_on_either_side_of_the_equator_and_of_greenwich() -> None:
    track = made_track([Fix(0, -0.05, -0.05, 35_000, 450), Fix(1, 0.05, 179.95, 35_000, 450)])
    flags = np.full(2, Doubt.TELEPORT, np.uint16)
    cells = {(place.cell_lat_deg, place.cell_lon_deg) for place in false_places(track, flags)}
    assert cells == {(-0.1, -0.1), (0.0, 179.9)}


def test_three_airframes_make_an_attractor_and_two_do_not() -> None:
    tracks = [jumping(f"4ca2d{i}") for i in range(3)]
    for count, found in ((2, 0), (3, 6)):
        attractors = Attractors.of(evidence(tracks[:count]))
        flags = doubts(tracks[0], attractors=attractors)
        assert np.count_nonzero(flags & Doubt.SPOOF_ATTRACTOR) == found


def test_another_hour_or_cell_does_not_count() -> None:
    tracks = [jumping("4ca2d0"), jumping("4ca2d1"), jumping("4ca2d2", lat=33.95)]
    late = replace(jumping("4ca2d3"), time_s=jumping("4ca2d3").time_s + 3600)
    assert Attractors.of(evidence([*tracks, late])) == Attractors.of(None)


def test_evidence_does_not_depend_on_attractors() -> None:
    tracks = [jumping(f"4ca2d{i}") for i in range(3)]
    attractors = Attractors.of(evidence(tracks))
    again = [false_places(track, doubts(track, attractors=attractors)) for track in tracks]
    assert again == [false_places(track, doubts(track)) for track in tracks]


def test_an_aircraft_that_lands_there_is_not_doubted() -> None:
    attractors = Attractors.of(evidence([jumping(f"4ca2d{i}") for i in range(3)]))
    landing = made_track(leg(Fix(0, 33.0, 35.49, 10_000, 250), 33.85, 35.49, 500, 250))
    assert not doubts(landing, attractors=attractors).any()


def test_the_difference_of_two_sets_is_what_must_be_derived_again() -> None:
    tracks = [jumping(f"4ca2d{i}") for i in range(3)]
    attractors = Attractors.of(evidence(tracks))
    changed = attractors.differing(Attractors.of(None))
    assert changed.rows() == [(33.8, 35.4, HOUR)]
    assert changed.schema["hour"] == pl.Datetime("us", "UTC")
    assert attractors.differing(attractors).height == 0


def test_cells_keep_their_corner_in_the_south_west() -> None:
    rows = [FalsePlace(f"4ca2d{i}", -33.9, -179.9, HOUR + timedelta(hours=5)) for i in range(3)]
    frame = pl.DataFrame(rows, schema=FalsePlace._fields, orient="row")
    found = Attractors.of(frame)
    assert found.differing(Attractors.of(None)).rows() == [(-33.9, -179.9, HOUR + timedelta(hours=5))]
