"""Which rules a reader may see, apart from any decision."""

from peersupport.programmes.host import Host
from peersupport.rules.document import Json, parameter_document, rule_document
from peersupport.rules.facts import Audience
from peersupport.rules.rule import Rule
from peersupport.rules.structure import criteria_of, facts_of, parameters_of


def may_see(rule: Rule, audience: Audience) -> bool:
    """Whether every fact that the rule speaks of may be shown to this reader (D13)."""
    return all(audience in one.visible_to for one in facts_of(criteria_of([rule])))


def catalogue(host: Host, audience: Audience) -> Json:
    """The host's catalogue without the rules that this reader may not see, and without the parameters that only those
    rules, or facts hidden from her, depend on (D13). Schedules rest on no fact: everybody may see them."""
    rules = [rule for each in host.rules.values() for rule in each]
    shown = [rule for rule in rules if may_see(rule, audience)]
    hidden = [rule for rule in rules if not may_see(rule, audience)]
    secret = {one.name for one in parameters_of(criteria_of(hidden))}
    secret |= {read.name for one in host.facts.values() if audience not in one.visible_to for _, read in one.reads}
    secret -= {one.name for one in parameters_of(criteria_of(shown))}
    whole = host.catalogue()
    return {
        "digest": whole["digest"],
        "programmes": whole["programmes"],
        "rules": [rule_document(rule) for rule in shown],
        "parameters": [parameter_document(one) for name, one in host.parameters.items() if name not in secret],
        "schedules": whole["schedules"],
    }
