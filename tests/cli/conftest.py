"""The command line as a user meets it: run by its arguments, over the example caseload and sites."""

from collections.abc import Callable, Iterator, Sequence
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any

import pytest

from peersupport.cli.main import main
from peersupport.programmes import assembly
from peersupport.programmes.discovery import Found

ROOT = Path(__file__).parents[2]
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="session", autouse=True)
def plugins_checked_once() -> Iterator[None]:
    """A command checks all plugins, which takes longer than most of what it does next: here, the same ones once."""
    whole, checked = assembly.assembled, dict[str, Any]()

    def assembled(found: Sequence[Found], named: Any) -> Any:
        if {one.origin for one in found} != {"installed"}:
            return whole(found, named)
        key = repr((found, named))
        if key not in checked:
            checked[key] = whole(found, named)
        contributions, statuses = checked[key]
        return list(contributions), list(statuses)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("peersupport.programmes.loading.assembled", assembled)
        yield


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command and give its exit code, output and errors."""
    monkeypatch.setenv("COLUMNS", "200")

    def call(*arguments: str | Path) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as stopped:
            main([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        assert isinstance(stopped.value.code, int)
        return stopped.value.code, out, err

    return call


@pytest.fixture
def few(tmp_path: Path) -> Path:
    """Twenty cases of the example caseload."""
    path = tmp_path / "few.jsonl"
    lines = (ROOT / "examples" / "caseload.jsonl").read_text("utf-8").splitlines()
    path.write_text("\n".join(lines[:20]), "utf-8")
    return path


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """Where the ledger will be; there is none yet."""
    return tmp_path / "ledger.sqlite"


@pytest.fixture
def keep(run: Run, ledger: Path) -> Run:
    """Run a command that keeps records, on that ledger."""

    def call(*arguments: str | Path) -> tuple[int, str, str]:
        return run(*arguments, "--ledger", ledger)

    return call


@pytest.fixture
def feed(monkeypatch: pytest.MonkeyPatch) -> Callable[[bytes], None]:
    """Give the next command something to read on standard input."""

    def give(content: bytes) -> None:
        monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(content), encoding="utf-8"))

    return give


@pytest.fixture
def visited(keep: Run) -> Run:
    """Anna, who was judged able to decide, is visited by a Community Mother; the co-ordinator and the GP are known."""
    for person, role in (("mother", "community_mother"), ("co", "co_ordinator"), ("gp", "gp"), ("sw", "social_worker")):
        code = keep("standing", "role", "--person", person, "--role", role, "--programme", "community-mothers")[0]
        assert code == 0
    judged = ("--participant", "anna", "--purpose", "care", "--purpose", "advice", "--judged-by", "co")
    assert keep("standing", "competence", *judged)[0] == 0
    return keep
