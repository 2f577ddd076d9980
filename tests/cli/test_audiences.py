"""Who reads: nothing that is hidden from her is printed or written, by whatever command."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., tuple[int, str, str]]
ROOT = Path(__file__).parents[2]
CASELOAD = ROOT / "examples" / "caseload.jsonl"
SITES = ROOT / "examples" / "sites"
HIDDEN = "Some of what was judged is not shown to this reader."

PLUGIN = """
TOUCHES = ("good-mornings",)
from peersupport.plugin import (
    STAFF, AskedOf, Programme, answer, core, expect, hold, hookimpl, oblige, prioritise, require, route, since
)

mornings = Programme(id="good-mornings", title="Good Mornings", source="leaflet.txt", runs=since("2020-01-01"))
secret = answer(
    "good-mornings.CANARY_home", bool, meaning="CANARY at home", question="Is there a CANARY at home?",
    asked_of=AskedOf.CO_ORDINATOR, visible_to=STAFF,
)

@hookimpl
def programmes():
    return [mornings]

@hookimpl
def eligibility_rules():
    return mornings.rules(
        require("GM1", core.single_parent, quote="single parents"),
        require("GM2", secret.is_false(), id="CANARY-gate", quote="no CANARY", unknown=hold("co-ordinator", "CANARY")),
        require("GM3", core.single_parent, when=secret, id="CANARY-guard", quote="CANARY guarded"),
        route("GM4", {"CANARY nurse": secret.is_false()}, id="CANARY-route", quote="CANARY route"),
        expect("GM5", secret, id="CANARY-usual", quote="CANARY usual", advice="CANARY advice"),
        prioritise("GM6", secret, id="CANARY-first", quote="CANARY first", advice="CANARY first"),
        oblige("GM7", secret, id="CANARY-duty", quote="CANARY", duty="CANARY duty", discharged="CANARY done"),
    )
"""


@pytest.fixture
def canary(tmp_path: Path) -> tuple[str | Path, ...]:
    """A caseload and the options that judge it by a programme with a hidden fact: known, unknown and told to be so."""
    plugin = tmp_path / "mornings.py"
    plugin.write_text(PLUGIN)
    cases: list[dict[str, object]] = [
        {
            "id": f"{single}-{home}",
            "participant": {"id": "p", **({} if single is None else {"single_parent": single})},
            "answers": [
                {"matter": "good-mornings.CANARY_home", "value": value, "given_on": "2026-01-01"}
                for value in ([] if home is None else [home])
            ],
        }
        for single in (True, False, None)
        for home in (True, False, None)
    ]
    caseload = tmp_path / "cases.jsonl"
    caseload.write_text("\n".join(map(json.dumps, cases)))
    return (caseload, "--plugin", plugin, "--programme", "good-mornings", "--on", "2026-11-01")


def _everything(run: Run, canary: tuple[str | Path, ...], audience: str, out: Path) -> dict[str, str]:
    """All that the commands print and write for a reader."""
    given = (*canary, "--audience", audience)
    code, table, err = run("review", *given, "--out", out)
    _, document, _ = run("review", *given, "--json")
    told: dict[str, str] = {"table": table, "document": document, "errors": err}
    told |= {name: (out / name).read_text("utf-8") for name in ("decisions.jsonl", "summary.json", "report.html")}
    told["tree"] = run("explain", *given, "--case", "None-None")[1] + run("explain", *given, "--case", "True-True")[1]
    told["tree document"] = run("explain", *given, "--case", "None-None", "--json")[1]
    assert code == 0
    return told


@pytest.mark.parametrize("audience", ["participant", "supporter"])
def test_nothing_of_a_hidden_rule_is_printed_or_written(
    run: Run, canary: tuple[str | Path, ...], tmp_path: Path, audience: str
) -> None:
    """To tell of a risk can endanger somebody: neither its words, question, rule, route nor advice come out (D13)."""
    told = _everything(run, canary, audience, tmp_path / "out")
    assert [name for name, text in told.items() if "CANARY" in text] == []
    assert told["table"].count(HIDDEN) == 1
    assert "GM1" in told["table"]
    summary = json.loads(told["summary.json"])
    assert (summary["hidden"], json.loads(told["document"])["hidden"]) == (True, True)
    assert summary["offers"][0]["not_met"] == {"GM1": 3}
    own = [rule["id"] for rule in summary["catalogue"]["rules"] if rule["programme"] == "good-mornings"]
    assert own == ["GM1"]


def test_a_co_ordinator_is_told_what_others_are_not(run: Run, canary: tuple[str | Path, ...], tmp_path: Path) -> None:
    """The canary sings where it may: so its silence elsewhere is no accident."""
    told = _everything(run, canary, "co-ordinator", tmp_path / "out")
    assert [name for name, text in told.items() if "CANARY" not in text] == ["errors"]
    assert HIDDEN not in told["table"]
    summary = json.loads(told["summary.json"])
    assert summary["hidden"] is False
    assert summary["offers"][0]["not_met"] == {"CANARY-guard": 1, "CANARY-gate": 3, "GM1": 3}
    assert summary["offers"][0]["routes"] == {"CANARY nurse": 2}
    assert "good-mornings.CANARY_home" in {one["name"] for one in summary["offers"][0]["questions"]}


def test_the_example_tells_a_participant_of_no_risk(run: Run) -> None:
    """The shipped programmes: the rule on the risk of violence (TC31) is neither counted nor asked of anybody."""
    given = ("review", CASELOAD, "--site", SITES, "--on", "2026-11-01", "--programme", "community-mothers")
    _, staff, _ = run(*given, "--json")
    assert "TC31" in staff
    assert "violence" in staff
    for audience in ("participant", "supporter"):
        _, table, _ = run(*given, "--audience", audience)
        _, document, _ = run(*given, "--audience", audience, "--json")
        assert "violence" not in table + document
        assert "TC31" not in table + document
        assert HIDDEN in table
