"""Several sites of one programme, and the rules of another day."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., tuple[int, str, str]]
SITES = Path(__file__).parents[2] / "examples" / "sites"

PLUGIN = """
TOUCHES = ("good-mornings",)
from peersupport.plugin import Programme, core, hookimpl, parameter, require, since

oldest = parameter("good-mornings.oldest", {"2025-01-01": 30, "2026-01-01": 20}, unit="years", mark="seed", quote="age")
mornings = Programme(id="good-mornings", title="Good Mornings", source="leaflet.txt", runs=since("2025-01-01"))

@hookimpl
def programmes():
    return [mornings]

@hookimpl
def eligibility_rules():
    return mornings.rules(require("GM1", core.age_years < oldest, quote="young parents"))
"""


@pytest.fixture
def mornings(tmp_path: Path) -> tuple[str | Path, ...]:
    """A parent of 25, a programme with sites in the east (to 40) and the west (its own limit), and the options."""
    plugin = tmp_path / "mornings.py"
    plugin.write_text(PLUGIN)
    folder = tmp_path / "sites"
    folder.mkdir()
    (folder / "east.toml").write_text(
        'id = "east"\nprogramme = "good-mornings"\n[parameters]\n"good-mornings.oldest" = 40\n'
    )
    (folder / "west.toml").write_text('id = "west"\nprogramme = "good-mornings"\n')
    caseload = tmp_path / "case.jsonl"
    caseload.write_text(json.dumps({"id": "c", "participant": {"id": "p", "birth_date": "2001-05-01"}}))
    return (caseload, "--plugin", plugin, "--site", folder, "--on", "2026-11-01", "--programme", "good-mornings")


def _lines(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / "decisions.jsonl").read_text("utf-8").splitlines()]


def test_a_review_answers_for_every_site_of_a_programme(
    run: Run, mornings: tuple[str | Path, ...], tmp_path: Path
) -> None:
    """Each site chose for itself: a row and a line for each, named by it."""
    code, out, _ = run("review", *mornings, "--out", tmp_path / "out", "--no-report")
    assert code == 0
    outcomes = [(one["site_id"], one["outcome"]) for one in _lines(tmp_path / "out")]
    assert outcomes == [("east", "eligible"), ("west", "not_eligible")]
    summary = json.loads((tmp_path / "out" / "summary.json").read_text("utf-8"))
    rows = [(one["offer"], one["site_id"], one["outcomes"]["eligible"]) for one in summary["offers"]]
    assert rows == [("good-mornings", "east", 1), ("good-mornings", "west", 0)]
    assert [(one["programme"], one["site_id"]) for one in summary["sites"]] == [
        ("good-mornings", "east"),
        ("good-mornings", "west"),
    ]
    assert out.count("good-mornings @ east") == out.count("good-mornings @ west") == 2


def test_a_programme_with_one_site_is_named_without_it(run: Run, few: Path, tmp_path: Path) -> None:
    """The common case stays short; the site stands in every line all the same, and is empty where there is none."""
    given = (
        "review",
        few,
        "--on",
        "2026-11-01",
        "--programme",
        "crafty-mummies",
        "--no-report",
        "--out",
        tmp_path / "out",
    )
    _, out, _ = run(*given, "--site", SITES)
    assert "@" not in out
    assert {one["site_id"] for one in _lines(tmp_path / "out")} == {"dorset"}
    run(*given)
    assert {one["site_id"] for one in _lines(tmp_path / "out")} == {""}


def test_at_names_the_one_site_to_ask(run: Run, mornings: tuple[str | Path, ...], tmp_path: Path) -> None:
    """Only that site answers; other programmes are asked as before."""
    _, out, _ = run("review", *mornings, "--at", "good-mornings=west", "--no-report", "--out", tmp_path / "out")
    assert [one["site_id"] for one in _lines(tmp_path / "out")] == ["west"]
    assert ("good-mornings @ west" in out, "east" in out) == (True, False)
    others = ("--programme", "crafty-mummies", "--programme", "good-mornings")
    _, out, _ = run("review", *mornings, *others, "--at", "good-mornings=west", "--json")
    asked = [(one["offer"], one["site_id"]) for one in json.loads(out)["offers"]]
    assert asked == [("good-mornings", "west"), ("crafty-mummies", "")]


def test_explain_tells_the_sites_apart(run: Run, mornings: tuple[str | Path, ...]) -> None:
    """A tree for each site, named by it; one where --at names it."""
    given = ("explain", *mornings, "--case", "c")
    code, out, _ = run(*given)
    assert code == 0
    assert "Good Mornings: may join, on 2026-11-01 @ east" in out
    assert "Good Mornings: may not join, on 2026-11-01 @ west" in out
    _, out, _ = run(*given, "--at", "good-mornings=east")
    assert ("@ east" in out, "@ west" in out) == (True, False)
    _, out, _ = run(*given, "--at", "good-mornings=west", "--json")
    assert (json.loads(out)["site_id"], json.loads(out)["outcome"]) == ("west", "not_eligible")


def test_a_site_that_is_not_there_is_a_usage_error(run: Run, mornings: tuple[str | Path, ...], tmp_path: Path) -> None:
    """With the nearest name, for both commands, also where the programme is not asked for; and nothing is written."""
    for at, meant in (
        (("good-mornings=wset",), "`west`"),
        (("good-morning=west",), "`good-mornings`"),
        (("crafty-mummies=dorset",), "no such site"),
        (("west",), "PROGRAMME=SITE"),
        (("good-mornings=",), "PROGRAMME=SITE"),
        (("good-mornings=west", "good-mornings=east"), "one site"),
    ):
        options = [part for one in at for part in ("--at", one)]
        for command in (("review", "--no-report", "--out", tmp_path / "out"), ("explain", "--case", "c")):
            code, out, err = run(*command, *mornings, *options)
            assert (code, out, meant in err) == (2, "", True), (command, at, err)
    assert not (tmp_path / "out").exists()


def test_an_old_application_is_judged_by_the_rules_of_its_day(
    run: Run, mornings: tuple[str | Path, ...], tmp_path: Path
) -> None:
    """--rules-as-of changes the rules and not the day; both are shown. The limit was 30 until 2026."""
    given = (*mornings, "--at", "good-mornings=west", "--rules-as-of", "2025-06-01")
    _, out, _ = run("review", *given, "--no-report", "--out", tmp_path / "out")
    line = _lines(tmp_path / "out")[0]
    assert (line["outcome"], line["on"], line["rules_as_of"]) == ("eligible", "2026-11-01", "2025-06-01")
    summary = json.loads((tmp_path / "out" / "summary.json").read_text("utf-8"))
    assert (summary["on"], summary["rules_as_of"]) == ("2026-11-01", "2025-06-01")
    assert "1 case on 2026-11-01 by the rules of 2025-06-01" in out
    _, out, _ = run("explain", *given, "--case", "c")
    assert "may join, on 2026-11-01 by the rules of 2025-06-01" in out
    _, out, _ = run("review", *mornings, "--json")
    assert json.loads(out)["rules_as_of"] == "2026-11-01"
    for command in (("review",), ("explain", "--case", "c")):
        code, _, err = run(*command, *mornings, "--rules-as-of", "last year")
        assert (code, "YYYY-MM-DD" in err) == (2, True)


def test_a_programme_whose_plugin_failed_says_so_once(run: Run, few: Path, tmp_path: Path) -> None:
    """Not once a case: twenty cases, one reason, and no count of cases that were refused."""
    broken = tmp_path / "council.py"
    broken.write_text("1 / 0")
    given = ("--plugin", broken, "--overlay", "council=crafty-mummies", "--programme", "crafty-mummies")
    code, out, _ = run("review", few, *given, "--on", "2026-11-01")
    assert code == 0
    assert out.count("cannot decide: ") == 1
