"""The instruments that come with the library: numbers, cut-offs and where each was read (standards.md 2.3)."""

from peersupport.citations import Mark
from peersupport.outcomes.instruments import (
    TOTAL,
    Age,
    Alert,
    Band,
    CutOff,
    Direction,
    Instrument,
    Population,
    Scale,
    Source,
    Threshold,
    alike,
)

BEFORE, AFTER = Population.ANTENATAL, Population.POSTNATAL
SAME_DAY = "follow up on the same day, whatever the total"
UK, AUSTRALIA = Source(text="psychcongress.com"), Source(text="sfe.nswiop.nsw.edu.au")
MANUAL = Source(text="the NHS Talking Therapies manual, as quoted by cbtwatch")
PHQ_BANDS = Source(text="wikimsk; droracle")
PHQ_LICENCE = "free to use without permission, by its publisher's own statement (memory: confirm before use)"


def _upto(number: int) -> tuple[int, ...]:
    return tuple(range(1, number + 1))


EPDS = Instrument(
    id="epds",
    title="Edinburgh Postnatal Depression Scale",
    source=Source(text="psychcongress.com; sfe.nswiop.nsw.edu.au; F.A. Davis excerpt, (c) RCPsych"),
    licence="(c) RCPsych; may be copied with its whole source named (memory: confirm before use)",
    recall="the last 7 days",
    items=alike(10, range(4), printed_reversed=(3, 5, 6, 7, 8, 9, 10)),
    scales=(
        Scale(
            id=TOTAL,
            items=_upto(10),
            bands=(
                Band(name="below the cut-offs", low=0, high=9, population=AFTER),
                Band(name="possible depression", low=10, high=12, population=AFTER),
                Band(name="likely depression", low=13, high=30, population=AFTER),
                Band(name="below the cut-offs", low=0, high=12, population=BEFORE),
                Band(name="possible depression", low=13, high=14, population=BEFORE),
                Band(name="likely depression", low=15, high=30, population=BEFORE),
            ),
            bands_source=Source(text="10 and 13 after birth; 13 and 15 before, in Australian practice"),
            case=(
                CutOff(
                    at=13,
                    name="likely depression",
                    population=AFTER,
                    source=Source(text="UK postnatal practice, 12/13; as caseness our choice", mark=Mark.DEFAULT),
                ),
                CutOff(
                    at=15,
                    name="likely depression",
                    population=BEFORE,
                    source=Source(text="Australian practice before birth; as caseness our choice", mark=Mark.DEFAULT),
                ),
            ),
            screens=(
                CutOff(at=10, name="possible depression", population=AFTER, source=UK),
                CutOff(at=13, name="possible depression", population=BEFORE, source=AUSTRALIA),
            ),
            # No reliable-change figure of the NHS was found for it: whoever needs one gives a reliability and a spread.
            important=Threshold(
                better=4,
                worse=3,
                source=Source(
                    text="discovery.researcher.life: smallest important difference, one study, 2023, n = 117"
                ),
            ),
        ),
    ),
    alerts=(Alert(item=10, at=1, advice=SAME_DAY, source=Source(text="psychcongress.com; sfe.nswiop.nsw.edu.au")),),
)

PHQ_9 = Instrument(
    id="phq-9",
    title="Patient Health Questionnaire, 9 items",
    source=PHQ_BANDS,
    licence=PHQ_LICENCE,
    recall="the last 2 weeks",
    items=alike(9, range(4)),
    scales=(
        Scale(
            id=TOTAL,
            items=_upto(9),
            bands=(
                Band(name="minimal", low=0, high=4),
                Band(name="mild", low=5, high=9),
                Band(name="moderate", low=10, high=14),
                Band(name="moderately severe", low=15, high=19),
                Band(name="severe", low=20, high=27),
            ),
            bands_source=PHQ_BANDS,
            case=(CutOff(at=10, name="caseness", source=MANUAL),),
            reliable=Threshold(better=6, worse=6, source=MANUAL),
        ),
    ),
    alerts=(Alert(item=9, at=1, advice=SAME_DAY, source=PHQ_BANDS),),
)

GAD_7 = Instrument(
    id="gad-7",
    title="Generalised Anxiety Disorder scale, 7 items",
    source=PHQ_BANDS,
    licence=PHQ_LICENCE,
    recall="the last 2 weeks",
    items=alike(7, range(4)),
    scales=(
        Scale(
            id=TOTAL,
            items=_upto(7),
            bands=(
                Band(name="minimal", low=0, high=4),
                Band(name="mild", low=5, high=9),
                Band(name="moderate", low=10, high=14),
                Band(name="severe", low=15, high=21),
            ),
            bands_source=PHQ_BANDS,
            case=(CutOff(at=8, name="caseness", source=MANUAL),),
            reliable=Threshold(better=4, worse=4, source=MANUAL),
        ),
    ),
)

F2495 = Source(text="NINDS common data element F2495")
PHQ_4 = Instrument(
    id="phq-4",
    title="Patient Health Questionnaire for anxiety and depression, 4 items",
    source=F2495,
    licence=PHQ_LICENCE,
    recall="the last 2 weeks",
    items=alike(4, range(4)),
    scales=(
        Scale(
            id=TOTAL,
            items=_upto(4),
            bands=(
                Band(name="none", low=0, high=2),
                Band(name="mild", low=3, high=5),
                Band(name="moderate", low=6, high=8),
                Band(name="severe", low=9, high=12),
            ),
            bands_source=F2495,
        ),
        # Which half comes first was not read anywhere.
        Scale(
            id="anxiety",
            items=(1, 2),
            case=(CutOff(at=3, name="positive", source=Source(text="F2495; the order of halves", mark=Mark.MEMORY)),),
        ),
        Scale(
            id="depression",
            items=(3, 4),
            case=(CutOff(at=3, name="positive", source=Source(text="F2495; the order of halves", mark=Mark.MEMORY)),),
        ),
    ),
)

