"""Writes `docs/explanation/other-consent-languages.md`: `python -m tests.corpora.consent.table`."""

import os
from collections.abc import Iterator
from pathlib import Path

from tests.corpora.conftest import ROOT
from tests.corpora.consent.comparing import VERDICTS, Corpus
from tests.corpora.consent.hl7 import CORPUS as HL7
from tests.corpora.consent.ihe_pcf import CORPUS as IHE_PCF
from tests.corpora.consent.odrl import CORPUS as ODRL

PAGE = ROOT / "docs" / "explanation" / "other-consent-languages.md"
CORPORA = (ODRL, IHE_PCF, HL7)

INTRODUCTION = """\
# Consent in other languages

[FHIR Consent](https://hl7.org/fhir/consent.html), IHE's profile of it,
[Privacy Consent on FHIR](https://profiles.ihe.net/ITI/PCF/), and [ODRL](https://www.w3.org/TR/odrl-model/) say in their
words what statements of consent say here. Their public examples were put to the disclosure engine: each was translated
into statements and a request, decided, and compared with the answer that the example expects. Whoever takes consents
over from such a system finds here what carries over, what does not, and what is answered differently.

The examples are not part of this project. `python -m tests.corpora.consent.table` writes this page from them;
`nox -s corpora` checks every case, and that the page is up to date.

## What they say and this engine does not

- **Where information is from.** FHIR and IHE can choose by when it arose, who wrote it, and what it is related to (an
  encounter, an order). Here a statement names categories, and an item belongs to one; one with several labels has to be
  asked about as several items.
- **Exceptions within exceptions.** FHIR nests them, and its releases and examples read the nesting in different ways.
  Here statements are flat, and a refusal has no exceptions: it overrides every grant that it touches.
- **Filters.** An IHE token may tell the holder to leave out part of what is sent. Here a request that holds an item
  which may not be told is answered no, and nothing is told (the duty below apart).
- **Everybody.** An ODRL permission without assignee is for everybody. A grant without recipient is incomplete here.
- **Constraints and the state of duties.** ODRL constrains by place, number or payment too, and follows whether a duty
  was met. Here a duty is passed on to whoever tells, and a caller that cannot meet it may not tell.
- **Actions.** To read, change or sell are told apart there; here all is telling, and what differs is the purpose.

## What this engine says and they do not

- **What was known when.** A statement is recorded, apart from being given and from holding: no later paper cures an
  earlier disclosure, and an old decision can be replayed. ODRL's suite has one clock; a FHIR consent is signed and in
  force, and does not say when it became known.
- **Who could decide.** The competence of the subject and the authority of somebody else are recorded judgements, and
  without them a grant does not count. The examples name who gave a consent, not by what right.
- **A duty to tell.** Suspected harm to a child makes telling required, whatever was refused.
- **Anonymous consultation**, from a supporter to a professional and not the other way.
- **Withdrawals** as statements, which reach grants by when those were given.
- **Not recorded** is not "any": what cannot be told never permits, and a refusal counts unless it surely does not.

## How the examples were read

What the other languages lack is supplied, alike for all and so that nothing hinges on it: a sender, roles and
competence recorded in 2000, and each statement recorded as soon as it was surely given.

- **ODRL**: assignee is recipient, action is purpose, target is category, a collection of parties is a role. A
  constraint on the time is a window with an excluded end, and an instant is a microsecond long. Permission and
  prohibition are a grant and a refusal; no active rule is no consent. A duty is met if its own report says so.
- **FHIR provisions**: each is a statement of its own and takes from the one around it what it leaves out. A written
  type counts wherever it stands; an untyped provision is an exception to what is around it. The base policy is a grant
  of everything to all providers, or nothing. All attributes must match, of several values one.
- **IHE**: each case is asked of every kind of recipient, purpose, label and resource, and compared with the access
  token that the notes describe (two have none: their descriptions tell).
- **HL7**: only what an example's narrative says is asked, since no decisions are published with them. Several examples
  contradict their own narrative: there it is the encoding that differs, not the engine.
"""


def page(shared: Path) -> str:
    """The whole page."""
    return "\n".join((INTRODUCTION, *counts(shared), "", *reasons(), "", *cases(shared), ""))


def counts(shared: Path) -> Iterator[str]:
    """How many cases of each corpus came out in which way."""
    yield "## Counts\n"
    yield f"| Corpus | Cases | {' | '.join(one.capitalize() for one in VERDICTS)} | Questions asked |"
    yield "|---|" + "---:|" * (len(VERDICTS) + 2)
    total = [0] * (len(VERDICTS) + 2)
    for corpus in CORPORA:
        outcomes = [corpus.check(shared, case) for case in corpus.cases(shared)]
        row = [len(outcomes), *(sum(one.verdict == verdict for one in outcomes) for verdict in VERDICTS)]
        row.append(sum(one.asked for one in outcomes))
        total = [before + here for before, here in zip(total, row, strict=True)]
        yield f"| {corpus.title} | {' | '.join(str(one) for one in row)} |"
    yield f"| All | {' | '.join(str(one) for one in total)} |"


def reasons() -> Iterator[str]:
    """Every reason that a case has."""
    yield "## Reasons\n"
    yield "| Reason | Verdict | What it is |"
    yield "|---|---|---|"
    found = {
        (str(one["code"]), str(one["verdict"]), str(one["reason"]))
        for corpus in CORPORA
        for one in corpus.written.values()
        if one["code"]
    }
    for code, verdict, reason in sorted(found, key=lambda one: (VERDICTS.index(one[1]), one)):
        yield f"| `{code}` | {verdict} | {reason} |"


def cases(shared: Path) -> Iterator[str]:
    """One row a case."""
    yield "## Cases\n"
    yield "| Corpus | Case | Verdict | Questions | Reason |"
    yield "|---|---|---|---:|---|"
    for corpus in CORPORA:
        for case in corpus.cases(shared):
            yield row(corpus, shared, case)


def row(corpus: Corpus, shared: Path, case: str) -> str:
    """One case."""
    outcome, code = corpus.check(shared, case), corpus.written[case]["code"]
    reason = f"`{code}`" if code else ""
    for (there, here), number in outcome.differences.items():
        reason += f" (there {there}, here {here}: {number} of {outcome.asked})"
    return f"| {corpus.title} | {case} | {outcome.verdict} | {outcome.asked or ''} | {reason} |"


def main() -> None:
    """Write the page."""
    shared = Path(os.environ.get("PEERSUPPORT_SHARED", ROOT.parent / "shared"))
    PAGE.write_text(page(shared), "utf-8")


if __name__ == "__main__":
    main()
