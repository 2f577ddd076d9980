"""Named laws of programmes and of consent, each usable alone against whatever answers.

`laws.withdrawal_never_widens(service)` asks one. Each family is a tuple, for parametrising (`laws.DISCLOSURE`), and
`laws.ALL` holds every law of every family.
"""

from typing import Any

from peersupport.testing.laws import disclosure
from peersupport.testing.laws.boundaries import (
    BOUNDARIES,
    a_sure_denial_stands,
    every_denial_has_a_reason,
    knowing_less_never_permits,
    raising_a_concern_is_always_allowed,
    raising_a_concern_is_every_supporters_duty,
    what_cannot_be_read_is_not_permitted,
    what_no_rule_permits_is_denied,
)
from peersupport.testing.laws.disclosure import *  # noqa: F403 - its laws are names of this module too
from peersupport.testing.laws.disclosure import DISCLOSURE
from peersupport.testing.laws.eligibility import (
    ELIGIBILITY,
    a_blank_lets_nobody_in,
    each_reader_is_told_what_she_may_see,
    errors_let_nobody_in,
    every_refusal_has_a_reason,
    knowledge_is_monotone,
    nobody_is_eligible_outside_the_period,
    the_order_of_records_never_matters,
    the_same_case_gets_the_same_answer,
    what_is_missing_is_asked,
)
from peersupport.testing.laws.law import Kept, Law, LawBroken, LawUntested, must
from peersupport.testing.laws.ledger import (
    LEDGER,
    a_key_stands_for_one_entry,
    a_refused_erasure_changes_nothing,
    an_append_is_never_doubled,
    an_append_is_never_lost,
    places_and_instants_only_grow,
    what_is_taken_back_leaves_nothing,
    who_is_forgotten_is_forgotten,
)
from peersupport.testing.laws.overlays import (
    OVERLAYS,
    overlays_only_narrow,
    overlays_touch_no_other_programme,
    the_order_of_plugins_never_matters,
)
from peersupport.testing.laws.replay import (
    REPLAY,
    another_answer_has_another_digest,
    another_process_gives_the_same_answer,
    what_is_kept_later_changes_no_answer,
    what_was_decided_comes_again,
)
from peersupport.testing.laws.rules import (
    RULES,
    an_error_counts_as_a_blank,
    knowing_more_only_settles,
    the_order_of_parts_never_matters,
    the_truth_is_that_of_the_specification,
    what_is_decided_holds_however_the_unknown_turns_out,
)
from peersupport.testing.laws.safeguarding import (
    SAFEGUARDING,
    a_concern_is_always_recorded,
    a_duty_falls_due,
    a_duty_is_open_until_a_professional_acts,
    an_open_duty_forbids_erasure,
    each_concern_has_a_duty_of_its_own,
    nobody_cancels_a_duty,
    staff_alone_read_concerns,
)

FAMILIES: dict[str, tuple[Law[Any, Any], ...]] = {
    "rules": RULES,
    "eligibility": ELIGIBILITY,
    "overlays": OVERLAYS,
    "boundaries": BOUNDARIES,
    "disclosure": DISCLOSURE,
    "safeguarding": SAFEGUARDING,
    "ledger": LEDGER,
    "replay": REPLAY,
}
"""By what they are about: the laws of each family."""
ALL: tuple[Law[Any, Any], ...] = tuple(one for family in FAMILIES.values() for one in family)
"""Every law."""

__all__ = [
    "ALL",
    "BOUNDARIES",
    "ELIGIBILITY",
    "FAMILIES",
    "LEDGER",
    "OVERLAYS",
    "REPLAY",
    "RULES",
    "SAFEGUARDING",
    "Kept",
    "Law",
    "LawBroken",
    "LawUntested",
    "a_blank_lets_nobody_in",
    "a_concern_is_always_recorded",
    "a_duty_falls_due",
    "a_duty_is_open_until_a_professional_acts",
    "a_key_stands_for_one_entry",
    "a_refused_erasure_changes_nothing",
    "a_sure_denial_stands",
    "an_append_is_never_doubled",
    "an_append_is_never_lost",
    "an_error_counts_as_a_blank",
    "an_open_duty_forbids_erasure",
    "another_answer_has_another_digest",
    "another_process_gives_the_same_answer",
    "each_concern_has_a_duty_of_its_own",
    "each_reader_is_told_what_she_may_see",
    "errors_let_nobody_in",
    "every_denial_has_a_reason",
    "every_refusal_has_a_reason",
    "knowing_less_never_permits",
    "knowing_more_only_settles",
    "knowledge_is_monotone",
    "must",
    "nobody_cancels_a_duty",
    "nobody_is_eligible_outside_the_period",
    "overlays_only_narrow",
    "overlays_touch_no_other_programme",
    "places_and_instants_only_grow",
    "raising_a_concern_is_always_allowed",
    "raising_a_concern_is_every_supporters_duty",
    "staff_alone_read_concerns",
    "the_order_of_parts_never_matters",
    "the_order_of_plugins_never_matters",
    "the_order_of_records_never_matters",
    "the_same_case_gets_the_same_answer",
    "the_truth_is_that_of_the_specification",
    "what_cannot_be_read_is_not_permitted",
    "what_is_decided_holds_however_the_unknown_turns_out",
    "what_is_kept_later_changes_no_answer",
    "what_is_missing_is_asked",
    "what_is_taken_back_leaves_nothing",
    "what_no_rule_permits_is_denied",
    "what_was_decided_comes_again",
    "who_is_forgotten_is_forgotten",
]
__all__ += disclosure.__all__
