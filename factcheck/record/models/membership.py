"""Membership of a state in a body or a group, with dates."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from factcheck.record.models.base import filled, in_order, on_day, source_field


class DateRange(Func):
    """`daterange(start_on, end_on, '[]')`: both days included, null is open."""

    function = "DATERANGE"
    output_field = DateRangeField()


class MembershipQuerySet(models.QuerySet["Membership"]):
    def on(self, day: date) -> MembershipQuerySet:
        return self.filter(on_day(day))


class Membership(models.Model):
    """`start_on` and `end_on` are the first and the last day; null is open."""

    organization = models.ForeignKey("record.Organization", on_delete=models.PROTECT, related_name="memberships")
    member = models.ForeignKey("record.Organization", on_delete=models.PROTECT, related_name="memberships_held")
    role = models.CharField(max_length=20, default="member", help_text="member, permanent, elected.")
    start_on = models.DateField(null=True, blank=True)
    end_on = models.DateField(null=True, blank=True)
    source = source_field("memberships")

    objects: ClassVar[models.Manager[Membership]] = MembershipQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["organization", "member", "start_on"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            filled("role", model="membership"),
            in_order(model="membership"),
            models.CheckConstraint(condition=~Q(organization=F("member")), name="membership_is_not_in_itself"),
            ExclusionConstraint(
                name="membership_does_not_overlap",
                expressions=[
                    (F("organization"), RangeOperators.EQUAL),
                    (F("member"), RangeOperators.EQUAL),
                    (
                        DateRange("start_on", "end_on", RangeBoundary(inclusive_lower=True, inclusive_upper=True)),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member} in {self.organization} ({self.start_on or '...'} to {self.end_on or '...'})"
