"""What is stored about a person, for them to take along."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.utils import timezone

from factcheck.accounts.models import User

OWN = ("name", "email", "role", "role_since", "is_active", "created_at", "last_login", "erased_at")

PARTS: dict[str, tuple[str, ...]] = {
    "account.EmailAddress.user": ("email", "verified", "primary"),
    "accounts.Invitation.invited_by": ("role", "sent_at", "accepted_at", "revoked_at"),
    "accounts.Invitation.member": ("email", "role", "sent_at", "accepted_at"),
    "accounts.Invitation.revoked_by": ("role", "revoked_at"),
    "accounts.SignInRule.changed_by": ("second_factor_from", "grace_days", "since"),
    "articles.Article.published_by": ("slug", "published_at"),
    "articles.ArticleVersion.added_by": ("article__slug", "number", "created_at"),
    "articles.Copy.unlinked_by": ("article__slug", "other__slug", "unlinked_at"),
    "articles.Feed.added_by": ("url", "title", "created_at"),
    "articles.Intake.by": ("kind", "state", "url", "file_name", "typed", "created_at"),
    "claims.Anchor.decided_by": ("id", "fate", "decision", "decided_at"),
    "claims.ClaimMerge.by": ("id", "at"),
    "claims.ClaimMerge.undone_by": ("id", "undone_at"),
    "claims.ClaimsApart.by": ("id", "at"),
    "claims.Edit.by": ("id", "step", "at"),
    "claims.Edit.undone_by": ("id", "step", "undone_at"),
    "claims.Mention.made_by": ("id", "exact"),
    "imports.Upload.by": ("id", "format", "created_at"),
    "jobs.Progress.by": ("what", "state", "created_at"),
    "mfa.Authenticator.user": ("type", "created_at", "last_used_at"),
    "notices.MailSettings.person": ("ways", "hour", "zone"),
    "notices.Notice.by": ("kind", "text", "created_at"),
    "notices.Notice.person": ("kind", "text", "created_at", "read_at", "is_over"),
    "policies.DaysOff.stored_by": ("id", "stored_at"),
    "policies.PolicyReview.by": ("policy", "at"),
    "policies.PolicyVersion.written_by": ("policy", "number", "note", "written_at"),
    "reviews.Assessment.assignment__reviewer": (
        "assignment__review",
        "accuracy",
        "framing",
        "rationale",
        "submitted_at",
    ),
    "reviews.Assignment.assigned_by": ("review", "assigned_at"),
    "reviews.Assignment.reviewer": ("review", "standing", "assigned_at", "due_on", "ended_at", "reason"),
    "reviews.Comment.author": ("review", "text", "created_at"),
    "reviews.CommentMention.person": ("comment", "answered_at"),
    "reviews.Draft.assignment__reviewer": ("assignment__review", "values", "saved_at"),
    "reviews.EvidenceItem.assessment__assignment__reviewer": (
        "assessment__assignment__review",
        "side",
        "motion_key",
        "url",
        "words",
        "language",
        "translation",
        "speaker",
        "role",
        "state__name",
        "said_on",
        "symbol",
        "told",
        "note",
    ),
    "reviews.Interest.person": ("outlet__name", "reason", "declared_at", "ended_at"),
    "reviews.Presence.person": ("review", "seen_at"),
    "reviews.QueueFilter.person": ("name", "query"),
    "reviews.Reply.by": ("review", "asked", "how", "asked_on", "answered_on", "created_at"),
    "reviews.Review.opened_by": ("id", "opened_at"),
    "reviews.Review.why_by": ("id", "why"),
    "reviews.VerdictOpening.person": ("mention", "at"),
    "usersessions.UserSession.user": ("created_at", "last_seen_at", "ip", "user_agent"),
    "verdicts.ArticleCorrection.approved_by": ("id", "letter", "approved_at"),
    "verdicts.ArticleCorrection.proposed_by": ("id", "replacement", "change", "why", "notice", "proposed_at"),
    "verdicts.ArticleCorrection.settled_by": ("id", "status", "outcome_note", "settled_at"),
    "verdicts.ChecklistAnswer.by": ("version", "question", "text", "at"),
    "verdicts.Correction.proposed_by": ("verdict", "change", "summary", "reason", "notice", "proposed_at"),
    "verdicts.Correction.settled_by": ("verdict", "outcome", "outcome_reason", "settled_at"),
    "verdicts.CorrectionRequest.answered_by": ("id", "result", "answer", "answered_at"),
    "verdicts.Happening.by": ("verdict", "step", "why", "at"),
    "verdicts.Publication.by": ("id", "asked_at", "ended_at"),
    "verdicts.VerdictVersion.approved_by": ("verdict", "number", "approved_at"),
    "verdicts.VerdictVersion.decided_by": ("verdict", "number", "summary", "reason", "decided_at"),
}
"""By "app.Model.way to the person": the fields that are about the person or written by them. What others wrote, and
secrets, are in none. Each way that the database knows stands here: a test asks."""


def collected(person: User) -> dict[str, Any]:
    """Everything as plain values; a part without rows is left out."""
    found: dict[str, Any] = {"made_at": timezone.now(), "account": {name: getattr(person, name) for name in OWN}}
    for key, fields in PARTS.items():
        app, model, way = key.split(".")
        rows = apps.get_model(app, model)._default_manager.filter(**{way: person}).order_by("pk").values(*fields)
        if rows := list(rows):
            found[key] = rows
    return found
