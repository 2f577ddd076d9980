"""The maternal mental health link workers of the North East and North Cumbria, in the words of their page."""

from peersupport.plugin import Programme, parameters_from, since

SOURCE = "sources/link-workers.txt"

PARAMETERS = parameters_from("peersupport_link_workers", prefix="link-workers", document=SOURCE)

LINK_WORKERS = Programme(
    id="link-workers",
    title="Maternal mental health link workers",
    source=SOURCE,
    runs=since("2022-03-01"),
    # Each first line is the source's, to the letter; what stands under it is ours.
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
    ),
)
