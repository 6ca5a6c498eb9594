"""Who and where: pure look-ups over tables that are handed in."""
