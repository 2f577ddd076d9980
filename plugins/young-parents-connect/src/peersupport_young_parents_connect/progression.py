"""What opens each stage of the peer support pathway (YP12, YP14, YP18, YP19)."""

from itertools import pairwise

from peersupport.plugin import Rule, expect, redirect, require, stages, supporters
from peersupport_young_parents_connect.pathway import FACILITATION_VOLUNTEER, FACILITATOR, PEER_SUPPORT, STAGES
from peersupport_young_parents_connect.programme import PARAMETERS, YOUNG_PARENTS_CONNECT

IN_ANY_ORDER = PARAMETERS["sequential"].is_false()


def entry(stage: str) -> tuple[Rule, ...]:
    """What every stage asks for: having been part of a group at any time, and training for that stage."""
    place = f"{PEER_SUPPORT.id}/{stage}"
    return (
        require(
            "YP12",
            supporters.part_of_group | supporters.attended_group,
            id=f"YP12-{stage}",
            stage=place,
            quote="Young parents need to be part of the group (or have attended a group previously).",
            note="a group: any of the programme; one time is enough, however long ago; the age limit of the groups is "
            "not one of the pathway",
            otherwise=redirect("group", "Come to one of the groups first: the pathway is for those who know them."),
        ),
        require(
            "YP18",
            supporters.trained(stage),
            id=f"YP18-{stage}",
            stage=place,
            quote="We provide training for young parents who want to become peer-supporters",
            note="what the training holds, and for how long, is not stated; it is open to every stage and comes before "
            "she starts there",
            otherwise=redirect("training", "The programme provides the training for this stage: ask for a place."),
        ),
    )


def after(stage: str, before: str) -> Rule:
    """Where the site wants one stage after the other: having been at the one before."""
    return require(
        "YP14",
        IN_ANY_ORDER | stages.held_stage(PEER_SUPPORT.id, before),
        id=f"YP14-{stage}",
        stage=f"{PEER_SUPPORT.id}/{stage}",
        quote="at whatever stage they feel comfortable with",
        mark="default",
        note="any stage may be the first, unless the site sets `sequential`",
        otherwise=redirect(before, "This site goes through the stages one after the other."),
    )


RULES = YOUNG_PARENTS_CONNECT.rules(
    *(rule for stage in STAGES for rule in entry(stage)),
    *(after(stage, before) for before, stage in pairwise(STAGES)),
    *(
        expect(
            "YP19",
            supporters.trained("workforce"),
            id=f"YP19-{stage}",
            stage=f"{PEER_SUPPORT.id}/{stage}",
            quote="Workforce training designed to support those who will be delivering the groups",
            note="designed to support: missing training warns, and bars nobody",
            advice="Offer her the workforce training before she delivers sessions.",
        )
        for stage in (FACILITATION_VOLUNTEER, FACILITATOR)
    ),
)
