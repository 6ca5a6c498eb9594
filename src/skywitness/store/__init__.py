"""The only room that knows tables, SQL and files."""
