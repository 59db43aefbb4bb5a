"""Who stands behind a motion."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from factcheck.record.models.base import choices, known, source_field
from factcheck.record.vocabulary import ROLES


class Sponsorship(models.Model):
    motion = models.ForeignKey("record.Motion", on_delete=models.PROTECT, related_name="sponsorships")
    organization = models.ForeignKey("record.Organization", on_delete=models.PROTECT, related_name="sponsorships")
    role = models.CharField(max_length=8, choices=choices(ROLES), default="sponsor")
    source = source_field("sponsorships")

    class Meta:
        ordering: ClassVar[list[str]] = ["motion", "organization"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            known("role", ROLES, model="sponsorship"),
            models.UniqueConstraint(fields=["motion", "organization"], name="sponsorship_stands_once"),
        ]

    def __str__(self) -> str:
        return f"{self.organization}, {self.get_role_display().lower()}: {self.motion}"
