"""Laws of who may join: of every offer, for every family, on every day."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, cast

from peersupport._attrs import evolve, frozen
from peersupport.dates import parse_date
from peersupport.findings import Outcome
from peersupport.records.case import COLLECTIONS, Case
from peersupport.records.codec import case_document, case_from
from peersupport.rules.facts import Audience
from peersupport.testing.blanks import erasures
from peersupport.testing.choices import Choices
from peersupport.testing.laws.law import Domain, law, must
from peersupport.testing.laws.smaller import smaller
from peersupport.testing.services.eligibility import (
    DrawsCases,
    EligibilityService,
    Explains,
    HasPeriods,
    TellsRules,
)
from peersupport.testing.strategies.families import cases
from peersupport.testing.unreadable import unreadable
from peersupport.truth import Truth

DAYS = (date(2025, 6, 1), date(2026, 11, 1), date(2024, 2, 29), date(2023, 3, 26), date(2025, 12, 31))
ELIGIBLE, NOT_ELIGIBLE, UNDETERMINED = Outcome.ELIGIBLE, Outcome.NOT_ELIGIBLE, Outcome.UNDETERMINED


@frozen
class Asked:
    """One question: may this family join this offer on this day?"""

    offer: str
    case: Case
    on: date


def drawn_case(service: object, offer: str, choices: Choices, on: date) -> Case:
    """A case for an offer: as the service itself draws them, or any."""
    return service.draw_case(offer, choices, on) if isinstance(service, DrawsCases) else cases.by(choices, on=on)


def _draw(service: EligibilityService, choices: Choices) -> Asked:
    offer, on = choices.pick(service.offers()), choices.pick(DAYS)
    return Asked(offer=offer, case=drawn_case(service, offer, choices, on), on=on)


def _smaller(asked: Asked) -> Iterable[Asked]:
    for case in smaller(asked.case):
        yield evolve(asked, case=case)


def _write(asked: Asked) -> object:
    return {"offer": asked.offer, "on": asked.on.isoformat(), "case": case_document(asked.case)}


def _read(_: EligibilityService, document: Any) -> Asked:
    return Asked(offer=document["offer"], on=parse_date(document["on"]), case=case_from(document["case"]))


DOMAIN: Domain[EligibilityService, Asked] = Domain(
    draw=_draw,
    smaller=_smaller,
    write=_write,
    read=_read,
    protocol=EligibilityService,
    adapters="`HostEligibility(host)`",
)


def _outcome(service: EligibilityService, asked: Asked) -> Outcome:
    return service.decide(asked.offer, asked.case, asked.on).outcome


@law(DOMAIN, source="design.md, Combining", floor=0.1, cases=150)
def a_blank_lets_nobody_in(service: EligibilityService, asked: Asked) -> bool:
    """What is not recorded never lets anybody in: who may not join, or cannot be told to, may not with less known.

    Each thing on record is erased in turn, or known in part only. The premise: she may not simply join.
    """
    if _outcome(service, asked) is ELIGIBLE:
        return False
    for path, less in erasures(asked.case):
        outcome = _outcome(service, evolve(asked, case=less))
        must(outcome is not ELIGIBLE, f"without {_place(path)} she may join")
    return True


@law(DOMAIN, source="design.md, Combining: knowledge is monotone", floor=0.1, cases=150)
def knowledge_is_monotone(service: EligibilityService, asked: Asked) -> bool:
    """Filling a blank never turns a yes into a no or back: with less on record the answer was open, or the same.

    The same of each rule, where answers tell them (`TellsRules`). The premise: the answer is decided.
    """
    whole = service.decide(asked.offer, asked.case, asked.on)
    for path, less in erasures(asked.case):
        blank = service.decide(asked.offer, less, asked.on)
        told = f"without {_place(path)} it was {blank.outcome.value}, with it {whole.outcome.value}"
        must(UNDETERMINED in {whole.outcome, blank.outcome} or blank.outcome is whole.outcome, told)
        must(whole.outcome is not UNDETERMINED or blank.outcome is UNDETERMINED, told)
        if isinstance(blank, TellsRules) and isinstance(whole, TellsRules):
            turned = [name for name, truth in blank.truths.items() if truth not in {Truth.UNKNOWN, whole.truths[name]}]
            must(not turned, f"without {_place(path)} the rule {', '.join(turned)} came to something else")
    return whole.outcome is not UNDETERMINED


@law(DOMAIN, source="design.md, Errors; Combining", floor=0.5, cases=150)
def errors_let_nobody_in(service: EligibilityService, asked: Asked) -> bool:
    """A value that raises when it is read counts as one that is not recorded: it never makes an answer a yes.

    Each value on record is replaced in turn by one that raises whatever is done with it. The answer must be the same as
    without it, or open. The premise: there is something on record.
    """
    found = False
    for path, broken in unreadable(asked.case):
        found = True
        outcome = _outcome(service, evolve(asked, case=broken))
        if outcome is not UNDETERMINED:
            told = f"with {_place(path)} unreadable the answer is {outcome.value}"
            must(outcome is _outcome(service, asked), told)
    return found


@law(DOMAIN, source="design.md, Combining: missing facts only when UNDETERMINED", floor=0.1, cases=400)
def what_is_missing_is_asked(service: EligibilityService, asked: Asked) -> bool:
    """An answer that is open says what to ask, in words; one that is decided asks for nothing.

    The premise: the answer is open.
    """
    answer = service.decide(asked.offer, asked.case, asked.on)
    if answer.outcome is not UNDETERMINED:
        must(not answer.missing, f"{answer.outcome.value}, and still something is asked")
        return False
    must(bool(answer.missing), "the answer is open and nothing is asked")
    must(all(one.question.strip() for one in answer.missing), "something is missing that no question asks for")
    return True


@law(DOMAIN, source="design.md, Combining; What people see", floor=0.1, cases=400)
def every_refusal_has_a_reason(service: EligibilityService, asked: Asked) -> bool:
    """A refusal names the rules that refuse, and never a bare no: every reader is told more than the word.

    Where the service explains (`Explains`), the explanations for all four readers are looked at. The premise: refused.
    """
    answer = service.decide(asked.offer, asked.case, asked.on)
    must(bool(answer.determining), f"{answer.outcome.value}, and no rule made it so")
    if answer.outcome is not NOT_ELIGIBLE:
        return False
    if isinstance(service, Explains):
        for audience in Audience:
            told = service.explain(asked.offer, asked.case, asked.on, audience)
            must(len(told.splitlines()) > 1, f"the {audience.value} is told no more than that it is refused")
    return True


@law(DOMAIN, source="design.md, Facts: `visible_to`", floor=0.9, cases=250, needs=Explains)
def each_reader_is_told_what_she_may_see(service: EligibilityService, asked: Asked) -> bool:
    """No reader is given a word that stands for a fact which she may not see, in an explanation or a document.

    Telling a volunteer of a risk, or a partner of what was disclosed, can endanger someone. Needs `Explains`.
    """
    explaining = cast("Explains", service)
    for audience in Audience:
        told = explaining.explain(asked.offer, asked.case, asked.on, audience).casefold()
        found = [word for word in explaining.hidden(audience) if word.casefold() in told]
        must(not found, f"the {audience.value} reads of {', '.join(found)}")
    return True


@law(DOMAIN, source="design.md, Combining: outside the period", floor=0.1, cases=300, needs=HasPeriods)
def nobody_is_eligible_outside_the_period(service: EligibilityService, asked: Asked) -> bool:
    """Before an offer begins, and from its end on, nobody may join, whatever is known of her. Needs `HasPeriods`.

    The days are the last before it begins, its end, and years away. The premise: it begins or ends at all.
    """
    period = cast("HasPeriods", service).runs(asked.offer)
    near = [period.start and period.start - timedelta(days=1), period.end]
    far = [period.start and period.start - timedelta(days=5_000), period.end and period.end + timedelta(days=5_000)]
    days = [one for one in (*near, *far) if one is not None]
    for day in days:
        outcome = _outcome(service, evolve(asked, on=day))
        must(outcome is NOT_ELIGIBLE, f"on {day.isoformat()}, outside its time, it is {outcome.value}")
    return bool(days)


@law(DOMAIN, source="design.md, Combining: order never matters", floor=0.1, cases=300)
def the_order_of_records_never_matters(service: EligibilityService, asked: Asked) -> bool:
    """The same records in another order get the same answer, by the same rules.

    The premise: there are two of a kind.
    """
    orders = [one for one in _orders(asked.case) if one != asked.case]
    for turned in orders:
        one = service.decide(asked.offer, asked.case, asked.on)
        other = service.decide(asked.offer, turned, asked.on)
        must(one.outcome is other.outcome, f"in one order {one.outcome.value}, in the other {other.outcome.value}")
        must(set(one.determining) == set(other.determining), "the order of records changes which rules decide")
    return bool(orders)


@law(DOMAIN, source="design.md: an answer depends on the case, the host and the date", floor=1, cases=300)
def the_same_case_gets_the_same_answer(service: EligibilityService, asked: Asked) -> bool:
    """Asked again, for an equal case, after another family was asked about, the answer is the same in all its parts."""
    one = service.decide(asked.offer, asked.case, asked.on)
    service.decide(asked.offer, Case(id=asked.case.id, participant=evolve(asked.case.participant)), asked.on)
    other = service.decide(asked.offer, case_from(case_document(asked.case)), asked.on)
    seen = [(each.outcome, tuple(each.determining), [one.question for one in each.missing]) for each in (one, other)]
    must(seen[0] == seen[1], f"first {one.outcome.value}, then {other.outcome.value}")
    return True


def _orders(case: Case) -> Iterable[Case]:
    """The case with each of its collections the other way round, and with the first of each put last."""
    held = {name: records for name in COLLECTIONS if (records := getattr(case, name)) is not None}
    yield evolve(case, **{name: records[::-1] for name, records in held.items()})
    yield evolve(case, **{name: (*records[1:], *records[:1]) for name, records in held.items()})


def _place(path: tuple[str | int, ...]) -> str:
    return ".".join(map(str, path))


ELIGIBILITY = (
    a_blank_lets_nobody_in,
    knowledge_is_monotone,
    errors_let_nobody_in,
    what_is_missing_is_asked,
    every_refusal_has_a_reason,
    each_reader_is_told_what_she_may_see,
    nobody_is_eligible_outside_the_period,
    the_order_of_records_never_matters,
    the_same_case_gets_the_same_answer,
)
"""Who may join, and why not."""
