"""Mail from the newsroom."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from django.core.mail import EmailMessage
from django.template.loader import render_to_string

log = logging.getLogger(__name__)


def rendered(template: str, context: Mapping[str, Any]) -> tuple[str, str]:
    """Subject and text of `templates/mail/<template>.txt`, whose first line is the subject."""
    subject, _, text = render_to_string(f"mail/{template}.txt", dict(context)).partition("\n")
    return f"Factcheck: {subject.strip()}", text.strip() + "\n"


def send(to: str, template: str, context: Mapping[str, Any], headers: Mapping[str, str] | None = None) -> bool:
    """One text to one address. False, and a line in the log, where the mail server of EMAIL_URL does not take it."""
    subject, text = rendered(template, context)
    message = EmailMessage(subject, text, to=[to], headers=dict(headers or {}))
    try:
        message.send()
    except OSError:
        log.exception("The mail %s was not sent: the mail server of EMAIL_URL does not take it", template)
        return False
    return True
