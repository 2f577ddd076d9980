"""The charter and the ways of visiting: what a Community Mother may and must not do (TC20 to TC27, TC31, TC40, TC41).

Each clause of the charter (TC68) is a rule of its own. Dependence is seen by people: it is talked over in supervision,
and nothing counts it into a breach (TC21).
"""

from peersupport.plugin import Criterion, Role, core, expect, oblige, permit, prohibit, require
from peersupport_community_mothers.actions import (
    ACCOMPANIED,
    ANONYMOUS,
    FORM,
    GUIDANCE,
    HEALTH,
    NO_RECORDS,
    RECORDS,
    REQUESTS,
    SHEETS,
    TARGETS,
)
from peersupport_community_mothers.programme import community_mothers

MOTHER = core.act_role.is_in({Role.COMMUNITY_MOTHER})
CO_ORDINATOR = core.act_role.is_in({Role.CO_ORDINATOR})
VIOLENCE = (
    "It is important to know if there are any child protection issues to be aware of, or any risk of violence to the "
    "community mother."
)


def doing(*actions: str) -> Criterion:
    """That one of these actions is about to be done."""
    return core.act_action.is_in(set(actions))


CHARTER = (
    oblige(
        ("TC21", "TC68"),
        doing("flag_dependence"),
        id="TC21",
        quote="dont let parents become dependent on you",
        duty="Talk it over in the next supervision.",
        discharged="it was a topic of a supervision",
        note="a volunteer or the co-ordinator says so; visits and calls are never counted into a breach: a choice of "
        "ours, since the source names no number",
    ),
    permit(
        "TC21",
        (MOTHER | CO_ORDINATOR) & doing("flag_dependence"),
        id="TC21-flag",
        quote="dont let parents become dependent on you",
    ),
    prohibit(("TC22", "TC68"), MOTHER & doing("lend_money"), id="TC22", quote="dont lend money"),
    prohibit(("TC23", "TC68"), MOTHER & doing("baby_sit"), id="TC23", quote="dont lend money or do baby sitting"),
    prohibit(
        ("TC24", "TC68"),
        MOTHER & doing("give_health_advice"),
        id="TC24",
        quote="never give advice about health or illness",
    ),
    oblige(
        "TC20",
        MOTHER & doing("give_health_advice", "signpost"),
        quote="It also reminds them to ask the parent to contact a health professional if they have any concerns about "
        "illness etc.",
        duty="Ask the parent to contact a health professional.",
        discharged="the parent was asked to contact a health professional",
    ),
)

GIVING = (
    permit("TC10", MOTHER & doing("share_sheet"), quote=SHEETS, note="a sheet on health is information, not advice"),
    permit("TC20", MOTHER & doing("signpost"), id="TC20-signpost", quote=HEALTH),
    permit("TC25", MOTHER & doing("offer_suggestion"), id="TC25-suggestions", quote=GUIDANCE),
    prohibit("TC25", MOTHER & doing("give_advice"), quote="They do not hand out advice"),
    permit(
        "TC26",
        MOTHER & doing("share_opinion"),
        id="TC26-opinion",
        quote='They try to "hold back" on their own opinions',
        mark="default",
        note="they try to: an opinion is no breach",
    ),
    expect(
        "TC26",
        core.act_action.is_not_in({"share_opinion"}),
        when=MOTHER,
        quote='They try to "hold back" on their own opinions and enable parents to "work through" their own '
        "difficulties.",
        advice="Hold back on your own opinions: let the parent work through her own difficulties.",
    ),
    permit("TC16", MOTHER & doing("set_target"), id="TC16-target", quote=TARGETS),
    expect(
        "TC16",
        core.act_author.is_in({Role.PARTICIPANT}),
        when=MOTHER & doing("set_target"),
        quote=TARGETS,
        advice="The target is the volunteer's: let the parent set her own.",
    ),
)

REPORTING = (
    prohibit("TC27", MOTHER & doing("report_back"), quote="Community Mums do not report back to professionals"),
    permit("TC27", MOTHER & doing("discuss_anonymously"), id="TC27-anonymously", quote=ANONYMOUS),
    permit("TC27", MOTHER & doing("pass_on_request"), id="TC27-requests", quote=REQUESTS),
    prohibit("TC41", MOTHER & doing("keep_formal_record"), quote=NO_RECORDS),
    permit("TC41", MOTHER & doing("use_prompt_form"), id="TC41-form", quote=FORM),
    require(
        "TC41",
        core.act_kept.is_false(),
        when=MOTHER & doing("use_prompt_form"),
        id="TC41-kept",
        quote=NO_RECORDS,
        mark="default",
        note="a form that is kept is a formal record",
    ),
    permit("TC40", CO_ORDINATOR & doing("keep_visiting_record"), quote=RECORDS),
    require(
        "TC40",
        CO_ORDINATOR,
        when=doing("keep_visiting_record"),
        id="TC40-alone",
        quote=RECORDS,
        mark="default",
        note="the co-ordinator and nobody else",
    ),
)

VISITS = (
    permit("TC9", MOTHER & doing("home_visit"), quote='Monthly home visits are offered as "one parent to another".'),
    prohibit(
        "TC31",
        core.act_alone.is_true() & core.act_violence_risk.is_true(),
        when=doing("home_visit"),
        id="TC31-lone",
        quote=VIOLENCE,
        mark="default",
        note="the source does not say what follows from a risk: nobody visits alone",
    ),
    require(
        "TC31",
        core.act_agreed_by(Role.CO_ORDINATOR).is_true(),
        when=doing("home_visit") & core.act_violence_risk.is_true(),
        id="TC31-decided",
        quote=VIOLENCE,
        mark="default",
        note="where there is a risk the co-ordinator decides",
    ),
    permit("TC53", core.act_role.is_in({Role.TRAINER}) & doing("accompany_visit"), quote=ACCOMPANIED),
    require(
        ("TC53", "TC32"),
        core.act_agreed_by(Role.PARTICIPANT).is_true(),
        when=doing("accompany_visit"),
        id="TC53-agreed",
        quote="No professional worker should convey any medical or any other information received in confidence from a "
        "client to a Community Mother without prior agreement of the client.",
        mark="default",
        note="the trainer learns of the family, and so the parent agrees beforehand; there is no rhythm to keep",
    ),
)

RULES = community_mothers.rules(*CHARTER, *GIVING, *REPORTING, *VISITS)
