"""What the programme wants for parents. Its source names no measure: how each is seen in the records is our choice."""

from peersupport.plugin import Method, Subject, measure

MEASURES = (
    measure(
        "TC58",
        "confidence and self-esteem of both parents",
        id="confidence",
        quote="Both parents need to feel confident in their new roles",
        subjects=Subject.PARENT,
        method=Method.ANSWERS,
        domains=("self_esteem", "confidence", "confident_in_new_role"),
    ),
    measure(
        "TC59",
        "feeling valued and supported",
        id="valued",
        quote="Parents who have been visited express a strong sense of being valued and supported",
        subjects=Subject.PARENT,
        method=Method.FEEDBACK,
        domains=("valued", "supported"),
    ),
    measure(
        "TC60",
        "primary and secondary prevention",
        id="prevention",
        quote="concentrating on primary and secondary prevention",
        subjects=Subject.FAMILY,
        method=Method.ANSWERS,
        domains=("prevention",),
        note="the answer is `primary` or `secondary` [default]",
    ),
    measure(
        "TC65",
        "maternal mental wellbeing",
        id="wellbeing",
        quote="which promote maternal mental well being during the first year of parenthood",
        subjects=Subject.MOTHER,
        method=Method.SCORES,
        instruments=("swemwbs",),
        offer="groups",
    ),
    measure(
        "TC69",
        "early difficulties that went no further",
        id="early-difficulties",
        quote='early difficulties can be "nipped in the bud"',
        subjects=Subject.FAMILY,
        method=Method.DIFFICULTIES,
    ),
)
