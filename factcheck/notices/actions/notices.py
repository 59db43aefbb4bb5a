"""Notices are collected by a job from what happened: no action has to think of them, none is lost or made twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone, translation

from factcheck.accounts.models import Role, User
from factcheck.notices import keys
from factcheck.notices.actions import over
from factcheck.notices.models import Kind, Notice
from factcheck.policies import queries as policies
from factcheck.reviews.models import Assignment, CommentMention, Review, Standing
from factcheck.reviews.models.review import Status as ReviewStatus
from factcheck.verdicts.models import (
    ArticleCorrection,
    ArticleCorrectionStatus,
    Correction,
    CorrectionRequest,
    Happening,
    Status,
    Verdict,
    VerdictVersion,
)
from factcheck.verdicts.models.verdict import LATE

WINDOW = timedelta(days=7)
"""How far back each run looks: so long may the worker stand still."""
KEPT = timedelta(days=90)
"""Read notices are forgotten after this."""
STEPS = {
    "send_back": (Kind.SETTLED, "Sent back"),
    "publish": (Kind.PUBLISHED, "Published"),
    "doubt": (Kind.DOUBTED, "Needs a recheck"),
    "in_doubt": (Kind.DOUBTED, "Needs a recheck, while a correction is proposed"),
    "reaffirm": (Kind.SETTLED, "Reaffirmed"),
    "propose_correction": (Kind.CORRECTION, "A correction is proposed"),
    "approve_correction": (Kind.SETTLED, "Corrected"),
    "reject_correction": (Kind.SETTLED, "The correction is not taken up"),
    "withdraw": (Kind.SETTLED, "Withdrawn"),
}
"""What is told of a verdict, by the step; the others wait on the board for whoever comes."""
LONGEST = 300
COLLEAGUES = "en"
"""The language of the desk, whatever that of the public pages."""


def collect(*, now: datetime | None = None) -> int:
    """Make what is missing; how many it was. What is over is unread no more, also where it is over already when it is
    made. Doing it twice makes nothing twice."""
    now = now or timezone.now()
    since = now - WINDOW
    with translation.override(COLLEAGUES):
        found = [*_assigned(since), *_asked(since), *_about_verdicts(since), *_about_articles(since)]
        found += [*_late(now), *_reported(since), *_overdue(now), *_policies(now)]
    with transaction.atomic():
        rows = Notice.objects.filter(key__in={one.key for one in found}).values_list("person", "key")
        known = set(rows)
        missing = [one for one in found if (one.person_id, one.key) not in known]
        Notice.objects.bulk_create(missing, ignore_conflicts=True)
        over.end(now=now)
        Notice.objects.filter(read_at__lt=now - KEPT).delete()
    return len(missing)


def _notice(
    person: int, kind: Kind, key: str, text: str, path: str, at: datetime, *, by: User | None = None
) -> Notice:  # fmt: skip
    text = text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
    return Notice(person_id=person, kind=kind, key=key, by=by, text=text, path=path, created_at=at)


def _words(review: Review) -> str:
    return f"“{review.mention.exact[:160]}”"


def _assigned(since: datetime) -> Iterator[Notice]:
    """Places that somebody else gave to a person."""
    rows = Assignment.objects.filter(standing=Standing.OPEN, assigned_at__gte=since, assigned_by__isnull=False)
    for row in rows.exclude(assigned_by=F("reviewer")).select_related("assigned_by", "review__mention"):
        text = f"asks you to judge {_words(row.review)}"
        path = reverse("desk:review-detail", args=[row.review_id])
        key = keys.of_assignment(row)
        yield _notice(row.reviewer_id, Kind.ASSIGNED, key, text, path, row.assigned_at, by=row.assigned_by)


def _asked(since: datetime) -> Iterator[Notice]:
    """Comments that name a person, once they may see them: not before both assessments are in."""
    rows = CommentMention.objects.filter(answered_at__isnull=True, comment__created_at__gte=since - WINDOW)
    seen = rows.filter(comment__review__status__in=(ReviewStatus.AGREED, ReviewStatus.DISPUTED))
    for row in seen.select_related("comment__author", "comment__review__mention"):
        comment = row.comment
        text = f"names you in a comment on {_words(comment.review)}"
        path = reverse("desk:review-detail", args=[comment.review_id])
        key = keys.of_mention(row)
        yield _notice(row.person_id, Kind.ASKED, key, text, path, comment.created_at, by=comment.author)


def _about_verdicts(since: datetime) -> Iterator[Notice]:
    """Steps with a verdict, for those who judged, decided or approved it or proposed a correction of it; not for who
    took the step. Four queries."""
    rows = list(Happening.objects.filter(step__in=STEPS, at__gte=since).select_related("verdict"))
    wordings = VerdictVersion.objects.filter(verdict__in={row.verdict_id for row in rows}).order_by("number")
    told = list(wordings.values_list("verdict", "claim_text", "decided_by", "approved_by", "review"))
    done = Assignment.objects.filter(review__in={review for *_, review in told}, standing=Standing.DONE)
    judges: dict[int, set[int]] = defaultdict(set)
    for review, person in done.values_list("review", "reviewer"):
        judges[review].add(person)
    words: dict[int, str] = {}
    people: dict[int, set[int]] = defaultdict(set)
    for verdict, claim_text, decided, approved, review in told:
        words[verdict] = claim_text  # that of the newest wording
        people[verdict] |= {person for person in (decided, approved) if person} | judges[review]
    proposed = list(Correction.objects.filter(verdict__in=people).values_list("verdict", "proposed_by", "proposed_at"))
    for row in rows:
        kind, said = STEPS[row.step]
        text = f"{said}: {words.get(row.verdict_id, row.verdict.slug)}"
        path = reverse("desk:verdict-detail", args=[row.verdict_id])
        proposers = {person for verdict, person, at in proposed if verdict == row.verdict_id and at < row.at}
        for person in (people[row.verdict_id] | proposers) - {row.by_id}:
            yield _notice(person, kind, keys.of_happening(row), text, path, row.at)


def _about_articles(since: datetime) -> Iterator[Notice]:
    """Other words proposed for an article, for who decided and approved the verdict; what came of them, for who
    proposed and who approved or sent them. Not for who did it."""
    rows = ArticleCorrection.objects.select_related("mention", "version").defer("letter")
    for row in rows.filter(status=ArticleCorrectionStatus.PROPOSED, proposed_at__gte=since):
        people = {row.version.decided_by_id, row.version.approved_by_id} - {row.proposed_by_id}
        yield from _of_article(row, people, "proposed", "Other words are proposed", row.proposed_at)
    for row in rows.filter(settled_at__gte=since):
        people = {row.proposed_by_id, row.approved_by_id} - {row.settled_by_id}
        said = f"{row.get_status_display()}, the words"
        yield from _of_article(row, people, row.status, said, row.settled_at or since)


def _of_article(
    row: ArticleCorrection, people: set[int | None], step: str, said: str, at: datetime
) -> Iterator[Notice]:  # fmt: skip
    path = reverse("desk:article-correction-detail", args=[row.pk])
    for person in people - {None}:
        text = f"{said}: “{row.mention.exact[:160]}”"
        yield _notice(int(person or 0), Kind.CORRECTION, keys.of_article(row, step), text, path, at)


def _late(now: datetime) -> Iterator[Notice]:
    """Scheduled verdicts that were not published at their time, for who decided, approved and scheduled them."""
    rows = Verdict.objects.filter(status=Status.SCHEDULED, publish_at__lt=now - LATE)
    scheduled = Happening.objects.filter(verdict__in=rows, step="schedule").values_list("verdict", "by")
    wordings = VerdictVersion.objects.filter(verdict__in=rows).select_related("verdict")
    for one in wordings:  # a verdict that waits to be published has one
        people = {
            one.decided_by_id,
            one.approved_by_id,
            *(by for verdict, by in scheduled if verdict == one.verdict_id),
        }
        key = keys.of_late(one.verdict)
        path = reverse("desk:verdict-detail", args=[one.verdict_id])
        for person in people - {None}:
            yield _notice(int(person or 0), Kind.LATE, key, f"{Kind.LATE.label}: {one.claim_text}", path, now)


def _reported(since: datetime) -> Iterator[Notice]:
    """Requests from outside that nobody has answered yet, for all who may; not who sent them."""
    rows = list(CorrectionRequest.objects.filter(result="", received_at__gte=since))
    editors = _editors() if rows else []
    for row in rows:
        text = f"Reported, to be answered by {row.due_on:%-d %B %Y}: {row.text[:160]}"
        path = reverse("desk:request-detail", args=[row.pk])
        for person in editors:
            yield _notice(person, Kind.REPORTED, keys.of_report(row), text, path, row.received_at)


def _overdue(now: datetime) -> Iterator[Notice]:
    """Requests from outside whose day has passed, and outlets that have not answered, for all who may answer."""
    rows = list(CorrectionRequest.objects.filter(result="", due_on__lt=timezone.localdate(now)))
    asked = ArticleCorrection.objects.filter(status=ArticleCorrectionStatus.SENT, due_on__lt=timezone.localdate(now))
    unanswered = list(asked.select_related("mention"))
    if not rows and not unanswered:
        return
    editors = _editors()
    for row in rows:
        path = reverse("desk:request-detail", args=[row.pk])
        text = f"Since {row.due_on:%d %B %Y} an answer is due: {row.text[:160]}"
        for person in editors:
            yield _notice(person, Kind.OVERDUE, keys.of_request(row), text, path, now)
    for one in unanswered:
        path = reverse("desk:article-correction-detail", args=[one.pk])
        text = f"The outlet has not answered since {one.due_on:%d %B %Y}: “{one.mention.exact[:160]}”"
        for person in editors:
            yield _notice(person, Kind.OVERDUE, keys.of_article(one, "overdue"), text, path, now)


def _editors() -> list[int]:
    rows = User.objects.filter(is_active=True, role__in=(Role.EDITOR, Role.ADMINISTRATOR))
    return list(rows.values_list("pk", flat=True))


def _policies(now: datetime) -> Iterator[Notice]:
    """Policy pages that nobody has looked over for a year, for all who may write them. Those that are as
    Factcheck comes with them are named on the desk's first page alone."""
    due = [one for one in policies.standing() if one.looked_at and one.is_due]
    editors = _editors() if due else []
    for one in due:
        text = f"“{one.policy.label}” was looked over more than a year ago. Write it anew, or say that it still holds"
        for person in editors:
            yield _notice(person, Kind.POLICY, keys.of_policy(one), text, reverse("desk:policy-list"), now)


@transaction.atomic
def read(*, by: User, notice: int | None = None) -> int:
    """The person has read one notice of theirs, or all; how many were unread."""
    rows = Notice.objects.filter(person=by, read_at__isnull=True)
    return (rows if notice is None else rows.filter(pk=notice)).update(read_at=timezone.now())
