"""Laws of the ledger: nothing is lost, doubled, changed or mixed up, and who is forgotten is forgotten."""

from collections.abc import Iterable
from datetime import timedelta
from itertools import pairwise
from typing import Any

from peersupport._attrs import evolve, frozen
from peersupport.ledger import Draft, Ledger, LedgerConflict, LedgerRefused
from peersupport.testing.choices import Choices
from peersupport.testing.laws.law import Domain, law, must
from peersupport.testing.services.ledgers import Clock, LedgerService, Told, append, told

SUBJECTS = ("participant:anna", "participant:bea", "programme:toddlers")
KINDS = ("statement", "disclosure", "concern")


class TakenBackError(Exception):
    """What a caller raises in the middle of a transaction."""


@frozen
class Appended:
    """One transaction: the subject, and what is appended of it; `after` is how long after the one before it comes."""

    subject: str
    drafts: tuple[Draft, ...]
    after: timedelta


Turns = tuple[Appended, ...]
"""Transactions, one after the other."""


def _draw(_: LedgerService, choices: Choices) -> Turns:
    turns: list[Appended] = []
    for turn in range(choices.number(1, 6)):
        drafts = tuple(_draft(choices, f"{turn}-{place}") for place in range(choices.number(1, 3)))
        after = timedelta(microseconds=choices.pick((1_000_000, 0, 1, -60_000_000)))
        turns.append(Appended(subject=choices.pick(SUBJECTS), drafts=drafts, after=after))
    return tuple(turns)


def _draft(choices: Choices, key: str) -> Draft:
    payload = choices.pick((b"payload", b"", "Anna O’Neill\0".encode(), bytes(range(256))))
    return Draft(kind=choices.pick(KINDS), payload=payload, key=key, sensitive=choices.chance(0.3))


def _smaller(turns: Turns) -> Iterable[Turns]:
    for place, one in enumerate(turns):
        yield (*turns[:place], *turns[place + 1 :])
        for which in range(len(one.drafts)) if len(one.drafts) > 1 else ():
            fewer = evolve(one, drafts=(*one.drafts[:which], *one.drafts[which + 1 :]))
            yield (*turns[:place], fewer, *turns[place + 1 :])


def _write(turns: Turns) -> object:
    return [
        {
            "subject": one.subject,
            "after": one.after // timedelta(microseconds=1),
            "drafts": [
                {"kind": draft.kind, "key": draft.key, "payload": draft.payload.hex(), "sensitive": draft.sensitive}
                for draft in one.drafts
            ],
        }
        for one in turns
    ]


def _read(_: LedgerService, document: Any) -> Turns:
    return tuple(
        Appended(
            subject=one["subject"],
            after=timedelta(microseconds=one["after"]),
            drafts=tuple(_draft_from(draft) for draft in one["drafts"]),
        )
        for one in document
    )


def _draft_from(document: Any) -> Draft:
    payload = bytes.fromhex(document["payload"])
    return Draft(kind=document["kind"], payload=payload, key=document["key"], sensitive=document["sensitive"])


DOMAIN: Domain[LedgerService, Turns] = Domain(
    draw=_draw,
    smaller=_smaller,
    write=_write,
    read=_read,
    protocol=LedgerService,
    adapters="`MemoryLedgers()`, `SQLiteLedgers()`, `PostgreSQLLedgers(databases)`",
)


def _all(ledger: Ledger) -> dict[str, list[Told]]:
    return {one: told(ledger.entries(one)) for one in SUBJECTS}


def _played(ledger: Ledger, turns: Turns, clock: Clock) -> dict[str, list[Told]]:
    """What the ledger said of each append, by subject."""
    said: dict[str, list[Told]] = {one: [] for one in SUBJECTS}
    for one in turns:
        clock.wait(one.after)
        said[one.subject] += told(append(ledger, one.subject, *one.drafts))
    return said


@law(DOMAIN, source="design.md, Ledger: append-only", floor=1, cases=60)
def an_append_is_never_lost(service: LedgerService, turns: Turns) -> bool:
    """What was appended is there, to the last byte, in its order and of its subject alone; also when opened again."""
    clock = Clock()
    with service.place(clock) as opened:
        ledger = opened()
        said = _played(ledger, turns, clock)
        given = [(one.subject, draft.kind, draft.payload, draft.sensitive) for one in turns for draft in one.drafts]
        must(len(given) == sum(map(len, said.values())), "an append gave no entry")
        for subject in SUBJECTS:
            wanted = [draft for owner, *draft in given if owner == subject]
            must([list(one[2:]) for one in said[subject]] == wanted, "an entry is not what was appended")
        must(_all(ledger) == said, "what is read is not what was appended")
        must(_all(opened()) == said, "opened again, the ledger holds something else")
    return True


@law(DOMAIN, source="design.md, Ledger: idempotency keys", floor=1, cases=40)
def an_append_is_never_doubled(service: LedgerService, turns: Turns) -> bool:
    """Whoever is not sure that a call went through calls again with the same keys, and gets the entries there are."""
    clock = Clock()
    with service.place(clock) as opened:
        ledger = opened()
        said = _played(ledger, turns, clock)
        must(_played(ledger, turns, clock) == said, "trying again gives other entries")
        must(_all(ledger) == said, "trying again doubled an entry")
        again = opened()
        must(_played(again, turns, clock) == said, "opened again, trying again gives other entries")
        must(_all(again) == said, "opened again, trying again doubled an entry")
    return True


