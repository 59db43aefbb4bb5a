"""An article: the thing that keeps its identity while its text changes."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from factcheck.articles.addresses import key_of
from factcheck.articles.models.outlet import Outlet
from factcheck.articles.models.version import ArticleVersion


class ArticleQuerySet(models.QuerySet["Article"]):
    def published(self) -> ArticleQuerySet:
        """Articles that readers may see."""
        return self.filter(is_published=True)

    def at(self, url: str) -> ArticleQuerySet:
        """Articles whose address is this one in any of its forms (`addresses.plain`), the same letters first."""
        rows = self.filter(address_key=key_of(url)).exclude(address_key="")
        return rows.order_by(models.Case(models.When(canonical_url=url, then=0), default=1), "pk")

    def with_latest_version(self) -> ArticleQuerySet:
        """Fetch the outlet and the newest version of every article in one more query; see `Article.latest_version`."""
        newest = ArticleVersion.objects.order_by("article_id", "-number").distinct("article_id")
        return self.select_related("outlet").prefetch_related(models.Prefetch("versions", newest, to_attr="newest"))


class Article(models.Model):
    outlet = models.ForeignKey(Outlet, on_delete=models.PROTECT, null=True, blank=True, related_name="articles")
    canonical_url = models.URLField(max_length=1000, blank=True)
    address_key = models.CharField(max_length=64, blank=True, editable=False, db_index=True)
    slug = models.SlugField(max_length=100, unique=True)
    is_published = models.BooleanField(default=False, help_text="Shown on the public pages with what was found in it.")
    published_at = models.DateTimeField(null=True, blank=True, help_text="When the newsroom published its check.")
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="articles_published"
    )
    unpublished_at = models.DateTimeField(
        null=True, blank=True, help_text="When readers, who could see it until then, lost it."
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects: ClassVar[models.Manager[Article]] = models.Manager.from_queryset(ArticleQuerySet)()

    class Meta:
        ordering: ClassVar[list[str]] = ["-created_at", "-pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["-published_at", "-id"], name="article_newest_published", condition=models.Q(is_published=True)
            ),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["canonical_url"],
                condition=~models.Q(canonical_url=""),
                name="article_url_is_unique",
                violation_error_message="An article with this address is stored already.",
            ),
            models.CheckConstraint(condition=~models.Q(slug=""), name="article_has_a_slug"),
            models.CheckConstraint(
                condition=models.Q(is_published=True, published_at__isnull=False)
                | models.Q(is_published=False, published_at__isnull=True),
                name="article_is_published_with_its_time",
            ),
            models.CheckConstraint(
                condition=models.Q(is_published=False) | models.Q(unpublished_at__isnull=True),
                name="article_is_published_or_was",
            ),
        ]

    def __str__(self) -> str:
        return self.slug

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.address_key = key_of(self.canonical_url)
        super().save(*args, **kwargs)

    @property
    def latest_version(self) -> ArticleVersion | None:
        """The newest text; from what `with_latest_version` fetched where it was used."""
        if (newest := getattr(self, "newest", None)) is not None:
            return newest[0] if newest else None
        return self.versions.order_by("-number").first()
