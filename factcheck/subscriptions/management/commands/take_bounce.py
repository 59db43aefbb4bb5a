"""`manage.py take_bounce < MESSAGE`: a mail server pipes in what came back."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from email import message_from_binary_file
from email.message import Message
from typing import Any

from django.core.management.base import BaseCommand

from factcheck.subscriptions.actions import telling

LARGEST = 1 << 20
"""Bytes that are read."""


def failed_addresses(message: Message) -> Iterator[str]:
    """The addresses that a delivery status notification (RFC 3464) says could not be reached for good."""
    for part in message.walk():
        if part.get_content_type() != "message/delivery-status":
            continue
        for block in part.get_payload() if part.is_multipart() else ():
            recipient = str(block.get("Final-Recipient", "")) if isinstance(block, Message) else ""
            is_final = isinstance(block, Message) and str(block.get("Action", "")).strip().lower() == "failed"
            if is_final and recipient.lower().startswith("rfc822;"):
                yield recipient.split(";", 1)[1].strip().strip("<>")


class Command(BaseCommand):
    help = "Count a letter to a subscriber that came back: a delivery status notification (RFC 3464) on standard input."

    def handle(self, **_: Any) -> None:
        import io

        message = message_from_binary_file(io.BytesIO(sys.stdin.buffer.read(LARGEST)))
        counted = sum(telling.bounced(address) for address in set(failed_addresses(message)))
        self.stdout.write(f"Counted against {counted} subscription{'' if counted == 1 else 's'}.")
