"""A figure, whose it is, and the day it stands for."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from factcheck.record.models.base import filled, source_field


class Statistic(models.Model):
    """`value_low` alone is a floor ("more than"); equal to `value_high` it is exact; otherwise the two are a range."""

    measure = models.CharField(max_length=200)
    value_low = models.DecimalField(max_digits=20, decimal_places=2, null=True, blank=True)
    value_high = models.DecimalField(max_digits=20, decimal_places=2, null=True, blank=True)
    unit = models.CharField(max_length=30)
    as_of = models.DateField(null=True, blank=True)
    attributed_to = models.CharField(max_length=200)
    wording = models.TextField()
    source = source_field("statistics")

    class Meta:
        ordering: ClassVar[list[str]] = ["measure", "as_of", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            filled("measure", model="statistic"),
            filled("unit", model="statistic"),
            filled("attributed_to", model="statistic"),
            models.CheckConstraint(
                condition=Q(value_low__isnull=False) | Q(value_high__isnull=False), name="statistic_has_a_value"
            ),
            models.CheckConstraint(
                condition=Q(value_low__isnull=True) | Q(value_high__isnull=True) | Q(value_high__gte=F("value_low")),
                name="statistic_range_is_in_order",
            ),
            models.UniqueConstraint(
                fields=["measure", "attributed_to", "as_of", "value_low"],
                nulls_distinct=False,
                name="statistic_stands_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure}, {self.attributed_to}, {self.as_of or 'undated'}"
