"""Whether a plugin keeps to what the core and its users rest on: named checks, and a scale that only code decides."""
