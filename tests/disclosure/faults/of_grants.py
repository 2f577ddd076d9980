"""Faults in clause 4: which grants count, and who may give them."""

from tests.disclosure.faults.fault import Fault

STANDING = "policies/disclosure/standing.py"
VERDICTS = "policies/disclosure/verdicts.py"

GRANTS = (
    Fault(
        "given together with the disclosure is before it",
        VERDICTS,
        'yield "given", True if one.given_high < at else',
        'yield "given", True if one.given_high <= at else',
        "A grant given at the very instant of the disclosure supports it.",
        (20,),
    ),
    Fault(
        "grant begins after its start",
        VERDICTS,
        'yield "start", True if one.start_high <= at else False if one.start_low > at else None',
        'yield "start", True if one.start_high < at else False',
        "At the instant from which a grant holds, it does not.",
        (19,),
        1,
    ),
    Fault(
        "grant holds at its end",
        VERDICTS,
        'yield "end", one.end is None or at < one.end',
        'yield "end", one.end is None or at <= one.end',
        "A grant still permits at the instant at which it ends.",
        (19,),
        1,
    ),
    Fault(
        "grant without an end counts for nothing",
        VERDICTS,
        'yield "end", one.end is None or at < one.end',
        'yield "end", one.end is not None and at < one.end',
        "A grant of which the end is open is dropped.",
        (19,),
        1,
    ),
    Fault(
        "grant of known paper",
        VERDICTS,
        'yield "recorded", self.moment.recorded_before(said)',
        'yield "recorded", self.moment.knows(said)',
        "A grant recorded after the disclosure supports it, when asked as known later.",
        (20,),
    ),
    Fault(
        "sender does not matter",
        VERDICTS,
        'yield "sender", self._is(said.sender, self.question.sender)',
        'yield "sender", True',
        "A grant lets everybody in the programme tell.",
        (16,),
        1,
    ),
    Fault(
        "recipient not recorded is anybody",
        VERDICTS,
        'yield "recipient", self._is(said.recipient, self.question.recipient)',
        'yield "recipient", said.recipient is None or self._is(said.recipient, self.question.recipient)',
        "A grant that does not say to whom lets everybody be told.",
        (9, 16),
        1,
    ),
    Fault(
        "direction does not matter",
        VERDICTS,
        '        yield "sender", self._is(said.sender, self.question.sender)\n'
        '        yield "recipient", self._is(said.recipient, self.question.recipient)\n',
        "        both = (self.question.sender, self.question.recipient)\n"
        '        yield "sender", self._is(said.sender, both[0]) or self._is(said.sender, both[1])\n'
        '        yield "recipient", self._is(said.recipient, both[1]) or self._is(said.recipient, both[0])\n',
        "What a supporter may tell a health visitor, the health visitor may tell her.",
        (15, 16),
        1,
    ),
    Fault(
        "roles read when the grant was given",
        VERDICTS,
        '        yield "recipient", self._is(said.recipient, self.question.recipient)\n',
        "        who, party = self.question.recipient, said.recipient\n"
        "        if who is not None and party is not None and party.role is not None:\n"
        "            then = Moment(one.given_high, self.moment.known)\n"
        '            yield "recipient", self.standing.holds(who, self.question.programme, (party.role,), then)\n'
        "        else:\n"
        '            yield "recipient", self._is(party, who)\n',
        "A grant to health visitors goes with a person who no longer is one.",
        (14,),
        1,
    ),
    Fault(
        "purposes by the names of the end of the day",
        VERDICTS,
        "covers(said.purposes, self.question.purpose, self.purposes, one.given_low)",
        "covers(said.purposes, self.question.purpose, self.purposes, one.given_high)",
        "A grant dated on the day on which a purpose came to be covers it, though it may be older.",
        (30,),
    ),
    Fault(
        "categories by the names of the disclosure",
        VERDICTS,
        "covers(said.categories, self.question.category, self.categories, one.given_low)",
        "covers(said.categories, self.question.category, self.categories, at)",
        "A new category is covered by old grants.",
        (30,),
    ),
    Fault(
        "anybody may grant",
        VERDICTS,
        ", self._authority(one)\n\n    def refusal_parts",
        ", True\n\n    def refusal_parts",
        "A grant counts whoever gave it.",
        (18,),
    ),
    Fault(
        "unknown grants count",
        VERDICTS,
        "                doubts[one.statement.id] = Doubt(statement=one.statement.id, unknown=unknown)\n"
        "                continue\n",
        "                doubts[one.statement.id] = Doubt(statement=one.statement.id, unknown=unknown)\n",
        "A grant of which something is not recorded permits.",
        (9,),
    ),
    Fault(
        "unknown grants are not reported",
        VERDICTS,
        "                doubts[one.statement.id] = Doubt(statement=one.statement.id, unknown=unknown)\n"
        "                continue\n",
        "                continue\n",
        "Nobody learns that a grant failed because something is not recorded.",
        (9,),
    ),
    Fault(
        "obligations of ended grants",
        VERDICTS,
        "            if enders:\n                ended.update(enders)\n",
        "            obligations.update(one.statement.obligations)\n"
        "            if enders:\n                ended.update(enders)\n",
        "A disclosure is burdened with what a withdrawn grant asked for.",
        (29,),
    ),
    Fault(
        "obligations forgotten",
        VERDICTS,
        "                obligations.update(one.statement.obligations)\n",
        "",
        "What the parent asked for together with her consent is not told to the sender.",
        (29,),
    ),
)

GIVERS = (
    Fault(
        "competence ignored",
        VERDICTS,
        "return self.standing.competent(self.question.purpose, one.given_low, one.given_high, self.moment)",
        "return True",
        "A parent who cannot decide gives consent.",
        (18,),
    ),
    Fault(
        "competence read at the disclosure",
        VERDICTS,
        "return self.standing.competent(self.question.purpose, one.given_low, one.given_high, self.moment)",
        "return self.standing.competent(self.question.purpose, self.moment.at, self.moment.at, self.moment)",
        "Consent falls when the parent can no longer decide, and comes to be when she can.",
        (18,),
    ),
    Fault(
        "competence at the start of the day",
        VERDICTS,
        "return self.standing.competent(self.question.purpose, one.given_low, one.given_high, self.moment)",
        "return self.standing.competent(self.question.purpose, one.given_low, one.given_low, self.moment)",
        "A consent dated on the day on which she was judged unable counts.",
        (18,),
    ),
    Fault(
        "proxy of a competent subject",
        STANDING,
        "        if competent is True:\n            return False\n",
        "",
        "The refusal of a proxy counts although the parent can decide.",
        (18,),
    ),
    Fault(
        "proxy when competence is unknown",
        STANDING,
        "return True if authorised and competent is False else None",
        "return True if authorised else None",
        "A proxy consents although nobody said that the parent cannot.",
        (18,),
    ),
    Fault(
        "former proxy",
        STANDING,
        "        if authorised is False:\n            return False\n",
        "",
        "The refusal of somebody whose authority had ended counts.",
        (18,),
    ),
    Fault(
        "proxy's authority at the disclosure",
        STANDING,
        "authorised = self.authorised(proxy, purpose, low, high, moment)",
        "authorised = self.authorised(proxy, purpose, moment.at, moment.at, moment)",
        "A consent given by the proxy falls when her authority ends.",
        (18,),
    ),
    Fault(
        "one answer for both parties' roles",
        VERDICTS,
        "key = (person, party.role)",
        'key = ("", party.role)',
        "What is read of the sender's role is taken for the recipient's.",
        (15,),
    ),
)
FAULTS = (*GRANTS, *GIVERS)
