"""What allauth does otherwise than by default: nobody signs up, and a mail server that is down is no error page."""

from __future__ import annotations

import base64
import hashlib
import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.http import HttpRequest

logger = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):
    """`error_messages` are shown to the person at the form that was refused."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "Address and password do not belong together. Check both, or reset the password.",
        "too_many_login_attempts": "Too many failed attempts. Wait five minutes, then try again.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made by an administrator."""
        return False

    def format_email_subject(self, subject: str) -> str:
        return f"Factcheck: {subject}"

    def send_notification_mail(
        self, template_prefix: str, user: Any, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """What changed in an account is told to its own address; allauth's table of addresses is not used."""
        super().send_notification_mail(template_prefix, user, context, email or user.email)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send, and log a mail server that does not answer: the page must look the same whether or not the address
        belongs to somebody."""
        try:
            super().send_mail(template_prefix, email, context)
        except OSError:
            logger.exception("The mail %s was not sent: the mail server of EMAIL_URL does not answer", template_prefix)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets of second factors are stored encrypted, with a key that is made from SECRET_KEY: who reads the database
    alone cannot sign in with them. A SECRET_KEY that changes stands in SECRET_KEY_FALLBACKS until all are renewed."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "This code is not right. Codes change every thirty seconds; take the one shown now.",
        "cannot_delete_authenticator": "The newsroom asks for a second factor, and this is your only one. Add another "
        "one first.",
    }

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode("ascii")

    def decrypt(self, encrypted_text: str) -> str:
        return _cipher().decrypt(encrypted_text.encode()).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        from factcheck.accounts import factors
        from factcheck.accounts.models import SignInRule

        others = Authenticator.objects.filter(user=authenticator.user, type__in=factors.COUNTING)
        return others.exclude(pk=authenticator.pk).exists() or not SignInRule.current().applies_to(authenticator.user)

    def get_totp_label(self, user: Any) -> str:
        return str(user.email)


def _cipher() -> MultiFernet:
    keys = [str(key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    made = (hashlib.sha256(f"second factors {key}".encode()).digest() for key in keys)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in made])
