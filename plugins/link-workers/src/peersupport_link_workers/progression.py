"""What opens the making of a plan, its use and its reviews (MM11 to MM13, MM34, MM35)."""

from peersupport.plugin import expect, hold, oblige, redirect, require, stages
from peersupport_link_workers.pathway import LINK_WORK, PLAN, PLANNING, REVIEWING
from peersupport_link_workers.plans import (
    broken_into_steps,
    her_day_has_come,
    plan_of_both,
    review_as_she_wishes,
    what_matters_to_me,
)
from peersupport_link_workers.programme import LINK_WORKERS

RULES = LINK_WORKERS.rules(
    require(
        "MM11",
        stages.one_supporter(LINK_WORKERS.id),
        stage=f"{LINK_WORK.id}/{PLANNING}",
        quote="In each area a link worker provides personalised support to families",
        note="a family has one link worker, known by name; that she is of the provider for the area is for the "
        "co-ordinator to see to",
        otherwise=redirect("co-ordinator", "Name the one link worker who supports this family."),
        unknown=hold("co-ordinator", "Name the one link worker who supports this family."),
    ),
    require(
        "MM12",
        plan_of_both,
        stage=f"{LINK_WORK.id}/{PLAN}",
        quote="They create action plans with their clients",
        note="with their clients: both are its authors",
        otherwise=redirect("link worker", "Make the plan together, and agree on it."),
    ),
    require(
        "MM13",
        review_as_she_wishes,
        stage=f"{LINK_WORK.id}/{PLAN}",
        quote=REVIEWING,
        note="how she wants to look at it again is asked and kept; there is no interval",
    ),
    oblige(
        "MM13",
        her_day_has_come,
        id="MM13-day",
        stage=f"{LINK_WORK.id}/stay",
        quote=REVIEWING,
        note="only a day that she chose herself makes a review due",
        duty="Look at the plan again with her: it is the day that she chose.",
        discharged="the review is recorded, and the next day, if she wants one",
    ),
    expect(
        "MM34",
        what_matters_to_me,
        stage=f"{LINK_WORK.id}/{PLAN}",
        quote="focusing on ‘what matters to me’",
        advice="Write down what matters to her, in her own words.",
    ),
    expect(
        "MM35",
        broken_into_steps,
        stage=f"{LINK_WORK.id}/{PLAN}",
        quote="our Link Workers help mums break down their tasks, problem-solve, and regain their autonomy.",
        advice="Break each action of the plan down into steps with her.",
    ),
)
