"""Checks of the level `explained`: whom the plugin serves, what its rules say, what is asked, and where to turn."""

import ast
import re
from collections.abc import Iterator

from peersupport.rules.facts import Fact
from peersupport.rules.render import render
from peersupport.rules.rule import Effect, Rule
from peersupport.rules.structure import criteria_of, facts_of
from peersupport.testing.conformance.candidate import Candidate, answered
from peersupport.testing.conformance.check import Level, Problem, check
from peersupport.testing.rules.possible import never_unknown, possible
from peersupport.truth import Truth

RAW = re.compile(r"\b[a-z][a-z0-9-]*\.[a-z][a-z0-9_]*\b")
"""A name of the code, as no English sentence has one: `core.age_years`."""

TEMPLATE = "made up by `peersupport new-plugin`"
"""What the source of a new plugin says of itself."""
LEFT = ("example leaflet that the template made up", "An example programme that `peersupport new-plugin` wrote")
"""What README and page of a new plugin say as long as that is so."""


@check(Level.EXPLAINED, "documentation")
def programmes_are_described(candidate: Candidate) -> Iterator[Problem]:
    """Every programme has a title, and the README (of one file: its docstring) names it and says what it is; once the
    leaflet of the template is replaced, neither README nor the page on the programme speaks of it."""
    text = _described(candidate)
    where = "README.md" if candidate.metadata is not None else candidate.module.name
    again = "; then install it again: what was installed is read" if candidate.status.origin == "installed" else ""
    for programme in candidate.programmes:
        if not programme.title.strip():
            yield Problem(where=programme.id, what="it has no title", do='title="...", as people call it')
        elif programme.title.casefold() not in " ".join(text.split()).casefold():
            do = "say in it what the programme is, for whom, and what the plugin does not decide"
            yield Problem(where=where, what=f"it does not speak of `{programme.title}`", do=f"{do}{again}")
    if len(text.split()) < 20:
        do = "write twenty words at least: what it is, for whom, where its words are from"
        what = "it says too little for somebody who has never seen the programme"
        yield Problem(where=where, what=what, do=f"{do}{again}")
    if any(TEMPLATE in source.read_text("utf-8") for source in candidate.sources):
        return  # an example that says it is one
    pages = {where: text, "docs/programme.md": _page(candidate)}
    for name, page in pages.items():
        for left in LEFT:
            if left in " ".join(page.split()):
                do = "write what this programme is, and strike what the template says of its example"
                yield Problem(where=name, what=f"it still says “{left}”", do=f"{do}{again if name == where else ''}")


@check(Level.EXPLAINED, "documentation")
def rules_read_as_english(candidate: Candidate) -> Iterator[Problem]:
    """What a rule asks reads as English, without a name of the code: a co-ordinator sees these words."""
    for _, rule in candidate.rules:
        for text in map(render, criteria_of([rule])):
            found = RAW.search(text)
            if found is not None or not text.strip() or "  " in f" {text}":
                what = f"it reads “{text[:100]}”" + (f": `{found[0]}` is no English" if found is not None else "")
                do = "give each fact and parameter in it a `meaning`, in words that complete a sentence"
                yield Problem(where=rule.name, what=what, do=do)
                break


@check(Level.EXPLAINED, "documentation")
def what_may_be_unknown_can_be_asked(candidate: Candidate) -> Iterator[Problem]:
    """Every fact that a rule reads, or that the plugin brings, has a question, unless it is always known."""
    own = tuple(f"{one.id}." for one in candidate.programmes)
    brought = [one for one in candidate.host.facts.values() if one.name.startswith(own)]
    read = [fact for _, rule in candidate.rules for fact in facts_of(criteria_of([rule]))]
    for one in dict.fromkeys((*brought, *read)):
        if "?" not in one.question and not never_unknown(one):
            do = 'question="...?", in words for whoever is asked (`asked_of`)'
            yield Problem(where=one.name, what="it may be unknown, and nobody can be asked for it", do=do)


@check(Level.EXPLAINED, "documentation")
def what_a_site_chooses_is_asked(candidate: Candidate) -> Iterator[Problem]:
    """Every parameter that a site must set, or may choose a reading by, has the question that asks for it."""
    for one in candidate.parameters:
        open_ = any(entry.value is None for entry in one.values) or not one.values or one.options is not None
        if open_ and "?" not in one.question:
            do = 'question = "...?", which the service can answer'
            yield Problem(where=one.name, what="the site must or may choose it, and is not asked", do=do)


@check(Level.EXPLAINED, "redirects")
def refusals_say_where_to_turn(candidate: Candidate) -> Iterator[Problem]:
    """Whoever is refused is told where to turn instead: by the requirement that refuses, or by another one that reads a
    fact of it and refuses with it in every scenario."""
    for hook, rule in candidate.rules:
        if hook != "eligibility_rules" or rule.effect is not Effect.REQUIRE or _turns(rule):
            continue
        if Truth.FALSE in possible(rule) and not _never_alone(candidate, rule):
            do = 'otherwise=redirect("who", "words that can be read to her")'
            yield Problem(where=rule.name, what="it can refuse, and says nothing more", do=do)


def _turns(rule: Rule) -> bool:
    """Whether a rule says where to turn, in words."""
    return rule.otherwise is not None and bool(rule.otherwise.to.strip() and rule.otherwise.advice.strip())


def _never_alone(candidate: Candidate, rule: Rule) -> bool:
    """Whether a rule is seen to refuse, and each time another one refuses too and says where to turn: not by chance,
    since it rests on the same facts in part."""
    own = _facts(rule)
    refusals = [
        {one.rule.name: one.rule for one in answer.findings if one.truth is Truth.FALSE}
        for answer in answered(candidate)
    ]
    seen = [one for one in refusals if rule.name in one]
    return bool(seen) and all(any(_turns(other) and own & _facts(other) for other in one.values()) for one in seen)


def _described(candidate: Candidate) -> str:
    if candidate.metadata is not None:
        return candidate.metadata.readme
    return ast.get_docstring(ast.parse(candidate.module.read_text("utf-8"))) or ""


def _facts(rule: Rule) -> frozenset[Fact]:
    return frozenset(facts_of(criteria_of([rule])))


def _page(candidate: Candidate) -> str:
    """The page on the programme in the project, where the plugin lies in one."""
    projects = [one for one in candidate.folder.resolve().parents[:2] if (one / "pyproject.toml").is_file()]
    page = projects[0] / "docs" / "programme.md" if projects else None
    return page.read_text("utf-8") if page is not None and page.is_file() else ""
