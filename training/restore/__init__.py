"""Trains the restoration model: marks, case, turns and roles for speech that has none."""
