"""What the policy pages say, and which were not looked at for a year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Max
from django.utils import timezone

from factcheck.policies.models import Policy, PolicyReview, PolicyVersion

YEAR = timedelta(days=365)
_TEXTS = Path(__file__).parent / "texts"


@dataclass(frozen=True, slots=True)
class Standing:
    """When a page was last written or found to hold; None where it is still the text that Factcheck comes with."""

    policy: Policy
    number: int
    looked_at: datetime | None

    @property
    def is_due(self) -> bool:
        return self.looked_at is None or self.looked_at + YEAR <= timezone.now()


def delivered(policy: Policy) -> str:
    """The text that Factcheck comes with, in the language in which the newsroom publishes, also where the desk asks."""
    return _text(settings.LANGUAGE_CODE, policy)


@cache
def _text(language: str, policy: Policy) -> str:
    return (_TEXTS / language / f"{policy.value}.md").read_text(encoding="utf-8").strip()


def newest(policy: Policy) -> PolicyVersion:
    """The wording that counts; one that is not stored where nobody wrote any."""
    found = PolicyVersion.objects.filter(policy=policy).order_by("-number").first()
    return found or PolicyVersion(policy=policy, number=1, text=delivered(policy))


def versions(policy: Policy) -> list[PolicyVersion]:
    """All wordings, the newest first."""
    return list(PolicyVersion.objects.filter(policy=policy).order_by("-number")) or [newest(policy)]


def standing() -> list[Standing]:
    """All pages in their order, in two queries."""
    written = {
        row["policy"]: row
        for row in PolicyVersion.objects.order_by()
        .values("policy")
        .annotate(number=Max("number"), at=Max("written_at"))
    }
    reviews = PolicyReview.objects.order_by().values("policy").annotate(at=Max("at"))
    reviewed = {row["policy"]: row["at"] for row in reviews}
    found = []
    for policy in Policy:
        row: dict[str, Any] = dict(written.get(policy.value, {}))
        times = [at for at in (row.get("at"), reviewed.get(policy.value)) if at]
        found.append(Standing(policy, row.get("number", 1), max(times, default=None)))
    return found
