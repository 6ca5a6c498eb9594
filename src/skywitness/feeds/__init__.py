"""Bytes in; messages, state vectors, statements and rejects out: one parser a format."""
