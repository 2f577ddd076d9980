"""Scenarios of a programme: run, recorded and drafted."""
