"""The worlds from which cases are drawn: roles, categories and purposes, and who of them is what.

The roles' kinds are written down here from the semantics, and not taken from the library's: what both say is then said
twice. `world_of` is the world of a real programme; a service of your own has its own, as you write it.
"""

from collections.abc import Iterable, Sequence

from peersupport.policies.disclosure import Disclosure
from peersupport.records.vocabulary import Hierarchy
from peersupport.testing.oracle.forms import Term, World, number

DAY = 86_400_000_000
"""One day in the unit of instants, which is the microsecond."""
YOUNG = 20 * DAY + DAY // 2
"""When the newest terms began to exist: at noon, so that what was given on that day may be older or not."""
UNHEARD = "unheard of"
"""A name that no hierarchy has."""

SENDER, RECIPIENT, OTHER, PROXY = "una", "rosa", "otto", "pat"
SUBJECTS = ("amal", "beth", "cara")
"""Persons: whoever a service is asked about."""
OTHER_PROGRAMME = "another programme"

SUPPORTERS = frozenset(
    {
        "community_mother", "creche_worker", "facilitator", "link_worker", "paid_peer_facilitator", "parent_volunteer",
        "peer_facilitation_volunteer", "peer_volunteer",
    }
)  # fmt: skip
HEALTH = frozenset(
    {
        "community_mental_health", "gp", "health_visitor", "midwife", "other_health_professional",
        "perinatal_mental_health",
    }
)  # fmt: skip
EMERGENCY = frozenset({"emergency_services"})
OTHERS = frozenset({"childrens_centre", "family_member", "participant", "trainer", "voluntary_organisation"})

CATEGORIES = (
    Term("all"),
    Term("health", ("all",)),
    Term("mood", ("health",)),
    Term("sleep", ("health", "home")),
    Term("home", ("all",)),
    Term("debt", ("home",)),
    Term("safeguarding", ("all",)),
    Term("bruise", ("safeguarding", "health")),
    Term("neglect", ("safeguarding", "home"), YOUNG),
    Term("diet", ("health",), YOUNG),
    Term("allergy", ("diet",)),
)
PURPOSES = (
    Term("care"),
    Term("support", ("care",)),
    Term("visit", ("support",)),
    Term("supervision", ("support",)),
    Term("referral", ("care",)),
    Term("advice", ("support",)),
    Term("case advice", ("advice",)),
    Term("safeguarding"),
    Term("strategy meeting", ("safeguarding",)),
    Term("peer review", ("advice", "supervision"), YOUNG),
)


def world(categories: Iterable[Term], purposes: Iterable[Term], *, programme: str = "mothers", name: str = "") -> World:
    """A world of these categories and purposes, in which the library's roles are of the kinds that the semantics say.

    What lies under the category `safeguarding` is need-to-know; the routes rest on the purposes `advice` and
    `safeguarding`.
    """
    return World(
        categories=tuple(categories),
        purposes=tuple(purposes),
        need_to_know=frozenset({"safeguarding"}),
        supporters=SUPPORTERS,
        professionals=HEALTH | {"co_ordinator", "early_help", "social_worker"},
        leads=frozenset({"co_ordinator", "deputy_safeguarding_lead", "safeguarding_lead"}),
        statutory=HEALTH | EMERGENCY | {"police", "social_worker"},
        emergency=EMERGENCY,
        advice="advice",
        safeguarding="safeguarding",
        others=OTHERS,
        programme=programme,
        name=name,
    )


def world_of(policy: Disclosure, programme: str) -> World:
    """The world of a real programme: the categories and purposes of its policy (`host.disclosure(programme)`)."""
    return world(_terms(policy.categories), _terms(policy.purposes), programme=programme, name=programme)


def _terms(hierarchy: Hierarchy) -> Iterable[Term]:
    for one in hierarchy.terms.values():
        yield Term(one.name, one.parents, None if one.since is None else number(one.since))


def _since(terms: Sequence[Term], young: dict[str, int]) -> list[Term]:
    return [one._replace(since=young.get(one.name)) for one in terms]


PLAIN = world(CATEGORIES, PURPOSES, name="plain")
"""The world in which scenes are set where a service takes any."""
DATED_ABOVE = world(
    # A chain exists when all of it does: here its upper ends are the newest.
    _since(CATEGORIES, {"all": YOUNG, "home": YOUNG}),
    [one._replace(since=YOUNG + 1) if one.name in ("support", "visit") else one for one in PURPOSES],
    name="dated above",
)
OLD = world(
    [one for one in CATEGORIES[:8] if one.since is None], [one for one in PURPOSES if one.since is None], name="old"
)
WORLDS = (*[PLAIN] * 6, DATED_ABOVE, *[OLD] * 3)
"""The worlds that are drawn, each as often as it is."""
