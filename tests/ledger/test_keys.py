"""Key stores: one suite for all."""

import os
import stat
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from threading import Barrier, Thread

import pytest
from tests.ledger.server import Server

from peersupport.ledger import LedgerKeys, LedgerSchema, LedgerUnavailable
from peersupport.ledger.key_file import KeyFile
from peersupport.ledger.key_store import StoredKeys
from peersupport.ledger.keys import Keys, MemoryKeys
from peersupport.ledger.sealing import CIPHERS, StreamKey, new_key

IDENTITY = bytes(range(16))


class KeysSuite:
    @pytest.fixture
    def made(self) -> Callable[[], Keys]:
        """Makes an object for the same keys each time; what a key store's tests give."""
        raise NotImplementedError

    @pytest.fixture
    def opener(self, made: Callable[[], Keys]) -> Iterator[Callable[[], Keys]]:
        """Opens the same keys anew each time."""
        with ExitStack() as opened:

            def opener() -> Keys:
                keys = made()
                opened.callback(keys.close)
                return keys

            yield opener

    @pytest.fixture
    def keys(self, opener: Callable[[], Keys]) -> Keys:
        """An empty key store, bound to a ledger."""
        keys = opener()
        keys.bind(IDENTITY, new=True)
        return keys

    def test_a_key_is_made_once(self, keys: Keys, opener: Callable[[], Keys]) -> None:
        """Whoever asks for it later gets the same, here and elsewhere."""
        assert keys.find("anna").present == ()
        made = keys.ensure("anna", sensitive=False)
        assert made.sensitive is None
        assert made.ordinary is not None
        for one in (keys, opener()):
            for held in (one.ensure("anna", sensitive=False), one.find("anna")):
                assert held.ordinary is not None
                assert (held.ordinary.token, held.ordinary.secret) == (made.ordinary.token, made.ordinary.secret)
            assert one.find("bea").present == ()

    def test_the_first_key_comes_with_an_ordinary_one(self, keys: Keys) -> None:
        """A subject whose first entry is a sensitive one is listed as well."""
        assert len(keys.ensure("anna", sensitive=True).present) == 2
        assert keys.subjects("") == ("anna",)

    def test_keys_are_apart(self, keys: Keys) -> None:
        """No two streams share a token or a secret."""
        made = [key for name in ("anna", "bea") for key in keys.ensure(name, sensitive=True).present]
        assert len({key.token for key in made}) == len({key.secret for key in made}) == 4
        assert all((len(key.token), len(key.secret)) == (16, 32) for key in made)

    def test_by_token(self, keys: Keys) -> None:
        """While there is a key, its token leads to it."""
        made = keys.ensure("anna", sensitive=True)
        for key in made.present:
            found = keys.by_token(key.token)
            assert found is not None
            assert found.secret == key.secret
        assert keys.by_token(bytes(16)) is None

    def test_subjects_by_prefix(self, keys: Keys) -> None:
        """Sorted by code points, whatever the database sorts by; a prefix is no pattern."""
        names = ["participant:anna", "participant:Zoë", "programme:x", "participant:%", "participant:\U0001d49c"]
        for name in names:
            keys.ensure(name, sensitive=False)
        assert keys.subjects("") == tuple(sorted(names))
        assert keys.subjects("participant:") == tuple(sorted(name for name in names if name.startswith("participant:")))
        assert keys.subjects("participant:%") == ("participant:%",)
        assert keys.subjects("participant:Z") == ("participant:Zoë",)

    def test_erasing(self, keys: Keys, opener: Callable[[], Keys]) -> None:
        """Gone is gone, also for a store that has seen the key; what is left is left; the erasure is noted."""
        elsewhere = opener()
        made, other = keys.ensure("anna", sensitive=True), keys.ensure("bea", sensitive=False)
        assert len(elsewhere.find("anna").present) == 2
        assert keys.erase("anna", sensitive=False)
        assert made.ordinary is not None
        for one in (keys, elsewhere):
            assert one.find("anna").ordinary is None
            assert one.find("anna").sensitive is not None
            assert one.by_token(made.ordinary.token) is None
            assert one.subjects("") == ("bea",)
            assert [erasure.sensitive for erasure in one.pending()] == [False]
        assert not keys.erase("anna", sensitive=False)
        assert keys.erase("anna", sensitive=True)
        assert not keys.erase("anna", sensitive=True)
        assert keys.find("anna").present == ()
        assert other.ordinary is not None
        assert elsewhere.by_token(other.ordinary.token) is not None
        assert sorted(erasure.sensitive for erasure in keys.pending()) == [False, True]
        for erasure in keys.pending():
            assert b"anna" not in erasure.id
            keys.settle(erasure)
            keys.settle(erasure)
        assert elsewhere.pending() == ()

    def test_keys_belong_to_one_ledger(self, keys: Keys, opener: Callable[[], Keys]) -> None:
        """Keys of another ledger would make every entry unreadable, and new ones be written beside them."""
        keys.bind(IDENTITY, new=False)
        opener().bind(IDENTITY, new=True)
        for new in (True, False):
            with pytest.raises(LedgerKeys):
                opener().bind(bytes(16), new=new)

    def test_new_keys_for_an_old_ledger_are_refused(self, opener: Callable[[], Keys]) -> None:
        """A file of keys that was forgotten or lost must not be replaced by an empty one without a word."""
        with pytest.raises(LedgerKeys):
            opener().bind(IDENTITY, new=False)
        opener().bind(IDENTITY, new=True)

    @pytest.mark.usefixtures("keys")
    def test_threads_make_a_key_once(self, opener: Callable[[], Keys]) -> None:
        """Of 8 that ask at the same moment, all get the same."""
        stores, start, found = [opener() for _ in range(8)], Barrier(8), list[bytes]()

        def ask(store: Keys) -> None:
            start.wait()
            found.extend(key.secret for key in store.ensure("anna", sensitive=True).present)

        threads = [Thread(target=ask, args=(store,)) for store in stores]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(found) == 16
        assert len(set(found)) == 2


