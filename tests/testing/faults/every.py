"""All seeded faults."""

from tests.testing.faults import of_boundaries, of_eligibility, of_ledgers, of_overlays, of_rules, of_safeguarding

FAULTS = (
    *of_rules.FAULTS,
    *of_eligibility.FAULTS,
    *of_overlays.FAULTS,
    *of_boundaries.FAULTS,
    *of_safeguarding.FAULTS,
    *of_ledgers.FAULTS,
)
