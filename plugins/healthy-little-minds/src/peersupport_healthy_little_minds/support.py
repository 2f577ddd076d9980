"""The kinds of support that were offered: four are named, and the list is open (HL5)."""

from peersupport.plugin import SupportKind, cited

WORDS = (
    "the programme offered a range of support including psychotherapy, play therapy, sleep support and parenting "
    "programmes"
)
KINDS = {
    "psychotherapy": "psychotherapy",
    "play-therapy": "play therapy",
    "sleep-support": "sleep support",
    "parenting-programmes": "parenting programmes",
}
SUPPORT = tuple(
    SupportKind(id=name, title=title, requirements=("HL5",), citation=cited(WORDS)) for name, title in KINDS.items()
)
