"""Which fact files were loaded."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class LoadedFacts(models.Model):
    """A folder of fact files that was loaded, by what is in it (`factfile.digest`): so that a start of the program does
    not load again what it brought before, over what was corrected since."""

    sha256 = models.CharField(max_length=64, unique=True)
    loaded_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-loaded_at"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(sha256__regex="^[0-9a-f]{64}$"), name="loaded_facts_hash_is_one")
        ]

    def __str__(self) -> str:
        return f"{self.sha256[:12]} at {self.loaded_at:%Y-%m-%d %H:%M}"
