"""Quotations and case studies: in her own words, and only where she agreed that they may be published (MM17, MM40)."""

from peersupport.outcomes.stories import attributed, publishable
from peersupport.reports.draft import Draft
from peersupport.reports.material import Material
from peersupport.truth import Truth


def quoted(draft: Draft, material: Material) -> None:
    """Add the stories of the period that may be published at the instant of the report; none where it has no instant.

    Under her words stands at the most the group that she agreed to: a report names nobody.
    """
    if material.at is None:
        return
    for case in material.families:
        for story in case.stories or ():
            if story.programme != material.programme.id or material.within(story.on) is not Truth.TRUE:
                continue
            if story.words and publishable(story, case.consent or (), case.participant.id, material.at):
                group = attributed(story, None)
                draft.say("“{}”" + (", {}" if group else ""), story.words, *([group] if group else []))
