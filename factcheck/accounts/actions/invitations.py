"""Asking somebody into the newsroom: the only way in but `manage.py createsuperuser`."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from factcheck.accounts.models import Invitation, Role, User
from factcheck.accounts.permissions import Actor, person, require

DAYS = 7
"""How long a link works."""


@dataclass(frozen=True, slots=True)
class Issued:
    """`secret` stands in the link and nowhere else: it is to be mailed now, and cannot be had again."""

    invitation: Invitation
    secret: str


def _key(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _renew(invitation: Invitation) -> Issued:
    secret = secrets.token_urlsafe(32)
    invitation.key, invitation.sent_at = _key(secret), timezone.now()
    invitation.expires_at = invitation.sent_at + timedelta(days=DAYS)
    invitation.save()
    return Issued(invitation, secret)


@transaction.atomic
def invite(*, email: str, role: str, by: Actor) -> Issued:
    """Ask somebody in. Raises ValidationError naming the field."""
    require(by, "accounts.manage")
    email = User.objects.normalize_email(email)
    problems = {}
    try:
        validate_email(email)
    except ValidationError:
        problems["email"] = "This is no mail address. Write it as name@example.org."
    if role not in Role.values:
        problems["role"] = "There is no such role."
    if User.objects.filter(email=email).exists():
        problems["email"] = "A member with this address exists already."
    elif Invitation.objects.open().filter(email=email).exists():
        problems["email"] = "This address is invited already. Send that invitation again, or revoke it first."
    if problems:
        raise ValidationError(problems)
    return _renew(Invitation(email=email, role=role, invited_by=person(by)))


def _locked(invitation: Invitation) -> Invitation:
    found = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if found.accepted_at is not None:
        raise ValidationError("It was accepted already.")
    if found.revoked_at is not None:
        raise ValidationError("It was revoked already.")
    return found


@transaction.atomic
def send_again(*, invitation: Invitation, by: Actor) -> Issued:
    """A new link; the one before works no more."""
    require(by, "accounts.manage")
    return _renew(_locked(invitation))


@transaction.atomic
def revoke(*, invitation: Invitation, by: Actor) -> Invitation:
    """The link works no more. The row stays."""
    require(by, "accounts.manage")
    found = _locked(invitation)
    found.revoked_at, found.revoked_by = timezone.now(), person(by)
    found.save(update_fields=["revoked_at", "revoked_by"])
    return found


def found_by(secret: str) -> Invitation | None:
    """The invitation that a link opens now."""
    rows = Invitation.objects.open().filter(key=_key(secret), expires_at__gt=timezone.now())
    return rows.select_related("invited_by").first()


@transaction.atomic
def accept(*, secret: str, name: str, password: str) -> User:
    """Make the account. Who has the link proves by it that the address is theirs. Raises ValidationError naming the
    field, or with one sentence where the link does not work any more."""
    invitation = Invitation.objects.open().select_for_update().filter(key=_key(secret)).first()
    if invitation is None or invitation.is_too_old:
        raise ValidationError("This link does not work any more.")
    name = " ".join(name.split())
    problems: dict[str, object] = {}
    if not name:
        problems["name"] = "Write your name, as colleagues are to see it."
    elif len(name) > 200 or "\x00" in name:
        problems["name"] = "A name has at most 200 characters of text."
    elif User.objects.filter(name__iexact=name).exists():
        problems["name"] = "Somebody here has this name already. Colleagues could not tell you apart: add an initial."
    try:
        validate_password(password, User(email=invitation.email, name=name))
    except ValidationError as error:
        problems["password"] = error.messages
    if User.objects.filter(email=invitation.email).exists():
        raise ValidationError("There is an account with this address by now. Sign in, or reset the password.")
    if problems:
        raise ValidationError(problems)
    member = User.objects.create_user(invitation.email, password, name=name, role=invitation.role)
    invitation.accepted_at, invitation.member = timezone.now(), member
    invitation.save(update_fields=["accepted_at", "member"])
    return member
