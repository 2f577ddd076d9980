"""The command line as a user meets it: run by its arguments, over the example caseload and sites."""

from collections.abc import Callable
from pathlib import Path

import pytest

from peersupport.cli.main import main

ROOT = Path(__file__).parents[2]
Run = Callable[..., tuple[int, str, str]]


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
