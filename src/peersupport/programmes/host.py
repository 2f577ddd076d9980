"""The host: plugins discovered, checked, stamped and frozen. A host is a value: no registry, no hook when deciding."""

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, TypeVar

import attrs

from peersupport.errors import Fault, PluginFaulty, UnknownName, did_you_mean
from peersupport.facts.running import runs_rule
from peersupport.judging import BindingRules
from peersupport.policies.disclosure import Disclosure
from peersupport.policies.disclosure.programme_rules import ProgrammeRules
from peersupport.policies.eligibility import Eligibility
from peersupport.policies.safeguarding import Safeguarding
from peersupport.programmes.assembly import PluginStatus
from peersupport.programmes.checks import belongs, offers_of
from peersupport.programmes.digests import catalogue
from peersupport.programmes.discovery import found_plugins
from peersupport.programmes.loading import loaded
from peersupport.programmes.overrides import overrides_by_site
from peersupport.programmes.places import absent, chosen_site, provenance, runs_at
from peersupport.programmes.programme import Offer, Programme
from peersupport.programmes.scheduling import scheduling
from peersupport.records.sites import Site
from peersupport.records.vocabulary import CATEGORIES, PURPOSES, Hierarchy
from peersupport.rules.document import Json
from peersupport.rules.facts import Fact
from peersupport.rules.parameters import Parameter
from peersupport.rules.rule import Rule
from peersupport.rules.rule_set import Overrides, Provenance
from peersupport.rules.schedules import Schedule

if TYPE_CHECKING:  # the import of the library does without outcomes, pathways, and schedules that are judged
    from peersupport.outcomes.instruments import Instrument
    from peersupport.policies.allocation import Allocation
    from peersupport.policies.boundaries import Boundaries
    from peersupport.policies.progression import Progression
    from peersupport.policies.schedule import Scheduling
    from peersupport.programmes.pathway_policies import At

B = TypeVar("B", bound=BindingRules)


