"""Letters for tests, and a mail server that refuses some addresses."""

from __future__ import annotations

import smtplib
from itertools import count
from typing import Any

from django.core.mail.backends.locmem import EmailBackend

from factcheck.mailing.models import Kind, Letter

REFUSING = "tests.factories.mail.Refusing"
_numbers = count(1)


def letter(**about: Any) -> Letter:
    number = next(_numbers)
    values = {"kind": Kind.TOLD, "owner": number, "key": f"letter-{number}", "to": f"reader{number}@example.org"}
    return Letter.objects.create(**{**values, "subject": "Factcheck: News", "text": "Something changed.\n", **about})


class Refusing(EmailBackend):
    """What stands before the @ says what the server does: it refuses for good, for now, or goes away."""

    def send_messages(self, messages: Any) -> int:
        for message in messages:
            (to,) = message.to
            name = to.split("@")[0]
            if name.startswith("nobody"):
                raise smtplib.SMTPRecipientsRefused({to: (550, b"5.1.1 No such user " + to.encode())})
            if name.startswith("full"):
                raise smtplib.SMTPRecipientsRefused({to: (452, b"4.2.2 Mailbox full")})
            if name.startswith("unwelcome"):
                raise smtplib.SMTPDataError(554, b"5.7.1 Not wanted")
            if name.startswith("gone"):
                raise smtplib.SMTPServerDisconnected("Connection unexpectedly closed")
        return super().send_messages(messages)


class Away(EmailBackend):
    """Nobody answers."""

    def open(self) -> bool:
        raise ConnectionRefusedError("nobody answers")
