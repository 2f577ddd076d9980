"""The programme: its offers, since when it runs, what it promises not to decide on, what its source says of it."""

from peersupport.plugin import Offer, Programme, core, parameters_from, since
from peersupport_community_mothers.actions import ACTIONS
from peersupport_community_mothers.outcomes import MEASURES
from peersupport_community_mothers.pathway import VOLUNTEERING
from peersupport_community_mothers.reports import REPORTS
from peersupport_community_mothers.visits import HOME_VISIT

SOURCE = "sources/thurrock-community-mothers.txt"
PARAMETERS = parameters_from("peersupport_community_mothers", prefix="community-mothers", document=SOURCE)

HOME_VISITS = Offer(id="home-visits", title="home visits")
GROUPS = Offer(id="groups", title="parent led support groups")
ONWARD = Offer(id="onward-referral", title="services mobilised", subject="OnwardReferral")
MEETINGS = Offer(id="community-of-practice", title="the meeting as a community of practice", subject="Meeting")
TRAINING = Offer(id="agency-training", title="training that agencies contribute to", subject="TrainingEvent")

community_mothers = Programme(
    id="community-mothers",
    title="Community Mothers",
    source=SOURCE,
    reports=REPORTS,
    # TC63 gives the year alone: its first day turns nobody away whom the source would let in. No end is known.
    runs=since("1991-01-01"),
    offers=(HOME_VISITS, GROUPS, ONWARD, MEETINGS, TRAINING),
    actions=ACTIONS,
    session_plans=(HOME_VISIT,),
    seals=(
        core.parent_role,  # TC6: fathers are very much involved too
        core.health_visiting_level,  # TC2: all local parents, so no need threshold
        core.severity,  # TC2
        core.imd_decile,  # TC3: the areas are the programme's own list
        core.ethnicity,
        core.single_parent,
    ),
    measures=MEASURES,
    pathways=(VOLUNTEERING,),
    details=(
        ("TC2", "Offering non- stigmatising support to all local parents after they have a new baby"),
        ("TC6", "fathers are very much involved too"),
        ("TC7", "experienced mothers (called Community Mothers)"),
        ("TC8", 'representatives of their own communities and offer help from "within"'),
        ("TC57", "in accordance with the Thameside NHS Trust volunteer policies and procedures"),
        (
            "TC61",
            "A new sister programme, called the Breast Feeding Support Programme, introduced in 1995, operates on the "
            "same principles and improves low breast feeding rates in disadvantaged areas.",
        ),
        ("TC63", "introduced into the UK in 1991 by Thameside Community Healthcare NHS Trust"),
        ("TC63", "with the assistance of the Early Childhood Development Unit, Bristol University"),
        ("TC63", "two prestigious awards for outstanding achievements"),
        ("TC63", "The Essex Area Child Protection Committee Award 1993"),
        ("TC63", "A Regional Healthy Alliances Award 1995"),
        ("TC63", "Community Development Specialist Nurses"),
        ("TC63", "Public Health Development Unit"),
        ("TC63", "Tilbury Health Centre"),
        ("TC67", "There is a strong emphasis on inter-agency collaboration."),
        ("TC67", "Several joint projects have been initiated."),
    ),
)
