"""What may pass from the link workers to statutory services and to research (MM22, MM44)."""

from peersupport.plugin import HEALTH_PROFESSIONALS, Role, core, oblige, prohibit
from peersupport_link_workers.programme import LINK_WORKERS

BY_LINK_WORKER = core.sender_is(Role.LINK_WORKER).is_true()
TO_STATUTORY = core.recipient_is(*HEALTH_PROFESSIONALS, Role.SOCIAL_WORKER, Role.EARLY_HELP).is_true()
NOT_AGREED = core.disclosure_agreed.is_false()

FEAR = "fear of being seen not to be coping or fear of statutory services intervention"
STUDIES = "contributing to a wide number of academic studies"

RULES = LINK_WORKERS.rules(
    prohibit(
        "MM22",
        BY_LINK_WORKER & TO_STATUTORY & NOT_AGREED,
        quote=FEAR,
        mark="default",
        note="the page names the fear, and not the bounds of confidentiality: each recipient needs her consent",
    ),
    oblige(
        "MM22",
        BY_LINK_WORKER & TO_STATUTORY,
        id="MM22-told",
        quote=FEAR,
        mark="default",
        note="the page does not say how mothers are told",
        duty="Before she is asked about herself, she was told what is shared, with whom and why.",
        discharged="the record says when she was told, and that this recipient was named",
    ),
    prohibit(
        "MM44",
        core.disclosure_purpose.is_in({"research"}) & NOT_AGREED,
        quote=STUDIES,
        mark="default",
        note="the page speaks of studies and not of consent to them: consent to support is none to research",
    ),
)
