"""Writing a policy page anew, and saying that it still holds."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import connection, transaction

from factcheck.accounts.models import User
from factcheck.accounts.permissions import require
from factcheck.policies import queries
from factcheck.policies.models import Policy, PolicyReview, PolicyVersion
from factcheck.policies.models.policy import LONGEST_NOTE, LONGEST_TEXT


class Stale(Exception):
    """Somebody wrote another wording in the meantime; `now` is that one. Nothing was stored."""

    def __init__(self, now: PolicyVersion) -> None:
        super().__init__(f"Version {now.number} was stored in the meantime.")
        self.now = now


@transaction.atomic
def write(*, policy: Policy, text: str, note: str, replaces: int, by: User) -> PolicyVersion:
    """A new wording in the place of number `replaces`. Raises ValidationError naming the field, and Stale."""
    require(by, "policies.edit")
    text, note = text.replace("\r\n", "\n").strip(), " ".join(note.split())
    with connection.cursor() as cursor:  # one at a time for each page, whether it has rows or not
        cursor.execute("SELECT pg_advisory_xact_lock(1633906544, %s)", [list(Policy).index(policy)])
    now = queries.newest(policy)
    problems = {}
    if not text:
        problems["text"] = "There is no text. A page that readers hold you to cannot be empty."
    elif len(text) > LONGEST_TEXT or "\x00" in text:
        problems["text"] = f"The text may have {LONGEST_TEXT:,} characters; this has {len(text):,}."
    elif text == now.text:
        problems["text"] = "This is what the page says already. If it still holds, say so in the list of pages."
    if not note or len(note) > LONGEST_NOTE or "\x00" in note:
        problems["note"] = f"Say for readers what changed, in at most {LONGEST_NOTE} characters."
    if problems:
        raise ValidationError(problems)
    if now.number != replaces:
        raise Stale(now)
    if now.pk is None:
        now.save()
    return PolicyVersion.objects.create(policy=policy, number=now.number + 1, text=text, note=note, written_by=by)


@transaction.atomic
def still_holds(*, policy: Policy, by: User) -> PolicyReview:
    """Somebody looked it over; the year begins anew."""
    require(by, "policies.edit")
    return PolicyReview.objects.create(policy=policy, by=by)
