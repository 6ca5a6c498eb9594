"""Registers: one file per published table of aircraft, operators and fields: what it is and how it is read."""
