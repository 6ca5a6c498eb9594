"""Grading: whether an aircraft flies for armed forces, or otherwise for a state, by evidence kept apart."""
