"""Boundaries on the command line: asked, answered with reasons, and an exit code for what may not be done."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., tuple[int, str, str]]
MOTHERS = ("--programme", "community-mothers")
CANARY = "CANARY"


def test_a_denial_has_its_words_and_an_exit_code_of_its_own(run: Run) -> None:
    """As `disclose`: 3 for no, 0 for yes and for must."""
    code, out, err = run("may", "community_mother", "lend_money", *MOTHERS)
    assert (code, err) == (3, "")
    assert "DENY: may not be done" in out
    assert "“dont lend money” (TC22, TC68)" in out
    assert run("may", "community_mother", "share_sheet", *MOTHERS)[0] == 0
    code, out, _ = run("may", "creche_worker", "raise_concern", "--programme", "crafty-mummies")
    assert code == 0
    assert out.startswith("REQUIRED: must be done")


def test_what_is_known_of_the_act_is_given_by_options(run: Run) -> None:
    """Who is there, who agreed, how many lead, what is so and not so: each settles what it is asked for."""
    visit = ("may", "community_mother", "home_visit", *MOTHERS, "--on", "2026-11-01", "--json")
    code, out, _ = run(*visit)
    told = json.loads(out)
    assert (code, told["effect"], told["provisional"]) == (3, "deny", True)
    assert {one["of"] for one in told["ask"]} == {"supporter", "co-ordinator"}
    assert run(*visit, "--given", "violence_risk=no")[0] == 0
    assert run(*visit, "--given", "violence_risk=yes", "--with", "trainer", "--agreed-by", "co_ordinator")[0] == 0
    assert run(*visit, "--given", "violence_risk=yes", "--with", "nobody", "--agreed-by", "co_ordinator")[0] == 3
    connect = ("--programme", "young-parents-connect")
    group = ("may", "paid_peer_facilitator", "lead_group", *connect, "--given", "paid=yes")
    assert run(*group, "--leaders", "2")[0] == 0
    assert run(*group, "--leaders", "1")[0] == 3
    target = ("may", "community_mother", "set_target", *MOTHERS, "--author")
    assert "let the parent set her own" in run(*target, "community_mother")[1]
    assert "let the parent set her own" not in run(*target, "participant")[1]


def test_a_reader_sees_what_she_may(run: Run) -> None:
    """A volunteer is not told of a risk, nor that there is one."""
    visit = ("may", "community_mother", "home_visit", *MOTHERS, "--with", "nobody", "--audience", "supporter")
    known, unknown = run(*visit, "--given", "violence_risk=yes"), run(*visit)
    assert known == unknown
    assert "violence" not in known[1]
    assert "Ask the co-ordinator." in known[1]


@pytest.mark.parametrize(
    ("arguments", "faults"),
    [
        (("comunity_mother", "lend_mony", *MOTHERS), ("`community_mother`", "`lend_money`")),
        (("community_mother", "lend_money", "--programme", "community-mother"), ("`community-mothers`",)),
        (("community_mother", "lend_money", *MOTHERS, "--with", "trainr"), ("`trainer`",)),
        (("community_mother", "lend_money", *MOTHERS, "--with", "nobody", "--with", "trainer"), ("or nobody",)),
        (("community_mother", "lend_money", *MOTHERS, "--given", "pad=yes"), ("`paid`",)),
        (("community_mother", "lend_money", *MOTHERS, "--given", "paid"), ("NAME=yes",)),
        (("community_mother", "lend_money", *MOTHERS, "--given", "paid=yes", "--given", "paid=no"), ("not so",)),
        (("community_mother", CANARY, *MOTHERS), ("ACTION",)),
    ],
)
def test_what_is_misspelt_is_named_with_what_was_meant(
    run: Run, arguments: tuple[str, ...], faults: tuple[str, ...]
) -> None:
    """Every fault at once, none with what was written."""
    code, out, err = run("may", *arguments)
    assert (code, out) == (1, "")
    assert all(one in err for one in faults)
    assert CANARY not in err
    assert "written" not in err


def test_an_action_that_is_not_there_is_told_with_where_to_find_those_that_are(run: Run) -> None:
    """Also where nothing is near it: the actions are too many for a line."""
    near, far = (run("may", "community_mother", one, *MOTHERS)[2] for one in ("lend_mony", CANARY))
    assert "did you mean `lend_money`?; `--list` prints the actions" in near
    assert "`--list` prints the actions" in far


def test_who_and_what_are_needed_unless_actions_are_listed(run: Run) -> None:
    """`--list` gives every action with its rules and their words; without it, a question needs both its parts."""
    assert run("may", "community_mother", *MOTHERS)[0] == 2
    code, out, _ = run("may", "--list", *MOTHERS, "--json")
    listed = {one["action"]: one for one in json.loads(out)}
    assert code == 0
    assert [one["quotation"] for one in listed["lend_money"]["rules"]] == ["dont lend money"]
    assert listed["raise_concern"]["rules"] == []
    assert "prohibit community-mothers/TC22: “dont lend money”" in run("may", "--list", *MOTHERS)[1]


def test_an_exemption_comes_from_the_sites_records(run: Run, tmp_path: Path) -> None:
    """One person, one rule, until a day; a file with faults is told and decides nothing."""
    exemption = {
        "id": "e1", "rule": "community-mothers/TC23", "supporter": "vera", "reason": "an emergency", "author": "co",
        "author_role": "co_ordinator", "start": "2026-11-01", "until": "2026-11-02",
    }  # fmt: skip
    path = tmp_path / "activity.json"
    path.write_text(json.dumps({"programme": "community-mothers", "exemptions": [exemption]}), "utf-8")
    sit = ("may", "community_mother", "baby_sit", *MOTHERS, "--activity", path)
    assert run(*sit, "--on", "2026-11-01", "--by", "vera")[0] == 0
    assert run(*sit, "--on", "2026-11-02", "--by", "vera")[0] == 3
    assert run(*sit, "--on", "2026-11-01", "--by", "anna")[0] == 3
    path.write_text(json.dumps({"programme": "community-mothers", "exemptions": [{**exemption, "until": CANARY}]}))
    code, out, err = run(*sit, "--on", "2026-11-01", "--by", "vera")
    assert (code, out) == (1, "")
    assert "exemptions[0].until" in err
    assert CANARY not in err


def test_only_this_sites_own_records_exempt(run: Run, tmp_path: Path) -> None:
    """Those of another programme, or of another site, are refused."""
    site, path = tmp_path / "tilbury.toml", tmp_path / "activity.json"
    site.write_text('id = "tilbury"\nprogramme = "community-mothers"\n', "utf-8")
    sit = ("may", "community_mother", "baby_sit", *MOTHERS, "--activity", path, "--site", site)
    for other in ({"programme": "crafty-mummies"}, {"programme": "community-mothers", "site": "purfleet"}):
        path.write_text(json.dumps({**other, "exemptions": []}), "utf-8")
        code, out, err = run(*sit)
        assert (code, out) == (1, "")
        assert "[activity-other]" in err