@law(DOMAIN, source="design.md, Ledger: idempotency keys", floor=1, cases=40)
def a_key_stands_for_one_entry(service: LedgerService, turns: Turns) -> bool:
    """A key of something else is a conflict, and nothing is written: nobody gets another's entry for his own.

    Each subject has keys of its own: another's stands in nobody's way.
    """
    clock = Clock()
    with service.place(clock) as opened:
        ledger = opened()
        said = _played(ledger, turns, clock)
        for one in turns:
            for draft in one.drafts:
                for changed in (
                    evolve(draft, payload=draft.payload + b"!"),
                    evolve(draft, kind="other"),
                    evolve(draft, sensitive=not draft.sensitive),
                ):
                    must(_conflicts(ledger, one.subject, changed), "the key of another entry is no conflict")
        must(_all(ledger) == said, "a conflict wrote something")
        for one in turns[:1]:
            other = next(subject for subject in SUBJECTS if subject != one.subject)
            said[other] += told(append(ledger, other, *one.drafts))
            must(_all(ledger) == said, "the key of one subject stands for another's entry")
    return True


def _conflicts(ledger: Ledger, subject: str, draft: Draft) -> bool:
    try:
        append(ledger, subject, draft)
    except LedgerConflict:
        return True
    return False


@law(DOMAIN, source="design.md, Ledger: transactions", floor=1, cases=40)
def what_is_taken_back_leaves_nothing(service: LedgerService, turns: Turns) -> bool:
    """An exception inside a transaction takes all of it back and comes through; the next goes on as if it never was."""
    clock = Clock()
    with service.place(clock) as opened:
        ledger = opened()
        for one in turns:
            before, stopped = _all(ledger), False
            try:
                with ledger.transaction(one.subject) as transaction:
                    for draft in one.drafts:
                        transaction.append(draft)
                    raise TakenBackError
            except TakenBackError:
                stopped = True
            must(stopped, "the caller's own exception did not come through")
            must(_all(ledger) == before, "what was taken back is still there")
            clock.wait(one.after)
            append(ledger, one.subject, *one.drafts)
        places = sorted(place for each in _all(ledger).values() for (place, *_) in each)
        must(places == list(range(1, len(places) + 1)), "what was taken back left a gap")
    return True


@law(DOMAIN, source="design.md, Ledger: sequence orders, not the clock", floor=0.5, cases=60)
def places_and_instants_only_grow(service: LedgerService, turns: Turns) -> bool:
    """Each entry stands after the one before it and is later, whatever the clock does, over all subjects.

    The premise: there are two entries.
    """
    clock = Clock()
    with service.place(clock) as opened:
        said = _played(opened(), turns, clock)
    entries = sorted(one for each in said.values() for one in each)
    must([one[0] for one in entries] == list(range(1, len(entries) + 1)), "places do not count from 1 on")
    for one, other in pairwise(entries):
        must(one[1] < other[1], "a later entry was recorded no later than the one before")
    return len(entries) > 1


@law(DOMAIN, source="design.md, Ledger: per-participant keys", floor=0.3, cases=40)
def who_is_forgotten_is_forgotten(service: LedgerService, turns: Turns) -> bool:
    """After an erasure nothing of the person can be read but what was sensitive; others' entries are as they were.

    Then the sensitive ones go too, and who comes again is recorded anew. The premise: something is recorded of her that
    is not sensitive.
    """
    clock, anna = Clock(), SUBJECTS[0]
    with service.place(clock) as opened:
        ledger = opened()
        said = _played(ledger, turns, clock)
        ordinary = any(not draft.sensitive for one in turns if one.subject == anna for draft in one.drafts)
        must(ledger.erase(anna) or not ordinary, "there was something to erase, and nothing was")
        for again in (False, True):
            one = opened() if again else ledger
            kept = told(one.entries(anna))
            must(kept == [each for each in said[anna] if each[4]], "something else than sensitive entries is left")
            must(anna not in one.subjects(), "she is still on the list")
            others = {subject: told(one.entries(subject)) for subject in SUBJECTS[1:]}
            must(others == {subject: said[subject] for subject in SUBJECTS[1:]}, "others' entries were touched")
        last = opened()
        last.erase(anna, sensitive=True)
        must(last.entries(anna) == (), "her sensitive entries can still be read")
        anew = told(append(last, anna, Draft(kind="statement", payload=b"anew", key="anew")))
        must(told(last.entries(anna)) == anew, "what is recorded of her from then on is not there")
    return ordinary


@law(DOMAIN, source="design.md, Ledger: erasure is refused while a duty is open", floor=0.3, cases=40)
def a_refused_erasure_changes_nothing(service: LedgerService, turns: Turns) -> bool:
    """Whoever may refuse an erasure is shown the sensitive entries and no others; refused, all stays as it was.

    The premise: there is something of hers.
    """
    clock, anna = Clock(), SUBJECTS[0]
    shown: list[list[Told]] = []

    def refuse(entries: tuple[Any, ...]) -> str:
        shown.append(told(entries))
        return "not now"

    with service.place(clock) as opened:
        ledger = opened()
        said = _played(ledger, turns, clock)
        refused = False
        try:
            ledger.erase(anna, sensitive=True, refuse=refuse)
        except LedgerRefused as error:
            refused = error.reason == "not now"
        must(refused, "an erasure that was refused went through")
        must(shown == [[one for one in said[anna] if one[4]]], "who may refuse is shown other entries")
        must(_all(ledger) == said, "a refused erasure changed something")
    return bool(said[anna])


LEDGER = (
    an_append_is_never_lost,
    an_append_is_never_doubled,
    a_key_stands_for_one_entry,
    what_is_taken_back_leaves_nothing,
    places_and_instants_only_grow,
    who_is_forgotten_is_forgotten,
    a_refused_erasure_changes_nothing,
)
"""What a ledger keeps."""
