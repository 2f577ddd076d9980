"""Every fault of a scenario file is told with its file, line and path, and nothing in it is coerced."""

from datetime import date
from pathlib import Path

import pytest
from tests.testing.scenarios.toddlers import GIVEN, HOLDS, differences, written

from peersupport import Host, InvalidDocument
from peersupport.testing.scenarios import check_scenario, load_scenarios


def faults(folder: Path, text: str) -> list[tuple[str, str]]:
    """The faults of a text: where each stands, without the folder, and its code."""
    with pytest.raises(InvalidDocument) as told:
        written(folder, text)
    return [(str(fault).partition("toddlers.yaml:")[2].partition(": ")[0], fault.code) for fault in told.value.faults]


def test_each_fault_of_a_file_is_told_with_its_line_and_path(tmp_path: Path) -> None:
    """Who mends one at a time, mends for ever."""
    text = f"""# a comment
- scenario: Two slips{GIVEN}  expect: {{outcome: eligble, rules: {{TT1: maybe}}, mising: []}}
- scenario: No day and no answer
  programme: toddler-together
  givn: {{}}
- scenario: Two slips
  programme: toddler-together
  on: 28 February 2026
  given: []
  expect: {{}}
"""
    assert faults(tmp_path, text) == [
        ("8[0].expect.outcome", "value-option"),
        ("8[0].expect.rules.TT1", "value-option"),
        ("8[0].expect.mising", "key-unknown"),
        ("11[1].givn", "key-unknown"),
        ("9[1]", "key-missing"),
        ("9[1]", "key-missing"),
        ("9[1]", "key-missing"),
        ("14[2].on", "value-type"),
        ("15[2].given", "value-type"),
        ("16[2].expect", "value-type"),
        ("12[2].scenario", "scenario-duplicate"),
    ]


def test_what_was_meant_is_named(tmp_path: Path) -> None:
    """A slip of the pen is mended in a second where the word is there to copy."""
    with pytest.raises(InvalidDocument) as told:
        written(tmp_path, f"- scenario: A slip{GIVEN}  expect: {{outcme: eligible}}\n  aks: eligibility\n")
    assert {fault.help for fault in told.value.faults} == {"did you mean `outcome`?", "did you mean `ask`?"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("- scenario: a\n  scenario: b\n", ("2[0].scenario", "yaml-duplicate")),
        ("- [1, 2\n", ("2", "yaml-syntax")),
        ("- 1: one\n", ("1[0]", "yaml-key")),
        ("- {<<: 3}\n", ("1[0]", "yaml-merge")),
        ("- !!binary aGVsbG8=\n", ("1[0]", "yaml-tag")),
        ("- on: 2026-02-30\n", ("1[0].on", "date-invalid")),
        ("- &again [*again]\n", None),
        ("scenario: no list\n", ("1", "value-type")),
    ],
)
def test_what_yaml_lets_pass_is_a_fault(tmp_path: Path, text: str, found: tuple[str, str] | None) -> None:
    """A key that stands twice silently loses the first; a list that holds itself never ends."""
    told = faults(tmp_path, text)
    assert (told[0] == found) if found else ("yaml-depth" in {code for _, code in told})


