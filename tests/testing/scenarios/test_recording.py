"""What is recorded is the present answer, marked to be read; nothing that was written is touched."""

from datetime import date
from pathlib import Path

import pytest
from tests.testing.scenarios.toddlers import HOLDS, toddlers, written

from peersupport import Host, InvalidDocument
from peersupport.testing.coverage.drafting import drafted
from peersupport.testing.scenarios import check_scenario
from peersupport.testing.scenarios.recording import entry, recorded
from peersupport.testing.scenarios.scenario import Scenario

DAY = date(2026, 11, 26)
LAYOUT = """# Who may come.

- scenario: "The day before: she still may come"   # TT1
  programme: toddler-together
  on: 2026-02-28
  given: &family   # a family
    children: [{birth_date: 2023-03-01}]

    referrals:
      - programme: any
        referrer_role: midwife
# the birthday itself
- scenario: On the day
  on: 2026-03-01
  programme: toddler-together
  given: *family
- {scenario: In one line, programme: toddler-together, on: 2026-03-02, given: {}}  # flow

- scenario: Wrong and left alone
  programme: toddler-together
  on: 2026-02-28
  expect: {outcome: undetermined}
  given:
    *family
- scenario: On the next line
  programme: toddler-together
  on: 2026-02-28
  given:
    *family

# the end
"""
FILLED = """# Who may come.

- scenario: "The day before: she still may come"   # TT1
  programme: toddler-together
  on: 2026-02-28
  given: &family   # a family
    children: [{birth_date: 2023-03-01}]

    referrals:
      - programme: any
        referrer_role: midwife
  recorded: 2026-11-26
  expect:
    outcome: eligible
    rules: {TT1: true, TT2: true, runs: true}
# the birthday itself
- scenario: On the day
  on: 2026-03-01
  programme: toddler-together
  given: *family
  recorded: 2026-11-26
  expect:
    outcome: not_eligible
    rules: {TT1: false, TT2: true, runs: true}
    redirects: [family hub]
- {scenario: In one line, programme: toddler-together, on: 2026-03-02, given: {}, recorded: 2026-11-26, expect: \
{outcome: undetermined, rules: {TT1: unknown, TT2: unknown, runs: true}, \
missing: [Case.children, core.referred]}}  # flow

- scenario: Wrong and left alone
  programme: toddler-together
  on: 2026-02-28
  expect: {outcome: undetermined}
  given:
    *family
- scenario: On the next line
  programme: toddler-together
  on: 2026-02-28
  given:
    *family
  recorded: 2026-11-26
  expect:
    outcome: eligible
    rules: {TT1: true, TT2: true, runs: true}

# the end
"""


@pytest.fixture
def host(tmp_path: Path) -> Host:
    """The programme of the scenarios."""
    return Host.load(files=[toddlers(tmp_path)], discover=False)


def test_what_lacks_is_filled_in_and_all_else_stays_to_the_letter(host: Host) -> None:
    """Comments, blanks, anchors, one-line entries; and an expectation that is there, though it does not hold."""
    text, number = recorded(host, LAYOUT, "toddlers.yaml", DAY)
    assert text == FILLED
    assert number == 4
    assert recorded(host, text, "toddlers.yaml", DAY) == (text, 0)


def test_what_was_recorded_holds_and_says_that_nobody_has_read_it(host: Host, tmp_path: Path) -> None:
    """Until a person takes the mark away."""
    text, _ = recorded(host, HOLDS.partition("  expect:")[0], "toddlers.yaml", DAY)
    (scenario,) = written(tmp_path, text)
    assert scenario.recorded == DAY
    assert check_scenario(host, scenario) == []


def test_a_file_without_an_end_of_line_and_one_that_is_whole_are_taken(host: Host) -> None:
    """Nothing is lost at the end."""
    text, number = recorded(host, HOLDS.partition("  expect:")[0].rstrip(), "toddlers.yaml", DAY)
    assert (number, text.endswith("runs: true}\n")) == (1, True)
    assert recorded(host, HOLDS, "toddlers.yaml", DAY) == (HOLDS, 0)
    assert recorded(host, "", "toddlers.yaml", DAY) == ("", 0)


def test_lines_end_as_those_of_the_file_do(host: Host) -> None:
    """An editor that writes both kinds would show the whole file as changed."""
    text, _ = recorded(host, LAYOUT.replace("\n", "\r\n"), "toddlers.yaml", DAY)
    assert text == FILLED.replace("\n", "\r\n")


def test_faults_of_what_is_to_be_recorded_are_told(host: Host) -> None:
    """Nothing is recorded of a case that cannot be read."""
    with pytest.raises(InvalidDocument) as told:
        recorded(host, HOLDS.partition("  expect:")[0].replace("birth_date", "birthdate"), "toddlers.yaml", DAY)
    assert [fault.help for fault in told.value.faults] == ["did you mean `birth_date`?"]


def test_where_it_would_change_what_is_written_nothing_is_recorded(host: Host) -> None:
    """An alias on a line of its own, some lines further down, is not found: the file is left as it is."""
    text = HOLDS.partition("  expect:")[0].replace("  given:", "  given: &it") + (
        "- scenario: Again\n  programme: toddler-together\n  on: 2026-02-28\n  given:\n\n    *it\n"
    )
    with pytest.raises(InvalidDocument) as told:
        recorded(host, text, "toddlers.yaml", DAY)
    assert {fault.code for fault in told.value.faults} == {"scenario-layout"}


def test_a_case_becomes_a_scenario(host: Host, tmp_path: Path) -> None:
    """What would be read as something else is quoted."""
    text = entry(host, "yes: a sentence", "toddler-together", date(2026, 3, 1), {"id": "012"}, DAY)
    (scenario,) = written(tmp_path, text)
    assert (scenario.sentence, scenario.given) == ("yes: a sentence", {"id": "012"})


def test_drafts_lie_one_below_at_and_one_above_and_hold(host: Host, tmp_path: Path) -> None:
    """For the age limit of the toddlers: and each is as plain as it can be."""
    text, without = drafted(host, "toddler-together", date(2026, 3, 1), DAY)
    assert without == []
    found: list[Scenario] = written(tmp_path, text)
    assert [check_scenario(host, one) for one in found] == [[], [], []]
    outcomes = [one.expect and one.expect["rules"]["TT1"] for one in found]
    assert outcomes == [True, False, False]
    assert [one.recorded for one in found] == [DAY] * 3
    assert all(set(one.given) <= {"participant", "children", "referrals"} for one in found)
