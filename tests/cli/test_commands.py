"""The command line: what it prints and writes, and that it says everything that is wrong at once."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[2]
CASELOAD = ROOT / "examples" / "caseload.jsonl"
SITES = ROOT / "examples" / "sites"
Run = Callable[..., tuple[int, str, str]]


def test_review_writes_decisions_and_summary_that_agree(run: Run, few: Path, tmp_path: Path) -> None:
    """The counts of the table and summary are those of the decisions, and the summary holds the rules they refer to."""
    code, out, _ = run("review", few, "--site", SITES, "--on", "2026-11-01", "--out", tmp_path / "out")
    decisions = [json.loads(line) for line in (tmp_path / "out" / "decisions.jsonl").read_text("utf-8").splitlines()]
    summary = json.loads((tmp_path / "out" / "summary.json").read_text("utf-8"))
    assert code == 0
    assert (len(decisions), summary["cases"], len(summary["offers"])) == (120, 20, 6)
    known = {(rule["programme"], rule["id"]) for rule in summary["catalogue"]["rules"]}
    for offer in summary["offers"]:
        programme, _, name = offer["offer"].partition("/")
        own = [one for one in decisions if (one["programme"], one["offer"]) == (programme, name)]
        assert sum(offer["outcomes"].values()) == len(own) == 20
        for outcome, number in offer["outcomes"].items():
            assert number == sum(one["outcome"] == outcome for one in own)
        assert offer["offer"] in out
        ids = {finding["rule"] for one in own for finding in one["findings"]} - {"runs"}
        assert {(programme, rule) for rule in ids} <= known
    open_cases = [one for one in decisions if one["outcome"] == "undetermined"]
    assert open_cases
    assert all(one["missing"] for one in open_cases)
    assert list((tmp_path / "out").glob(".*")) == []


def test_review_answers_only_the_programmes_that_are_named(run: Run, few: Path) -> None:
    """--programme limits the review; --json gives the summary on standard output."""
    code, out, _ = run("review", few, "--programme", "crafty-mummies", "--on", "2026-11-01", "--json")
    assert code == 0
    assert [offer["offer"] for offer in json.loads(out)["offers"]] == ["crafty-mummies"]


def test_the_example_gives_every_programme_all_three_outcomes(run: Run) -> None:
    """The shipped caseload shows what the library is for: yes, no and a question, everywhere."""
    _, out, _ = run("review", CASELOAD, "--site", SITES, "--on", "2026-11-01", "--json")
    for offer in json.loads(out)["offers"]:
        assert min(offer["outcomes"].values()) > 0, offer["offer"]


def test_explain_prints_a_tree_for_one_reader(run: Run, few: Path) -> None:
    """One decision, as its audience may see it; every offer of a programme when none is named."""
    case = json.loads(few.read_text("utf-8").splitlines()[0])["id"]
    arguments = ("explain", few, "--case", case, "--on", "2026-11-01")
    code, out, _ = run(*arguments, "--programme", "community-mothers")
    assert code == 0
    assert out.count("Community Mothers,") == 2
    _, one, _ = run(*arguments, "--programme", "community-mothers/groups", "--audience", "auditor")
    assert one.count("Community Mothers,") == 1
    assert "Rests on" in one
    _, document, _ = run(*arguments, "--programme", "crafty-mummies", "--json")
    assert json.loads(document)["case"] == case


def test_what_is_not_there_is_named_with_the_nearest(run: Run, few: Path) -> None:
    """Misspelt commands, programmes and cases are usage errors with a suggestion."""
    for arguments, meant in (
        (("reviw", few), "`review`"),
        (("review", few, "--programme", "link-worker"), "`link-workers`"),
        (("explain", few, "--case", "case-nowhere", "--programme", "crafty-mummies"), "no such case"),
        (("review", few, "--on", "1.11.2026"), "YYYY-MM-DD"),
        (("review", few, "--overlay", "council"), "PLUGIN=PROGRAMME"),
        (("review", "nowhere.jsonl"), "does not exist"),
    ):
        code, _, err = run(*arguments)
        assert (code, meant in err) == (2, True), (arguments, err)


def test_every_fault_of_a_file_is_told_and_nothing_is_written(run: Run, tmp_path: Path) -> None:
    """Exit code 1, each fault with row and path, no value from the file, no output folder."""
    faulty = tmp_path / "faulty.jsonl"
    good = '{"id": "good", "participant": {"id": "p"}}'
    bad = '{"id": "bad", "participant": {"id": "p", "birth_date": "CANARY", "parent_role": "CANARY"}}'
    faulty.write_text("\n".join([good, bad, "{", good]))
    code, out, err = run("review", faulty, "--out", tmp_path / "out")
    assert code == 1
    assert not (tmp_path / "out").exists()
    assert "CANARY" not in out + err
    for place in ("row[2].participant.birth_date", "row[2].participant.parent_role", "row[3]", "row[4]"):
        assert place in err


def test_a_broken_plugin_is_told_and_its_programme_answers_nothing(run: Run, few: Path, tmp_path: Path) -> None:
    """The review goes on for the others; the broken one's programme is undetermined, never eligible."""
    broken = tmp_path / "council.py"
    broken.write_text("1 / 0")
    code, out, err = run(
        "review", few, "--plugin", broken, "--overlay", "council=crafty-mummies", "--on", "2026-11-01", "--json"
    )
    assert code == 0
    assert "plugin council" in err
    assert "ZeroDivisionError" in err
    outcomes = {offer["offer"]: offer["outcomes"] for offer in json.loads(out)["offers"]}
    assert outcomes["crafty-mummies"] == {"eligible": 0, "not_eligible": 0, "undetermined": 20}
    assert outcomes["young-parents-connect"]["not_eligible"] > 0


def test_listings_show_plugins_programmes_and_facts(run: Run) -> None:
    """What there is, as tables and as JSON that agree."""
    for command, key, expected in (
        ("plugins", "plugin", "link-workers"),
        ("programmes", "offer", "community-mothers/groups"),
        ("facts", "fact", "core.child_age_years"),
    ):
        code, out, _ = run(command, "--json")
        rows = json.loads(out)
        rows = rows["plugins"] if command == "plugins" else rows
        assert code == 0
        assert expected in {row[key] for row in rows}
        _, table, _ = run(command)
        assert expected in table


def test_without_its_libraries_the_command_says_what_to_install() -> None:
    """The core is installed without click; the command then says what is missing, not a traceback."""
    code = "import sys; sys.modules['click'] = None; from peersupport.__main__ import main; main()"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.strip() == "the command line needs two more libraries: install `peersupport[cli]`"
