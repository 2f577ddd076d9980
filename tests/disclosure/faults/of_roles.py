"""Faults in the roles and categories on which the core's floor rests."""

from tests.disclosure.faults.fault import Fault

ROUTES, ROLES, VOCABULARY = "policies/disclosure/routes.py", "records/roles.py", "records/vocabulary.py"

FAULTS = (
    Fault(
        "crèche workers are no supporters",
        ROLES,
        "        Role.LINK_WORKER,\n        Role.CRECHE_WORKER,\n",
        "        Role.LINK_WORKER,\n",
        "A crèche worker who suspects harm has no duty.",
        (28,),
    ),
    Fault(
        "deputies are no leads",
        ROLES,
        "LEADS = frozenset({Role.SAFEGUARDING_LEAD, Role.DEPUTY_SAFEGUARDING_LEAD, Role.CO_ORDINATOR})",
        "LEADS = frozenset({Role.SAFEGUARDING_LEAD, Role.CO_ORDINATOR})",
        "There is no duty to tell the recorded deputy.",
        (28,),
    ),
    Fault(
        "the police are no partner",
        ROLES,
        "STATUTORY_PARTNERS = HEALTH_PROFESSIONALS | {Role.SOCIAL_WORKER, Role.POLICE, Role.EMERGENCY_SERVICES}",
        "STATUTORY_PARTNERS = HEALTH_PROFESSIONALS | {Role.SOCIAL_WORKER, Role.EMERGENCY_SERVICES}",
        "The lead may not pass on to the police what protects a child.",
        (28,),
    ),
    Fault(
        "voluntary organisations are partners",
        ROLES,
        "STATUTORY_PARTNERS = HEALTH_PROFESSIONALS | {Role.SOCIAL_WORKER, Role.POLICE, Role.EMERGENCY_SERVICES}",
        "STATUTORY_PARTNERS = HEALTH_PROFESSIONALS | {\n"
        "    Role.SOCIAL_WORKER, Role.POLICE, Role.EMERGENCY_SERVICES, Role.VOLUNTARY_ORGANISATION\n}",
        "The lead passes a suspicion on to a charity without consent.",
        (28,),
    ),
    Fault(
        "co-ordinators are no professionals",
        ROLES,
        "PROFESSIONALS = HEALTH_PROFESSIONALS | {Role.CO_ORDINATOR, Role.EARLY_HELP, Role.SOCIAL_WORKER}",
        "PROFESSIONALS = HEALTH_PROFESSIONALS | {Role.EARLY_HELP, Role.SOCIAL_WORKER}",
        "A supporter may not talk something over anonymously with her co-ordinator.",
        (27,),
    ),
    Fault(
        "trainers are professionals",
        ROLES,
        "PROFESSIONALS = HEALTH_PROFESSIONALS | {Role.CO_ORDINATOR,",
        "PROFESSIONALS = HEALTH_PROFESSIONALS | {Role.TRAINER, Role.CO_ORDINATOR,",
        "Families are discussed anonymously with a trainer.",
        (27,),
    ),
    Fault(
        "health is need-to-know",
        VOCABULARY,
        'NEED_TO_KNOW = frozenset({"safeguarding"})',
        'NEED_TO_KNOW = frozenset({"safeguarding", "health"})',
        "Her health is told by duty.",
        (28,),
    ),
    Fault(
        "only the top name is need-to-know",
        ROUTES,
        "self.register.categories.covers(one, item.category) for one in NEED_TO_KNOW",
        "one == item.category for one in NEED_TO_KNOW",
        "What lies under a need-to-know category is not told.",
        (28,),
    ),
)
