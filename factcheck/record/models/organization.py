"""States, the bodies they vote in, and the groups they belong to."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q

from factcheck.record.local_names import local_name
from factcheck.record.models.base import choices, filled, known, on_day, source_field
from factcheck.record.vocabulary import CLASSIFICATIONS


class OrganizationQuerySet(models.QuerySet["Organization"]):
    def states(self) -> OrganizationQuerySet:
        return self.filter(classification="state")

    def bodies(self) -> OrganizationQuerySet:
        return self.filter(classification="body")

    def groups(self) -> OrganizationQuerySet:
        return self.filter(classification="group")

    def members_of(self, organization: Organization, *, on: date) -> OrganizationQuerySet:
        """Members of a body or group on a day; the first and the last day of a membership count."""
        from factcheck.record.models.membership import Membership

        held = Membership.objects.filter(on_day(on), organization=organization)
        return self.filter(pk__in=held.values("member"))


class Organization(models.Model):
    """`code` is ISO 3166-1 alpha-3 for states; GA, SC, HRC for bodies; EU and the like for groups; null for others."""

    slug = models.SlugField(max_length=100, unique=True)
    code = models.CharField(max_length=8, null=True, blank=True, unique=True)
    classification = models.CharField(max_length=10, choices=choices(CLASSIFICATIONS))
    name = models.CharField(max_length=200, help_text="The everyday English name.")
    official_name = models.CharField(
        max_length=200, blank=True, help_text="As the United Nations has it, if different."
    )
    founded_on = models.DateField(null=True, blank=True)
    dissolved_on = models.DateField(null=True, blank=True)
    members_known_from = models.DateField(
        null=True, blank=True, help_text="For a body: the first day from which its list of members is whole."
    )
    note = models.TextField(blank=True)
    source = source_field("organizations")

    objects: ClassVar[models.Manager[Organization]] = OrganizationQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["name"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            known("classification", CLASSIFICATIONS, model="organization"),
            filled("name", model="organization"),
            filled("slug", model="organization"),
            models.CheckConstraint(
                condition=Q(code__isnull=True) | Q(code__regex=r"^[A-Z0-9]{2,8}$"), name="organization_code_is_capital"
            ),
            models.CheckConstraint(
                condition=~Q(classification="state") | Q(code__regex=r"^[A-Z]{3}$"),
                name="organization_state_has_a_three_letter_code",
            ),
            models.CheckConstraint(
                condition=Q(dissolved_on__isnull=True)
                | Q(founded_on__isnull=True)
                | Q(dissolved_on__gte=models.F("founded_on")),
                name="organization_is_dissolved_after_it_is_founded",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def local_name(self) -> str:
        """The name in the language of the page."""
        return local_name(self.code, self.name)

    def members_on(self, day: date) -> OrganizationQuerySet:
        """Members of this body or group on a day."""
        return OrganizationQuerySet(Organization).members_of(self, on=day).order_by("name")

    def name_on(self, day: date | None) -> str:
        """The name in use on a day: a dated name that covers it and began last, else the everyday name."""
        if day is None:
            return self.name
        dated = self.names.filter(on_day(day), kind="name", language="en").exclude(start_on__isnull=True)
        latest = dated.order_by("-start_on", "pk").first()
        return latest.text if latest else self.name
