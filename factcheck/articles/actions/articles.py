"""Articles and their versions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import slugify

from factcheck.accounts.permissions import Actor, person, require
from factcheck.articles.actions import copies, outlets
from factcheck.articles.language import language_of
from factcheck.articles.models import Article, ArticleVersion, ObtainedHow, Outlet, sha256_of


class Changed(Exception):
    """Somebody described the article otherwise in between; nothing was written. `now` is how it stands."""

    def __init__(self, now: Article) -> None:
        super().__init__("The article was described otherwise in the meantime.")
        self.now = now


@transaction.atomic
def add(
    *,
    text: str,
    by: Actor,
    title: str = "",
    slug: str = "",
    outlet: Outlet | None = None,
    canonical_url: str = "",
    standfirst: str = "",
    author: str = "",
    published_on: date | None = None,
    fetched_at: datetime | None = None,
    obtained_how: str = ObtainedHow.PASTED,
) -> Article:
    """A new article with its first version. Without a slug one is made of the title, without that of the first words.

    Raises ValidationError naming the field, the reason and what to do: slug or address taken, text empty, too long or
    with characters that are none.
    """
    require(by, "articles.add")
    article = Article(
        outlet=outlet, canonical_url=canonical_url, slug=slug or _free_slug(title or " ".join(text.split()[:10]))
    )
    article.full_clean()
    try:
        with transaction.atomic():
            article.save()
    except IntegrityError:  # somebody else stored it in this very moment: say so as if it had been there before
        article.full_clean()
        raise
    add_version(
        article=article,
        text=text,
        by=by,
        title=title,
        standfirst=standfirst,
        author=author,
        published_on=published_on,
        fetched_at=fetched_at,
        obtained_how=obtained_how,
    )
    return article


@transaction.atomic
def add_version(
    *,
    article: Article,
    text: str,
    by: Actor,
    title: str = "",
    standfirst: str = "",
    author: str = "",
    published_on: date | None = None,
    fetched_at: datetime | None = None,
    obtained_how: str = ObtainedHow.PASTED,
) -> ArticleVersion:
    """The next version of an article; the stored one where title, text and date are the same as before.

    Raises ValidationError as `add` does, and where a stored text comes again with another author or standfirst: the
    stored version says otherwise and is not edited.
    """
    article = Article.objects.select_for_update().get(pk=article.pk)
    require(by, "articles.add_version")
    version = ArticleVersion(
        article=article,
        number=1 + article.versions.count(),
        title=title,
        standfirst=standfirst,
        text=text,
        author=author,
        published_on=published_on,
        fetched_at=fetched_at,
        obtained_how=obtained_how,
        added_by=person(by),
    )
    version.full_clean(exclude=["sha256", "text"], validate_unique=False, validate_constraints=False)
    version.sha256 = sha256_of(title, text)
    version.language = language_of(version.checked_text)
    stored = article.versions.filter(sha256=version.sha256, published_on=published_on).first()
    if stored is not None:
        _refuse_other_words_about(stored, author=author, standfirst=standfirst)
        return stored
    version.save(force_insert=True)
    copies.keep(version=version)
    return version


@transaction.atomic
def publish(*, article: Article, by: Actor) -> Article:
    """Show the article and its findings to readers. One that is shown already stays as it is."""
    article = Article.objects.select_for_update().get(pk=article.pk)
    require(by, "articles.publish")
    if not article.versions.exists():
        raise ValidationError({"is_published": "The article has no text yet. Add a version, then publish."})
    if not article.is_published:
        article.is_published = True
        article.published_at = timezone.now()
        article.published_by = person(by)
        article.unpublished_at = None
        article.save(update_fields=["is_published", "published_at", "published_by", "unpublished_at"])
    return article


@transaction.atomic
def unpublish(*, article: Article, by: Actor) -> Article:
    """Take the article off the public pages, which say so at its address; everything stays stored."""
    article = Article.objects.select_for_update().get(pk=article.pk)
    require(by, "articles.unpublish")
    if article.is_published:
        article.is_published, article.published_at, article.published_by = False, None, None
        article.unpublished_at = timezone.now()
        article.save(update_fields=["is_published", "published_at", "published_by", "unpublished_at"])
    return article


def described(article: Article) -> dict[str, str]:
    """What is known about an article beside its texts."""
    return {"outlet": article.outlet.name if article.outlet else "", "canonical_url": article.canonical_url}


@transaction.atomic
def describe(
    *, article: Article, by: Actor, outlet: str, canonical_url: str, stood: Mapping[str, str] | None = None
) -> Article:
    """Say anew who published the article, by name, and where it can be read. Either may be "", for unknown. Raises
    ValidationError naming the field, and Changed where it is not as it `stood` when the form was made."""
    article = Article.objects.select_for_update().get(pk=article.pk)
    require(by, "articles.describe")
    if stood is not None and described(article) != stood:
        raise Changed(article)
    article.outlet = outlets.find_or_add(name=outlet, by=by) if outlet.strip() else None
    article.canonical_url = canonical_url.strip()
    article.full_clean()
    try:
        with transaction.atomic():
            article.save(update_fields=["outlet", "canonical_url", "address_key"])
    except IntegrityError:
        article.full_clean()
        raise
    return article


def _refuse_other_words_about(stored: ArticleVersion, **given: str) -> None:
    other = [name for name, value in given.items() if value and value != getattr(stored, name)]
    if other:
        raise ValidationError(
            {
                name: f"Version {stored.number} holds the same text with another {name}, and versions are not edited. "
                f"Leave the {name} out, or add the text as it reads now."
                for name in other
            }
        )


def _free_slug(title: str) -> str:
    base = slugify(title)[:80].strip("-") or "article"
    taken = set(Article.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    return next(s for s in (base, *(f"{base}-{n}" for n in range(2, len(taken) + 3))) if s not in taken)
