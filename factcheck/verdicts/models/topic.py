"""Under what readers find verdicts in the order of time: states, and the outlet that made the claim."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from factcheck.verdicts.models.verdict import Verdict


class Topic(models.Model):
    """Written by the database itself (migration `topics`) with whatever publishes, corrects or tells of a verdict;
    nobody else writes it. Verdicts that readers find at their address have a row for each name: "state:FRA",
    "outlet:the-gazette". The times are those of the verdict, so that those of a name are found without others."""

    verdict = models.ForeignKey(Verdict, on_delete=models.CASCADE, db_index=False, related_name="topics")
    name = models.CharField(max_length=120)
    published_at = models.DateTimeField()
    told_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["name", "-told_at", "-verdict"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["name", "-told_at", "-verdict"], name="topic_by_news"),
            models.Index(fields=["name", "-published_at", "-verdict"], name="topic_by_time"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["verdict", "name"], name="topic_of_a_verdict_is_there_once"),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.verdict_id}"
