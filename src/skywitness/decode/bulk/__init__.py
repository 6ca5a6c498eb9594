"""Whole recordings decoded column by column: the same state vectors as message by message, many times faster."""
