"""Models of the policies app."""

from factcheck.policies.models.policy import Policy, PolicyReview, PolicyVersion

__all__ = ["Policy", "PolicyReview", "PolicyVersion"]
