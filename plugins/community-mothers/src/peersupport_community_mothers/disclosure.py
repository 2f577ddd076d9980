"""The confidentiality protocol: what may pass between professionals and Community Mothers (TC27, TC30 to TC38, TC71).

The core denies what no consent covers and knows the duty to tell the co-ordinator; these rules say the same in the
programme's own words, so that an answer can cite them, and add what its protocol asks of whoever tells.
"""

from peersupport.plugin import Role, core, oblige, prohibit
from peersupport_community_mothers.programme import community_mothers

BY_COMMUNITY_MOTHER = core.sender_is(Role.COMMUNITY_MOTHER).is_true()
TO_COMMUNITY_MOTHER = core.recipient_is(Role.COMMUNITY_MOTHER).is_true()
NOT_AGREED = core.disclosure_agreed.is_false()

RULES = community_mothers.rules(
    prohibit(
        ("TC32", "TC71"),
        core.sender_professional.is_true() & TO_COMMUNITY_MOTHER & NOT_AGREED,
        quote="No professional worker should convey any medical or any other information received in confidence from a "
        "client to a Community Mother without prior agreement of the client.",
        note="all that is known of a client is taken as received in confidence: a choice of ours (TC71)",
        reading="all_in_confidence",
    ),
    prohibit(
        ("TC33", "TC27"),
        BY_COMMUNITY_MOTHER
        & core.recipient_professional.is_true()
        & core.disclosure_anonymised.is_false()
        & NOT_AGREED,
        quote="no Community mother should divulge any information to a professional without the clients prior consent",
        note="the co-ordinator is a professional too: what is told to her in supervision needs a consent for it",
    ),
    prohibit(
        ("TC30", "TC31"),
        core.disclosure_category.is_in({"child_protection", "violence_risk"}) & TO_COMMUNITY_MOTHER & NOT_AGREED,
        quote="It is important to know if there are any child protection issues to be aware of, or any risk of "
        "violence to the community mother.",
        note="what is found in vetting goes to the co-ordinator, and to the volunteer only where the parent agreed "
        "(TC32)",
    ),
    oblige(
        "TC34",
        BY_COMMUNITY_MOTHER & core.recipient_professional.is_true() & core.disclosure_anonymised.is_true(),
        quote="this can be discussed anonymously with a professional so as to elicit the most appropriate course of "
        "action available",
        duty="Ask for the most appropriate course of action, without saying whom it is about.",
        discharged="the question was put and nobody was named",
    ),
    oblige(
        ("TC35", "TC36"),
        BY_COMMUNITY_MOTHER & core.disclosure_suspicion.is_true(),
        id="TC36",
        quote="Each Community Mother has an absolute duty to contact the co-ordinator if she thinks a child is at risk "
        "of significant harm.",
        duty="Contact the co-ordinator: it is an absolute duty.",
        discharged="the co-ordinator was told",
        note="of the two thresholds the lower one counts: at risk of harm (TC36), not only suffering it (TC35)",
    ),
    oblige(
        "TC37",
        core.recipient_lead.is_true() & core.disclosure_suspicion.is_true(),
        quote="contact the co-ordinator, who is then responsible for taking appropriate professional action",
        duty="The co-ordinator takes professional action and records it.",
        discharged="professional action was recorded",
    ),
    oblige(
        "TC38",
        core.disclosure_suspicion.is_true(),
        quote="Relevant information is passed on, on a need to know basis if there is a need to protect a child in "
        "danger.",
        duty="Tell named people only, only what they need to know, and record why.",
        discharged="who was told, what and why was recorded",
    ),
)
