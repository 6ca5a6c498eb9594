"""Flight: how one leg is flown, from stand to stand."""
