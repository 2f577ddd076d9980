"""Mistakes in saying who may join."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import cache
from typing import Any, ClassVar

import attrs
from tests.testing.faults.fault import Fault

from peersupport import Case, DateRange, Host
from peersupport._attrs import evolve
from peersupport.dates import since
from peersupport.findings import Outcome
from peersupport.records.identifiers import ProgrammeId, SiteId
from peersupport.records.sites import Site
from peersupport.rules.facts import Audience
from peersupport.testing import laws
from peersupport.testing.services.eligibility import HostEligibility
from peersupport.testing.unreadable import UNREADABLE

ELIGIBLE, NOT_ELIGIBLE, UNDETERMINED = Outcome.ELIGIBLE, Outcome.NOT_ELIGIBLE, Outcome.UNDETERMINED


@cache
def host() -> Host:
    """The installed programmes."""
    return Host.load()


@attrs.frozen
class Told:
    """An answer as a faulty service gives it."""

    outcome: Outcome
    determining: Sequence[str] = ("a rule",)
    missing: Sequence[Any] = ()


def told(answer: Any, **changes: Any) -> Told:
    """An answer with some of it changed."""
    given = {"outcome": answer.outcome, "determining": answer.determining, "missing": answer.missing}
    return Told(**{**given, **changes})


@attrs.frozen(eq=False)
class Wrong(HostEligibility):
    """A host of which the case or the answer is tampered with."""

    before: Callable[[Case], Case] = attrs.field(default=lambda case: case, kw_only=True)
    after: Callable[[Any, Case], Any] = attrs.field(default=lambda answer, _: answer, kw_only=True)
    day: Callable[[date], date] = attrs.field(default=lambda on: on, kw_only=True)

    def decide(self, offer: str, case: Case, on: date) -> Any:
        """The faulty answer."""
        return self.after(super().decide(offer, self.before(case), self.day(on)), case)


class Bare(HostEligibility):
    """It says no, and nothing else."""

    def explain(self, offer: str, case: Case, on: date, audience: Audience) -> str:
        """The first line alone."""
        return super().explain(offer, case, on, audience).splitlines()[0]


class Indiscreet(HostEligibility):
    """Every reader is given the auditor's file."""

    def explain(self, offer: str, case: Case, on: date, _: Audience) -> str:
        """What the auditor may see."""
        return super().explain(offer, case, on, Audience.AUDITOR)


class Forgetful(HostEligibility):
    """It remembers the last answer by the family's id, and forgets that families change."""

    remembered: ClassVar[dict[str, Any]] = {}

    def decide(self, offer: str, case: Case, on: date) -> Any:
        """The answer of the first time."""
        key = f"{offer} {case.id} {case.children is None}"
        answer = super().decide(offer, case, on)
        last, self.remembered[key] = self.remembered.get(key), answer
        return last or answer


def unreadable(value: Any) -> bool:
    """Whether something in a record cannot be read."""
    if type(value) is tuple:
        return any(map(unreadable, value))
    if attrs.has(type(value)):
        return any(unreadable(getattr(value, one.name)) for one in attrs.fields(type(value)))
    return value is UNREADABLE


def exact(value: Any) -> Any:
    """A day known in part taken for its first."""
    return value.first if isinstance(value, DateRange) else value


def wrong(**given: Any) -> Callable[[], Wrong]:
    """A service with this mistake."""
    return lambda: Wrong(host(), **given)


def children(case: Case, change: Callable[[Any], Any]) -> Case:
    """The case with its children changed."""
    return case if case.children is None else evolve(case, children=change(case.children))


@cache
def closing() -> Host:
    """A programme of which a site closes."""
    runs = since("2020-01-01", "2026-01-01")
    return Host.load(sites=[Site(id=SiteId("dorset"), programme=ProgrammeId("crafty-mummies"), runs=runs)])


FAULTS = (
    Fault(
        "what is unknown is a yes",
        laws.a_blank_lets_nobody_in,
        wrong(after=lambda answer, _: told(answer, outcome=ELIGIBLE) if answer.outcome is UNDETERMINED else answer),
    ),
    Fault(
        "whoever has no birth date recorded is let in",
        laws.a_blank_lets_nobody_in,
        wrong(
            after=lambda answer, case: told(answer, outcome=ELIGIBLE) if case.participant.birth_date is None else answer
        ),
    ),
    Fault(
        "children that are not recorded are none",
        laws.knowledge_is_monotone,
        wrong(before=lambda case: evolve(case, children=case.children or ())),
    ),
    Fault(
        "what is unknown is a no",
        laws.knowledge_is_monotone,
        wrong(after=lambda answer, _: told(answer, outcome=NOT_ELIGIBLE) if answer.outcome is UNDETERMINED else answer),
    ),
    Fault(
        "a birth date known in part is the first day of it",
        laws.knowledge_is_monotone,
        wrong(
            before=lambda case: children(
                case, lambda all: tuple(evolve(one, birth_date=exact(one.birth_date)) for one in all)
            )
        ),
        600,
    ),
    Fault(
        "an error lets pass",
        laws.errors_let_nobody_in,
        wrong(after=lambda answer, case: told(answer, outcome=ELIGIBLE) if unreadable(case) else answer),
    ),
    Fault(
        "an error refuses",
        laws.errors_let_nobody_in,
        wrong(after=lambda answer, case: told(answer, outcome=NOT_ELIGIBLE) if unreadable(case) else answer),
    ),
    Fault(
        "an open answer asks nothing",
        laws.what_is_missing_is_asked,
        wrong(after=lambda answer, _: told(answer, missing=())),
    ),
    Fault(
        "a refused family is asked further questions",
        laws.what_is_missing_is_asked,
        wrong(after=lambda answer, _: told(answer, missing=answer.missing or [answer])),
    ),
    Fault(
        "a refusal names no rule",
        laws.every_refusal_has_a_reason,
        wrong(after=lambda answer, _: told(answer, determining=())),
    ),
    Fault("a refusal is a bare no", laws.every_refusal_has_a_reason, lambda: Bare(host())),
    Fault(
        "a supporter reads the auditor's file", laws.each_reader_is_told_what_she_may_see, lambda: Indiscreet(host())
    ),
    Fault(
        "the day is not looked at",
        laws.nobody_is_eligible_outside_the_period,
        wrong(day=lambda _: date(2025, 6, 1)),
    ),
    Fault(
        "the last day is one too many",
        laws.nobody_is_eligible_outside_the_period,
        lambda: Wrong(closing(), day=lambda on: on - timedelta(days=1) if on == date(2026, 1, 1) else on),
    ),
    Fault(
        "only the first child counts",
        laws.the_order_of_records_never_matters,
        wrong(before=lambda case: children(case, lambda all: all[:1])),
        600,
    ),
    Fault(
        "of three children the middle one counts",
        laws.the_order_of_records_never_matters,
        wrong(before=lambda case: children(case, lambda all: all[1:2] if len(all) == 3 else all)),
        600,
    ),
    Fault(
        "the last referral alone is read",
        laws.the_order_of_records_never_matters,
        wrong(before=lambda case: evolve(case, referrals=case.referrals and case.referrals[-1:])),
        600,
    ),
    Fault("another family's answer is remembered", laws.the_same_case_gets_the_same_answer, lambda: Forgetful(host())),
)
