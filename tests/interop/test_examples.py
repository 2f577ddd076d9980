"""The shipped examples: they are what their scripts make, they can be read, and they show every kind of answer."""

from collections import Counter
from datetime import date

import pytest
from tests.interop.scripts import EXAMPLES, script

from peersupport import Case
from peersupport.dates import DateRange
from peersupport.findings import Outcome
from peersupport.interop.areas import located, read_areas
from peersupport.interop.caseload import read_caseload
from peersupport.interop.mapping import read_mapping
from peersupport.interop.site_files import read_sites
from peersupport.programmes.host import Host
from peersupport.records.people import ParentRole, PregnancyOutcome

DAY = date(2026, 11, 1)


@pytest.fixture(scope="module")
def cases() -> tuple[Case, ...]:
    """The example caseload."""
    return read_caseload(EXAMPLES / "caseload.jsonl")


def test_the_generator_makes_the_committed_file() -> None:
    """The same seed, the same bytes, on every machine: whoever changes one changes both."""
    made = script("generate")
    areas = made.areas_by_authority(EXAMPLES / "areas.csv")
    assert made.lines(made.caseload(areas)).encode() == (EXAMPLES / "caseload.jsonl").read_bytes()


def test_the_caseload_is_varied(cases: tuple[Case, ...]) -> None:
    """What the rules turn on is there: losses, fathers, twins, dates in part, and what is not recorded."""
    assert len(cases) == 500
    roles = Counter(case.participant.parent_role for case in cases)
    assert min(roles[role] for role in (*ParentRole, None)) >= 3
    outcomes = Counter(one.outcome for case in cases for one in case.pregnancies or ())
    assert min(outcomes[outcome] for outcome in (*PregnancyOutcome, None)) >= 8
    births = Counter(type(case.participant.birth_date) for case in cases)
    assert min(births[kind] for kind in (date, DateRange, type(None))) >= 15
    several = [[one.birth_date for one in case.children] for case in cases if case.children]
    assert sum(len(days) > len(set(days)) for days in several) >= 5
    for collection in ("children", "pregnancies", "referrals"):
        recorded = Counter(bool(value) for case in cases if (value := getattr(case, collection)) is not None)
        assert recorded[True] + recorded[False] < 500, collection
        assert recorded[False] >= 5, collection


def test_nobody_is_impossible(cases: tuple[Case, ...]) -> None:
    """No child from the future, and no mother under 15 at a birth."""
    for case in cases:
        born = case.participant.birth_date
        for child in case.children or ():
            if isinstance(child.birth_date, date):
                assert child.birth_date < DAY
                if isinstance(born, date):
                    assert (child.birth_date - born).days >= 15 * 365


def test_every_offer_has_all_three_answers(cases: tuple[Case, ...]) -> None:
    """The example shows who may join, who may not, and whom to ask, for every programme and at its example site."""
    sites = read_sites(EXAMPLES / "sites")
    host = Host.load(sites=sites)
    table = read_areas(EXAMPLES / "areas.csv")
    assert {site.programme for site in sites} == set(host.programmes)
    for address in host.offers():
        policy = host.eligibility(address)
        outcomes = Counter(policy.decide(located(case, table), DAY).outcome for case in cases)
        assert min(outcomes[outcome] for outcome in Outcome) >= 10, (address, outcomes)


def test_the_example_sites_say_that_they_are_examples() -> None:
    """An invented choice is never taken for a programme's own."""
    for site in read_sites(EXAMPLES / "sites"):
        assert "example" in site.title
        assert site.areas
        assert all(one.source.startswith("example") for values in site.parameters.values() for one in values)


@pytest.mark.parametrize("path", sorted((EXAMPLES / "mappings").glob("*.toml")), ids=lambda path: path.stem)
def test_the_example_mappings_are_sound(path: str) -> None:
    """They are checked without the data that they are for, which is not in the project."""
    assert read_mapping(EXAMPLES / path).on is not None
