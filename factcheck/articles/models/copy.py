"""The same text in several places."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from factcheck.articles.models.version import ArticleVersion


class TextSketch(models.Model):
    """By which texts that may be the same are found; see `factcheck.articles.sameness`."""

    version = models.OneToOneField(ArticleVersion, on_delete=models.CASCADE, primary_key=True, related_name="sketch")
    bands = ArrayField(models.BigIntegerField())

    class Meta:
        indexes: ClassVar[list[models.Index]] = [GinIndex(fields=["bands"], name="sketch_bands")]

    def __str__(self) -> str:
        return f"Sketch of {self.version_id}"


class Copy(models.Model):
    """Two articles with the same text, the one that was stored first as `article`. `similarity` is the share of runs of
    five words that they had in common when it was last looked at. One that a person took apart stays apart."""

    article = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="later_copies")
    other = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="earlier_copies")
    similarity = models.FloatField()
    found_at = models.DateTimeField(default=timezone.now, editable=False)
    unlinked_at = models.DateTimeField(null=True, blank=True)
    unlinked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="copies_unlinked"
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["-similarity", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["article", "other"], name="copy_stands_once"),
            models.CheckConstraint(condition=Q(article__lt=F("other")), name="copy_is_of_an_earlier_article"),
            models.CheckConstraint(condition=Q(similarity__gt=0, similarity__lte=1), name="copy_similarity_is_a_share"),
            models.CheckConstraint(
                condition=Q(unlinked_at__isnull=False) | Q(unlinked_by__isnull=True),
                name="copy_is_unlinked_with_its_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article_id} = {self.other_id}"

    @property
    def percent(self) -> int:
        return round(100 * self.similarity)
