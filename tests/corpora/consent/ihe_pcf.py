"""IHE's Privacy Consent on FHIR: what an access token would allow, by the notes, is what a statement must permit.

The notes tell which purposes a token is for and its residual rules, of which the last that matches counts. Every case
is asked of every kind of recipient, purpose and data there is, at three instants, those before it was signed left out.
The organisation that keeps the consent sends. A resource that bears several labels is several items here, each asked
about by itself.
"""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

from tests.corpora.consent.comparing import DENY, PERMIT, Corpus, Question, Translated, recorded
from tests.corpora.consent.fhir import (
    CUSTODIAN,
    PRIVILEGED,
    PROVIDER,
    PURPOSES,
    Consent,
    answers,
    day,
    provision,
    translated,
)

USER, PRACTITIONER, RESEARCHER = "a user", "Practitioner/ex-practitioner", "Organization/ex-org-researcher"
AUTHORISED = (USER, PRACTITIONER)
"""Those whom the organisation lets ask for a token at all; the research organisation only where it is named."""
RECIPIENTS = (*AUTHORISED, RESEARCHER, "an outsider")
ASKED_FOR = ("TREAT", "ETREAT", "BTG", "HPAYMT", "HOPERAT", "HRESCH", "HMARKT", "FooBar")
DATA = ("N", "R", "PSY", "SDV", "Observation/ex-alcoholUse", "Observation/ex-weight", "Observation/ex-other")
INSTANTS = tuple(
    datetime.fromisoformat(text).replace(tzinfo=UTC)
    for text in ("2023-09-01T12:00:00", "2022-12-31T23:59:59.999999", "2023-01-01T00:00:00")
)
"""The last is when the one example with an end is over, a microsecond after the second."""
NO_TOKEN: Mapping[str, Any] = {"purposes": (), "residual": ()}


@cache
def consents(shared: Path) -> Mapping[str, Any]:
    """Every example by its id, as a FHIR resource as far as it matters."""
    text = (folder(shared) / "consents.json").read_text("utf-8")
    return {one["id"]: resource(one["elements"]) for one in json.loads(text)}


def folder(shared: Path) -> Path:
    """Where the examples lie."""
    return shared / "data" / "consent" / "ihe-pcf"


def resource(elements: list[list[Any]]) -> dict[str, Any]:
    """A list of FSH paths and values as a resource: `provision.provision.purpose[+]` and so on."""
    made: dict[str, Any] = {"provision": [{}]}
    for path, value in elements:
        *outer, name = re.sub(r"\[[^]]*]", "", path).split(".")
        here = made
        while outer[:1] == ["provision"]:
            here = here.setdefault("provision", [{}])[0]
            outer.pop(0)
        if outer in (["actor"], ["data"]):
            entries = here.setdefault(outer[0], [])
            if not entries or name in entries[-1]:
                entries.append({})
            entries[-1][name] = value
        elif outer:
            here.setdefault(outer[0], {})[name] = value
        elif name in ("purpose", "securityLabel"):
            here.setdefault(name, []).append(value)
        else:
            here[name] = value
    return made


def consent(given: Mapping[str, Any]) -> Consent:
    """An example as a consent; the root provision is the base rule, and typed."""
    return Consent(
        subject=given["patient"]["reference"],
        giver=given["performer"]["reference"],
        given=day(given["dateTime"]),
        base=None,
        provisions=tuple(provision(one) for one in given["provision"]),
    )


@cache
def notes(shared: Path, example: str) -> str:
    """What IHE says about an example; some have nothing."""
    path = folder(shared) / "input" / "pagecontent" / f"Consent-{example}-notes.md"
    return path.read_text("utf-8") if path.exists() else ""


@cache
def token(shared: Path, example: str) -> Mapping[str, Any]:
    """The token that an example's notes show: its purposes, and its residual rules in order."""
    (shown,) = re.findall(r"```json(.+?)```", notes(shared, example), flags=re.S)
    (purposes,) = re.findall(r'"purpose_of_use" : (\[.+?\])', shown, flags=re.S)
    residual = re.findall(r'"residual" : (\[.+\])\s*\}\s*\}\s*$', shown, flags=re.S)
    rules = json.loads(re.sub(r",(\s*})", r"\1", residual[0])) if residual else []
    return {"purposes": tuple(one["code"] for one in json.loads(purposes)), "residual": tuple(rules)}


def token_for(shared: Path, case: str, recipient: str, purpose: str, at: datetime) -> Mapping[str, Any]:
    """The token that a recipient gets who declares a purpose; the file beside this one says whose notes tell."""
    for one in CORPUS.data["token"]:
        if (
            case in one["cases"]
            and recipient in one.get("recipients", AUTHORISED)
            and purpose in one.get("declaring", ASKED_FOR)
            and ("until" not in one or at < one["until"].astimezone(UTC))
        ):
            return token(shared, one["notes"]) if "notes" in one else one
    return NO_TOKEN


def allowed(given: Mapping[str, Any], purpose: str, category: str) -> str:
    """What a token allows: its purposes first, then the last residual rule that matches."""
    if not under(purpose, given["purposes"]):
        return DENY
    answer = PERMIT
    for rule in given["residual"]:
        named = [label["code"] for label in rule.get("securityLabel", ())]
        named += [data["reference"]["reference"].split("/fhir/")[1] for data in rule.get("data", ())]
        if not named or category in named:
            answer = PERMIT if rule["type"] == "permit" else DENY
    return answer


def under(purpose: str, purposes: tuple[str, ...]) -> bool:
    """Whether a purpose is, or lies under, one of some."""
    return purpose in purposes or any(under(parent, purposes) for parent in PURPOSES[purpose])


def example(shared: Path, case: str) -> Translated:
    """One example in the engine's words. Raises `NotExpressibleError`."""
    given = consents(shared)[case]
    members = [(given["organization"]["reference"], CUSTODIAN), (PRACTITIONER, PRIVILEGED)]
    return translated(consent(given), [*members, *((one, PROVIDER) for one in AUTHORISED)], DATA)


def questions(shared: Path, case: str) -> Iterator[Question]:
    """Everything that may be asked about one example."""
    given = consents(shared)[case]
    signed = recorded(day(given["dateTime"]))
    for recipient, purpose, category, at in product(RECIPIENTS, ASKED_FOR, DATA, INSTANTS):
        if at > signed:
            there = allowed(token_for(shared, case, recipient, purpose, at), purpose, category)
            yield Question(given["organization"]["reference"], recipient, category, purpose, at, there)


def compare(shared: Path, case: str) -> Iterator[tuple[str, str]]:
    """Every question, and the answers."""
    return answers(example(shared, case), questions(shared, case))


CORPUS = Corpus("ihe_pcf", "IHE PCF", consents, compare)
