"""The rows, append-only by trigger, and the identity of the ledger."""

import os

from alembic import op
from sqlalchemy import bindparam, text

revision = "1"
down_revision = None

SQLITE = (
    """
    CREATE TABLE peersupport_ledger (
        sequence INTEGER PRIMARY KEY NOT NULL,
        recorded_us INTEGER NOT NULL,
        stream BLOB NOT NULL,
        kind TEXT NOT NULL,
        sensitive INTEGER NOT NULL,
        key BLOB NOT NULL,
        nonce BLOB NOT NULL,
        ciphertext BLOB NOT NULL,
        previous BLOB NOT NULL,
        digest BLOB NOT NULL,
        UNIQUE (stream, key)
    ) STRICT
    """,
    "CREATE TABLE peersupport_ledger_identity (identity BLOB PRIMARY KEY NOT NULL) STRICT",
    # INSERT OR REPLACE deletes without a trigger, but not before this one has looked.
    """
    CREATE TRIGGER peersupport_ledger_insert BEFORE INSERT ON peersupport_ledger BEGIN
        SELECT RAISE(ABORT, 'ledger: key taken')
        WHERE EXISTS (SELECT 1 FROM peersupport_ledger WHERE stream = NEW.stream AND key = NEW.key);
        SELECT RAISE(ABORT, 'ledger: not the next row')
        WHERE NEW.sequence IS NOT (SELECT ifnull(max(sequence), 0) + 1 FROM peersupport_ledger);
    END
    """,
    """
    CREATE TRIGGER peersupport_ledger_update BEFORE UPDATE ON peersupport_ledger BEGIN
        SELECT RAISE(ABORT, 'ledger: append only');
    END
    """,
    """
    CREATE TRIGGER peersupport_ledger_delete BEFORE DELETE ON peersupport_ledger BEGIN
        SELECT RAISE(ABORT, 'ledger: append only');
    END
    """,
)
POSTGRESQL = (
    """
    CREATE TABLE peersupport_ledger (
        sequence bigint PRIMARY KEY,
        recorded_us bigint NOT NULL,
        stream bytea NOT NULL,
        kind text NOT NULL,
        sensitive smallint NOT NULL,
        key bytea NOT NULL,
        nonce bytea NOT NULL,
        ciphertext bytea NOT NULL,
        previous bytea NOT NULL,
        digest bytea NOT NULL,
        UNIQUE (stream, key)
    )
    """,
    "CREATE TABLE peersupport_ledger_identity (identity bytea PRIMARY KEY)",
    """
    CREATE FUNCTION peersupport_ledger_next() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
    BEGIN
        IF NEW.sequence <> (SELECT coalesce(max(sequence), 0) + 1 FROM peersupport_ledger) THEN
            RAISE EXCEPTION 'ledger: not the next row';
        END IF;
        RETURN NEW;
    END $$
    """,
    """
    CREATE FUNCTION peersupport_ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'ledger: append only';
    END $$
    """,
    """
    CREATE TRIGGER peersupport_ledger_insert BEFORE INSERT ON peersupport_ledger
    FOR EACH ROW EXECUTE FUNCTION peersupport_ledger_next()
    """,
    """
    CREATE TRIGGER peersupport_ledger_change BEFORE UPDATE OR DELETE OR TRUNCATE ON peersupport_ledger
    FOR EACH STATEMENT EXECUTE FUNCTION peersupport_ledger_refuse()
    """,
    # Always: also in sessions that replay another server's changes, where triggers rest otherwise.
    "ALTER TABLE peersupport_ledger ENABLE ALWAYS TRIGGER peersupport_ledger_insert",
    "ALTER TABLE peersupport_ledger ENABLE ALWAYS TRIGGER peersupport_ledger_change",
)


def upgrade() -> None:
    """Make the tables."""
    for statement in POSTGRESQL if op.get_bind().dialect.name == "postgresql" else SQLITE:
        op.execute(statement)
    drawn = text("INSERT INTO peersupport_ledger_identity (identity) VALUES (:identity)")
    op.execute(drawn.bindparams(bindparam("identity", os.urandom(16))))
