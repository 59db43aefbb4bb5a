"""Who is signed in, with what every page of the desk asks of them, in one statement."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from factcheck.accounts import factors
from factcheck.accounts.models import User


class Backend(AuthenticationBackend):
    """allauth's; only who comes back with a session is read here."""

    def get_user(self, user_id: Any) -> User | None:
        person = factors.person(user_id)
        return person if person is not None and self.user_can_authenticate(person) else None