class TestMemoryKeys(KeysSuite):
    @pytest.fixture
    def made(self) -> Callable[[], Keys]:
        """The same object: the keys are nowhere else."""
        keys = MemoryKeys()
        return lambda: keys


class TestKeyFile(KeysSuite):
    @pytest.fixture
    def made(self, tmp_path: Path) -> Callable[[], Keys]:
        """The same file."""
        return lambda: StoredKeys(KeyFile(tmp_path / "keys"))

    def test_only_its_owner_reads_it(self, tmp_path: Path) -> None:
        """Whatever the process's own mask says; a file that others can read is not used."""
        path, mask = tmp_path / "keys", os.umask(0)
        try:
            keys = StoredKeys(KeyFile(path))
            keys.bind(IDENTITY, new=True)
        finally:
            os.umask(mask)
        for name in tmp_path.iterdir():
            assert stat.S_IMODE(name.stat().st_mode) == 0o600, name
        keys.close()
        path.chmod(0o640)
        with pytest.raises(LedgerKeys):
            KeyFile(path)

    def test_another_version_is_refused(self, tmp_path: Path) -> None:
        """Keys that a later library keeps otherwise are left alone."""
        file = KeyFile(tmp_path / "keys")
        StoredKeys(file).bind(IDENTITY, new=True)
        file.run("UPDATE peersupport_keys_ledger SET version = 2")
        with pytest.raises(LedgerSchema):
            StoredKeys(file).bind(IDENTITY, new=False)
        file.close()


@pytest.mark.integration
class TestPostgreSQLKeys(KeysSuite):
    @pytest.fixture
    def made(self, server: Server) -> Callable[[], Keys]:
        """The same database."""
        from peersupport.ledger.key_postgresql import PostgreSQLKeys  # noqa: PLC0415 - not in the normal session

        url = server.place()
        return lambda: StoredKeys(PostgreSQLKeys(url))

    def test_the_planner_keeps_no_samples(self, server: Server) -> None:
        """Statistics outlive the rows that they were drawn from: an erased participant's key would stand there."""
        import psycopg  # noqa: PLC0415

        from peersupport.ledger.key_postgresql import PostgreSQLKeys  # noqa: PLC0415

        url = server.place()
        keys = StoredKeys(PostgreSQLKeys(url))
        keys.bind(IDENTITY, new=True)
        for number in range(50):
            keys.ensure(f"participant:{number}", sensitive=True)
        keys.close()
        with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
            connection.execute("ANALYZE")
            sampled = connection.execute("SELECT attname FROM pg_stats WHERE tablename = 'peersupport_keys'").fetchall()
        assert {name for (name,) in sampled} == {"sensitive", "cipher"}

    def test_a_commit_that_failed_leaves_no_lock(self, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
        """Its connection is let go of: another would wait for its lock, and the next to use it would fail."""
        import psycopg  # noqa: PLC0415

        from peersupport.ledger.key_postgresql import PostgreSQLKeys  # noqa: PLC0415

        def failing(_: object) -> None:
            raise psycopg.OperationalError("the network is gone")

        url = server.place()
        keys = StoredKeys(PostgreSQLKeys(url))
        keys.bind(IDENTITY, new=True)
        with monkeypatch.context() as patched:
            patched.setattr(psycopg.Connection, "commit", failing)
            with pytest.raises(LedgerUnavailable):
                keys.ensure("participant:one", sensitive=False)
        with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
            (held,) = connection.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'").fetchone() or ()
        assert held == 0
        assert keys.ensure("participant:one", sensitive=False).present
        keys.close()


def test_what_a_key_shows() -> None:
    """Its repr holds no secret and no token."""
    key = new_key()
    for text in (repr(key), str(key)):
        assert key.token.hex() not in text
        assert repr(key.secret) not in text


@pytest.mark.parametrize("cipher", CIPHERS)
def test_every_cipher_works(cipher: str) -> None:
    """Also the one that is used only where the better one is missing."""
    from tests.ledger.suite import draft  # noqa: PLC0415

    from peersupport.ledger.rows import EMPTY  # noqa: PLC0415

    key = StreamKey(bytes(16), cipher, bytes(32))
    row = key.seal(draft("k", b"told"), EMPTY, 5)
    assert key.open(row) == b"told"
    assert b"told" not in row.ciphertext


def test_an_unknown_cipher_is_refused() -> None:
    """A key made elsewhere, for a cipher that this machine lacks."""
    with pytest.raises(LedgerKeys):
        StreamKey(bytes(16), "ROT-13", bytes(32))
