"""Models of the claims app."""

from factcheck.claims.models.anchor import Anchor, Decision, Fate
from factcheck.claims.models.checking import Checking
from factcheck.claims.models.claim import Claim
from factcheck.claims.models.edit import Edit, Step
from factcheck.claims.models.finding import Finding
from factcheck.claims.models.flag import FlagRaised
from factcheck.claims.models.mention import Mention
from factcheck.claims.models.merge import ClaimMerge, ClaimsApart

__all__ = [
    "Anchor",
    "Checking",
    "Claim",
    "ClaimMerge",
    "ClaimsApart",
    "Decision",
    "Edit",
    "Fate",
    "Finding",
    "FlagRaised",
    "Mention",
    "Step",
]
