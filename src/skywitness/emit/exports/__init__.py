"""Exports: one aircraft's positions written for maps; pure text in the format of each file."""
