"""For each check a plugin that violates it and no other: what is changed in the template, and what is told."""

from typing import NamedTuple

Edit = tuple[str, str, str]


class Wrong(NamedTuple):
    """One wrong plugin. `told` stands in the message."""

    check: str
    told: str
    edits: tuple[Edit, ...]


RULES = "@/eligibility.py"
VALUES = "@/parameters.toml"
CASES = "@/scenarios/joining.yaml"
LEAFLET = "@/sources/example-leaflet.txt"
REFERRED = "core.referrer_role.is_in({Role.MIDWIFE, Role.HEALTH_VISITOR})"

REFUSED_FOR_AGE = "expect: {outcome: not_eligible, rules: {XX1: false}, redirects: [family hub]}"


def fact(
    returns: str, body: str, used: str, *, meaning: str = "she is well", question: str = "Is she well?"
) -> tuple[Edit, ...]:
    """A fact of the plugin's own, in its second rule; `used` is the criterion that reads it, as `own`."""
    text = f'''
@fact("NAME.own", meaning="{meaning}", question="{question}")
def own(case: Case, day: date) -> {returns}:
    """Of the template's tests."""
    {body}


RULES = '''
    imports = "from datetime import date\n\nfrom peersupport.plugin import Case, fact\n\n"
    return (RULES, "RULES = ", imports + text), (RULES, REFERRED, f"{REFERRED} & {used}")


def reading(note: str) -> tuple[Edit, ...]:
    """Two readings of who refers, and the parameter that chooses between them."""
    midwives = "core.referrer_role.is_in({Role.MIDWIFE})"
    return (
        (RULES, REFERRED, f'choose(PARAMETERS["reading"], {{"both": {REFERRED}, "midwife": {midwives}}})'),
        (RULES, "any_child, core", "any_child, choose, core"),
        (
            VALUES,
            "",
            f"""
[reading]
values = "both"
options = ["both", "midwife"]
mark = "default"
requirement = "XX2"
quote = "Ask your midwife or health visitor to refer you."
meaning = "who refers"
question = "Who refers?"
note = "{note}"
""",
        ),
    )


CHOSEN = (
    CASES,
    "",
    """
- scenario: Where midwives alone refer, a health visitor does not (XX2)
  programme: NAME
  on: 2026-06-01
  parameters: {NAME.reading: midwife}
  given: {<<: *family, referrals: [{programme: NAME, referrer_role: health_visitor, received: 2026-05-01}]}
  expect: {outcome: not_eligible, rules: {XX2: false}}
""",
)

