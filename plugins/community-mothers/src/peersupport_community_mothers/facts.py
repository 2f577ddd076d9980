"""What the programme must be told beyond the core's records, and the way that a request took."""

from datetime import date

from peersupport.plugin import STAFF, AskedOf, OnwardReferral, Role, answer, fact

group_area = answer(
    "community-mothers.group_area",
    str,
    meaning="the area in which the group is held",
    question="In which area is the group that the parent would join held?",
    asked_of=AskedOf.CO_ORDINATOR,
)

support_despite_risk = answer(
    "community-mothers.support_despite_risk",
    bool,
    meaning="the co-ordinator decided that support can be given safely in spite of the risk of violence",
    question="Given the risk of violence, have you decided that support can be given safely?",
    asked_of=AskedOf.CO_ORDINATOR,
    visible_to=STAFF,
)


@fact(
    "community-mothers.passed_on_in_order",
    meaning="the request went from the parent through a Community Mother to the co-ordinator",
    question="Who passed the request on, from first to last?",
    asked_of=AskedOf.CO_ORDINATOR,
)
def passed_on_in_order(onward: OnwardReferral, _day: date) -> bool | None:
    """Whether parent, Community Mother and co-ordinator stand on the request's path in this order (TC43)."""
    if onward.path is None:
        return None
    passed = iter(onward.path)
    return all(role in passed for role in (Role.PARTICIPANT, Role.COMMUNITY_MOTHER, Role.CO_ORDINATOR))
