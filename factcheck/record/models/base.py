"""What the models of the record have in common."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from factcheck.record.models.source import Source


def choices(words: Mapping[str, str]) -> list[tuple[str, str]]:
    return list(words.items())


def known(field: str, words: Mapping[str, str], *, model: str) -> models.CheckConstraint:
    """A field with choices holds one of them, in the database too (empty only where the field may be empty)."""
    return models.CheckConstraint(condition=Q(**{f"{field}__in": list(words)}), name=f"{model}_{field}_is_known")


def known_or_empty(field: str, words: Mapping[str, str], *, model: str) -> models.CheckConstraint:
    return models.CheckConstraint(condition=Q(**{f"{field}__in": ["", *words]}), name=f"{model}_{field}_is_known")


def filled(field: str, *, model: str) -> models.CheckConstraint:
    return models.CheckConstraint(condition=~Q(**{field: ""}), name=f"{model}_has_{field}")


def in_order(*, model: str) -> models.CheckConstraint:
    """`end_on` does not lie before `start_on`; an open side orders with everything."""
    return models.CheckConstraint(
        condition=Q(start_on__isnull=True) | Q(end_on__isnull=True) | Q(end_on__gte=models.F("start_on")),
        name=f"{model}_ends_after_it_starts",
    )


def on_day(day: date) -> Q:
    """Rows with `start_on` and `end_on` (both included, null is open) that cover `day`."""
    return (Q(start_on__isnull=True) | Q(start_on__lte=day)) & (Q(end_on__isnull=True) | Q(end_on__gte=day))


def source_field(related_name: str) -> models.ForeignKey[Source, Source]:
    """Where the row comes from. A source in use cannot be deleted."""
    return models.ForeignKey("record.Source", on_delete=models.PROTECT, related_name=related_name)