WRONG = (
    Wrong("the_host_takes_it", "quotes nothing", ((RULES, '"For parents of children under three."', '""'),)),
    Wrong(
        "its_metadata_names_what_it_touches",
        "`NAME` is touched and not named",
        (("pyproject.toml", '"peersupport.touches"]\nNAME', '"peersupport.touches"]\nNAMES'),),
    ),
    Wrong("its_metadata_says_what_it_is", "no licence", (("pyproject.toml", 'license = "Apache-2.0"\n', ""),)),
    Wrong(
        "quotations_stand_in_the_source",
        "“For parents of children under four.”",
        ((RULES, "under three", "under four"),),
    ),
    Wrong("sources_say_where_they_are_from", "nobody can tell", ((LEAFLET, "# Example", "#Example"),)),
    Wrong("every_sentence_of_a_source_is_quoted", "“Bring a friend.”", ((LEAFLET, "", "Bring a friend.\n"),)),
    Wrong("rules_name_their_requirements", "NAME.age_limit", ((VALUES, '"XX1"', '"the first"'),)),
    Wrong("choices_of_ours_say_what_was_chosen", "marked `default`", ((VALUES, "note =", "# note ="),)),
    Wrong("readings_are_stated", "the reading `midwife` is not explained", (*reading("it is open"), CHOSEN)),
    Wrong(
        "numbers_are_those_of_the_words",
        "it is 4, and its words are “For parents of children under three.”",
        ((VALUES, "values = 3", "values = 4"), (CASES, "2023-07-01", "2022-07-01")),
    ),
    Wrong(
        "comparisons_turn_where_the_words_say",
        "it asks `<= 3`",
        (
            (RULES, "core.child_age_years <", "core.child_age_years <="),
            (
                CASES,
                f"{REFUSED_FOR_AGE}\n- scenario: A child of four",
                "expect: {outcome: eligible, rules: {XX1: true}}\n- scenario: A child of four",
            ),
        ),
    ),
    Wrong("programmes_are_described", "does not speak of `TITLE`", (("README.md", "TITLE as a plugin", "A plugin"),)),
    Wrong("rules_read_as_english", "`example.own`", fact("bool", "return True", "own", meaning="example.own is so")),
    Wrong("what_may_be_unknown_can_be_asked", "NAME.own", fact("bool | None", "return True", "own", question="")),
    Wrong(
        "what_a_site_chooses_is_asked",
        "NAME.expecting_welcome",
        ((VALUES, 'question = "May a', 'question = ""\n# "May a'),),
    ),
    Wrong(
        "refusals_say_where_to_turn",
        "NAME/XX2",
        (
            (
                RULES,
                'otherwise=redirect("midwife or health visitor", "Ask your midwife or health visitor to refer you."),',
                "",
            ),
            (CASES, "redirects: [midwife or health visitor]", "redirects: []"),
        ),
    ),
    Wrong(
        "scenarios_hold",
        "outcome",
        (
            (
                CASES,
                "{outcome: eligible, rules: {XX1: true}}\n- scenario: On the third",
                "{outcome: not_eligible, rules: {XX1: true}}\n- scenario: On the third",
            ),
        ),
    ),
    Wrong("every_rule_is_seen_with_every_truth", "rules: {XX2: unknown}", ((CASES, "rules: {XX2: unknown}, ", ""),)),
    Wrong("every_reading_is_exercised", "{NAME.reading: midwife}", reading("both: either; midwife: she alone")),
    Wrong(
        "every_boundary_is_tried_from_both_sides", "just above 3 years", ((CASES, "on: 2027-07-01", "on: 2026-07-02"),)
    ),
    Wrong("every_day_of_change_is_tried", "`on: 2025-12-31`", ((CASES, "on: 2025-12-31", "on: 2025-12-30"),)),
    Wrong(
        "no_boundary_hides_in_code",
        "`len(case.children or ()) < 9` decides by a number",
        fact("bool", "return len(case.children or ()) < 9", "own"),
    ),
    Wrong(
        "nothing_known_is_never_a_yes",
        "NAME/XX3",
        (
            (
                "@/__init__.py",
                "",
                '''
from @.programme import PARAMETERS
from peersupport.plugin import prohibit

@hookimpl
def boundary_rules() -> Iterable[Rule]:
    """Of the template's tests."""
    return programme.rules(prohibit("XX3", PARAMETERS["closed"], quote="We meet every week"))
'''.replace("@.", "PACKAGE."),
            ),
            (
                VALUES,
                "",
                '\n[closed]\nvalues = false\nmark = "seed"\nquote = "We meet"\nrequirement = "XX3"\nmeaning = "shut"\n',
            ),
        ),
    ),
    Wrong(
        "every_fact_can_be_worked_out",
        "NAME.own: it fails with KeyError",
        fact(
            "bool | None",
            'return {"mother": True}[case.participant.parent_role.value]',
            "(own | core.referrer_role.is_known())",
        ),
    ),
    Wrong(
        "more_knowledge_never_turns_an_answer",
        "NAME/XX1",
        (
            *fact(
                "bool | None",
                'return any(one.outcome.value == "ongoing" for one in case.pregnancies or ())',
                "core.referrer_role.is_known()",
            ),
            (RULES, "core.pregnant &", "own &"),
        ),
    ),
    Wrong(
        "the_same_question_has_the_same_answer",
        "NAME.own",
        (
            *fact("str", "return str(len(ASKED) if ASKED.append(1) is None else 0)", 'own.is_not_in({"never"})'),
            (RULES, "from datetime", "ASKED: list[int] = []\nfrom datetime"),
        ),
    ),
    Wrong("its_code_reads_nothing_but_what_it_is_given", "imports `os`", (("@/programme.py", "", "import os\n"),)),
)
"""The two checks that are not here have tests of their own: one needs a broken core, one another process."""
ELSEWHERE = fact("str", 'return str(hash("words"))', 'own.is_not_in({"never"})')
