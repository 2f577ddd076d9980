"""The tables for SQLAlchemy. The migrations make them; a test compares the two."""

from sqlalchemy import BigInteger, Column, LargeBinary, MetaData, SmallInteger, Table, Text, UniqueConstraint

from peersupport.ledger.schema import IDENTITY, ROWS, VERSION

METADATA = MetaData()

rows = Table(
    ROWS,
    METADATA,
    Column("sequence", BigInteger, primary_key=True, autoincrement=False),
    Column("recorded_us", BigInteger, nullable=False),
    Column("stream", LargeBinary, nullable=False),
    Column("kind", Text, nullable=False),
    Column("sensitive", SmallInteger, nullable=False),
    Column("key", LargeBinary, nullable=False),
    Column("nonce", LargeBinary, nullable=False),
    Column("ciphertext", LargeBinary, nullable=False),
    Column("previous", LargeBinary, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    UniqueConstraint("stream", "key"),
)
"""In the order of `Row`. The unique constraint also finds the rows of a stream."""

identity = Table(IDENTITY, METADATA, Column("identity", LargeBinary, primary_key=True))
version = Table(VERSION, METADATA, Column("version_num", Text, primary_key=True))
