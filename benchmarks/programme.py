"""A programme as a plugin would bring it: ten requirements on the core's facts, judged of a case's records."""

from collections.abc import Iterable

from peersupport import Host
from peersupport.plugin import (
    HealthVisitingLevel,
    ParentRole,
    Programme,
    Role,
    Severity,
    Vetting,
    any_child,
    core,
    hold,
    hookimpl,
    redirect,
    require,
    since,
)
from peersupport.policies.eligibility import Eligibility
from peersupport.rules.rule import Rule

PROGRAMME = Programme(id="measured", title="Measured", source="sources/measured.txt", runs=since("2020-01-01"))
RULES = PROGRAMME.rules(
    require("M01", core.age_years >= 16, quote="from 16"),
    require("M02", core.parent_role.is_in({ParentRole.MOTHER, ParentRole.OTHER_PARENT}), quote="not fathers"),
    require(
        "M03",
        core.health_visiting_level.is_in(
            {
                HealthVisitingLevel.UNIVERSAL_PLUS,
                HealthVisitingLevel.UNIVERSAL_PARTNERSHIP_PLUS,
                HealthVisitingLevel.TARGETED,
                HealthVisitingLevel.SPECIALIST,
            }
        ),
        quote="universal plus and above",
    ),
    require("M04", core.pregnant | any_child(core.child_age_years < 5), quote="pregnant, or with a child under five"),
    require(
        "M05",
        core.referrer_role.is_in({Role.PARTICIPANT, Role.GP, Role.MIDWIFE, Role.HEALTH_VISITOR}),
        quote="she, her doctor, midwife or health visitor",
        otherwise=redirect("health visitor", "Ask your health visitor to refer you."),
    ),
    require("M06", core.severity.is_in({Severity.NONE, Severity.MILD, Severity.MODERATE}), quote="no severe needs"),
    require("M07", core.child_protection.is_known(), quote="we need to know", unknown=hold("co-ordinator")),
    require("M08", core.violence_risk.is_false(), quote="no risk to a visitor"),
    require("M09", core.local_authority.is_in({"E06000018", "E06000001", "E08000037"}), quote="three authorities"),
    require("M10", core.vetting.is_in({Vetting.SUITABLE_EARLY}), quote="found suitable"),
)


class Plugin:
    """The programme's hooks; the host adds that it runs since 2020, which reads the day: the fourteenth fact."""

    @hookimpl
    def programmes(self) -> Iterable[Programme]:
        """The one programme."""
        return [PROGRAMME]

    @hookimpl
    def eligibility_rules(self) -> Iterable[Rule]:
        """Its ten requirements."""
        return RULES


def eligibility() -> Eligibility:
    """The programme on a host of its own."""
    host = Host.load(plugins=[Plugin()], discover=False)
    return host.eligibility(PROGRAMME.id)
