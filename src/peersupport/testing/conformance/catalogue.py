"""Every check, lowest level first: what `docs/reference/conformance.md` lists."""

from peersupport.testing.conformance import (
    boundaries,
    citing,
    exactness,
    exercising,
    explaining,
    loading,
    purity,
    wording,
)
from peersupport.testing.conformance.check import Check

CHECKS: tuple[Check, ...] = (
    loading.the_host_takes_it,
    loading.its_metadata_names_what_it_touches,
    loading.its_metadata_says_what_it_is,
    citing.quotations_stand_in_the_source,
    citing.sources_say_where_they_are_from,
    citing.every_sentence_of_a_source_is_quoted,
    citing.rules_name_their_requirements,
    citing.choices_of_ours_say_what_was_chosen,
    citing.readings_are_stated,
    wording.numbers_are_those_of_the_words,
    wording.comparisons_turn_where_the_words_say,
    explaining.programmes_are_described,
    explaining.rules_read_as_english,
    explaining.what_may_be_unknown_can_be_asked,
    explaining.what_a_site_chooses_is_asked,
    explaining.refusals_say_where_to_turn,
    exercising.scenarios_hold,
    exercising.every_rule_is_seen_with_every_truth,
    exercising.every_reading_is_exercised,
    boundaries.every_boundary_is_tried_from_both_sides,
    boundaries.every_day_of_change_is_tried,
    exactness.answers_follow_from_the_criteria,
    exactness.nothing_known_is_never_a_yes,
    exactness.every_fact_can_be_worked_out,
    exactness.more_knowledge_never_turns_an_answer,
    exactness.the_same_question_has_the_same_answer,
    purity.its_code_reads_nothing_but_what_it_is_given,
    purity.answers_are_the_same_in_another_process,
)
