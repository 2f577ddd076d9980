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
    TRAINER = "trainer"
    FACILITATOR = "facilitator"
    COMMUNITY_MOTHER = "community_mother"
    PARENT_VOLUNTEER = "parent_volunteer"
    PEER_VOLUNTEER = "peer_volunteer"
    PEER_FACILITATION_VOLUNTEER = "peer_facilitation_volunteer"
    PAID_PEER_FACILITATOR = "paid_peer_facilitator"
    LINK_WORKER = "link_worker"
    CRECHE_WORKER = "creche_worker"
