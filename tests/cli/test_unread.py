"""A review says which answers of a caseload no programme reads."""

import json
from pathlib import Path

import pytest
from tests.cli.conftest import Run


@pytest.mark.parametrize("options", [(), ("--json",)])
def test_a_review_says_so(run: Run, tmp_path: Path, options: tuple[str, ...]) -> None:
    """On standard error, and under `unread` in the summary."""
    caseload = tmp_path / "cases.jsonl"
    answers = [{"matter": "community-mothers.group_areas", "value": "x"}, {"matter": "CANARY", "value": "x"}]
    caseload.write_text(json.dumps({"id": "c", "participant": {"id": "p"}, "answers": answers}) + "\n")
    code, out, err = run("review", str(caseload), "--on", "2026-11-01", *options)
    assert code == 0
    assert "Answers to matters that no programme here knows: 2" in err
    assert "did you mean `community-mothers.group_area`? (1 answer)" in err
    assert "CANARY" not in out + err
    if options:
        assert json.loads(out)["unread"]["answers"] == 2
