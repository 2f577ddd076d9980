"""The page of facts: every fact of the core and of each plugin, as rules name it, as the host holds it."""

from collections.abc import Iterable, Iterator, Mapping

from tests.docs.markdown import code, joined, plain, points, sentence

from peersupport.programmes.host import Host
from peersupport.rules.criteria import Kind
from peersupport.rules.facts import EVERYBODY, Fact
from peersupport.rules.render import listed

HEAD = """# Facts

What rules may speak of. A fact is a named, typed value of one kind of subject on a day, and says what to ask, and of
whom, where it is not known. Rules write `core.child_age_years` for the core's; a programme's own stand in its plugin's
`facts.py`. Who may *see* a fact limits every explanation, question and export: a reader who may not see it is told of
none of the rules that rest on it. How to write one:
[Write facts, boundaries and priorities](../how-to/write-facts-and-boundaries.md). `peersupport facts` prints the same
of the plugins that you have; this page is written by `python -m tests.docs`.
"""
SUBJECTS = {
    "Case": "a family",
    "Child": "each child of a family",
    "Supporter": "a supporter",
    "ProposedAllocation": "giving a family a supporter",
    "Act": "what somebody is about to do",
    "ProposedDisclosure": "one item that is to be told",
    "OnwardReferral": "a referral to another service",
    "Meeting": "a meeting",
    "Message": "a message of a learning community",
    "LearningItem": "what a learning community explores",
    "TrainingEvent": "a training event",
}
TYPES = {
    Kind.BOOLEAN: "yes or no",
    Kind.WHOLE: "whole number",
    Kind.NUMBER: "number",
    Kind.DATE: "day",
    Kind.CODE: "text",
    Kind.TABLE: "table",
}
CORE = "peersupport.facts"


def facts_page(host: Host) -> str:
    """The whole page."""
    return joined([HEAD.rstrip(), *_sections(host.facts)]) + "\n"


def _sections(facts: Mapping[str, Fact]) -> Iterator[str]:
    own = {one.name: _home(one) for one in facts.values()}
    for home in sorted(set(own.values()), key=lambda one: (one != CORE, one)):
        mine = [one for one in facts.values() if own[one.name] == home]
        yield "## The core" if home == CORE else f"## `{home}`"
        for subject, told in SUBJECTS.items():
            if of_subject := [one for one in mine if one.subject == subject]:
                yield f"### Of {told} (`{subject}`)"
                yield from (_entry(one) for one in of_subject)


def _home(one: Fact) -> str:
    """The package that a fact is of: the core's, or the plugin whose name it bears."""
    package = one.name.partition(".")[0]
    return package if "-" in package else CORE


def _entry(one: Fact) -> str:
    return joined([f"#### `{one.name}`", _meaning(one), points(_told(one))])


def _meaning(one: Fact) -> str:
    words = (one.function.__doc__ or "").strip()
    return f"**{sentence(plain(one.meaning))}** {plain(words) if words else ''}".rstrip()


def _told(one: Fact) -> Iterator[str]:
    unit = f" in {one.unit}" if one.unit else ""
    yield f"Type: {code([one.category.__name__]) if one.category else TYPES[one.kind]}{unit}"
    if one.question:
        yield f"Asked of the {one.asked_of.value}: “{plain(one.question)}”"
    else:
        yield f"Known by itself or asked of the {one.asked_of.value} in other words"
    yield f"Seen by {_readers(one)}"
    if one.presupposes is not None:
        yield f"Has a meaning only where {plain(one.presupposes.meaning)} (`{one.presupposes.name}`)"
    if one.reads:
        yield f"Reads {code(each.name for _, each in one.reads)}"


def _readers(one: Fact) -> str:
    if one.visible_to == EVERYBODY:
        return "everybody"
    readers: Iterable[str] = sorted(each.value for each in one.visible_to)
    return f"the {listed(list(readers), 'and')} alone" if one.visible_to else "nobody"
