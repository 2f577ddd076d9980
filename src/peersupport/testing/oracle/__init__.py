"""Executable specifications: short, obvious and slow, each written apart from the engine that it judges."""
