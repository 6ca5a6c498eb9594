"""The pipeline: introduces the rooms to one another."""
