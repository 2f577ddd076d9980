"""Two real surveys, read by the mappings in `examples/mappings` and reviewed for every programme."""

import csv
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
from tests.corpora.conftest import ROOT

from peersupport import Case
from peersupport.dates import DateRange
from peersupport.decisions import Decision
from peersupport.findings import Outcome
from peersupport.interop.caseload import read_caseload
from peersupport.interop.mapping import Mapping, read_mapping
from peersupport.programmes.host import Host
from peersupport.records.identifiers import ProgrammeId, SiteId
from peersupport.records.sites import DatedValue, Site
from peersupport.truth import Truth

pytestmark = pytest.mark.corpora

FILES = {
    "swiss_epds": "Dataset_maternal_mental_health_infant_sleep.csv",
    "canada_pdp_epds": "pregnancy.csv",
}
FACTS = {
    "participant.birth_date": {"core.age_years"},
    "participant.parent_role": {"core.parent_role"},
    "children.birth_date": {"core.child_age_months", "core.child_age_years", "core.child_born"},
    "pregnancies.ended": set[str](),
    "assessments.items": set[str](),
    "assessments.total": set[str](),
    "assessments.on": set[str](),
}
"""What each mapped field can make known. A pregnancy's end makes nothing known without how it ended."""
OF_THE_DAY = {"core.on"}
"""Known of every case: the mapping says the day."""


class Survey(NamedTuple):
    """One survey as read, and its file."""

    mapping: Mapping
    cases: tuple[Case, ...]
    file: Path

    @property
    def on(self) -> date:
        """The day of its decisions."""
        assert self.mapping.on is not None
        return self.mapping.on

    @property
    def held(self) -> set[str]:
        """The facts that the file can make known, by what its mapping fills."""
        paths = {
            ".".join(([one.target.member[0]] if one.target.member else ["participant"]) + list(one.target.steps))
            for one in self.mapping.fields
        }
        return OF_THE_DAY.union(*(FACTS[path] for path in paths))

    def decisions(self, host: Host) -> Iterator[Decision]:
        """Every case, for every offer."""
        for policy in (host.eligibility(address) for address in host.offers()):
            yield from (policy.decide(case, self.on) for case in self.cases)

    def rows(self) -> list[dict[str, str]]:
        """The file as the standard library reads it."""
        with self.file.open(encoding=self.mapping.encodings[0], newline="") as file:
            return list(csv.DictReader(file))


def survey(shared: Path, name: str) -> Survey:
    """A survey of the shared data."""
    mapping = read_mapping(ROOT / "examples" / "mappings" / f"{name}.toml")
    file = shared / "data" / name / FILES[name]
    return Survey(mapping, read_caseload(file, mapping), file)


@pytest.fixture(scope="module")
def swiss(shared: Path) -> Survey:
    """410 mothers in Switzerland."""
    return survey(shared, "swiss_epds")


@pytest.fixture(scope="module")
def canada(shared: Path) -> Survey:
    """10,772 people in Canada."""
    return survey(shared, "canada_pdp_epds")


@pytest.fixture(params=FILES)
def either(request: pytest.FixtureRequest, shared: Path) -> Survey:
    """Each of the two."""
    return request.getfixturevalue({"swiss_epds": "swiss", "canada_pdp_epds": "canada"}[request.param])


def age_limit(host: Host, given: Survey, reading: str) -> Counter[Truth]:
    """What the age rule of Young Parents Connect comes to under one reading of "up to 25"."""
    site = Site(
        id=SiteId("reading"),
        programme=ProgrammeId("young-parents-connect"),
        parameters={"young-parents-connect.age_reading": (DatedValue(value=reading),)},
    )
    policy = host.at_site(site).eligibility("young-parents-connect")
    return Counter(policy.decide(case, given.on).truths["YP1"] for case in given.cases)


def test_every_row_is_read(swiss: Survey, canada: Survey) -> None:
    """The known sizes of the files; every row became a case of its own."""
    assert [len({case.id for case in one.cases}) for one in (swiss, canada)] == [410, 10_772]


@pytest.mark.parametrize(("reading", "young"), [("through_25", 51), ("under_25", 38)])
def test_up_to_25_in_both_readings(host: Host, swiss: Survey, reading: str, young: int) -> None:
    """The known answers of the Swiss file: the reading moves 13 of its mothers, and whole years settle all of them."""
    assert age_limit(host, swiss, reading) == {Truth.TRUE: young, Truth.FALSE: 410 - young}


