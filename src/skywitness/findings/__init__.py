"""Findings: tracks and flights in; what is regular, first, together, silent, circling or headed where, out."""
