"""Programmes are plugins: what they declare, the contract of hooks, the host that gathers, checks and freezes them."""
