"""Programmes are plugins: what they declare, the contract of hooks, and the host that gathers, checks and freezes them."""
