"""Checks: one kind of claim a file, each held against facts that are handed in; the table of them is ``table``."""