@attrs.frozen(eq=False)
class Host:
    """Everything that decisions rest on. Build it with `Host.load`; it never changes afterwards.

    `digest` covers rules, schedules, parameters, instruments, measures, what facts declare, and plugin versions, and
    stands in every decision. A fact's code is covered by the version of its plugin alone.
    """

    plugins: tuple[PluginStatus, ...]
    programmes: Mapping[str, Programme]
    rules: Mapping[str, tuple[Rule, ...]]
    """The rules of each hook, sorted by name."""
    facts: Mapping[str, Fact]
    parameters: Mapping[str, Parameter]
    sites: tuple[Site, ...]
    owners: Mapping[str, str]
    """By programme id: the plugin that brought it."""
    unavailable: Mapping[str, tuple[Fault, ...]]
    """By programme id: why it cannot decide."""
    overrides: Mapping[str, Overrides]
    """By site id: what it gives the parameters."""
    schedules: tuple[Schedule, ...]
    """What is due when, by name."""
    instruments: "Mapping[str, Instrument]"
    """The core's questionnaires, and those that plugins and the service supply, by id."""
    digest: str
    _policies: dict[tuple[str, str], Eligibility] = attrs.field(
        factory=dict[tuple[str, str], Eligibility], init=False, repr=False
    )
    _disclosures: dict[tuple[str, str], Disclosure] = attrs.field(
        factory=dict[tuple[str, str], Disclosure], init=False, repr=False
    )

    @classmethod
    def load(
        cls,
        *,
        plugins: Iterable[ModuleType | object] = (),
        files: Iterable[Path | str] = (),
        discover: bool = True,
        allow: Collection[str] | None = None,
        deny: Collection[str] = (),
        expect: Collection[str] = (),
        overlays: Mapping[str, Collection[str]] | None = None,
        sites: Iterable[Site] = (),
        instruments: "Iterable[Instrument]" = (),
    ) -> "Host":
        """Discover and freeze.

        `plugins` are modules handed over, `files` single-file plugins; installed ones are found unless `discover` is
        False, limited by `allow` and `deny`. `overlays` names, for a plugin, the programmes of others that it may
        narrow. A plugin that is installed, handed over, named in `overlays` or in `expect`, and cannot be taken, makes
        the programmes that it touches undecidable, and no others. `instruments` are the licensed ones that the service
        supplies itself. Raises `InvalidDocument` for a site that names what is not there and for an instrument that
        cannot be used; never raises for a broken plugin (see `plugins`).
        """
        named = {plugin: tuple(sorted(programmes)) for plugin, programmes in sorted((overlays or {}).items())}
        found = found_plugins(plugins, files, discover=discover, allow=allow, deny=deny)
        return cls(**loaded(found, named, {*named, *expect} - set(deny), tuple(sites), tuple(instruments)))

    def offers(self, programme: str | None = None) -> tuple[str, ...]:
        """The addresses of all offers that judge a case: `crafty-mummies`, `community-mothers/groups`, ...

        With a programme's id, those of that programme. Programmes whose plugin failed are among them: they answer
        UNDETERMINED. Raises `UnknownName`.
        """
        known = {name: offers_of(one) for name, one in self.programmes.items()}
        for name in self.unavailable:
            known.setdefault(name, offers_of(absent(name)))
        if programme is not None and programme not in known:
            raise UnknownName("there is no such programme", help=did_you_mean(programme, known))
        return tuple(
            f"{name}/{offer.id}" if offer.id else name
            for name, offers in sorted(known.items())
            for offer in offers
            if programme in {None, name} and offer.subject == "Case"
        )

    def eligibility(self, address: str, site: str | None = None) -> Eligibility:
        """The policy of one offer (`programme` or `programme/offer`) at one site, ready to decide.

        A programme with one site uses it; with several, name it. Raises `UnknownName` for what is not there, or where
        a programme has several offers and none is named.
        """
        programme_id, _, offer_id = address.partition("/")
        programme = self.programmes.get(programme_id) or (
            absent(programme_id) if programme_id in self.unavailable else None
        )
        if programme is None:
            raise UnknownName("there is no such programme", help=did_you_mean(programme_id, self.programmes))
        offers = {offer.id: offer for offer in offers_of(programme)}
        if programme_id not in self.programmes:
            offers[offer_id] = Offer(id=offer_id, title=offer_id)
        if offer_id not in offers:
            help = did_you_mean(address, [f"{programme_id}/{one}" for one in offers if one])
            raise UnknownName(
                f"`{programme_id}` has several offers" if not offer_id else "there is no such offer", help=help
            )
        chosen = chosen_site(self.sites, programme_id, site)
        key = (address, chosen.id if chosen is not None else "")
        policy = self._policies.get(key)
        # Of several threads that make it at once, all are given the one that is kept.
        return policy or self._policies.setdefault(key, self._policy(programme, offers[offer_id], chosen))

    def disclosure(self, programme: str, site: str | None = None) -> Disclosure:
        """How disclosures are decided in a programme at one of its sites, ready to decide.

        A programme with one site uses it; with several, name it. Where a plugin that touches the programme could not be
        taken, its rules bar every item that is told by consent; the core's floor stands. Raises `UnknownName`.
        """
        rules = self._binding("disclosure_rules", programme, site, ProgrammeRules)
        own = self.programmes.get(programme)
        key = (programme, rules.site)
        policy = self._disclosures.get(key)
        if policy is None:
            categories = CATEGORIES if own is None else CATEGORIES.joined(own.categories)
            purposes = PURPOSES if own is None else PURPOSES.joined(own.purposes)
            policy = self._disclosures.setdefault(key, Disclosure(rules, categories, purposes))
        return policy

    def schedule(self, programme: str, site: str | None = None) -> "Scheduling":
        """What is due in a programme at one of its sites, ready to be asked.

        A programme with one site uses it; with several, name it. Raises `UnknownName`, and `PluginFaulty` where a
        plugin that touches the programme could not be taken: nothing is then silently not due.
        """
        if programme in self.unavailable:
            raise PluginFaulty("what is due cannot be told", self.unavailable[programme])
        if programme not in self.programmes:
            raise UnknownName("there is no such programme", help=did_you_mean(programme, self.programmes))
        return scheduling(programme, self.schedules, chosen_site(self.sites, programme, site), self.overrides)

    def boundaries(self, programme: str, site: str | None = None) -> "Boundaries":
        """How acts are decided in a programme at its one site, or the named one. Raises `UnknownName`.

        Where a plugin that touches it could not be taken, every act is denied for now; the core's floor stands.
        """
        from peersupport.policies.boundaries import Boundaries  # noqa: PLC0415 - see above

        own = self.programmes.get(programme)
        return Boundaries(
            self._binding("boundary_rules", programme, site, BindingRules),
            actions=() if own is None else own.actions,
            elsewhere=frozenset(action.id for one in self.programmes.values() for action in one.actions),
            owner=self.owners.get(programme, ""),
            not_covered=absent(programme).not_covered if own is None else own.not_covered,
            runs=runs_at(self.sites, programme, site),
        )

    def _binding(self, hook: str, programme: str, site: str | None, kind: type[B]) -> B:
        """The rules of one hook that bind in a programme at one of its sites. Raises `UnknownName`."""
        if programme not in (known := {**self.programmes, **self.unavailable}):
            raise UnknownName("there is no such programme", help=did_you_mean(programme, known))
        chosen = chosen_site(self.sites, programme, site)
        rules = [rule for rule in self.rules.get(hook, ()) if rule.programme == programme]
        return kind(
            programme=programme,
            rules=tuple(rules),
            overrides=self.overrides[chosen.id] if chosen is not None else {},
            unavailable=self.unavailable.get(programme, ()),
            provenance=self._provenance(chosen, rules),
        )

    def progression(self, programme: str, pathway: str | None = None, site: str | None = None) -> "Progression":
        """The policy of one pathway of a programme at one of its sites, ready to answer.

        A programme with one pathway, or one site, uses it; with several, name it. Raises `UnknownName`, also where the
        programme's plugin could not be taken: nobody knows its pathways.
        """
        from peersupport.programmes.pathway_policies import progression_of  # noqa: PLC0415 - see above

        return progression_of(self._at(programme, site), pathway)

    def allocation(self, programme: str, site: str | None = None) -> "Allocation":
        """How a supporter is given a family in a programme at one of its sites. Raises `UnknownName`."""
        from peersupport.programmes.pathway_policies import allocation_of  # noqa: PLC0415 - see above

        return allocation_of(self._at(programme, site))

    def vocabulary(self) -> tuple[Hierarchy, Hierarchy]:
        """The categories and the purposes of the core and of all programmes."""
        own = self.programmes.values()
        categories = {term.name: term for one in own for term in one.categories}
        purposes = {term.name: term for one in own for term in one.purposes}
        return CATEGORIES.joined(categories.values()), PURPOSES.joined(purposes.values())

    def safeguarding(self, programme: str | None, site: str | None = None) -> Safeguarding:
        """The duties of safeguarding in a programme, by the deadlines of its site: never an error.

        The core's deadlines hold where the programme or site is not known, or the programme has several sites.
        """
        here = [one for one in self.sites if one.programme == programme and site in {None, str(one.id)}]
        return Safeguarding(self.overrides[here[0].id]) if len(here) == 1 else Safeguarding()

    def at_site(self, site: Site) -> "Host":
        """The same host for one site alone: to ask what a site's choices would change. Raises `InvalidDocument`."""
        overrides = overrides_by_site([site], self.programmes, self.unavailable, self.parameters)
        return attrs.evolve(self, sites=(site,), overrides=overrides)

    def catalogue(self) -> Json:
        """All rules, schedules and parameters as JSON: what a decision's rule ids refer to."""
        return catalogue(self.digest, self.programmes, self.rules, self.parameters, self.schedules)

    def _at(self, name: str, site: str | None) -> "At":
        from peersupport.programmes.pathway_policies import At  # noqa: PLC0415 - see above

        programme = self.programmes.get(name)
        if programme is None:
            raise UnknownName("there is no such programme", help=did_you_mean(name, self.programmes))
        chosen = chosen_site(self.sites, name, site)
        return At(
            programme=programme,
            rules=tuple((hook, rule) for hook, rules in self.rules.items() for rule in rules if rule.programme == name),
            site=chosen,
            overrides=self.overrides[chosen.id] if chosen is not None else {},
            provenance=lambda rules: self._provenance(chosen, rules),
            unavailable=self.unavailable.get(name, ()),
            owner=self.owners.get(name, ""),
        )

    def _policy(self, programme: Programme, offer: Offer, site: Site | None) -> Eligibility:
        rules = [
            rule
            for rule in self.rules.get("eligibility_rules", ())
            if rule.programme == programme.id and belongs(rule, offer)
        ]
        periods = [("the programme", programme.runs), *([("the site", site.runs)] if site is not None else [])]
        bounded = runs_rule(programme.id, programme.source, offer.subject, periods)
        return Eligibility(
            programme=programme.id,
            title=f"{programme.title}, {offer.title}" if offer.title else programme.title,
            offer=offer.id,
            subject=offer.subject,
            rules=(*([bounded] if bounded is not None else []), *rules),
            overrides=self.overrides[site.id] if site is not None else {},
            provenance=self._provenance(site, rules),
            unavailable=self.unavailable.get(programme.id, ()),
            owner=self.owners.get(programme.id, ""),
        )

    def _provenance(self, site: Site | None, rules: Collection[Rule]) -> Provenance:
        contributors = {rule.plugin for rule in rules} | {self.owners.get(rule.inherited_from) for rule in rules}
        versions = [(one.name, one.version) for one in self.plugins if one.name in contributors]
        return provenance(self.digest, versions, site)
