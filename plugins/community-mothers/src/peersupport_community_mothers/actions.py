"""What somebody may be about to do in Community Mothers, by name, with the words that speak of it."""

from peersupport.plugin import NamedAction, cited

RECORDS = (
    "However, the health visitor co-ordinator keeps records about who is being visited, how the visiting is "
    "progressing and any action taken in response to the issues raised by the Community Mums."
)
GUIDANCE = "They do not hand out advice, but work on an equal basis, offering suggestions and alternatives"
SHEETS = "The Community Mothers share a wide range of humorous, cartoon illustrated information sheets with parents"
FORM = "The Community Mums use a form to assist them as they do a home visit."
HEALTH = "It also reminds them to ask the parent to contact a health professional if they have any concerns"
TARGETS = "encourage them to set their own monthly targets"
NO_RECORDS = "The Community Mums do not keep formal records."
ACCOMPANIED = "The health visitor trainer occasionally accompanies the volunteers on home visits"
ANONYMOUS = "this can be discussed anonymously with a professional"
REQUESTS = "in response to requests passed on by the Community Mums"


def _action(name: str, title: str, requirements: str, quote: str) -> NamedAction:
    return NamedAction(id=name, title=title, requirements=tuple(requirements.split()), citation=cited(quote))


ACTIONS = (
    _action("home_visit", "visit a parent at home", "TC9", "Monthly home visits are offered"),
    _action("accompany_visit", "go with a volunteer on a home visit", "TC53", ACCOMPANIED),
    _action("share_sheet", "share an information sheet", "TC10", SHEETS),
    _action("set_target", "agree a target for the next visit", "TC16", TARGETS),
    _action("offer_suggestion", "offer suggestions and alternatives", "TC25", GUIDANCE),
    _action("signpost", "ask a parent to contact a health professional", "TC20", HEALTH),
    _action("share_opinion", "give an opinion of one's own", "TC26", 'They try to "hold back" on their own opinions'),
    _action("give_advice", "hand out advice", "TC25", GUIDANCE),
    _action("give_health_advice", "give advice about health or illness", "TC24", "never give advice about health"),
    _action("lend_money", "lend money to a parent", "TC22", "dont lend money"),
    _action("baby_sit", "look after a child for a parent", "TC23", "do baby sitting"),
    _action("flag_dependence", "say that a parent is becoming dependent", "TC21", "become dependent on you"),
    _action(
        "report_back", "report back to a professional", "TC27", "Community Mums do not report back to professionals"
    ),
    _action("discuss_anonymously", "talk a problem over with a professional, naming nobody", "TC27", ANONYMOUS),
    _action("pass_on_request", "pass a parent's request on to the co-ordinator", "TC27", REQUESTS),
    _action("keep_formal_record", "keep a formal record", "TC41", NO_RECORDS),
    _action("use_prompt_form", "use the form that prompts a visit", "TC41", FORM),
    _action("keep_visiting_record", "keep the record of who is visited, and how it goes", "TC40", RECORDS),
)
