"""Any CSV file with headings: columns as the user names them, or as their headings look.

Times are ISO 8601 or Unix seconds or milliseconds; delimiters are comma, semicolon, tab or bar. Altitudes, speeds
and rates are in feet, knots and feet per minute unless the heading or the user says another unit.
"""

from skywitness.feeds.column_map import map_columns
from skywitness.feeds.csv_line import headings_of
from skywitness.feeds.fields import RejectedError
from skywitness.feeds.lines import first_line
from skywitness.feeds.parser import Format
from skywitness.feeds.table import TableParser


def sniff(head: bytes) -> bool:
    """Whether the first line holds headings that name a time and a place."""
    try:
        map_columns(headings_of(first_line(head)), {})
    except RejectedError:
        return False
    return True


FORMAT = Format("generic_csv", "CSV with headings", sniff, TableParser)
