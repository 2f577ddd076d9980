"""`peersupport plugins`, `programmes` and `facts`: what there is."""

from pathlib import Path
from typing import Any

import click

from peersupport.cli.shared import host_of, host_options, print_json, print_table
from peersupport.rules.document import value_document

_JSON = click.option("--json", "as_json", is_flag=True, help="JSON instead of a table.")


@click.command()
@host_options
@_JSON
def plugins(
    sites: tuple[Path, ...], files: tuple[Path, ...], deny: tuple[str, ...], overlays: tuple[str, ...], as_json: bool
) -> None:
    """The plugins: where they come from, what they touch, and why one was not taken."""
    host = host_of(sites, files, deny, overlays)
    rows = [
        {
            "plugin": one.name,
            "origin": one.origin,
            "version": one.version,
            "programmes": list(one.programmes),
            "hooks": list(one.hooks),
            "faults": [str(fault) for fault in one.faults],
        }
        for one in host.plugins
    ]
    if as_json:
        print_json({"host": host.digest, "plugins": rows})
        return
    print_table(
        f"Plugins (host {host.digest[:12]})",
        ["Plugin", "Origin", "Version", "Programmes", "State"],
        [
            [one.name, one.origin, one.version, ", ".join(one.programmes), "; ".join(map(str, one.faults)) or "taken"]
            for one in host.plugins
        ],
    )


@click.command()
@host_options
@_JSON
def programmes(
    sites: tuple[Path, ...], files: tuple[Path, ...], deny: tuple[str, ...], overlays: tuple[str, ...], as_json: bool
) -> None:
    """The programmes and their offers, with the number of rules and what keeps one from deciding."""
    host = host_of(sites, files, deny, overlays)
    rows: list[dict[str, Any]] = []
    for address in host.offers():
        policy = (
            host.eligibility(address) if address.partition("/")[0] in {*host.programmes, *host.unavailable} else None
        )
        programme = host.programmes.get(address.partition("/")[0])
        rows.append(
            {
                "offer": address,
                "title": policy.title if policy else address,
                "source": programme.source if programme else "",
                "runs": value_document(programme.runs) if programme else None,
                "rules": len(policy.rules) if policy else 0,
                "requirements": sorted({one for rule in policy.rules for one in rule.requirements}) if policy else [],
                "unavailable": [fault.message for fault in policy.unavailable] if policy else [],
            }
        )
    if as_json:
        print_json(rows)
        return
    print_table(
        "Programmes",
        ["Offer", "Title", "Rules", "Requirements", "State"],
        [
            [
                str(one["offer"]),
                str(one["title"]),
                str(one["rules"]),
                ", ".join(one["requirements"]),
                "; ".join(one["unavailable"]) or "answers",
            ]
            for one in rows
        ],
    )


@click.command()
@host_options
@_JSON
def facts(
    sites: tuple[Path, ...], files: tuple[Path, ...], deny: tuple[str, ...], overlays: tuple[str, ...], as_json: bool
) -> None:
    """The facts that rules may use, with the question that asks for each."""
    host = host_of(sites, files, deny, overlays)
    rows = [
        {
            "fact": one.name,
            "subject": one.subject,
            "type": one.category.__name__ if one.category is not None else one.kind.value,
            "unit": one.unit or "",
            "meaning": one.meaning,
            "question": one.question,
            "asked_of": one.asked_of.value,
            "visible_to": sorted(reader.value for reader in one.visible_to),
        }
        for one in host.facts.values()
    ]
    if as_json:
        print_json(rows)
        return
    print_table(
        "Facts",
        ["Fact", "Of", "Type", "Meaning", "Asked of"],
        [
            [
                str(one["fact"]),
                str(one["subject"]),
                f"{one['type']} {one['unit']}".strip(),
                str(one["meaning"]),
                str(one["asked_of"]),
            ]
            for one in rows
        ],
    )
