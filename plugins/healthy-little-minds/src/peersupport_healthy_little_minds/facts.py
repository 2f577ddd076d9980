"""What Healthy Little Minds records beyond the core's facts: two risk flags, never a score (HL1, HL16)."""

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
