"""SQLAlchemy engines over the databases that a ledger or its keys can live in."""

from pathlib import Path

from sqlalchemy import Connection, Engine, NullPool, create_engine, event

from peersupport.ledger.sqlite_driver import connect, driver, log_mode


def sqlite_engine(path: Path) -> Engine:
    """An engine over connections like those of the SQLite store; each transaction locks the file from its start."""
    engine = create_engine("sqlite://", creator=lambda: connect(path, log_mode()), module=driver, poolclass=NullPool)

    @event.listens_for(engine, "begin")
    def lock(connection: Connection) -> None:  # pyright: ignore[reportUnusedFunction]
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine
