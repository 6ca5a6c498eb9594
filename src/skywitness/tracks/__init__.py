"""State vectors in, tracks out: joined, ordered and doubted; flagged, never deleted."""
