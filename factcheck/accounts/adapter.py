"""What allauth does otherwise than by default: nobody signs up, and a mail server that is down is no error page."""

from __future__ import annotations

import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
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

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send, and log a mail server that does not answer: the page must look the same whether or not the address
        belongs to somebody."""
        try:
            super().send_mail(template_prefix, email, context)
        except OSError:
            logger.exception("The mail %s was not sent: the mail server of EMAIL_URL does not answer", template_prefix)
