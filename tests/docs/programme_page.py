"""A programme's page of the reference: its rules beside the words that they rest on, as the host holds them."""

from collections.abc import Iterator
from datetime import date

from tests.docs.markdown import code, joined, plain, points, quoted, table
from tests.docs.plan_parts import measures, pathways, schedules, session_plans
from tests.docs.rule_part import period, rule_parts

from peersupport.programmes.checks import offers_of
from peersupport.programmes.host import Host
from peersupport.programmes.programme import Programme
from peersupport.rules.parameters import Parameter
from peersupport.rules.render import Settings, shown
from peersupport.rules.rule import Rule
from peersupport.rules.rule_set import rule_parameters, settings_on

ALONE = "With no rule of its own, what the core forbids and demands is all that holds"
HEADINGS = {
    "eligibility_rules": "",
    "progression_rules": "## What comes next",
    "boundary_rules": "## What a supporter may do",
    "disclosure_rules": "## What may be told",
}


def programme_page(host: Host, programme: Programme) -> str:
    """The page of one programme, by its own values: what a site chooses takes their place."""
    rules = {hook: [one for one in host.rules[hook] if one.programme == programme.id] for hook in HEADINGS}
    parameters = _parameters(host, programme, rules)
    settings = settings_on(parameters, date.max, {})
    parts = (
        _head(programme),
        *_joining(programme, rules["eligibility_rules"], settings),
        *_pathways(programme, rules["progression_rules"], settings),
        *_boundaries(programme, rules["boundary_rules"], settings),
        *_disclosure(programme, rules["disclosure_rules"], settings),
        schedules([one for one in host.schedules if one.programme == programme.id]),
        session_plans(programme),
        measures(programme),
        *_settings(parameters),
        _sealed(programme),
        _details(programme),
    )
    return joined(parts) + "\n"


def _head(programme: Programme) -> str:
    offers = [(f"{programme.id}/{one.id}" if one.id else programme.id, one) for one in offers_of(programme)]
    return joined(
        [
            f"# {plain(programme.title)}",
            f"Every rule of `{programme.id}` beside the words of the source that it rests on. **[default]** marks a "
            "choice of ours where the source is silent: it is never the programme's own rule, and a site may choose "
            "otherwise. What the words mean: [Rules and criteria](../rules.md), [Glossary](../../glossary.md).",
            table(
                ["Offer", "What it is", "Asked of"],
                ([f"`{address}`", plain(one.title or programme.title), f"`{one.subject}`"] for address, one in offers),
            ),
            points(
                [
                    f"It runs {period(programme.runs)}.",
                    f"It takes over the rules of `{programme.inherits.programme}`." if programme.inherits else "",
                    f"The source: `{programme.source}` in the plugin.",
                    *(f"Once called {plain(one.title)}.\n  {quoted(one.citation)}" for one in programme.former_names),
                ]
            ),
        ]
    )


def _joining(programme: Programme, rules: list[Rule], settings: Settings) -> Iterator[str]:
    yield "## Who may join"
    shared = [one for one in rules if one.offer is None]
    if shared:
        yield "### Every offer" if programme.offers[1:] else "### The programme"
        yield from rule_parts(shared, settings, programme.runs)
    for offer in programme.offers:
        own = [one for one in rules if one.offer == offer.id]
        if own:
            yield f"### {plain((offer.title or programme.title).capitalize())}"
            yield from rule_parts(own, settings, programme.runs)


def _pathways(programme: Programme, rules: list[Rule], settings: Settings) -> Iterator[str]:
    yield HEADINGS["progression_rules"]
    yield from pathways(programme)
    yield "### Rules of the pathway" if rules else ""
    yield from rule_parts(rules, settings, programme.runs)


def _boundaries(programme: Programme, rules: list[Rule], settings: Settings) -> Iterator[str]:
    yield HEADINGS["boundary_rules"]
    yield f"What no rule permits is not covered: {plain(programme.not_covered)}. [Boundaries](../boundaries.md)."
    yield table(
        ["Action", "In words", "Words of the source"],
        ([f"`{one.id}`", plain(one.title), f"“{plain(one.citation.quotation)}”"] for one in programme.actions),
    )
    yield "### Rules on acts" if rules else f"{ALONE}."
    yield from rule_parts(rules, settings, programme.runs)


def _disclosure(programme: Programme, rules: list[Rule], settings: Settings) -> Iterator[str]:
    yield HEADINGS["disclosure_rules"]
    yield (
        "The core's floor holds in every programme, consent and the duty to protect with it: see "
        "[Disclosure](../disclosure.md)."
    )
    yield "### Rules on telling" if rules else f"{ALONE}."
    yield from rule_parts(rules, settings, programme.runs)


def _parameters(host: Host, programme: Programme, rules: dict[str, list[Rule]]) -> list[Parameter]:
    """What the programme declares, and what of the core's its rules depend on."""
    read = {one.name for one in rule_parameters(rule for each in rules.values() for rule in each)}
    own = (name for name in host.parameters if name.startswith(f"{programme.id}."))
    return [host.parameters[name] for name in sorted({*read, *own})]


def _settings(parameters: list[Parameter]) -> Iterator[str]:
    yield "## Parameters and readings"
    yield (
        "Values with their dates. A site may set each in its [site file](../site-files.md); one that is *open* leaves "
        "every rule that reads it unknown, and the service is asked. Options are the readings of an ambiguity."
    )
    for one in parameters:
        meaning = one.meaning[:1].upper() + one.meaning[1:]
        values = [f"{shown(each.value, one.unit)}{_since(each.since)}" for each in one.values if each.value is not None]
        yield joined(
            [
                f"### `{one.name}`",
                quoted(one.citation),
                points(
                    [
                        f"{plain(meaning)}: **{plain('; then '.join(values) or 'open')}**",
                        f"Readings: {code(one.options)}" if one.options else "",
                        f"Asked of the service: “{plain(one.question)}”" if one.question else "",
                    ]
                ),
            ]
        )


def _since(day: date | None) -> str:
    return f" since {shown(day)}" if day is not None else ""


def _sealed(programme: Programme) -> str:
    names = code(sorted(one.name for one in programme.seals))
    return f"## Sealed\n\nNo rule may decide on {names}." if programme.seals else ""


def _details(programme: Programme) -> str:
    rows = ([name, f"“{plain(words)}”"] for name, words in programme.details)
    return joined(["## What the source says of it", table(["Statement", "Words"], rows)]) if programme.details else ""
