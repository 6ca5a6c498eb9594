"""Messages in, state vectors out: Mode S, ADS-B and Comm-B."""
