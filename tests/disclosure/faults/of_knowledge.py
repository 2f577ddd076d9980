"""Faults in what was known when, and in whose records are read."""

from tests.disclosure.faults.fault import Fault

STANDING = "policies/disclosure/standing.py"
VERDICTS = "policies/disclosure/verdicts.py"

KNOWN = (
    Fault(
        "known-at ignored",
        STANDING,
        "        if self.known is not None:\n            return None if one.position is None",
        "        if self.known == -1:\n            return None if one.position is None",
        "A decision of the past is replayed with what was recorded since.",
        (24,),
    ),
    Fault(
        "the last record known is not",
        STANDING,
        "one.position <= self.known",
        "one.position < self.known",
        "The record at the very position as known at which is asked does not count.",
        (21, 24),
    ),
    Fault(
        "a record of the same instant is known",
        STANDING,
        "return None if one.recorded_at is None else one.recorded_at < self.at",
        "return None if one.recorded_at is None else one.recorded_at <= self.at",
        "Without a position, what was recorded at the very instant of the disclosure changes it.",
        (21, 24),
    ),
    Fault(
        "unplaced records are not known",
        STANDING,
        "return None if one.position is None else one.position <= self.known",
        "return one.position is not None and one.position <= self.known",
        "A refusal without a place in the ledger is dropped when an old decision is replayed.",
        (9,),
    ),
    Fault(
        "undated records are not known",
        STANDING,
        "return None if one.recorded_at is None else one.recorded_at < self.at",
        "return one.recorded_at is not None and one.recorded_at < self.at",
        "A refusal is dropped because nobody wrote down when it was recorded.",
        (9,),
    ),
    Fault(
        "recorded together with the disclosure is before it",
        STANDING,
        "earlier = None if one.recorded_at is None else one.recorded_at < self.at",
        "earlier = None if one.recorded_at is None else one.recorded_at <= self.at",
        "A grant recorded at the very instant of the disclosure supports it.",
        (20,),
    ),
    Fault(
        "later paper cures",
        STANDING,
        "if self.known is None or earlier is False:",
        "if self.known is None:",
        "A grant recorded after the disclosure supports it, when asked as known later.",
        (20,),
    ),
    Fault(
        "undated paper is early enough",
        STANDING,
        "return False if known is False else None if known is None or earlier is None else True",
        "return False if known is False else None if known is None else True",
        "A grant counts although nobody knows when it was recorded.",
        (9,),
    ),
    Fault(
        "unplaced paper is early enough",
        STANDING,
        "return False if known is False else None if known is None or earlier is None else True",
        "return False if known is False else None if earlier is None else True",
        "A grant without a place in the ledger counts for every position.",
        (9,),
    ),
    Fault(
        "positions do not bind what widens",
        STANDING,
        "if self.known is None or earlier is False:",
        "if self.known is None or earlier is not None:",
        "A role counts although it was recorded after the position as known at which is asked.",
        (24,),
    ),
)

PERSONS = (
    Fault(
        "whose name comes later may refuse",
        VERDICTS,
        "yield self._giver(one), said.giver == self.standing.subject or self._proxy(one)",
        "yield self._giver(one), said.giver >= self.standing.subject or self._proxy(one)",
        "Whose name stands after hers in the alphabet refuses for her, whoever she is.",
        (17,),
    ),
    Fault(
        "everybody's competence",
        STANDING,
        "elif one.subject != subject:",
        "elif one.subject != subject and not isinstance(one, Competence):",
        "The competence of other subjects is taken for hers.",
        (17,),
    ),
    Fault(
        "everybody's proxies",
        STANDING,
        "elif one.subject != subject:",
        "elif one.subject != subject and isinstance(one, Competence):",
        "Who may speak for another subject may speak for her.",
        (17,),
    ),
    Fault(
        "roles of any programme",
        STANDING,
        "register = self.roles.get((person, programme), ())",
        "register = [one for (who, _), held in self.roles.items() if who == person for one in held]",
        "A part somebody plays in one programme gives her that part in another.",
        (14,),
    ),
    Fault(
        "no role recorded is no role",
        STANDING,
        "if not any(moment.recorded_before(one) for one in register):\n        return False",
        "if not any(moment.recorded_before(one) for one in register):\n        return True",
        "A refusal to a role does not reach a person of whom no role is recorded.",
        (9, 14),
    ),
    Fault(
        "a register begun later tells",
        STANDING,
        "if not any(moment.recorded_before(one) for one in register):",
        "if not register:",
        "Roles recorded after the disclosure show that the recipient had no other role before.",
        (20,),
    ),
    Fault(
        "several roles are all held",
        STANDING,
        "                return True\n            untold = untold or",
        "                continue\n            untold = untold or",
        "Who holds one of the roles asked for does not hold any.",
        (28,),
    ),
)
FAULTS = (*KNOWN, *PERSONS)
