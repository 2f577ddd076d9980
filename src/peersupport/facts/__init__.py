"""The facts that every programme may use. Rule authors write `core.child_age_years`; a plugin adds its own."""

from peersupport.facts.acts import (
    act_action,
    act_agreed_by,
    act_alone,
    act_author,
    act_family_data,
    act_kept,
    act_leaders,
    act_paid,
    act_photographs,
    act_photographs_agreed,
    act_role,
    act_violence_risk,
    act_with,
)
from peersupport.facts.answers import answer
from peersupport.facts.children import (
    any_child,
    child_age_months,
    child_age_years,
    child_born,
    child_until_birthday,
    children,
    count_children,
    every_child,
)
from peersupport.facts.disclosure import (
    disclosure_agreed,
    disclosure_anonymised,
    disclosure_category,
    disclosure_purpose,
    disclosure_suspicion,
    recipient_is,
    recipient_lead,
    recipient_professional,
    recipient_supporter,
    sender_is,
    sender_professional,
    sender_supporter,
)
from peersupport.facts.onward import onward_on, onward_safeguarding, onward_through_co_ordinator, onward_wished
from peersupport.facts.participant import (
    age_in_years as age_years,
)
from peersupport.facts.participant import (
    ethnicity,
    health_visiting_level,
    leap_day,
    on,
    parent_role,
    planning_pregnancy,
    single_parent,
)
from peersupport.facts.pregnancy import pregnancy_loss, pregnant
from peersupport.facts.referral import child_protection, referred, referrer_role, severity, vetting, violence_risk
from peersupport.facts.residence import areas, imd_decile, local_authority, local_authority_at_referral, lsoa, place
from peersupport.rules.facts import Fact

__all__ = [
    "act_action",
    "act_agreed_by",
    "act_alone",
    "act_author",
    "act_family_data",
    "act_kept",
    "act_leaders",
    "act_paid",
    "act_photographs",
    "act_photographs_agreed",
    "act_role",
    "act_violence_risk",
    "act_with",
    "age_years",
    "answer",
    "any_child",
    "areas",
    "child_age_months",
    "child_age_years",
    "child_born",
    "child_protection",
    "child_until_birthday",
    "children",
    "count_children",
    "disclosure_agreed",
    "disclosure_anonymised",
    "disclosure_category",
    "disclosure_purpose",
    "disclosure_suspicion",
    "ethnicity",
    "every_child",
    "health_visiting_level",
    "imd_decile",
    "leap_day",
    "local_authority",
    "local_authority_at_referral",
    "lsoa",
    "on",
    "onward_on",
    "onward_safeguarding",
    "onward_through_co_ordinator",
    "onward_wished",
    "parent_role",
    "place",
    "planning_pregnancy",
    "pregnancy_loss",
    "pregnant",
    "recipient_is",
    "recipient_lead",
    "recipient_professional",
    "recipient_supporter",
    "referred",
    "referrer_role",
    "sender_is",
    "sender_professional",
    "sender_supporter",
    "severity",
    "single_parent",
    "vetting",
    "violence_risk",
]

CORE_FACTS: tuple[Fact, ...] = tuple(
    sorted((value for value in list(globals().values()) if isinstance(value, Fact)), key=lambda one: one.name)
)
"""Every fact above, by name."""
