"""Checks of the level `cited`: whose words each rule rests on, to the letter, and what is a choice of ours."""

import re
from collections.abc import Iterator

from peersupport._attrs import evolve
from peersupport.citations import Citation, Mark
from peersupport.rules.criteria import Choose, Criterion
from peersupport.rules.parameters import Parameter
from peersupport.rules.structure import criteria_of, folds_of, nodes_of
from peersupport.testing.citations import citations_of
from peersupport.testing.conformance.candidate import Candidate, source_in
from peersupport.testing.conformance.check import Inapplicable, Level, Problem, check

REQUIREMENT = re.compile(r"[A-Z][A-Za-z]*-?\d+[a-z]?")
OUTSIDE_THE_SOURCE = frozenset({Mark.LAW, Mark.MEMORY, Mark.PUBLISHED})
"""Marks of what may rest on words that no source text of the plugin has."""


@check(Level.CITED, "sources")
def quotations_stand_in_the_source(candidate: Candidate) -> Iterator[Problem]:
    """Every quotation stands to the letter in the source text that it names, by two words at least or half of its line,
    and that text lies in the plugin."""
    cited = dict.fromkeys(_cited(candidate))
    texts = _texts(candidate)
    for document in sorted({one.document for one in cited if one.mark not in OUTSIDE_THE_SOURCE} - texts.keys()):
        do = f"put the words that rules quote into `{document}` beside the code"
        yield Problem(where=document, what="the source text is not in the plugin", do=do)
    for one in cited:
        if one.document in texts and not any(stands_in(one.quotation, line) for line in texts[one.document]):
            do = "quote the source to the letter, within one of its lines; what it does not say is a `default`"
            yield Problem(where=one.document, what=f"these words do not stand there: “{one.quotation}”", do=do)


@check(Level.CITED, "sources")
def sources_say_where_they_are_from(candidate: Candidate) -> Iterator[Problem]:
    """Every source text begins with a line `# ...` that says which document it is from, and by whom."""
    if not candidate.sources:
        raise Inapplicable("it has no source text of its own")
    for path in candidate.sources:
        if not path.read_text("utf-8").startswith("# "):
            do = "begin it with `# `, the document's title, who published it, and when"
            yield Problem(where=path.name, what="nobody can tell where the text is from", do=do)


@check(Level.CITED, "sources")
def every_sentence_of_a_source_is_quoted(candidate: Candidate) -> Iterator[Problem]:
    """Every line of a source text is quoted by something: other words are forgotten, or do not belong there."""
    if not candidate.sources:
        raise Inapplicable("it has no source text of its own")
    quoted = {one.quotation for one in _cited(candidate)}
    for document, lines in _texts(candidate).items():
        for line in lines if (candidate.folder / document) in candidate.sources else ():
            if not any(stands_in(words, line) for words in quoted):
                do = "carry it by a rule, parameter or detail, or take it out"
                yield Problem(where=document, what=f"nothing quotes “{line[:80]}”", do=do)


@check(Level.CITED, "sources")
def rules_name_their_requirements(candidate: Candidate) -> Iterator[Problem]:
    """Every rule and parameter names the statement of the source that it carries, such as TC9."""
    for _, rule in candidate.rules:
        for one in rule.requirements:
            if not REQUIREMENT.fullmatch(one):
                do = "give each statement of the source an id: capitals and a number"
                yield Problem(where=rule.name, what=f"`{one}` is no id of a statement", do=do)
    for parameter in candidate.parameters:
        if not REQUIREMENT.fullmatch(parameter.requirement):
            do = 'requirement = "...", the id of the statement that it belongs to'
            yield Problem(where=parameter.name, what="it names no statement of the source", do=do)


@check(Level.CITED, "readings")
def choices_of_ours_say_what_was_chosen(candidate: Candidate) -> Iterator[Problem]:
    """What the source does not say, a default or what is remembered, comes with a note (or reading) that says so."""
    for _, rule in candidate.rules:
        if rule.citation.mark is not Mark.SEED and not (rule.citation.note or rule.reading):
            yield _unexplained(rule.name, rule.citation)
    for one in candidate.parameters:
        if one.citation.mark is not Mark.SEED and not one.citation.note:
            yield _unexplained(one.name, one.citation)


@check(Level.CITED, "readings")
def readings_are_stated(candidate: Candidate) -> Iterator[Problem]:
    """Every reading of an ambiguous source is explained by its name: in the rule's `reading`, or where the parameter
    that chooses it is declared (`question` or `note`)."""
    found = [(rule, one) for _, rule in candidate.rules for one in choices_in(criteria_of([rule]))]
    if not found:
        raise Inapplicable("no rule has several readings")
    for rule, choice in found:
        chosen = choice.parameter
        texts = [rule.reading, rule.citation.note]
        texts += [chosen.question, chosen.citation.note] if isinstance(chosen, Parameter) else []
        for option, _ in choice.readings:
            if not any(option in text for text in texts):
                do = f'say what it means: reading="{option}: ...", or in the note of `{chosen.name}`'
                yield Problem(where=rule.name, what=f"the reading `{option}` is not explained", do=do)


def stands_in(quotation: str, line: str) -> bool:
    """Whether words stand in a line: whole ones, and enough of them for people to find the place."""
    words = quotation.strip()
    number = len(words.split())
    if number < 2 and 2 * number < len(line.split()):
        return False
    return bool(words) and re.search(rf"(?<!\w){re.escape(words)}(?!\w)", line) is not None


def choices_in(criteria: list[Criterion]) -> Iterator[Choose]:
    """Every choice between readings, those inside quantifiers too."""
    for node in nodes_of(criteria):
        if isinstance(node, Choose):
            yield node
    for fold in folds_of(criteria):
        yield from choices_in([fold.part])


def _unexplained(name: str, citation: Citation) -> Problem:
    what = f"it is marked `{citation.mark.value}` and does not say what was chosen, and why"
    return Problem(where=name, what=what, do='note="..."')


def _cited(candidate: Candidate) -> Iterator[Citation]:
    """What the plugin quotes: its rules' words, its parameters', and all that its programmes declare."""
    for programme in candidate.programmes:
        inherited = {rule.citation for rules in candidate.host.rules.values() for rule in rules if rule.inherited_from}
        for one in citations_of(candidate.host, programme.id):
            if one not in inherited:
                yield one if one.document else evolve(one, document=programme.source)
        for _, words in programme.details:
            yield Citation(document=programme.source, quotation=words.partition("\n")[0])
    yield from (rule.citation for _, rule in candidate.rules)


def _texts(candidate: Candidate) -> dict[str, list[str]]:
    """The lines of each source text, without those that say where it is from; also those that it builds on."""
    folders = (candidate.folder, *candidate.foundations)
    found: dict[str, list[str]] = {}
    for document in sorted({one.document for one in _cited(candidate)}):
        path = next((one for folder in folders if (one := source_in(folder, document)) is not None), None)
        if path is not None:
            lines = path.read_text("utf-8").splitlines()
            found[document] = [line for line in lines if line.strip() and not line.startswith("#")]
    return found
