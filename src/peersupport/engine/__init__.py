"""The edge where time and storage come in: a host, a clock and a ledger answer for an embedding service."""

from peersupport.engine.engine import Engine, today_in_london

__all__ = ["Engine", "today_in_london"]
