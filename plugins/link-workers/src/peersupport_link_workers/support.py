"""The kinds of support that link workers give: seven examples, and so an open list (MM14)."""

from peersupport.plugin import SupportKind, cited

KINDS = {
    "group-activities": "Support to participate in group activities",
    "local-assets": "Help to connect to local assets",
    "benefits": "Support around benefits and welfare rights",
    "food-and-baby-banks": "Facilitating access to food banks and baby banks",
    "employment-and-training": "Exploring employment and training, preparing for return to work after maternity leave",
    "new-parenthood": "Making sense of life as a new parent and the changes this can bring about",
    "peer-support": "Connecting to peer support or creating new opportunities for peer support",
}
SUPPORT = tuple(
    SupportKind(id=name, title=words, requirements=("MM14",), citation=cited(words)) for name, words in KINDS.items()
)
