"""A toolkit and who uses it, and whom national training reached (YP20, YP25, YP35, YP36, YP39)."""

from collections import Counter
from collections.abc import Iterable

from peersupport.records.activity import Activity
from peersupport.records.community import OutputKind, TrainingEvent
from peersupport.reports.draft import Cell, Draft
from peersupport.reports.kinds.learning import outputs_table
from peersupport.reports.kinds.recorded import recorded
from peersupport.reports.material import UNKNOWN, Material, Tick

STATED_TOTAL = "total"


def toolkit(material: Material, tick: Tick | None = None) -> Draft:
    """Outputs, sites that replicate, people trained by setting and region, what training covered, and the targets."""
    del tick
    draft = Draft(
        title="Toolkit and training", counted="People who were trained are counted; no family and no child is."
    )
    activity = material.activity
    if activity is None:
        draft.caveats.append("Nothing is told of outputs and training: no activity of the site was given.")
    else:
        outputs_table(draft, material, activity)
        _replication(draft, activity)
        _training(draft, material, activity)
    _targets(draft, material)
    return draft


def _replication(draft: Draft, activity: Activity) -> None:
    if activity.outputs is None:
        return  # the table of outputs has said so
    toolkits = [one for one in activity.outputs if one.kind is OutputKind.TOOLKIT]
    known = [one.sites for one in toolkits if one.sites is not None]
    if len(known) < len(toolkits):
        draft.caveats.append(f"Toolkits of which the sites are not recorded: {len(toolkits) - len(known)}.")
    if toolkits and not known:
        return
    sites = {site for each in known for site in each}
    draft.say("Sites that use the toolkit to run the approach themselves: {}.", len(sites), requirements=("YP39",))


def _training(draft: Draft, material: Material, activity: Activity) -> None:
    given = recorded(draft, material, activity.training, "Training events")
    if given is None:
        return
    known = [one for one in given if one.people is not None]
    trained = draft.people("trained", sum(one.people or 0 for one in known))
    draft.say("{} people were trained; events: {}.", trained, len(given), requirements=("YP20",))
    if len(known) < len(given):
        draft.caveats.append(f"Events of which the number of people is not recorded: {len(given) - len(known)}.")
    draft.breakdown("trained by setting", "People trained, by setting", "Setting", _sums(known, "setting"), trained)
    draft.breakdown("trained by region", "People trained, by region", "Region", _sums(known, "region"), trained)
    silent = sum(one.content is None for one in given)
    if silent:
        draft.caveats.append(f"Events of which what they covered is not recorded: {silent}.")
    topics = [tag for one in material.declared if "YP36" in one.requirements for tag in one.tags]
    if topics:
        rows = [
            (tag.capitalize(), (sum(tag in (one.content or ()) for one in given), len(given) - silent), False)
            for tag in topics
        ]
        headings = ("Topic", "Events that covered it", "Of")
        draft.table("topics", "What training covered", headings, rows, note="Events are counted.")
    draft.caveats.append("Who came to several events is counted at each: nobody's name is recorded.")


def _sums(events: Iterable[TrainingEvent], field: str) -> dict[str, int]:
    found: Counter[str] = Counter()
    for one in events:
        found[getattr(one, field) or UNKNOWN] += one.people or 0
    return dict(sorted(found.items(), key=lambda item: (item[0] == UNKNOWN, item[0])))


def _targets(draft: Draft, material: Material) -> None:
    """The targets as they were published, with the total that they add up to beside the one that was stated (YP35)."""
    said = material.carrying("YP35")
    if said is None:
        return
    parts = [(name, number) for name, number in said.figures if name != STATED_TOTAL]
    stated, added = said.figure(STATED_TOTAL), sum(number for _, number in parts)
    rows: list[tuple[str, tuple[Cell, ...], bool]] = [(name, (f"{number:g}",), False) for name, number in parts]
    rows.append(("All, added up", (f"{added:g}",), True))
    if stated is not None:
        rows.append(("All, as published", (f"{stated:g}",), True))
    draft.table("targets", "Targets as published", ("Who", "Number"), rows, note="Targets are no counts of people met.")
    if stated is not None and stated != added:
        draft.say(
            "The published parts add up to {}, not to the {} that was published.",
            f"{added:g}",
            f"{stated:g}",
            requirements=said.requirements,
        )
