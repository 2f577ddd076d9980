"""What Hypothesis gains where the kit is installed: `from_type` of every public class."""

from _peersupport_hypothesis import register

__all__ = ["register"]
