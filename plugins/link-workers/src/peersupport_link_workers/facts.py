"""What the link workers record beyond the core's facts: judgements of the co-ordinator and of a provider."""

from datetime import date

from peersupport import PregnancyOutcome
from peersupport.plugin import STAFF, AskedOf, Case, answer, core, fact
from peersupport_link_workers.programme import PARAMETERS

in_north_cumbria = answer(
    "link-workers.in_north_cumbria",
    bool,
    meaning="the address at referral is in the part of its authority that the North Cumbria service covers",
    question="Is the address at referral in the part of its authority that the North Cumbria service covers?",
    asked_of=AskedOf.CO_ORDINATOR,
)
"""Only part of Westmorland and Furness belongs to North Cumbria, and its code does not say which (MM7)."""

meets_own_criteria = answer(
    "link-workers.meets_own_criteria",
    bool,
    meaning="she meets the provider's own criteria for local needs",
    question="Does she meet the provider's own criteria for local needs?",
    asked_of=AskedOf.CO_ORDINATOR,
)
"""“Each of the four prototypes helps different parents”, and the source does not say which (MM10)."""


@fact(
    "link-workers.own_criteria_apply",
    meaning="the provider for her area has criteria of its own",
    question="Where did the family live when it was referred?",
    asked_of=AskedOf.REFERRER,
    reads={"authorities": PARAMETERS["own_criteria_in"]},
)
def own_criteria_apply(case: Case, day: date, *, authorities: frozenset[str]) -> bool | None:
    """Whether the address at referral is a provider's that has said so: FALSE for all while none has (MM10)."""
    if not authorities or core.referred.function(case, day) is False:
        return False
    lived = core.local_authority_at_referral.function(case, day)
    return None if lived is None else lived in authorities


@fact(
    "link-workers.no_living_baby",
    meaning="a pregnancy is recorded of which there is no living baby",
    question="Are the records of pregnancies and children complete? (Do not ask the mother.)",
    asked_of=AskedOf.CO_ORDINATOR,
    visible_to=STAFF,
)
def no_living_baby(case: Case, _day: date) -> bool | None:
    """A recorded loss, or a recorded live birth where no child is recorded (MM5)."""
    if case.pregnancies is None:
        return None
    outcomes = {one.outcome for one in case.pregnancies}
    born = PregnancyOutcome.LIVE_BIRTH in outcomes
    if PregnancyOutcome.LOSS in outcomes or (born and case.children == ()):
        return True
    return None if None in outcomes or (born and case.children is None) else False


suitable_as_judged = answer(
    "link-workers.suitable_as_judged",
    bool,
    meaning="the service is right for her all the same, as the co-ordinator judges",
    question="Is the service right for her at this time? (Do not ask the mother.)",
    asked_of=AskedOf.CO_ORDINATOR,
    visible_to=STAFF,
)
"""A judgement that is called for only after a loss. Who reads that it was made reads of the loss (MM5)."""

told_what_is_shared = answer(
    "link-workers.told_what_is_shared",
    bool,
    meaning="she was told what is shared with whom before she was asked about herself",
    question="Has she been told what is shared with the NHS, and that she decides on each recipient?",
    asked_of=AskedOf.SUPPORTER,
)
"""Tell before asking: what keeps mothers from being open is a fear of where it goes (MM22)."""
