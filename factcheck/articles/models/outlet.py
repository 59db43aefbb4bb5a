"""Who published an article."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Outlet(models.Model):
    name = models.CharField(max_length=200, unique=True)
    slug = models.SlugField(max_length=100, unique=True)
    homepage = models.URLField(max_length=500, blank=True)
    is_own = models.BooleanField(default=False, db_default=False, help_text="Articles of this newsroom itself.")
    corrections_email = models.EmailField(
        max_length=254, blank=True, default="", db_default="", help_text="Where it takes requests for corrections."
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["name"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~models.Q(name=""), name="outlet_has_a_name"),
            models.CheckConstraint(condition=~models.Q(slug=""), name="outlet_has_a_slug"),
        ]

    def __str__(self) -> str:
        return self.name
