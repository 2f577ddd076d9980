"""The parts that people play. A supporter's role is a value, not a class."""

from enum import Enum


class Role(Enum):
    """Who somebody is in relation to a family: kin, a professional, a supporter of a programme, a service."""

    PARTICIPANT = "participant"
    FAMILY_MEMBER = "family_member"
    GP = "gp"
    MIDWIFE = "midwife"
    HEALTH_VISITOR = "health_visitor"
    PERINATAL_MENTAL_HEALTH = "perinatal_mental_health"
    COMMUNITY_MENTAL_HEALTH = "community_mental_health"
    OTHER_HEALTH_PROFESSIONAL = "other_health_professional"
    SOCIAL_WORKER = "social_worker"
    EARLY_HELP = "early_help"
    CHILDRENS_CENTRE = "childrens_centre"
    VOLUNTARY_ORGANISATION = "voluntary_organisation"
    POLICE = "police"
    EMERGENCY_SERVICES = "emergency_services"
    CO_ORDINATOR = "co_ordinator"
    SAFEGUARDING_LEAD = "safeguarding_lead"
    DEPUTY_SAFEGUARDING_LEAD = "deputy_safeguarding_lead"
    TRAINER = "trainer"
    FACILITATOR = "facilitator"
    COMMUNITY_MOTHER = "community_mother"
    PARENT_VOLUNTEER = "parent_volunteer"
    PEER_VOLUNTEER = "peer_volunteer"
    PEER_FACILITATION_VOLUNTEER = "peer_facilitation_volunteer"
    PAID_PEER_FACILITATOR = "paid_peer_facilitator"
    LINK_WORKER = "link_worker"
    CRECHE_WORKER = "creche_worker"


SUPPORTERS = frozenset(
    {
        Role.FACILITATOR,
        Role.COMMUNITY_MOTHER,
        Role.PARENT_VOLUNTEER,
        Role.PEER_VOLUNTEER,
        Role.PEER_FACILITATION_VOLUNTEER,
        Role.PAID_PEER_FACILITATOR,
        Role.LINK_WORKER,
        Role.CRECHE_WORKER,
    }
)
"""Those who meet families for a programme: theirs is the duty to tell of suspected harm (TC36, CM26)."""

HEALTH_PROFESSIONALS = frozenset(
    {
        Role.GP,
        Role.MIDWIFE,
        Role.HEALTH_VISITOR,
        Role.PERINATAL_MENTAL_HEALTH,
        Role.COMMUNITY_MENTAL_HEALTH,
        Role.OTHER_HEALTH_PROFESSIONAL,
    }
)
PROFESSIONALS = HEALTH_PROFESSIONALS | {Role.CO_ORDINATOR, Role.EARLY_HELP, Role.SOCIAL_WORKER}
"""Those with whom a supporter may talk something over anonymously (TC34); a co-ordinator is one (TC40)."""
LEADS = frozenset({Role.SAFEGUARDING_LEAD, Role.DEPUTY_SAFEGUARDING_LEAD, Role.CO_ORDINATOR})
"""Those who receive suspicions of harm, and answer for professional action (TC36, TC37)."""
STATUTORY_PARTNERS = HEALTH_PROFESSIONALS | {Role.SOCIAL_WORKER, Role.POLICE, Role.EMERGENCY_SERVICES}
"""Social care, police and health: to whom the lead may pass on what protects a child (TC38; standards.md 2.7)."""
