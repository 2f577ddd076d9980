"""The migrations of the ledger's tables, for Alembic; `peersupport.ledger.migrating` runs them."""
