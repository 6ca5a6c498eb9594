"""Links: connections to what sends; bytes in with their time of arrival, and nothing else."""
