"""The maternal mental health link workers of the North East and North Cumbria, in the words of their page."""

from peersupport.plugin import Offer, Programme, parameters_from, since
from peersupport_link_workers import support
from peersupport_link_workers.boundaries import ACTIONS
from peersupport_link_workers.outcomes import CAVEATS, MEASURES
from peersupport_link_workers.pathway import LINK_WORK
from peersupport_link_workers.reports import REPORTS

SOURCE = "sources/link-workers.txt"

PARAMETERS = parameters_from("peersupport_link_workers", prefix="link-workers", document=SOURCE)

SUPPORT = Offer(id="", title="")  # a link worker is the programme: she has the programme's own address
MESSAGES = Offer(id="key-messages", title="key messages of the learning community", subject="Message")
ITEMS = Offer(id="learning-items", title="what the learning community explores", subject="LearningItem")

LINK_WORKERS = Programme(
    id="link-workers",
    title="Maternal mental health link workers",
    source=SOURCE,
    reports=REPORTS,
    runs=since("2022-03-01"),
    offers=(SUPPORT, MESSAGES, ITEMS),
    pathways=(LINK_WORK,),
    actions=ACTIONS,
    support_kinds=support.SUPPORT,
    # Each first line is the source's, to the letter; what stands under it is ours.
    measures=MEASURES,
    caveats=CAVEATS,
    details=(
        (
            "MM32",
            "We have an urban/rural mix of prototypes\nThe rural-urban class of an area stands in the table of areas.",
        ),
        (
            "MM38",
            "Project delivery started in Spring 2022.\n"
            "The day is not stated: 1 March 2022, the first day of spring [default]. The page says by now that the "
            "project has closed and that some services go on: a site's period closes it as a whole, and an empty, "
            "dated set of authorities closes one provider.",
        ),
        ("MM38", "It is funded by The North East and North Cumbria Integrated Care System (NENC ICS)."),
        ("MM39", "Ways to Wellness supports each prototype\nPartners with their dates stand in the site's file."),
        ("MM39", "North East and North Cumbria Local Maternity and Neonatal System"),
        ("MM39", "VONNE"),
        ("MM39", "North Cumbria CVS"),
        ("MM39", "Applied Research Collaboration North East and North Cumbria (ARC NENC)"),
        ("MM39", "Maternity Voices Partnerships representation"),
        (
            "MM41",
            "better linked into community hub developments and better connected to Primary Care Network services\n"
            "An aim. The hubs and networks of an area stand in the table of areas.",
        ),
        (
            "MM24",
            "The format for these sessions has been co-designed with the link workers themselves.\n"
            "A meeting's record says how (`co_designed`).",
        ),
        (
            "MM28",
            "we have convened system wide regional workshops to seek feedback and a steer on the delivery of the "
            "prototypes",
        ),
        (
            "MM29",
            "a range of themed briefings covering topics of regional importance such as the diversity of needs across "
            "rural and urban places and the unique needs of younger parents",
        ),
        ("MM30", "Interim evaluation report March 2023"),
        ("MM30", "Evaluation report 2024"),
        ("MM30", "Summary evaluation report 2024"),
        ("MM30", "Learning report: presenting learning and guidance for replication 2024"),
        (
            "MM31",
            "An evaluation sub-group of academics from across the Applied Research Collaboration North East and North "
            "Cumbria (ARC NENC) have supported the programme since its inception.",
        ),
        ("MM31", "supporting our test and learn approach\nRules are dated: `changes` tells what changed, and when."),
        ("MM37", "The prototypes are generative, leveraging new peer support services"),
        (
            "MM42",
            "integrate VCSE sector link work provision and peer support into maternal mental health service pathways\n"
            "Each area's milestones stand among the site's own records.",
        ),
    ),
)
