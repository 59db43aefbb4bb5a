"""Notices whose matter is over, whoever ended it: nobody has to look at them any more, and no mail tells of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime

from factcheck.notices import keys
from factcheck.notices.models import Kind, Notice
from factcheck.policies import queries as policies
from factcheck.reviews.models import Assignment, CommentMention, Standing
from factcheck.verdicts.models import (
    ArticleCorrection,
    ArticleCorrectionStatus,
    CorrectionRequest,
    Happening,
    Status,
    Verdict,
)

ENDS = {
    "send_back": ("decide", "approve"),
    "doubt": ("doubt", "in_doubt", "reaffirm", "approve_correction", "withdraw"),
    "in_doubt": ("doubt", "in_doubt", "reaffirm", "approve_correction", "withdraw"),
    "propose_correction": ("approve_correction", "reject_correction"),
}
"""Steps with a verdict that ask somebody for something, and the later ones that end it. The others tell what became of
it and are never over."""
ASKS = (
    Kind.ASSIGNED,
    Kind.ASKED,
    Kind.DOUBTED,
    Kind.CORRECTION,
    Kind.SETTLED,
    Kind.LATE,
    Kind.REPORTED,
    Kind.OVERDUE,
    Kind.POLICY,
)


def end(*, now: datetime) -> int:
    """Take out of the unread ones those that are over; how many it was. Doing it twice changes nothing more."""
    unread = Notice.objects.filter(read_at__isnull=True, kind__in=ASKS)
    known = set(unread.order_by().values_list("key", flat=True).distinct())
    over = _over(known)
    return unread.filter(key__in=over).update(read_at=now, is_over=True) if over else 0


def _over(known: Iterable[str]) -> set[str]:
    """Those of the keys whose matter is over. At most nine queries, however many they are."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for key in known:
        name, _, row = key.partition(":")
        found[name][key] = int(row.partition(":")[0] or 0)
    waiting = {
        *_assignments(found["assignment"].values()),
        *_mentions(found["mention"].values()),
        *_late(found["late"].values()),
        *_requests([*found["report"].values(), *found["request"].values()]),
        *(keys.of_policy(one) for one in policies.standing() if found["policy"] and one.looked_at),
    }
    asking = {key for name in ("assignment", "mention", "late", "report", "request", "policy") for key in found[name]}
    return (asking - waiting) | _steps(found["happening"]) | _articles(found["article"])


def _assignments(rows: Iterable[int]) -> list[str]:
    return [keys.of_assignment(one) for one in Assignment.objects.filter(pk__in=list(rows), standing=Standing.OPEN)]


def _mentions(rows: Iterable[int]) -> list[str]:
    return [keys.of_mention(one) for one in CommentMention.objects.filter(pk__in=list(rows), answered_at__isnull=True)]


def _late(rows: Iterable[int]) -> list[str]:
    return [keys.of_late(one) for one in Verdict.objects.filter(pk__in=list(rows), status=Status.SCHEDULED)]


def _requests(rows: Iterable[int]) -> list[str]:
    open_ones = CorrectionRequest.objects.filter(pk__in=list(rows), result="")
    return [key for one in open_ones for key in (keys.of_report(one), keys.of_request(one))]


def _steps(rows: Mapping[str, int]) -> set[str]:
    asking = list(Happening.objects.filter(pk__in=rows.values(), step__in=ENDS))
    ends = {step for steps in ENDS.values() for step in steps}
    later = Happening.objects.filter(verdict__in={one.verdict_id for one in asking}, step__in=ends)
    taken: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for verdict, key, step in later.values_list("verdict", "pk", "step"):
        taken[verdict].append((key, step))
    return {
        keys.of_happening(one)
        for one in asking
        if any(key > one.pk and step in ENDS[one.step] for key, step in taken[one.verdict_id])
    }


def _articles(rows: Mapping[str, int]) -> set[str]:
    """Proposals that somebody decided on, and outlets of which it was written down what became of asking them."""
    waits = {"proposed": ArticleCorrectionStatus.PROPOSED, "overdue": ArticleCorrectionStatus.SENT}
    standing = ArticleCorrection.objects.filter(pk__in=rows.values()).defer("letter")
    return {
        key
        for one in standing
        for step, status in waits.items()
        if one.status != status and (key := keys.of_article(one, step)) in rows
    }
