"""Tracks in; flights and visits out."""