def test_nobody_is_let_in_or_refused_for_what_the_file_does_not_hold(host: Host, either: Survey) -> None:
    """Nobody is eligible, since no file tells an area. Who is refused is refused by facts that the mapping fills."""
    refused = 0
    for decision in either.decisions(host):
        assert decision.outcome is not Outcome.ELIGIBLE
        if decision.outcome is Outcome.UNDETERMINED:
            continue
        refused += 1
        causes = [one for one in decision.findings if one.rule.id in decision.determining]
        for finding in causes:
            known = {one.fact.name for one in finding.readings() if one.value is not None}
            assert known, f"{finding.rule.name} is FALSE and read nothing"
            assert known <= either.held, finding.rule.name
    assert refused


def test_the_file_never_says_that_there_is_no_other_child(either: Survey) -> None:
    """One baby in a row does not close the list of children, and no child in a row does not make it empty."""
    listed = [case.children for case in either.cases if case.children is not None]
    assert listed
    assert all(children[-1].birth_date is None and len(children) > 1 for children in listed)


def test_every_decision_says_what_to_ask(host: Host, swiss: Survey) -> None:
    """What the file leaves open comes back as questions."""
    open_ones = [one for one in swiss.decisions(host) if one.outcome is Outcome.UNDETERMINED]
    assert open_ones
    assert all(one.missing for one in open_ones)


def test_swiss_scores(swiss: Survey) -> None:
    """The known answers of the ten items: nothing was turned round, shifted or left out."""
    items = [one.items for case in swiss.cases for one in case.assessments or ()]
    totals = [sum(item for item in each or () if item is not None) for each in items]
    assert len(totals) == 410
    assert round(sum(totals) / 410, 4) == 9.0488
    assert (min(totals), max(totals)) == (0, 28)
    assert (sum(total >= 10 for total in totals), sum(total >= 13 for total in totals)) == (173, 109)
    assert sum((each[9] or 0) > 0 for each in items if each) == 62
    assert all(each is not None and len(each) == 10 and None not in each for each in items)


def test_swiss_babies(swiss: Survey) -> None:
    """The known bands of age, as births relative to the survey's day, and the five pairs of twins."""
    births = Counter((case.children or ())[0].birth_date for case in swiss.cases)
    assert births == {
        DateRange(first=date(2020, 3, 25), last=date(2020, 6, 24)): 147,
        DateRange(first=date(2019, 12, 25), last=date(2020, 3, 24)): 133,
        DateRange(first=date(2019, 9, 25), last=date(2019, 12, 24)): 130,
    }
    twins = [case.children for case in swiss.cases if case.children and len(case.children) == 3]
    assert len(twins) == 5
    assert all(one[0].birth_date == one[1].birth_date for one in twins)


def test_canadian_scores_and_deliveries(canada: Survey) -> None:
    """The known answers of the Canadian file: both kinds of blank are "not recorded", and months stay months."""
    epds = [one for case in canada.cases for one in case.assessments or () if one.instrument == "epds"]
    totals = [one.total for one in epds if one.total is not None]
    assert (len(totals), min(totals), max(totals)) == (9_598, 0, 30)
    assert (sum(total >= 10 for total in totals), sum(total >= 13 for total in totals)) == (5_119, 3_201)
    born = [case.children[0].birth_date for case in canada.cases if case.children]
    assert len(canada.cases) - len(born) == 4_039
    assert all(isinstance(day, DateRange) and (day.last - day.first).days in {27, 29, 30} for day in born)


def tenths(case: Case, told: DateRange) -> int | None:
    """The age that was recorded, in tenths of a year, worked back from the latest birth that it allows."""
    born = case.participant.birth_date
    if born is None:
        return None
    assert isinstance(born, DateRange)
    return (told.last - born.last).days * 10 // 365 + 1


def test_canadian_ages(canada: Survey) -> None:
    """The known counts of ages, worked back from the births that were made of them."""
    told = DateRange(first=date(2020, 3, 11), last=canada.on)
    ages = [age for age in (tenths(case, told) for case in canada.cases) if age is not None]
    assert (len(ages), min(ages), max(ages)) == (10_661, 170, 497)
    assert sum(age < 250 for age in ages) == 627
    assert sum(250 <= age < 260 for age in ages) == 342


def test_canadian_ages_at_the_limit(host: Host, canada: Survey) -> None:
    """Whoever may have been on either side of 26 stays open; the ages in the file say who is not."""
    policy = host.eligibility("young-parents-connect")
    later = (canada.on - date(2020, 3, 11)).days / 365
    truths: Counter[Truth] = Counter()
    for case, row in zip(canada.cases, canada.rows(), strict=True):
        truth = policy.decide(case, canada.on).truths["YP1"]
        truths[truth] += 1
        if not row["Maternal_Age"]:
            assert truth is Truth.UNKNOWN
            continue
        age = float(row["Maternal_Age"])
        if truth is Truth.TRUE:
            assert age + later < 26
        elif truth is Truth.FALSE:
            assert age >= 26
        else:
            assert age < 26.2
            assert age + later > 25.7
    assert min(truths[truth] for truth in Truth) > 300
