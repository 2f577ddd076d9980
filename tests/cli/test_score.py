"""`peersupport score`: alerts first, whatever else is wrong; no answer to an item is shown."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., tuple[int, str, str]]
ITEMS = [3, 2, 1, 0, 3, 2, 1, 0, 3]
"""Nine answers of the EPDS that would stand out."""


def caseload(folder: Path, *assessments: dict[str, Any]) -> Path:
    """A case for each assessment, of a mother of a baby."""
    path = folder / "cases.jsonl"
    path.write_text(
        "\n".join(
            json.dumps(
                {
                    "id": f"case-{number}",
                    "participant": {"id": f"p{number}", "birth_date": "2010-05-01"},
                    "children": [{"id": f"k{number}", "birth_date": "2025-01-01"}],
                    "assessments": [{"id": f"a{number}", "on": "2025-03-01", **one}],
                }
            )
            for number, one in enumerate(assessments, 1)
        ),
        "utf-8",
    )
    return path


def epds(*items: int | None, **more: Any) -> dict[str, Any]:
    """An EPDS."""
    return {"instrument": "epds", **({"items": list(items)} if items else {}), **more}


def test_alerts_stand_before_scores(run: Run, tmp_path: Path) -> None:
    """Who must be followed up is read first, also at a low total and without a total; then who must be asked."""
    cases = caseload(tmp_path, epds(*ITEMS, 0), epds(*[0] * 9, 1), epds(total=12), epds(*[None] * 9, 2))
    code, out, _ = run("score", cases)
    assert code == 0
    assert "2 to follow up the same day, 1 whose answer is missing" in out
    alerts, scores = out.split("Scores")
    assert [name for name in ("case-1", "case-2", "case-3", "case-4") if name in alerts] == [
        "case-2",
        "case-3",
        "case-4",
    ]
    assert alerts.index("case-4") < alerts.index("case-3")
    assert "2 to 29" in scores
    assert "9 not answered" in scores
    assert "only the total is recorded" in scores
    _, out, _ = run("score", cases, "--json")
    found = json.loads(out)
    assert [one["state"] for one in found["alerts"]] == ["true", "true", "unknown"]
    assert [one["score"] for one in found["scores"]] == [15, 1, 12, {"low": 2, "high": 29}]
    assert found["scores"][0]["band"] == "likely depression"


def test_no_answer_to_an_item_is_shown(run: Run, tmp_path: Path) -> None:
    """The output holds totals alone: nothing of it is a list of answers, and a profile is not there."""
    cases = caseload(tmp_path, epds(*ITEMS, 0), {"instrument": "eq-5d-5l", "items": [5, 4, 3, 2, 1]})
    for arguments in ((), ("--json",)):
        _, out, _ = run("score", cases, *arguments)
        assert "items" not in out
        assert "54321" not in "".join(one for one in out if one.isdigit())
        assert "321032103" not in "".join(one for one in out if one.isdigit())


def test_faults_are_all_told_and_alerts_do_not_wait_for_them(run: Run, tmp_path: Path) -> None:
    """Nothing is scored, the exit code is 1, and whoever must be followed up today still is."""
    cases = caseload(tmp_path, epds(*[0] * 9, 1), epds(77, *[0] * 8, 1), epds(total=31), epds(1, 2, 3))
    code, out, err = run("score", cases)
    assert code == 1
    assert "3 to follow up the same day" in out
    assert "Scores" not in out
    assert "case[2].assessments[0].items[0]" in err
    assert [name for name in ("score-range", "score-total", "score-items") if name in err] == [
        "score-range",
        "score-total",
        "score-items",
    ]
    assert "77" not in err
    code, out, _ = run("score", cases, "--json")
    assert (code, json.loads(out)["scores"]) == (1, [])


def test_an_instrument_that_is_not_here_is_told(run: Run, tmp_path: Path) -> None:
    """A misspelt name must not pass as a questionnaire without alerts."""
    code, out, _ = run("score", caseload(tmp_path, {"instrument": "epdss", "total": 30}))
    assert code == 0
    assert "1 assessments by an instrument that is not here: did you mean `epds`?" in out
    code, _, err = run("score", caseload(tmp_path, epds(total=3)), "--instrument", "ehpds")
    assert code == 2
    assert "did you mean `epds`?" in err


def test_a_programmes_caveat_stands_beside_what_looks_harmless(run: Run, tmp_path: Path) -> None:
    """MM21: a low score of a mother whom a link worker supports does not read as no need."""
    cases = caseload(tmp_path, epds(total=2), epds(total=22))
    _, out, _ = run("score", cases, "--programme", "link-workers", "--json")
    low, high = json.loads(out)["scores"]
    assert "not a sign of no need" in low["caveats"][0]
    assert high["caveats"] == []
    _, out, _ = run("score", cases, "--programme", "link-workers")
    assert out.count("not a sign of no need") == 1
    assert [line.rstrip("│ \n").endswith("*") for line in out.splitlines() if "likely" in line or "below" in line] == [
        True,
        False,
    ]
    assert run("score", cases, "--programme", "link-worker")[0] == 2


def test_only_the_named_instruments_and_the_users_own(run: Run, tmp_path: Path) -> None:
    """A star of the user's is read from a file; CORE-10 is not for a girl of 14, and says so."""
    star = tmp_path / "star.toml"
    star.write_text(
        '[[stars]]\nid = "our-star"\ntitle = "Star"\nsource = "x"\nlicence = "x"\nscales = ["one", "two"]\n', "utf-8"
    )
    cases = caseload(
        tmp_path, epds(total=3), {"instrument": "our-star", "items": [4, 9]}, {"instrument": "core-10", "total": 12}
    )
    _, out, _ = run("score", cases, "--instruments", star, "--instrument", "our-star", "--json")
    assert [(one["scale"], one["score"]) for one in json.loads(out)["scores"]] == [("one", 4), ("two", 9)]
    _, out, _ = run("score", cases, "--instruments", star)
    assert "not for this age" in out


@pytest.mark.parametrize(
    "content", ['{"id": "c"', '{"id": "c", "participant": {"id": "p"}, "assessments": [{"id": "a"}]}']
)
def test_a_caseload_with_faults_scores_nothing(run: Run, tmp_path: Path, content: str) -> None:
    """What cannot be read is told by its row."""
    path = tmp_path / "cases.jsonl"
    path.write_text(content, "utf-8")
    code, out, err = run("score", path)
    assert (code, out.strip()) == (1, "")
    assert "row" in err


def test_alerts_are_told_whatever_is_scored(run: Run, tmp_path: Path) -> None:
    """Who asks for one instrument is not spared the alert of another, nor an instrument whose name is in capitals."""
    cases = caseload(tmp_path, epds(*[0] * 9, 1), {**epds(*[0] * 9, 1), "instrument": "EPDS"})
    code, out, _ = run("score", cases, "--instrument", "gad-7")
    assert code == 0
    assert "1 to follow up the same day" in out
    assert "did you mean `epds`?; they are neither scored nor looked through for alerts" in " ".join(out.split())
    assert "Scores" not in out


def test_no_questionnaire_is_no_silence(run: Run, tmp_path: Path) -> None:
    """Of a family whose questionnaires are not recorded nothing is known: the command says so."""
    cases = tmp_path / "cases.jsonl"
    cases.write_text('{"id": "a", "participant": {"id": "p"}}\n', "utf-8")
    assert "Of 1 of 1 cases it is not recorded whether a questionnaire was filled in." in run("score", cases)[1]
    cases.write_text("", "utf-8")
    assert "Of 0 of 0 cases" in run("score", cases)[1]
