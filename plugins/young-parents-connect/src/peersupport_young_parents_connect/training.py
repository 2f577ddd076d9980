"""What the national training of the workforce covers (YP36)."""

from peersupport.plugin import community, redirect, require
from peersupport_young_parents_connect.programme import TRAINING, YOUNG_PARENTS_CONNECT

covered = community.training_covered
TO_BE_COVERED = redirect("trainer", "Cover in another session what this one left out.")

RULES = YOUNG_PARENTS_CONNECT.rules(
    require(
        "YP36",
        covered("strengths of young parents") & covered("barriers to services"),
        offer=TRAINING.id,
        quote="understand the unique strengths of young parents as well as some of the barriers they face to accessing "
        "services",
        otherwise=TO_BE_COVERED,
    ),
    require(
        "YP36",
        covered("peer support") & covered("specialist groups"),
        id="YP36-groups",
        offer=TRAINING.id,
        quote="understand the role of peer support and the importance of specialist groups for young parents",
        otherwise=TO_BE_COVERED,
    ),
)
