"""A vocabulary for criteria of every kind, and criteria, settings and subjects drawn from it."""
