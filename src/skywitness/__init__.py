"""Skywitness: an open flight tracker that keeps the record and tests what is said against what was seen."""

__version__ = "0.1.0"
