"""Case folders: a SQLite file, blobs by their hash, and a log in a chain; the only place that opens them."""
