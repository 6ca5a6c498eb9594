"""Dossier: what a newsroom publishes of a case, as one page and in the formats of others, from rows handed in."""
