"""Keeping what a reviewer types, before it is saved."""

from __future__ import annotations

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from factcheck.accounts.models import User
from factcheck.accounts.permissions import require
from factcheck.reviews.models import Assignment, Draft
from factcheck.reviews.models.assignment import HELD

LARGEST = 260_000
"""Characters of all fields together; more than every field may have is not kept."""
CHOICES = ("accuracy", "framing")


@transaction.atomic
def keep(*, assignment: Assignment, by: User, values: Mapping[str, str], revision: int) -> Draft:
    """Put these values in the place of the earlier draft. The first rating that is in one is kept with the place: from
    then on the flags are shown. Raises ValidationError."""
    require(by, "reviews.assess")
    assignment = Assignment.objects.select_for_update().get(pk=assignment.pk)
    if assignment.reviewer_id != by.pk or assignment.standing not in HELD:
        raise ValidationError("You hold no place here. Copy your text, and take the claim again.")
    kept = {name.replace("\x00", ""): text.replace("\x00", "") for name, text in values.items()}
    if sum(map(len, kept.values())) > LARGEST:
        raise ValidationError(f"A draft has {LARGEST:,} characters at most.")
    chosen = " ".join(kept[name][:18] for name in CHOICES if kept.get(name))
    if chosen and not assignment.first_choice:
        assignment.first_choice = chosen
        assignment.save(update_fields=["first_choice"])
    about = {"values": kept, "revision": revision, "saved_at": timezone.now()}
    return Draft.objects.update_or_create(assignment=assignment, defaults=about)[0]
