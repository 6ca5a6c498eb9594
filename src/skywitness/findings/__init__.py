"""Findings: tracks, flights, visits and gaps in; what is regular, first, together, silent, circling or headed out."""
