"""Web: the data of pages at the URLs of pages, and what other programs fetch; a door beside the commands."""
