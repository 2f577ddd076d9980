"""`peersupport ledger`: whether it is what was written, signed checkpoints, erasure, backups."""
