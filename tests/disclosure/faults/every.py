"""Every seeded fault of the disclosure engine. They were written before the tests that must catch them."""

from tests.disclosure.faults import (
    of_asking,
    of_audit,
    of_decisions,
    of_grants,
    of_knowledge,
    of_refusals,
    of_roles,
    of_routes,
    of_standing,
    of_statements,
    of_withdrawals,
)

FAULTS = (
    *of_grants.FAULTS,
    *of_refusals.FAULTS,
    *of_withdrawals.FAULTS,
    *of_statements.FAULTS,
    *of_standing.FAULTS,
    *of_knowledge.FAULTS,
    *of_routes.FAULTS,
    *of_roles.FAULTS,
    *of_decisions.FAULTS,
    *of_asking.FAULTS,
    *of_audit.FAULTS,
)
