"""Anything that fits or does not fit the OpenAPI is answered, and never with an error of ours."""
