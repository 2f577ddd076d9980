"""What Young Parents Connect records beyond the core's facts: its third focus flag (YP5)."""

from peersupport.plugin import STAFF, AskedOf, answer

long_term_risk = answer(
    "young-parents-connect.long_term_risk",
    bool,
    meaning="she is at risk of a long-term mental health condition",
    question="Is she at risk of a long-term mental health condition, in the view of a professional who knows her?",
    asked_of=AskedOf.REFERRER,
    visible_to=STAFF,
)
"""A focus of the groups, never a gate: the programme seals it, beside ethnicity and single parenthood (YP5)."""
