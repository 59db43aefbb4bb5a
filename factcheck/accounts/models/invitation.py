"""Somebody is asked into the newsroom by mail."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone

from factcheck.accounts.models.user import Role, new_salt


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self) -> InvitationQuerySet:
        """Neither accepted nor revoked; whether the link is too old is another question."""
        return self.filter(accepted_at__isnull=True, revoked_at__isnull=True)


class Invitation(models.Model):
    """`key` is the digest of what stands in the link: who reads the database cannot accept it. A link works once, until
    `expires_at`, and not after another one was sent. `member` is the account that came of it."""

    email = models.EmailField(max_length=254)
    role = models.CharField(max_length=20, choices=Role)
    key = models.CharField(max_length=64, unique=True, editable=False)
    salt = models.CharField(max_length=64, default=new_salt, editable=False)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="invitations_sent"
    )
    sent_at = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    member = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="invitation"
    )
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="invitations_revoked"
    )

    objects: ClassVar[models.Manager[Invitation]] = models.Manager.from_queryset(InvitationQuerySet)()

    class Meta:
        ordering: ClassVar[list[str]] = ["-sent_at", "-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["email"],
                condition=models.Q(accepted_at__isnull=True, revoked_at__isnull=True),
                name="invitation_is_open_once",
            ),
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="invitation_email_is_lower_case"),
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="invitation_role_is_known"),
            models.CheckConstraint(
                condition=models.Q(accepted_at__isnull=True, member__isnull=True)
                | models.Q(accepted_at__isnull=False, member__isnull=False, revoked_at__isnull=True),
                name="invitation_is_accepted_by_a_member",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.email} as {self.role}"

    @property
    def is_too_old(self) -> bool:
        return self.expires_at <= timezone.now()
