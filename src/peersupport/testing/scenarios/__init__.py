"""Scenarios: cases as sentences in YAML, each with the answer that a programme must give. For plugin authors' tests."""

from peersupport.testing.scenarios.checking import Difference, check_scenario
from peersupport.testing.scenarios.reading import load_scenarios
from peersupport.testing.scenarios.scenario import Scenario

__all__ = ["Difference", "Scenario", "check_scenario", "load_scenarios"]