def test_nothing_is_coerced(tmp_path: Path) -> None:
    """In YAML 1.1 `on`, `yes`, `012` and `1:30` are a truth and two numbers; here they are words, and told as such."""
    text = HOLDS.replace("birth_date: 2023-03-01", "birth_date: 2023-03-01, id: 012").replace(
        "[{programme: any,", "[{id: 1:30, programme: any,"
    )
    (scenario,) = written(tmp_path, text)
    assert scenario.given["children"] == [{"birth_date": date(2023, 3, 1), "id": "012"}]
    assert scenario.given["referrals"] == [{"id": "1:30", "programme": "any", "referrer_role": "midwife"}]
    truth = HOLDS.replace("referrer_role: midwife", "referrer_role: midwife, child_protection: yes")
    with pytest.raises(InvalidDocument) as told:
        differences(tmp_path, truth)
    (fault,) = told.value.faults
    assert str(fault).endswith(
        "toddlers.yaml:6[0].given.referrals[0].child_protection: expected true or false [value-type]"
    )


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("toddler-together", "toddler-togther", ("2[0].programme", "name-unknown", "toddler-together")),
        ("outcome: eligible", "rules: {TT11: true}", ("7[0].expect.rules.TT11", "name-unknown", "TT1")),
        (
            "  given:",
            "  parameters: {toddler.age_limt: 3}\n  given:",
            ("4[0].parameters.toddler.age_limt", "parameter-unknown", "toddler.age_limit"),
        ),
        (
            "  given:",
            "  parameters: {toddler.age_limit: three}\n  given:",
            ("4[0].parameters.toddler.age_limit", "parameter-type", "expected a whole number (years)"),
        ),
        ("birth_date", "birth_dat", ("5[0].given.children[0]", "key-unknown", "birth_date")),
        ("  given:", "  site: nowhere.toml\n  given:", ("4[0].site.nowhere.toml", "file-unreadable", "")),
    ],
)
def test_what_does_not_fit_the_programme_is_told_with_its_place(
    tmp_path: Path, old: str, new: str, found: tuple[str, str, str]
) -> None:
    """A scenario on a rule or parameter that is not there would hold for ever."""
    with pytest.raises(InvalidDocument) as told:
        differences(tmp_path, HOLDS.replace(old, new))
    (fault,) = told.value.faults
    place, code, meant = found
    assert (str(fault).partition("toddlers.yaml:")[2].partition(": ")[0], fault.code) == (place, code)
    assert meant in fault.help


def test_faults_of_several_files_are_told_at_once(tmp_path: Path) -> None:
    """A folder is read whole."""
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text("- {}\n", "utf-8")
    with pytest.raises(InvalidDocument) as told:
        load_scenarios(tmp_path)
    assert {Path(str(fault.path[0])).name for fault in told.value.faults} == {"a.yaml:1", "b.yaml:1"}


def test_a_file_that_is_not_there_is_told() -> None:
    """As every other fault."""
    with pytest.raises(InvalidDocument) as told:
        load_scenarios(Path("nowhere.yaml"))
    assert [fault.code for fault in told.value.faults] == ["file-unreadable"]


def test_the_site_beside_the_file_counts(tmp_path: Path) -> None:
    """A site's dated values, and a scenario's own before them."""
    (tmp_path / "site.toml").write_text(
        'id = "here"\nprogramme = "toddler-together"\n[parameters.toddler]\nage_limit = 2\n', "utf-8"
    )
    at_site = HOLDS.replace("  given:", "  site: site.toml\n  given:")
    assert [one.key for one in differences(tmp_path, at_site)] == ["outcome"]
    own = at_site.replace("  given:", "  parameters: {toddler.age_limit: 3}\n  given:")
    assert differences(tmp_path, own) == []


def test_a_host_without_the_programme_is_told_apart(tmp_path: Path) -> None:
    """A scenario never holds for want of a programme."""
    (scenario,) = written(tmp_path, HOLDS)
    with pytest.raises(InvalidDocument):
        check_scenario(Host.load(discover=False), scenario)


def test_mappings_that_merge_too_much_are_a_fault(tmp_path: Path) -> None:
    """Nine times nine times nine mappings, from as many lines as there are nines."""
    merged = [f"- &a{place} {{<<: [{', '.join([f'*a{place - 1}'] * 9)}]}}\n" for place in range(1, 9)]
    told = faults(tmp_path, "- &a0 {x: 1}\n" + "".join(merged))
    assert "yaml-depth" in {code for _, code in told}


def test_a_fault_of_yaml_holds_nothing_of_the_file(tmp_path: Path) -> None:
    """The parser quotes what it stumbles over: that may be a person's name."""
    (tmp_path / "a.yaml").write_text("- scenario: *Canary\n", "utf-8")
    with pytest.raises(InvalidDocument) as told:
        load_scenarios(tmp_path / "a.yaml")
    assert "undefined alias" in str(told.value)
    assert "Canary" not in str(told.value)