TWO_ITEMS = Source(text="hindawi cpn/2013/695925; PMC6457164")
PHQ_2, GAD_2 = (
    Instrument(
        id=id,
        title=title,
        source=TWO_ITEMS,
        licence=PHQ_LICENCE,
        recall="the last 2 weeks",
        items=alike(2, range(4)),
        scales=(Scale(id=TOTAL, items=(1, 2), case=(CutOff(at=3, name="positive", source=TWO_ITEMS),)),),
    )
    for id, title in (
        ("phq-2", "Patient Health Questionnaire, 2 items"),
        ("gad-2", "Generalised Anxiety Disorder scale, 2 items"),
    )
)

CG192 = Source(text="NICE CG192: at booking and after birth, with GAD-2; its detail is partly memory", mark=Mark.MEMORY)
WHOOLEY = Instrument(
    id="whooley",
    title="Whooley questions",
    source=CG192,
    licence="published for free use (memory: confirm before use)",
    recall="the last month",
    items=alike(2, range(2)),
    scales=(Scale(id=TOTAL, items=(1, 2), case=(CutOff(at=1, name="any yes", source=CG192),)),),
)

CORE_SOURCE = Source(text="novopsych; socasresourcehub.com, which bands otherwise at one place and turns items 3 and 4")
CORE_10 = Instrument(
    id="core-10",
    title="Clinical Outcomes in Routine Evaluation, 10 items",
    source=CORE_SOURCE,
    licence="(c) CORE System Trust; free to use unaltered (memory: confirm before use)",
    recall="the last week",
    youngest=Age(years=17),
    items=alike(10, range(5), printed_reversed=(2, 3)),
    scales=(
        Scale(
            id=TOTAL,
            items=_upto(10),
            bands=(
                Band(name="below the cut-off", low=0, high=10),
                Band(name="mild", low=11, high=14),
                Band(name="moderate", low=15, high=19),
                Band(name="moderate to severe", low=20, high=24),
                Band(name="severe", low=25, high=40),
            ),
            bands_source=CORE_SOURCE,
            case=(CutOff(at=11, name="caseness", source=CORE_SOURCE),),
            reliable=Threshold(better=6, worse=6, source=Source(text="about 6", mark=Mark.MEMORY)),
        ),
    ),
    alerts=(Alert(item=6, at=1, advice=SAME_DAY, source=Source(text="item 6 asks of a risk", mark=Mark.MEMORY)),),
)

FORM = Source(text="a public government form")
SWEMWBS = Instrument(
    id="swemwbs",
    title="Short Warwick-Edinburgh Mental Wellbeing Scale",
    source=FORM,
    licence="(c) University of Warwick and NHS Health Scotland; needs a licence (memory: confirm before use)",
    recall="the last 2 weeks",
    items=alike(7, range(1, 6)),
    scales=(Scale(id=TOTAL, items=_upto(7), direction=Direction.HIGHER),),
)

MORS_SF = Instrument(
    id="mors-sf",
    title="Mothers' Object Relations Scales, short form",
    source=Source(text="morscales.org: 14 items, warmth and invasion; no official range or cut-off was found"),
    licence="register with its authors (memory: confirm before use)",
)
"""Left to configuration: a form of the government accepts a total that fits no reading of the published items."""

PARENT_AND_BABY_STAR = Instrument(
    id="parent-and-baby-star",
    title="Parent and Baby Star",
    source=Source(
        text="outcomesstar.org.uk; its areas were found nowhere, scores of 1 to 10 are memory", mark=Mark.MEMORY
    ),
    licence="licensed by Triangle: its areas and labels are the user's to supply",
)
ASQ_3 = Instrument(
    id="asq-3",
    title="Ages and Stages Questionnaires, third edition",
    source=Source(text="support.agesandstages.com kb tags 138, 142, 176, 295"),
    licence="(c) Brookes Publishing: the cut-offs of each age interval are the user's to supply",
)
"""Left to configuration: a file of the user's, one instrument an age interval (`asq-3/27-months`)."""

EQ_5D_3L, EQ_5D_5L = (
    Instrument(
        id=f"eq-5d-{levels}l",
        title=f"EQ-5D, {levels} levels",
        source=Source(text="nice.org.uk/consultations/3296; ohe.org; ispor.org"),
        licence="(c) EuroQol Research Foundation: needs registration; value sets are the user's own",
        recall="today",
        items=alike(5, range(1, levels + 1)),
    )
    for levels in (3, 5)
)
"""A profile of five levels without a total: what it is worth is a value set's to say."""

BUILT_IN: tuple[Instrument, ...] = (
    ASQ_3,
    CORE_10,
    EPDS,
    EQ_5D_3L,
    EQ_5D_5L,
    GAD_2,
    GAD_7,
    MORS_SF,
    PARENT_AND_BABY_STAR,
    PHQ_2,
    PHQ_4,
    PHQ_9,
    SWEMWBS,
    WHOOLEY,
)
"""All of them, by id."""
