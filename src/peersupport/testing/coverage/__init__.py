"""Rule coverage: what a run of tests saw of each rule of a programme, as branch coverage says it of code."""

from peersupport.testing.coverage.counts import Counts
from peersupport.testing.coverage.measuring import Measured, measured
from peersupport.testing.coverage.recording import recording, rules_of

__all__ = ["Counts", "Measured", "measured", "recording", "rules_of"]
