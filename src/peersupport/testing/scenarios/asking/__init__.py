"""The questions that a scenario can ask, one a module: one for each policy of the core."""
