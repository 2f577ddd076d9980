"""Small numbers: which counts of people are hidden, and which others with them so that none can be worked out."""

from peersupport.outcomes.suppression.policies import DEFAULT_POLICY, POLICIES, Shown, Suppression, suppression_policy

__all__ = ["DEFAULT_POLICY", "POLICIES", "Shown", "Suppression", "suppression_policy"]
