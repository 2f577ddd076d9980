"""The five outcomes that the programme wants, what its mothers say, and what its predecessor found."""

from peersupport.plugin import Method, Subject, measure

MEASURES = (
    measure(
        "YP26",
        "understanding of parental mental health, coping, and seeking help",
        id="prevention",
        quote="increasing understanding of parental mental health, providing coping strategies and increasing help "
        "seeking behaviours",
        subjects=Subject.PARENT,
        method=Method.ANSWERS,
        domains=("understands_mental_health", "coping_strategies", "seeks_help"),
    ),
    measure(
        "YP27",
        "social connection and resilience",
        id="connection",
        quote="Increase social connection and resilience through peer support",
        subjects=Subject.PARENT,
        method=Method.ANSWERS,
        domains=("social_connection", "resilience"),
    ),
    measure(
        "YP28",
        "a healthy bond of parent and child",
        id="bond",
        quote="Build a healthy parent-child bond",
        subjects=(Subject.PARENT, Subject.CHILD),
        method=Method.SCORES,
        instruments=("mors-sf",),
    ),
    measure(
        "YP29",
        "confidence and aspirations",
        id="confidence",
        quote="Increase in confidence and aspirations",
        subjects=Subject.PARENT,
        method=Method.ANSWERS,
        domains=("confidence", "aspirations"),
    ),
    measure(
        "YP30",
        "systems that support all parents",
        id="systems",
        quote="Ensure systems provide suitable support for all parents",
        subjects=Subject.SYSTEM,
        method=Method.FEEDBACK,
        domains=("suitable_support",),
        note="no measure named; what professionals say of it [default]",
    ),
    measure(
        "YP31",
        "anxiety, confidence and getting out of the house, in the mothers' words",
        id="voices",
        quote="they have helped with my anxiety and to gain my confidence",
        subjects=Subject.MOTHER,
        method=Method.FEEDBACK,
        domains=("helped_with_anxiety", "gained_confidence", "got_out_of_the_house"),
    ),
    measure(
        "YP37",
        "the outcomes of the predecessor, Young Mums Together",
        id="evidence-base",
        quote="increased access to support; enhanced awareness of mental health and how to get help; reinforced "
        "sense of purpose and direction for the future and increased parental confidence",
        subjects=Subject.MOTHER,
        method=Method.ANSWERS,
        domains=("access_to_support", "awareness_of_mental_health", "sense_of_purpose", "parental_confidence"),
        note="evidence from another programme, and no target of this one; no measure named [default]",
    ),
    measure(
        "YP38",
        "case studies",
        id="case-studies",
        quote="in a series of case studies",
        subjects=Subject.MOTHER,
        method=Method.STORIES,
        named=True,
        note="published by consent alone",
    ),
)
