"""HL7's own Consent examples: what the narrative sentence of each says is asked, and nothing that it does not say.

HL7 ships no expected decisions, and several examples contradict their own narrative. The questions are written down by
hand in the file beside this one. An untyped root provision of R4 is read as what R4 calls it, an exception to the base
policy.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from tests.corpora.consent.comparing import DENY, PERMIT, Corpus, NotExpressibleError, Question, Translated
from tests.corpora.consent.fhir import (
    CUSTODIAN,
    PROVIDER,
    Consent,
    Provision,
    answers,
    code,
    day,
    provision,
    translated,
)

BASE = {"OPTIN": PERMIT, "opt-in": PERMIT, "OPTOUT": DENY, "opt-out": DENY}
AT = datetime(2022, 3, 1, 12, tzinfo=UTC)
"""After all were signed."""


@cache
def examples(shared: Path) -> Mapping[str, Any]:
    """Every example by release and name."""
    folder = shared / "data" / "consent" / "hl7-fhir-consent-examples"
    found = {
        f"{path.parent.name}/{short(path.stem)}": json.loads(path.read_text("utf-8"))
        for release in ("stu3", "r4")
        for path in sorted((folder / release).glob("*.json"))
    }
    transcribed = json.loads((folder / "r6-transcribed" / "examples.json").read_text("utf-8"))
    return found | {f"r6/{short(one['id'])}": one for one in transcribed["examples"]}


def short(name: str) -> str:
    """An example's name without what they all have."""
    return name.removeprefix("Consent-").removeprefix("consent-example-")


def consent(release: str, given: Mapping[str, Any]) -> Consent:
    """An example as a consent; where nobody is said to have given it, the patient did. Raises `NotExpressibleError`."""
    subject = given["subject"] if "subject" in given else given["patient"]["reference"]
    giver = next((given[name] for name in ("grantor", "performer", "consentingParty") if name in given), subject)
    if not isinstance(giver, str):
        giver = giver[0]["reference"]
    base, roots = {"stu3": stu3, "r4": r4, "r6": r6}[release](given)
    return Consent(
        subject=subject,
        giver=giver,
        given=day(given.get("dateTime") or given["date"]),
        base=base,
        provisions=tuple(roots),
    )


def stu3(given: Mapping[str, Any]) -> tuple[Provision, Iterable[Provision]]:
    """Consent-wide actors and period bound the base policy and its exceptions."""
    wide = provision({name: given[name] for name in ("actor", "period") if name in given})
    base = Provision(
        kind=BASE[given["policyRule"].rsplit("/", 1)[1]],
        senders=wide.senders,
        recipients=wide.recipients,
        start=wide.start,
        end=wide.end,
    )
    return base, [provision(one) for one in given.get("except", ())]


def r4(given: Mapping[str, Any]) -> tuple[Provision, Iterable[Provision]]:
    """The root provision is an exception to the base policy unless it has a type."""
    return Provision(kind=BASE[code(given["policyRule"])]), [provision(given["provision"])]


def r6(given: Mapping[str, Any]) -> tuple[Provision | None, Iterable[Provision]]:
    """A decision and its exceptions; two of them still have the one typed root provision of earlier releases."""
    if "provision_root" in given:
        return None, [provision(given["provision_root"])]
    # Whoever controls the data sends, where the consent names one.
    senders = (given["controller"],) if "controller" in given else None
    return Provision(kind=given["decision"], senders=senders), [provision(one) for one in given["provision"]]


def questions(case: str) -> Iterator[Question]:
    """What the narrative of an example says, as questions."""
    for one in CORPUS.data["narrative"]:
        if case in one["cases"]:
            for recipient, category, purpose, there in one["says"]:
                yield Question(
                    sender=one["sender"],
                    recipient=recipient,
                    category=category,
                    purpose=purpose,
                    at=one["at"].astimezone(UTC) if "at" in one else AT,
                    there=there,
                )


def example(shared: Path, case: str) -> Translated:
    """One example in the engine's words. Raises `NotExpressibleError`."""
    read = consent(case.partition("/")[0], examples(shared)[case])
    asked = list(questions(case))
    # Whoever is asked about belongs to the group that the base policy is about, so that nobody falls out of it unseen.
    members = {(one.sender, CUSTODIAN) for one in asked} | {(one.recipient, PROVIDER) for one in asked}
    return translated(read, sorted(members, key=str), {one.category for one in asked})


def compare(shared: Path, case: str) -> Iterator[tuple[str, str]]:
    """All that an example's narrative says."""
    read, asked = example(shared, case), list(questions(case))
    if not asked:
        raise NotExpressibleError(None)
    return answers(read, asked)


CORPUS = Corpus("hl7", "HL7 FHIR", examples, compare)
