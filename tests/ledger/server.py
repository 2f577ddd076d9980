"""A PostgreSQL server of its own for tests: started in a temporary directory, gone afterwards."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path

ACCOUNT = "postgres"
"""Who runs the server when the tests run as root, whom PostgreSQL refuses."""


def programs() -> Path | None:
    """The folder with `initdb` and `pg_ctl`; of several versions, the newest."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
    if config := shutil.which("pg_config"):
        told = subprocess.run([config, "--bindir"], check=True, capture_output=True, text=True).stdout.strip()
        folders.insert(0, Path(told))
    return next((folder for folder in reversed(folders) if (folder / "initdb").exists()), None)


class Server:
    """A running server."""

    def __init__(self, programs: Path, folder: Path) -> None:
        self._programs = programs
        self._data = folder / "data"
        self._log = folder / "log"
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self._port = int(probe.getsockname()[1])
        self._url = f"postgresql://tester@127.0.0.1:{self._port}"
        self._numbers = count(1)
        self._run("initdb", "-D", self._data, "--auth=trust", "--encoding=UTF8", "--locale=C", "-U", "tester")

    def start(self, *settings: str) -> None:
        """Start it, or start it again with other settings (`name=value`)."""
        options = [f"-p {self._port} -k {self._data} -h 127.0.0.1", *(f"-c {setting}" for setting in settings)]
        self._run("pg_ctl", "-D", self._data, "-l", self._log, "-w", "-o", " ".join(options), "start")

    def stop(self, mode: str = "fast") -> None:
        """Stop it; `immediate` is a crash."""
        self._run("pg_ctl", "-D", self._data, "-m", mode, "-w", "stop")

    def place(self) -> str:
        """The URL of a new, empty schema, which looks like a database of its own and is made much faster."""
        name = f"test{next(self._numbers)}"
        self.sql(f"CREATE SCHEMA {name}")
        return f"{self._url}/postgres?options=-csearch_path%3D{name}"

    def database(self) -> str:
        """The URL of a new, empty database, for tests that change its settings."""
        name = f"test{next(self._numbers)}"
        self.sql(f"CREATE DATABASE {name}")
        return f"{self._url}/{name}"

    def sql(self, statement: str, url: str | None = None) -> str:
        """What `psql` answers to a statement, as the owner of everything."""
        command = ("psql", "-X", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-d", url or f"{self._url}/postgres")
        return self._run(*command, "-c", statement)

    def _run(self, program: str, *arguments: object) -> str:
        command = [str(self._programs / program), *map(str, arguments)]
        if os.geteuid() == 0:
            command = ["runuser", "-u", ACCOUNT, "--", *command]
        # A started server keeps what it inherits: a pipe as its output would never end.
        with tempfile.TemporaryFile("w+") as output:
            done = subprocess.run(command, stdout=output, stderr=subprocess.STDOUT, cwd="/", check=False)
            output.seek(0)
            told = output.read()
        if done.returncode:
            log = self._log.read_text(encoding="utf-8")[-4000:] if self._log.exists() else ""
            raise RuntimeError(f"{program} failed with {done.returncode}:\n{told}\n{log}")
        return told.strip()


@contextmanager
def started() -> Iterator[Server]:
    """A server for as long as the block lasts. Raises `LookupError` where PostgreSQL is not installed."""
    found = programs()
    if found is None:
        raise LookupError("this machine lacks a PostgreSQL server")
    folder = Path(tempfile.mkdtemp(prefix="peersupport-"))
    try:
        if os.geteuid() == 0:
            account = pwd.getpwnam(ACCOUNT)
            os.chown(folder, account.pw_uid, account.pw_gid)
        server = Server(found, folder)
        server.start()
        try:
            yield server
        finally:
            with suppress(RuntimeError):
                server.stop("immediate")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
