"""Warm up: tables and indexes that the first question of their kind would wait seconds for, read beforehand."""

from skywitness.store.packaged import aircraft_blocks, airport_names, airport_table, type_names, type_table
from skywitness.web.site import Site


def warm_up(site: Site) -> None:
    """Read the tables of fields, types and address blocks, and make the indexes of their names."""
    type_table()
    aircraft_blocks()
    airport_table(site.reference)
    airport_names(site.reference).find("an airport")
    type_names().find("a type")
