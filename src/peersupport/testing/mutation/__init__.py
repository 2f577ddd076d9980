"""Mutation of rules: a plugin's rules are changed as data, one at a time, and its tests must notice each change."""
