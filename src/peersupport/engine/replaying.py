"""Decisions kept in the ledger, and made again from it alone: the same to the last byte, or told to differ."""

from collections.abc import Iterable, Iterator

from peersupport._attrs import record
from peersupport.decisions import Decision
from peersupport.engine.history import history
from peersupport.engine.logged import decision_document, logged
from peersupport.engine.payloads import DECISION, DISCLOSURE, document, participant_subject, programme_subject
from peersupport.engine.rule_sets import RuleSets
from peersupport.errors import PeerSupportError, error_code
from peersupport.ledger.entries import Draft, Entry
from peersupport.ledger.protocol import Ledger
from peersupport.policies.disclosure.replaying import policy_from
from peersupport.replay import ReplayedRules, recorded_decision, replayed, rule_set_from
from peersupport.rules.document import Json, canonical, digest

CONTENT = {"request", "decision", "rule_set", "facts", "facts_digest"}
"""What a recorded disclosure holds."""


@record
class Replayed:
    """What became of one recorded decision: `difference` is empty where making it again gave the same bytes, else the
    code of what was wrong."""

    sequence: int
    kind: str
    difference: str

    @property
    def same(self) -> bool:
        """Whether it came out the same."""
        return not self.difference


def log(ledger: Ledger, rule_sets: RuleSets, decisions: Iterable[Decision], participant: str) -> tuple[Entry, ...]:
    """Keep decisions on eligibility: rules once for each digest, and what they read of the case, encrypted."""
    drafts: list[Draft] = []
    for decision in decisions:
        rules, case = recorded_decision(decision)
        payload = canonical({**case, "rule_set": rule_sets.keep(rules)})
        drafts.append(Draft(kind=DECISION, payload=payload, key=f"decision:{case['digest']}"))
    with ledger.transaction(participant_subject(participant)) as transaction:
        return tuple(transaction.append(draft) for draft in drafts)


class Replay:
    """Makes recorded decisions again, without any plugin. Rules are read back once for each digest."""

    def __init__(self, ledger: Ledger, rule_sets: RuleSets) -> None:
        self._ledger = ledger
        self._rule_sets = rule_sets
        self._rules: dict[str, ReplayedRules] = {}

    def of(self, participant: str) -> Iterator[Replayed]:
        """Each decision recorded of a participant, in order; those whose keys were erased are left out."""
        entries = self._ledger.entries(participant_subject(participant))
        for entry in entries:
            if entry.payload is not None and entry.kind in {DECISION, DISCLOSURE}:
                yield Replayed(sequence=entry.sequence, kind=entry.kind, difference=self._difference(entry, entries))

    def _difference(self, entry: Entry, entries: tuple[Entry, ...]) -> str:
        try:
            content = document(entry)
            same = self._eligible(content) if entry.kind == DECISION else self._disclosed(entry, content, entries)
        except PeerSupportError as error:
            return error.code
        except Exception as error:  # noqa: BLE001 - whatever a damaged document brings about, its code alone is told
            return error_code(error)
        return "" if same else "replay-differs"

    def _eligible(self, content: Json) -> bool:
        kept = content.pop("rule_set")
        if kept not in self._rules:
            self._rules[kept] = rule_set_from(self._rule_sets.find(kept))
        replayed(self._rules[kept], content)
        return True

    def _disclosed(self, entry: Entry, content: Json, entries: tuple[Entry, ...]) -> bool:
        request = logged(entry, content).request
        sound = (
            set(content) == CONTENT
            and content["facts_digest"] == digest(content["facts"])
            and request.at <= entry.recorded_at
            and request.known_at is not None
            and request.known_at < entry.sequence
        )
        if not sound:
            return False
        roles = self._ledger.entries(programme_subject(request.programme)) if request.programme else ()
        found = history(one for one in (*entries, *roles) if one.sequence < entry.sequence)
        policy = policy_from(self._rule_sets.find(content["rule_set"]), content["facts"])
        again = decision_document(policy.decide(found.consent, request))
        return canonical(again) == canonical(content["decision"])
