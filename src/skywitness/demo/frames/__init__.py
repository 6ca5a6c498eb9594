"""Frames: what a transponder sends, and how a receiver writes it down."""
