"""What a volunteer needs at each step to becoming an active Community Mother (TC7, TC44 to TC48, TC54, TC68)."""

from peersupport.plugin import CheckKind, Role, Rule, expect, redirect, require, supporters
from peersupport_community_mothers.pathway import RECRUITMENT, TRAINING, VISITING, VOLUNTEERING
from peersupport_community_mothers.programme import PARAMETERS, community_mothers

AT_RECRUITMENT, AT_TRAINING, AT_VISITING = (f"{VOLUNTEERING.id}/{one}" for one in (RECRUITMENT, TRAINING, VISITING))
HEALTH_VISITORS = (Role.HEALTH_VISITOR, Role.CO_ORDINATOR, Role.TRAINER)
NOT_YET = "Nothing is decided about her: the step is still to be taken."


def step(requirement: str, kind: CheckKind, stage: str, quote: str, *, before: bool = False, note: str = "") -> Rule:
    """A step of recruitment that must have been taken, and passed, before a stage."""
    return require(
        requirement,
        supporters.passed(kind, before=before),
        id=f"{requirement}-{kind.value}",
        stage=stage,
        quote=quote,
        note=note,
        otherwise=redirect("co-ordinator", NOT_YET),
    )


recruitment = community_mothers.rules(
    require(
        "TC7",
        supporters.experienced_mother,
        stage=AT_RECRUITMENT,
        quote="experienced mothers (called Community Mothers)",
        note="how much experience is not stated: the co-ordinator judges",
        otherwise=redirect("co-ordinator", "There may be another part in the programme for her."),
    ),
    expect(
        "TC45",
        supporters.recommended,
        stage=AT_RECRUITMENT,
        quote="usually recommended via word of mouth",
        note="usually, so nobody is turned away for want of it",
        advice="Note who recommended her.",
    ),
)

checks = community_mothers.rules(
    require(
        "TC44",
        supporters.references >= PARAMETERS["references"],
        id="TC44-references",
        stage=AT_TRAINING,
        quote="References and social service checks are undertaken and an in-depth interviewing procedure",
        otherwise=redirect("co-ordinator", NOT_YET),
    ),
    step(
        "TC44",
        CheckKind.SOCIAL_SERVICES,
        AT_TRAINING,
        "References and social service checks are undertaken",
        note="the latest check counts; today an enhanced check (DBS) is recorded beside it",
    ),
    step("TC44", CheckKind.INTERVIEW, AT_TRAINING, "an in-depth interviewing procedure"),
    step(
        "TC46",
        CheckKind.CONFIDENTIALITY_CLAUSE,
        AT_TRAINING,
        "Each Community Mother signs a confidentiality clause when they are recruited",
        note="signed by the day on which she starts",
    ),
)

visiting = community_mothers.rules(
    step(
        "TC47",
        CheckKind.CONFIDENTIALITY_GUIDANCE,
        AT_VISITING,
        "They are given clear guidance about the importance of confidentiality before they start visiting",
        before=True,
        note="before: at the latest on the day before the first visit",
    ),
    require(
        "TC48",
        supporters.trained("individual"),
        stage=AT_VISITING,
        quote="Following initial individual training sessions, group training and support meetings operate",
        mark="default",
        note="whether it comes before the first visit is not stated: it does",
        otherwise=redirect("trainer", "The initial individual training comes first."),
    ),
    step(
        "TC68",
        CheckKind.CHARTER,
        AT_VISITING,
        "A COMMUNITY MOTHERS CHARTER highlights the following practice boundaries",
        note="a signature is stated for the confidentiality clause only: that she accepted the charter is recorded "
        "[default]",
    ),
    *(
        require(
            one.requirements,
            one.criterion,
            id=f"{one.id}-still",
            stage=AT_VISITING,
            quote=one.citation.quotation,
            note="what recruitment asked for still holds when she starts visiting, and for as long as she does",
            otherwise=redirect("co-ordinator", NOT_YET),
        )
        for one in checks
    ),
)

supervision = community_mothers.rules(
    expect(
        "TC54",
        supporters.supervised_by(*HEALTH_VISITORS),
        stage=f"{VOLUNTEERING.id}/stay",
        quote="specially trained health visitors provide ongoing support, training and guidance",
        note="the co-ordinator and the trainer are health visitors",
        advice="Her support comes from a specially trained health visitor: see who supervises her.",
    ),
)

RULES = (*recruitment, *checks, *visiting, *supervision)
