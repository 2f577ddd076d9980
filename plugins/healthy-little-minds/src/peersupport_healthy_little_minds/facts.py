"""What Healthy Little Minds records beyond the core's facts: flags, never a score (HL1, HL14, HL16)."""

from peersupport.plugin import STAFF, AskedOf, answer

poverty = answer(
    "healthy-little-minds.poverty",
    bool,
    meaning="the family itself lives in poverty, wherever it lives",
    question="Are money, food, heating or housing a worry for your family?",
)
"""The family's own circumstances: deprived, though its area may not be (HL1, HL16)."""

trauma = answer(
    "healthy-little-minds.trauma",
    bool,
    meaning="she has experience of trauma",
    question="Is an experience of trauma known that the support should take into account?",
    asked_of=AskedOf.REFERRER,
    visible_to=STAFF,
)
"""A flag for those who support her, never a gate (HL16)."""

financial_stress = answer(
    "healthy-little-minds.financial_stress",
    bool,
    meaning="money is a strain on the family",
    question="Is money a strain on your family?",
)
unstable_housing = answer(
    "healthy-little-minds.unstable_housing",
    bool,
    meaning="the family may have to leave its home, or has none of its own",
    question="Might your family have to leave its home, or has it none of its own?",
)
domestic_abuse = answer(
    "healthy-little-minds.domestic_abuse",
    bool,
    meaning="there is domestic abuse in the family",
    question="Is domestic abuse known? Never ask while somebody of her household is near.",
    asked_of=AskedOf.CO_ORDINATOR,
    visible_to=STAFF,
)
"""Told to nobody but staff: who learns that she has told may be who does it (HL14)."""
