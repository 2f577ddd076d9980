"""What laws ask of whoever evaluates criteria, and the library's two evaluators."""

from datetime import date
from typing import Protocol, runtime_checkable

import attrs

from peersupport.rules.compiled import Gate, compile_gates
from peersupport.rules.criteria import Criterion
from peersupport.rules.evaluate import evaluate
from peersupport.rules.values import RecordValues, Settings
from peersupport.truth import Truth


@runtime_checkable
class Evaluator(Protocol):
    """Whoever says what a criterion comes to: all that laws of rules need."""

    def truth(self, criterion: Criterion, subject: object, on: date, settings: Settings) -> Truth:
        """What the criterion comes to for a subject on a day, with these values of the parameters."""
        ...


@attrs.frozen
class Reference:
    """`rules/evaluate.py`: short, obvious, with a trace."""

    def truth(self, criterion: Criterion, subject: object, on: date, settings: Settings) -> Truth:
        """See `Evaluator`."""
        return evaluate(criterion, RecordValues(subject, on, settings)).truth


@attrs.frozen
class Compiled:
    """`rules/compiled.py`: the fast path, as one gate."""

    def truth(self, criterion: Criterion, subject: object, on: date, settings: Settings) -> Truth:
        """See `Evaluator`."""
        compiled = compile_gates("law", (Gate(criterion=criterion),), settings)
        failed, unknown = compiled.judge(compiled.fill(subject, on))
        return Truth.FALSE if failed & 1 else Truth.UNKNOWN if unknown & 1 else Truth.TRUE
