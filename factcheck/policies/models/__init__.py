"""Models of the policies app."""

from factcheck.policies.models.days_off import DaysOff
from factcheck.policies.models.policy import Policy, PolicyReview, PolicyVersion

__all__ = ["DaysOff", "Policy", "PolicyReview", "PolicyVersion"]
