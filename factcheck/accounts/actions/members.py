"""Changing what a member may do, and seeing to it that somebody is left who may manage the members."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from factcheck.accounts import leaving
from factcheck.accounts.models import Invitation, Role, User
from factcheck.accounts.models.user import new_salt
from factcheck.accounts.permissions import Actor, require

LAST = "Nobody else could manage the members then. Make another member an administrator first."


def _locked(member: User) -> User:
    """The member's row, after those of all administrators, always in the same order: of two who take the role from each
    other at the same time, the second sees what the first did."""
    administrators = User.objects.filter(role=Role.ADMINISTRATOR, is_active=True)
    list(administrators.select_for_update().order_by("pk").values_list("pk"))
    found = User.objects.select_for_update().get(pk=member.pk)
    if found.erased_at is not None:
        raise ValidationError("This account was erased.")
    return found


def _keep_an_administrator(member: User) -> None:
    """Raises ValidationError where the member is the only one who may manage members."""
    if member.role != Role.ADMINISTRATOR or not member.is_active:
        return
    if not User.objects.filter(role=Role.ADMINISTRATOR, is_active=True).exclude(pk=member.pk).exists():
        raise ValidationError(LAST)


def end_sessions(member: User, *, but: str = "") -> int:
    """Sign a person out everywhere, but for the session of this key. How many were ended."""
    sessions = list(UserSession.objects.filter(user=member).exclude(session_key=but))
    for session in sessions:
        session.end()
    return len(sessions)


class RoleChanged(Exception):
    """Somebody gave the member another role in between; nothing was written. `now` is the one they have."""

    def __init__(self, now: str) -> None:
        super().__init__("The role was changed in the meantime.")
        self.now = now


@transaction.atomic
def change_role(*, member: User, role: str, by: Actor, stood: str = "") -> User:
    """Raises RoleChanged where the role is neither the wanted one nor as it `stood` when the form was made."""
    require(by, "accounts.manage")
    if role not in Role.values:
        raise ValidationError({"role": "There is no such role."})
    found = _locked(member)
    if found.role == role:
        return found
    if stood and found.role != stood:
        raise RoleChanged(found.role)
    if role != Role.ADMINISTRATOR:
        _keep_an_administrator(found)
    found.role, found.role_since = role, timezone.now()
    found.save(update_fields=["role", "role_since"])
    return found


@transaction.atomic
def deactivate(*, member: User, by: Actor) -> User:
    """They cannot sign in any more, and are signed out. What they did stays theirs."""
    require(by, "accounts.manage")
    found = _locked(member)
    _keep_an_administrator(found)
    found.is_active = False
    found.save(update_fields=["is_active"])
    end_sessions(found)
    leaving.take_back(found)
    return found


@transaction.atomic
def activate(*, member: User, by: Actor) -> User:
    """They may sign in again. Time for a second factor begins anew."""
    require(by, "accounts.manage")
    found = _locked(member)
    if not found.is_active:
        found.is_active, found.role_since = True, timezone.now()
        found.save(update_fields=["is_active", "role_since"])
    return found


@transaction.atomic
def reset_second_factors(*, member: User, by: Actor) -> User:
    """For somebody who lost telephone, keys and recovery codes: all are removed, they are signed out, and time for a
    new one begins. Whoever asks for it must be known to be who they say."""
    require(by, "accounts.manage")
    found = _locked(member)
    for factor in Authenticator.objects.filter(user=found):
        factor.delete()
    found.role_since = timezone.now()
    found.save(update_fields=["role_since"])
    end_sessions(found)
    return found


def pseudonym(member: User) -> str:
    return f"Former member {member.pk}"


@transaction.atomic
def erase(*, member: User, by: Actor) -> User:
    """Take the person out for good: a pseudonym in place of name and address, no password, no factors, no sessions.
    What they decided stays, as decided by the pseudonym (docs/adr/0012-erasing.md)."""
    require(by, "accounts.manage")
    found = _locked(member)
    if by != "system" and by.pk == found.pk:
        raise ValidationError("Another administrator has to do this for you.")
    _keep_an_administrator(found)
    end_sessions(found)
    leaving.take_back(found)
    for factor in Authenticator.objects.filter(user=found):
        factor.delete()
    for name in ("presences", "queue_filters", "notices", "mail_settings", "emailaddress_set"):
        getattr(found, name).all().delete()
    address = f"former-member-{found.pk}@erased.invalid"
    for invitation in Invitation.objects.select_for_update().filter(member=found):
        invitation.email, invitation.salt = address, new_salt()
        invitation.save(update_fields=["email", "salt"])
    found.name, found.email, found.salt = pseudonym(found), address, new_salt()
    found.is_active, found.erased_at, found.last_login = False, timezone.now(), None
    found.set_unusable_password()
    found.save()
    return found
