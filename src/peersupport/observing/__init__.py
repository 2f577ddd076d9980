"""What the people who run a service may see of the library at work: log records, and spans of OpenTelemetry.

Only the engine's edge tells; what lies below neither logs nor reads a clock.
"""
