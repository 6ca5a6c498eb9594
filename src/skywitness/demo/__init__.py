"""The Caracas case as a reconstruction: a flight simulator that emits real Mode S frames."""
