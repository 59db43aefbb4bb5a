"""What each notice follows from, as its key: by it a notice is made once, and it is seen when its matter is over."""

from __future__ import annotations

from factcheck.policies.models import Policy
from factcheck.policies.queries import Standing
from factcheck.reviews.models import Assignment, CommentMention
from factcheck.verdicts.models import ArticleCorrection, CorrectionRequest, Happening, Verdict


def of_assignment(row: Assignment) -> str:
    """Given again, it is another."""
    return f"assignment:{row.pk}:{row.assigned_at:%Y%m%d%H%M%S}"


def of_mention(row: CommentMention) -> str:
    return f"mention:{row.pk}"


def of_happening(row: Happening) -> str:
    return f"happening:{row.pk}"


def of_late(verdict: Verdict) -> str:
    """For another time it is another."""
    return f"late:{verdict.pk}:{verdict.publish_at:%Y%m%d%H%M}"


def of_request(row: CorrectionRequest) -> str:
    """When its answer is overdue."""
    return f"request:{row.pk}"


def of_report(row: CorrectionRequest) -> str:
    """The same, when it came in."""
    return f"report:{row.pk}"


def of_policy(standing: Standing) -> str:
    """Looked over again, it is another, in a year."""
    return f"policy:{list(Policy).index(standing.policy)}:{standing.looked_at:%Y%m%d}"


def of_article(row: ArticleCorrection, step: str) -> str:
    return f"article:{row.pk}:{step}"
