"""Users and invitations for tests."""

from datetime import timedelta
from itertools import count

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import encrypt
from django.utils import timezone

from factcheck.accounts.models import Invitation, Role, User

PASSWORD = "correct-horse-battery"
SECRET = "JBSWY3DPEHPK3PXP"
_numbers = count(1)


def user(role: str = Role.REVIEWER, *, email: str = "", name: str = "", password: str | None = None) -> User:
    """A person of the newsroom; without a password nobody can sign in as them, and none has to be hashed."""
    number = next(_numbers)
    return User.objects.create_user(
        email or f"test-{role}{number}@example.org", password, role=role, name=name or f"{role.title()} {number}"
    )


def invitation(**about: object) -> Invitation:
    """An open one whose link nobody knows."""
    number = next(_numbers)
    values = {
        "email": f"invited{number}@example.org",
        "role": Role.REVIEWER,
        "key": f"{number:064}",
        "expires_at": timezone.now() + timedelta(days=7),
    }
    return Invitation.objects.create(**values | about)


def app_factor(person: User) -> Authenticator:
    """An authenticator app with the secret of this module."""
    return Authenticator.objects.create(user=person, type="totp", data={"secret": encrypt(SECRET)})
