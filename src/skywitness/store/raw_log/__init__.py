"""The raw log: what feeds sent, in hashed segments; evidence and write-ahead log in one."""
