"""Emit: the reverse of feeds: messages and state vectors in, bytes of formats that other programs read out."""
