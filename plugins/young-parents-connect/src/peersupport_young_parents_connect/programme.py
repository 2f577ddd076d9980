"""Young Parents Connect: what it is, in the words of its page, and what it has promised not to decide on."""

from peersupport.plugin import Offer, Period, Programme, core, former_name, parameters_from
from peersupport_young_parents_connect.boundaries import ACTIONS
from peersupport_young_parents_connect.facts import long_term_risk
from peersupport_young_parents_connect.outcomes import MEASURES
from peersupport_young_parents_connect.pathway import PEER_SUPPORT
from peersupport_young_parents_connect.reports import REPORTS
from peersupport_young_parents_connect.sessions import WEEKLY_GROUP

SOURCE = "sources/young-parents-connect.txt"

PARAMETERS = parameters_from("peersupport_young_parents_connect", prefix="young-parents-connect", document=SOURCE)

GROUPS = Offer(id="", title="")  # the groups are the programme: they have the programme's own address
TRAINING = Offer(id="workforce-training", title="what a national training covered", subject="TrainingEvent")

YOUNG_PARENTS_CONNECT = Programme(
    id="young-parents-connect",
    title="Young Parents Connect",
    source=SOURCE,
    reports=REPORTS,
    # The page gives no day on which the three years begin or end (YP21), and any that we chose would turn somebody away
    # by a guess: a site's own period says.
    runs=Period(start=None, end=None),
    offers=(GROUPS, TRAINING),
    pathways=(PEER_SUPPORT,),
    seals=(core.ethnicity, core.single_parent, long_term_risk),
    former_names=(
        former_name(
            "Young Mums Connect",
            "YP23",
            quote="we have changed the name of this project from its previous version, Young Mums Connect",
            note="the day is not stated; the name changes nothing about who may join",
        ),
    ),
    actions=ACTIONS,
    session_plans=(WEEKLY_GROUP,),
    # Each first line is the source's, to the letter; what stands under it is ours.
    measures=MEASURES,
    details=(
        (
            "YP5",
            "including single mothers, Black, Asian and minority ethnic mothers and mothers at risk of long-term "
            "mental health conditions\nA focus of the groups, never a condition of joining: no rule may decide on it.",
        ),
        (
            "YP21",
            "a three-year peer support project\n36 months; the first day is not stated, so a site's own period says.",
        ),
        ("YP21", "This project is funded by the Mental Health Foundation Covid Response Programme."),
        (
            "YP22",
            "MumsAid – specialist mental health charity embedded in the Royal Borough of Greenwich offering support "
            "for families.\nA previous partner; until when is not stated. A site's file dates its partners.",
        ),
        (
            "YP22",
            "The Motherhood Group – specialist CIC that accounts for the experience of black mothers in the UK\n"
            "A previous partner; until when is not stated.",
        ),
        (
            "YP22",
            "Nottingham City Council – specifically delivering alongside the Early Help Team and delivering within the "
            "family Early Help Pathways\nThe ongoing partner.",
        ),
        (
            "YP23",
            "we have changed the name of this project from its previous version, Young Mums Connect\n"
            "The date is not stated. The name changes nothing about who may join.",
        ),
        (
            "YP32",
            "how you can set up a group in your area\n"
            "A group enquiry: it comes from a person or organisation without a case, so there is nothing to judge.",
        ),
        (
            "YP33",
            "The project uses a two-strand approach\n"
            "Groups with their peer supporter pathway, and national training; the source numbers its headings 1, 2, 2.",
        ),
        ("YP33", "A peer support intervention that includes weekly groups and a peer supporter pathway for young mums"),
        ("YP34", "uses a creative, whole-family approach to mental health prevention within a community setting"),
        ("YP34", "through peer support with others who have shared experiences"),
    ),
)
