"""Measures: geodesy, units and the clock's conversions."""
